"""The older Word format: which compound file is a Word document, and which one is locked.

[MS-CFB] 2.6 for the directory, [MS-DOC] 2.5.2 for the head of the text. LibreOffice reads the rest.
"""

import struct

from samverka.errors import SamverkaError
from samverka.word.opening.parts import SAVE_AGAIN

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RIGHTS = "DRMEncrypted".encode("utf-16-le")
TEXT = "worddocument\0".encode("utf-16-le")
UNLOCK = "Öppna filen i Word, ta bort lösenordet under Arkiv > Info > Skydda dokument och spara."

ENTRY = 128
"""The size of a directory entry; one always begins at a multiple of it."""

HEADS = (0xA5EC, 0xA5DC)
"""`wIdent` of Word 97 and later, and of Word 6 and 95."""

LOCKED = 0x0100
"""`fEncrypted` among the flags ten bytes into the head."""


def check_compound(content: bytes) -> None:
    """Raise `SamverkaError` where it is no Word document or is locked."""
    if ENCRYPTED in content or RIGHTS in content:
        raise SamverkaError("filen är skyddad med lösenord", UNLOCK)
    entry = _text_entry(content)
    if entry is None:
        said = "filen är i ett äldre Office-format som .doc, men har inget Word-dokument i sig"
        raise SamverkaError(said, SAVE_AGAIN)
    if _is_locked(content, entry):
        raise SamverkaError("filen är skyddad med lösenord", UNLOCK)


def _is_locked(content: bytes, entry: int) -> bool:
    """What the head of the text says; that of a text below 4096 bytes, or cut off, says nothing."""
    try:
        (shift,) = struct.unpack_from("<H", content, 30)
        (sector,) = struct.unpack_from("<I", content, entry + 116)
        head, *_, flags = struct.unpack_from("<6H", content, (sector + 1) << min(shift, 12))
    except struct.error:
        return False
    return head in HEADS and bool(flags & LOCKED)


def _text_entry(content: bytes) -> int | None:
    """Where the directory tells of the text."""
    lower = content.lower()
    place = lower.find(TEXT)
    while place >= 0 and place % ENTRY:
        place = lower.find(TEXT, place + 1)
    return place if place >= 0 else None
