"""Which page a document is a new version of, also when its Word file has a new name."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import read_text
from samverka.findings import Finding, Place, Severity
from samverka.source.document import Document, render_document, split_front_matter
from samverka.source.frontmatter import Origin
from samverka.source.journal import IMPORTS
from samverka.source.kinds import Kind
from samverka.source.known import Known, origin_at

INBOX = "inbox"
TITLED = (Kind.PAGE, Kind.REVIEW, Kind.TRAINING)
"""Their address comes from the title; the others' from a date, and another date is another page."""

ALIKE_AT_SAME_ADDRESS, ALIKE = 0.5, 0.8
"""The share of words in common that makes two texts versions of one."""


@dataclass(frozen=True, slots=True)
class Names:
    """How many of the files at hand, in the inbox and in this run, have each name."""

    count: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, root: Path, files: Iterable[Path]) -> "Names":
        """Each file once."""
        inbox = (file for file in (root / INBOX).rglob("*") if file.is_file())
        paths = {os.path.abspath(file) for file in (*inbox, *files)}  # noqa: PTH100  no look at the disk
        return cls(Counter(Path(path).name for path in paths))

    def has_other(self, name: str, own: str) -> bool:
        """Whether a file called `name` is at hand besides the one called `own`."""
        return self.count[name] > (name == own)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The document at the address of its page; `folder` is where its pictures were meant to go."""

    document: Document
    text: str
    folder: PurePosixPath
    is_same_file: bool = False
    findings: tuple[Finding, ...] = ()

    def moved(self, media: Mapping[PurePosixPath, bytes]) -> Mapping[PurePosixPath, bytes]:
        """The pictures beside the page."""
        new = self.document.path.with_suffix("")
        return {new / path.relative_to(self.folder): content for path, content in media.items()}


def recognise(root: Path, known: Known, names: Names, document: Document) -> Recognised:
    """Raise `SamverkaError` where the page is another file's, or was not imported."""
    as_it_is = Recognised(document, render_document(document), document.path.with_suffix(""))
    if not (root / document.path).exists():
        old = _page_under_old_title(root, known, names, document)
        return as_it_is if old is None else _at_address(document, old)
    if read_text(root / document.path, str(document.path)) == as_it_is.text:
        return as_it_is
    if not (root / IMPORTS / document.path).exists():
        raise SamverkaError(
            f"sidan {document.path} finns redan och är inte importerad",
            "Byt rubrik eller datum i dokumentet, eller flytta undan sidan, och importera igen.",
        )
    return _from_new_name(root, names, as_it_is)


def _from_new_name(root: Path, names: Names, found: Recognised) -> Recognised:
    document = found.document
    own, last = document.matter.source, origin_at(root, document.path)
    if own is None or last is None or own.file == last.file:
        return found
    if own.sha256 == last.sha256:
        return replace(found, is_same_file=True)
    at_hand = names.has_other(last.file, own.file)
    if at_hand or _likeness(root, document.path, document) < ALIKE_AT_SAME_ADDRESS:
        raise SamverkaError(
            f"sidan {document.path} är redan importerad från {last.file}",
            "Byt rubrik eller datum i det ena dokumentet, eller ta bort det ena ur inbox.",
        )
    said = f"{own.file} är samma dokument som {last.file}, med nytt namn"
    return replace(found, findings=(_finding(document.path, said),))


def _page_under_old_title(
    root: Path, known: Known, names: Names, document: Document
) -> PurePosixPath | None:
    """The page of the same sort in the same folder that the document is most like."""
    own = document.matter.source
    if document.kind not in TITLED or own is None:
        return None
    alike = {
        path: _likeness(root, path, document)
        for path in known.origins
        if path.parent == document.path.parent
        and _is_free(root, path, names, own)
        and _is_as_long(root, path, document)
    }
    best = max(alike, key=lambda path: alike[path], default=None)
    return best if best is not None and alike[best] >= ALIKE else None


def _is_free(root: Path, path: PurePosixPath, names: Names, own: Origin) -> bool:
    """Whether the file the page came from is gone, or is this one."""
    last = origin_at(root, path)
    return last is not None and not names.has_other(last.file, own.file) and (root / path).is_file()


def _is_as_long(root: Path, path: PurePosixPath, document: Document) -> bool:
    """A quick look, so that not every page has to be read."""
    size = (root / IMPORTS / path).stat().st_size
    return ALIKE / 2 < len(document.body.encode()) / max(size, 1) < 2 / ALIKE


def _at_address(document: Document, path: PurePosixPath) -> Recognised:
    old, new = document.path.stem, path.stem
    body = document.body.replace(f"]({old}/", f"]({new}/")
    said = (
        f"dokumentet är samma som förut, men skulle nu ha hetat {document.path.name}; "
        "sidan behåller sin adress"
    )
    moved = replace(document, path=path, body=body)
    return Recognised(
        moved,
        render_document(moved),
        document.path.with_suffix(""),
        findings=(_finding(path, said),),
    )


def _finding(path: PurePosixPath, said: str) -> Finding:
    hint = "Är det ett annat dokument: flytta undan sidan och importera båda Word-filerna igen."
    return Finding(Place(str(path)), "MERGE03", Severity.NOTE, said, hint)


def _likeness(root: Path, path: PurePosixPath, document: Document) -> float:
    """The share of words in common with the page as it was last imported."""
    last = Counter(split_front_matter(read_text(root / IMPORTS / path)).body.split())
    new = Counter(document.body.split())
    return 2 * (last & new).total() / max(last.total() + new.total(), 1)
