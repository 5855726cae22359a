"""Writing sources, and the rule that nothing an editor wrote is overwritten.

Each source is kept under .imports/ as it was last imported: that copy tells whether the editor has
changed the source since. A file is written beside its place and moved there, so none is ever half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
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
        base = parse_document(path, file.read_text(encoding="utf-8")).value
        if base is not None and base.matter.source and (root / path).is_file():
            found[base.matter.source.sha256] = path
    return Known(found)


def save_import(
    root: Path, document: Document, media: Mapping[PurePosixPath, bytes], *, dry_run: bool
) -> Status:
    """Write the source where that loses nothing; raise `SamverkaError` where names collide."""
    status = _status(root, document)
    if status is Status.EDITED or dry_run:
        return status
    text = render_document(document)
    if status is not Status.UNCHANGED:
        for path, content in media.items():
            write_bytes(root / path, content)
        write_bytes(root / document.path, text.encode())
    write_bytes(root / IMPORTS / document.path, text.encode())
    return status


def _status(root: Path, document: Document) -> Status:
    target, base = root / document.path, root / IMPORTS / document.path
    if not target.exists():
        return Status.NEW
    current = target.read_text(encoding="utf-8")
    if current == render_document(document):
        return Status.UNCHANGED
    if not base.exists():
        raise SamverkaError(
            f"sidan {document.path} finns redan och är inte importerad",
            "Byt rubrik eller datum i dokumentet, eller flytta undan sidan, och importera igen.",
        )
    last = base.read_text(encoding="utf-8")
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


def write_bytes(path: Path, content: bytes) -> None:
    """The file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.ny")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
