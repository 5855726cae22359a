"""Writing sources, and the rule that nothing an editor wrote is overwritten.

Each source is kept under .imports/ as it was last imported: that copy tells whether the editor has
changed the source since. A file is written beside its place and moved there, so none is ever half.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import read_text, write_bytes
from samverka.findings import Finding, Noted, Place, Severity
from samverka.source.document import Document, parse_document, render_document

IMPORTS = ".imports"


class Status(StrEnum):
    """What became of a file that was imported; the values are shown to the editor."""

    NEW = "ny"
    UPDATED = "uppdaterad"
    UNCHANGED = "oförändrad"
    EDITED = "lämnad"
    REFUSED = "stoppad"


@dataclass(frozen=True, slots=True)
class Known:
    """The sources imported before, by the checksum of the file each came from."""

    by_sha256: Mapping[str, PurePosixPath]


def known_imports(root: Path) -> Known:
    """What the copies under .imports/ say."""
    found: dict[str, PurePosixPath] = {}
    for file in sorted((root / IMPORTS).rglob("*.md")):
        path = PurePosixPath(file.relative_to(root / IMPORTS).as_posix())
        base = _base_at(path, file)
        if base is not None and base.matter.source and (root / path).is_file():
            found[base.matter.source.sha256] = path
    return Known(found)


def _base_at(path: PurePosixPath, file: Path) -> Document | None:
    """The source as last imported; a copy that somebody has damaged counts as none."""
    try:
        return parse_document(path, read_text(file)).value
    except SamverkaError:
        return None


def save_import(
    root: Path, document: Document, media: Mapping[PurePosixPath, bytes], *, dry_run: bool
) -> Noted[Status]:
    """Write the source where that loses nothing; raise `SamverkaError` where names collide.

    A picture that the editor has changed since the last import is kept, with a finding.
    """
    status = _status(root, document)
    if status is Status.EDITED or dry_run:
        return Noted(status)
    text = render_document(document).encode()
    kept: tuple[PurePosixPath, ...] = ()
    if status is not Status.UNCHANGED:
        kept = _save_pictures(root, document, media)
        write_bytes(root / document.path, text)
    write_bytes(root / IMPORTS / document.path, text)
    return Noted(status, tuple(_kept_finding(path) for path in kept))


def _save_pictures(
    root: Path, document: Document, media: Mapping[PurePosixPath, bytes]
) -> tuple[PurePosixPath, ...]:
    """Write the pictures but those the editor changed, and return these."""
    list_file = root / IMPORTS / document.path.with_suffix(".sha256")
    last = set(read_text(list_file).splitlines()) if list_file.is_file() else set()
    kept = tuple(
        path
        for path, content in media.items()
        if (root / path).is_file()
        and (root / path).read_bytes() != content
        and _checksum_line(path, (root / path).read_bytes()) not in last
    )
    for path, content in media.items():
        if path not in kept:
            write_bytes(root / path, content)
    if media:
        lines = [_checksum_line(path, content) for path, content in sorted(media.items())]
        write_bytes(list_file, "".join(f"{line}\n" for line in lines).encode())
    return kept


def _checksum_line(path: PurePosixPath, content: bytes) -> str:
    """As `sha256sum` writes it."""
    return f"{hashlib.sha256(content).hexdigest()}  {path}"


def _kept_finding(path: PurePosixPath) -> Finding:
    message = "bilden är ändrad sedan importen och är inte utbytt mot den i Word-filen"
    hint = "Vill du ha bilden ur Word-filen: ta bort den här filen och importera igen."
    return Finding(Place(str(path)), "IMG05", Severity.WARNING, message, hint)


def _status(root: Path, document: Document) -> Status:
    target, base = root / document.path, root / IMPORTS / document.path
    if not target.exists():
        return Status.NEW
    current = read_text(target, str(document.path))
    if current == render_document(document):
        return Status.UNCHANGED
    if not base.exists():
        raise SamverkaError(
            f"sidan {document.path} finns redan och är inte importerad",
            "Byt rubrik eller datum i dokumentet, eller flytta undan sidan, och importera igen.",
        )
    last = read_text(base, str(base.relative_to(root)))
    _refuse_other_file(document, last)
    return Status.UPDATED if current == last else Status.EDITED


def _refuse_other_file(document: Document, last: str) -> None:
    base = parse_document(document.path, last).value
    origin = base.matter.source if base else None
    if origin and document.matter.source and origin.file != document.matter.source.file:
        raise SamverkaError(
            f"sidan {document.path} är redan importerad från {origin.file}",
            "Byt rubrik eller datum i det ena dokumentet, eller ta bort det ena ur inbox.",
        )
