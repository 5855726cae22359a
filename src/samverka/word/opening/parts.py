"""The parts of a zipped document, and which of them is the text, the styles and the numbering.

Open Packaging Conventions, ECMA-376 part 2: relationships say it, names are only habits.
"""

import posixpath
import zipfile
import zlib

from samverka.errors import SamverkaError
from samverka.word.opening.ooxml import parse, transitional

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What zipfile raises for archives cut short or bent; NotImplementedError is a RuntimeError."""

SAVE_AGAIN = "Öppna filen i Word, välj Spara som och .docx, och lägg den nya filen i inbox."


def damaged() -> SamverkaError:
    """The error for a file whose parts do not come out whole."""
    return SamverkaError("filen är skadad eller bara halv", SAVE_AGAIN)


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part; raise `SamverkaError` where they are not whole."""
    try:
        content = archive.read(name)
    except DAMAGED:
        raise damaged() from None
    return transitional(content) if name.endswith((".xml", ".rels")) else content


def main_part(archive: zipfile.ZipFile) -> str | None:
    """The part that holds the text, None where the archive is no Word document."""
    found = related_part(archive, "", "officeDocument")
    return found if found in archive.namelist() else None


def related_part(archive: zipfile.ZipFile, source: str, kind: str) -> str | None:
    """The part of a kind (`styles`, `numbering`) that `source` is related to."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return None
    for relation in parse(read_part(archive, relations)):
        if (relation.get("Type") or "").endswith(f"/{kind}"):
            target = relation.get("Target") or ""
            joined = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(joined)
    return None
