"""The parts of a Word file, taken out and put back: the same parts give the same bytes."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


def read_parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name, in order; raises `zipfile.BadZipFile` where it is no such file."""
    with ZipFile(BytesIO(content)) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist() if not one.is_dir()}


def office_file(path: Path, part: str) -> bytes | None:
    """The file's bytes; None where it cannot be read, or is not of the sort that has this part."""
    with suppress(OSError, BadZipFile):
        content = path.read_bytes()
        if part in read_parts(content):
            return content
    return None


def written(parts: dict[str, bytes]) -> bytes:
    """A file of the parts, without the time it was made."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            part = ZipInfo(name, FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            opened.writestr(part, content)
    return made.getvalue()


def xml_of(root: Element) -> bytes:
    """A part of a Word file."""
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content
