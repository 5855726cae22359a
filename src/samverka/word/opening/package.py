"""The door for files from outside: what is let in is a whole document within the limits."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.settings import Limits
from samverka.word.opening.ooxml import parse
from samverka.word.opening.parts import DAMAGED, SAVE_AGAIN, Parts, damaged, read_part
from samverka.word.opening.plain_files import decode, paragraphs_apart

MEGABYTE = 10**6
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SMALL = 10 * MEGABYTE
"""Below this unpacked size a high ratio harms nobody."""

UNLOCK = "Öppna filen i Word, ta bort lösenordet under Arkiv > Info > Skydda dokument och spara."


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
    ".odt": Format.ODT,
    ".md": Format.MARKDOWN,
    ".txt": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


@dataclass(frozen=True, slots=True)
class Package:
    """A file let in: `name` with its suffix, and its bytes."""

    name: str
    format: Format
    content: bytes

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

    def picture(self, target: str) -> bytes | None:
        """The bytes of a picture the document names, None where it does not hold it."""
        if self.format not in (Format.DOCX, Format.ODT):
            return None
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            for name in (f"word/{target}", target, target.removeprefix("/")):
                if name in archive.namelist():
                    return read_part(archive, name)
        return None


def open_package(path: Path, limits: Limits) -> Package:
    """Raise `SamverkaError` with the reason where the file cannot be imported."""
    return package_of(path.name, read_file(path, limits), limits)


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file that may be let in; one of a wrong kind or too large is not read."""
    _format_of(path.name)
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
    """The file with these bytes; raise `SamverkaError` where it cannot be imported."""
    format_ = _format_of(name)
    if not content:
        raise SamverkaError("filen är tom", "Hämta eller spara filen igen.")
    if format_ in (Format.DOCX, Format.ODT):
        _check_archive(content, format_, limits)
    else:
        _check_text(content)
    return Package(name, format_, content)


def _format_of(name: str) -> Format:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix == ".doc":
        raise SamverkaError("filen är i det äldre formatet .doc", SAVE_AGAIN)
    allowed = ", ".join(SUFFIXES)
    raise SamverkaError("filen är ingen Word-fil", f"Filer som kan importeras: {allowed}.")


def _check_text(content: bytes) -> None:
    if not decode(content).strip():
        raise SamverkaError("filen har ingen text", "Kontrollera att rätt fil ligger i mappen.")


def _check_archive(content: bytes, format_: Format, limits: Limits) -> None:
    if content.startswith(COMPOUND_FILE):
        if ENCRYPTED in content:
            raise SamverkaError("filen är skyddad med lösenord", UNLOCK)
        raise SamverkaError("filen är i det äldre formatet .doc, trots sitt namn", SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise SamverkaError("filen är ingen Word-fil, trots sitt namn", SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive, len(content), limits)
            if format_ is Format.DOCX:
                _check_docx(archive)
            else:
                _check_odt(archive)
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
        if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
            said = "filen innehåller deklarationer som inte hör hemma i ett Word-dokument"
            raise SamverkaError(said, "Filen kan vara gjord för att skada. Importera den inte.")


def _check_odt(archive: zipfile.ZipFile) -> None:
    if "content.xml" not in archive.namelist():
        raise SamverkaError("filen är inget dokument, trots sitt namn", SAVE_AGAIN)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise SamverkaError("filen är skyddad med lösenord", UNLOCK)
    parse(read_part(archive, "content.xml"))
