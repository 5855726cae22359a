"""The door for files from outside: what is let in is a whole document within the limits."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.settings import Limits
from samverka.word.opening.compound import COMPOUND_FILE, UNLOCK, check_compound
from samverka.word.opening.ooxml import has_declarations, parse
from samverka.word.opening.parts import DAMAGED, SAVE_AGAIN, Parts, damaged, open_parts, read_part
from samverka.word.opening.plain_files import decode, paragraphs_apart

MEGABYTE = 10**6
RICH_TEXT = b"{\\rtf"
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
SMALL = 10 * MEGABYTE
"""Below this unpacked size a high ratio harms nobody."""


class Format(StrEnum):
    """What a file holds, by pandoc's name for its reader."""

    DOCX = "docx"
    ODT = "odt"
    MARKDOWN = "markdown-raw_tex-raw_attribute-yaml_metadata_block-citations-smart"
    HTML = "html-native_divs"


XML = (".xml", ".rels")

SUFFIXES = {
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".dotm": Format.DOCX,
    ".doc": Format.DOCX,
    ".dot": Format.DOCX,
    ".odt": Format.ODT,
    ".md": Format.MARKDOWN,
    ".txt": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


@dataclass(frozen=True, slots=True)
class Package:
    """A file let in: `name` with its suffix, and its bytes.

    An `older` one (.doc) becomes what `format` says only through LibreOffice.
    """

    name: str
    format: Format
    content: bytes
    older: bool = False

    @property
    def checksum(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def text(self) -> str:
        """The text of a text or web file."""
        text = decode(self.content)
        return paragraphs_apart(text) if self.name.lower().endswith(".txt") else text

    @property
    def parts(self) -> Parts | None:
        """What the file is zipped of, None where it is text; raise `SamverkaError` if damaged."""
        return open_parts(self.content) if self.format in (Format.DOCX, Format.ODT) else None


def open_package(path: Path, limits: Limits) -> Package:
    """Raise `SamverkaError` with the reason where the file cannot be imported."""
    return package_of(path.name, read_file(path, limits), limits)


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file that may be let in; one of a wrong kind or too large is not read."""
    _check_suffix(path.name)
    most = limits.file_mb * MEGABYTE
    size = path.stat().st_size
    if size <= most:
        with path.open("rb") as file:
            content = file.read(most + 1)
        if len(content) <= most:  # it may have grown since
            return content
    said = f"filen är {size / MEGABYTE:.0f} MB; gränsen är {limits.file_mb} MB"
    raise SamverkaError(said, "Komprimera bilderna i Word (Bildformat > Komprimera bilder).")


def package_of(name: str, content: bytes, limits: Limits) -> Package:
    """The same for bytes already read; a Word file is what it holds, whatever its suffix says."""
    format_ = _check_suffix(name)
    if not content:
        raise SamverkaError("filen är tom", "Hämta eller spara filen igen.")
    if format_ not in (Format.DOCX, Format.ODT):
        _check_text(content)
        return Package(name, format_, content)
    if WEB_PAGE.match(content):
        return Package(name, Format.HTML, content)
    if content.startswith(RICH_TEXT):
        raise _rich_text()
    if content.startswith(COMPOUND_FILE):
        check_compound(content)
        return Package(name, Format.DOCX, content, older=True)
    return Package(name, _check_archive(content, limits), content)


def _check_suffix(name: str) -> Format:
    suffix = PurePosixPath(name).suffix.lower()
    format_ = SUFFIXES.get(suffix)
    if suffix == ".rtf":
        raise _rich_text()
    if format_ is None:
        allowed = ", ".join(SUFFIXES)
        hint = f"Filer som kan importeras: {allowed}."
        raise SamverkaError("filen är ingen Word-fil", hint)
    return format_


def _rich_text() -> SamverkaError:
    """LibreOffice would read such a file, but also any picture on this machine that it names."""
    return SamverkaError("filen är i formatet RTF", SAVE_AGAIN)


def _check_text(content: bytes) -> None:
    if not decode(content).strip():
        raise SamverkaError("filen har ingen text", "Kontrollera att rätt fil ligger i mappen.")


def _check_archive(content: bytes, limits: Limits) -> Format:
    if not content.startswith(b"PK"):
        raise SamverkaError("filen är ingen Word-fil, trots sitt namn", SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive, len(content), limits)
            if "content.xml" in archive.namelist():
                _check_odt(archive)
                return Format.ODT
            _check_docx(archive)
            return Format.DOCX
    except DAMAGED:
        raise damaged() from None


def _check_entries(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise SamverkaError("filen är skyddad med lösenord", UNLOCK)
    if len(entries) > limits.entries:
        said = f"filen består av {len(entries)} delar; gränsen är {limits.entries}"
        raise SamverkaError(said, "Filen ser inte ut som ett vanligt dokument. Importera den inte.")
    too_large = unpacked > limits.unpacked_mb * MEGABYTE
    if too_large or (unpacked > SMALL and unpacked > size * limits.ratio):
        said = f"filen packas upp till {unpacked / MEGABYTE:.0f} MB, vilket är onormalt mycket"
        raise SamverkaError(said, "Filen kan vara gjord för att skada. Importera den inte.")


def _check_docx(archive: zipfile.ZipFile) -> None:
    if Parts(archive).main is None:
        raise SamverkaError("filen är ingen Word-fil, trots sitt namn", SAVE_AGAIN)
    for name in archive.namelist():
        if not name.lower().endswith(XML):
            continue
        content = read_part(archive, name)
        if b"<!DOCTYPE" in _ascii(content)[:2000] or b"<!ENTITY" in _ascii(content):
            raise has_declarations()


def _ascii(content: bytes) -> bytes:
    """The same letters one by one, where they are in UTF-16 or UTF-32."""
    return content.replace(b"\0", b"") if b"\0" in content[:8] else content


def _check_odt(archive: zipfile.ZipFile) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise SamverkaError("filen är skyddad med lösenord", UNLOCK)
    parse(read_part(archive, "content.xml"))
