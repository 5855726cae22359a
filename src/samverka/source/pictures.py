"""The pictures beside a page: which are written, which the editor has made their own, which go."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.files import read_text
from samverka.findings import Finding, Place, Severity
from samverka.source.journal import IMPORTS
from samverka.source.reading import source_paths


@dataclass(frozen=True, slots=True)
class Pictures:
    """`list_file` holds the checksums of what the import has written, as `sha256sum` writes them.

    Empty `listed`: there is nothing to list.
    """

    writes: Mapping[PurePosixPath, bytes]
    kept: tuple[PurePosixPath, ...]
    removes: tuple[PurePosixPath, ...]
    list_file: PurePosixPath
    listed: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it will be written, and the pictures of its Word file."""

    path: PurePosixPath
    text: str
    media: Mapping[PurePosixPath, bytes]


def plan_pictures(root: Path, page: Page) -> Pictures:
    """A picture the editor has changed is kept; one that no page shows any more goes."""
    list_file = PurePosixPath(IMPORTS) / page.path.with_suffix(".sha256")
    last = dict(_listed(root / list_file, page.path))
    media = {path: content for path, content in page.media.items() if path.name in page.text}
    kept = tuple(path for path, content in media.items() if _is_edited(root, path, content, last))
    old = [path for path in last if path not in media and _sum(root / path) == last[path]]
    shown = _shown(root, page, old) if old else set[PurePosixPath]()
    lines = {path: _sum_of(content) for path, content in media.items()}
    lines.update({path: last[path] for path in shown})
    return Pictures(
        {path: content for path, content in media.items() if path not in kept},
        kept,
        tuple(path for path in old if path not in shown),
        list_file,
        "".join(f"{lines[path]}  {path}\n" for path in sorted(lines)).encode(),
    )


def kept_finding(path: PurePosixPath) -> Finding:
    """What the editor is told of a picture that is kept."""
    message = "bilden är ändrad sedan importen och är inte utbytt mot den i Word-filen"
    hint = "Vill du ha bilden ur Word-filen: ta bort den här filen och importera igen."
    return Finding(Place(str(path)), "IMG05", Severity.WARNING, message, hint)


def _listed(file: Path, page: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    for line in read_text(file).splitlines() if file.is_file() else ():
        checksum, _, name = line.partition("  ")
        path = PurePosixPath(name)
        if path.parent == page.with_suffix("") and path.name != "..":
            yield path, checksum


def _is_edited(
    root: Path, path: PurePosixPath, content: bytes, last: Mapping[PurePosixPath, str]
) -> bool:
    now = _sum(root / path)
    return now not in (None, _sum_of(content), last.get(path))


def _shown(root: Path, page: Page, old: list[PurePosixPath]) -> set[PurePosixPath]:
    """Those that this page or another still names."""
    texts = [page.text]
    texts.extend(
        (root / path).read_text(encoding="utf-8", errors="replace")
        for path in source_paths(root)
        if path != page.path
    )
    here, elsewhere = texts[0], texts[1:]
    return {
        path
        for path in old
        if path.name in here or any(f"{path.parent.name}/{path.name}" in t for t in elsewhere)
    }


def _sum(file: Path) -> str | None:
    return _sum_of(file.read_bytes()) if file.is_file() else None


def _sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
