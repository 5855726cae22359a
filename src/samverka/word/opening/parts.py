"""The parts of a zipped document, and how they are related.

Open Packaging Conventions, ECMA-376 part 2: relationships say which part is the text, the styles
and the numbering; names are only habits, and their letters' case says nothing.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from samverka.errors import SamverkaError
from samverka.word.opening.ooxml import Element, parse, transitional

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What zipfile raises for archives cut short or bent; NotImplementedError is a RuntimeError."""

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a Word file may be compressed with (ECMA-376 part 2, annex B)."""

SAVE_AGAIN = "Öppna filen i Word, välj Spara som och .docx, och lägg den nya filen i inbox."
USUAL_MAIN = "word/document.xml"


def damaged() -> SamverkaError:
    """The error for a file whose parts do not come out whole."""
    return SamverkaError("filen är skadad eller bara halv", SAVE_AGAIN)


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the relationship's type; `target` a part, or an outside address.

    A target of its own within an address stays with it: `https://example.org/#a`.
    """

    kind: str
    target: str
    external: bool


class Parts:
    """Read when asked for; raise `SamverkaError` where a part is not whole."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_key(name): name for name in archive.namelist()}
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def content(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none of that name."""
        known = self._names.get(_key(name))
        return None if known is None else read_part(self._archive, known)

    def xml(self, name: str | None) -> Element | None:
        """The root of a part, None where there is none."""
        content = self.content(name) if name else None
        return None if content is None else parse(content)

    def relations(self, source: str) -> Mapping[str, Relation]:
        """What a part is related to, by the id that its elements use."""
        known = self._relations.get(source)
        if known is None:
            folder, name = posixpath.split(source)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = root.iterchildren(tag=etree.Element) if root is not None else ()
            known = {one.get("Id") or "": _relation(one, folder) for one in found}
            self._relations[source] = known
        return known

    def related(self, source: str, kind: str) -> str | None:
        """The name of the first part of a kind (`styles`, `numbering`) that `source` has."""
        for relation in self.relations(source).values():
            if relation.kind == kind and not relation.external and relation.target in self:
                return relation.target
        return None

    @property
    def main(self) -> str | None:
        """The part that holds the text, None where the archive is no Word document."""
        found = self.related("", "officeDocument")
        return found or (USUAL_MAIN if USUAL_MAIN in self else None)


def open_parts(content: bytes) -> Parts:
    """Raise `SamverkaError` where the bytes are no archive."""
    try:
        return Parts(zipfile.ZipFile(io.BytesIO(content)))
    except DAMAGED:
        raise damaged() from None


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; raise `SamverkaError` where they are not whole.

    No more is unpacked than the archive says and its check counted on, whatever the part holds.
    """
    try:
        entry = archive.getinfo(name)
        if entry.compress_type not in COMPRESSIONS:
            raise damaged()
        with archive.open(entry) as part:
            content = part.read(entry.file_size)
    except DAMAGED:
        raise damaged() from None
    return transitional(content) if name.endswith((".xml", ".rels")) else content


def _key(name: str) -> str:
    return name.lstrip("/").lower()


def _relation(element: Element, folder: str) -> Relation:
    kind = (element.get("Type") or "").rpartition("/")[2]
    target = element.get("Target") or ""
    if element.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    joined = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return Relation(kind, posixpath.normpath(joined), external=False)
