"""JPEG and PNG files without what they tell besides the picture: place, camera, author, comments.

Pixels and colour profiles are copied as they stand. What is not whole gives None.
"""

import re
import struct
import zlib
from collections.abc import Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_TALK = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
"""PNG 11.3.3, 11.3.4."""

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""T.81 B.1.1.2: any marker but those that stand within the picture's own data."""

SCAN, END, COMMENT = 0xDA, 0xD9, 0xFE
FIRST_NOTE, LAST_NOTE, COLOUR_NOTE = 0xE1, 0xEF, 0xEE
"""APP1 to APP15 hold notes; APP14 says how the colours are written, APP2 may be their profile."""

PROFILE = b"ICC_PROFILE\x00"


def bare_png(content: bytes) -> bytes | None:
    """Chunks up to the last one the format knows, each checked against its checksum."""
    try:
        kept = b"".join(_png_chunks(content))
    except (ValueError, struct.error):
        return None
    return PNG_START + kept


def _png_chunks(content: bytes) -> Iterator[bytes]:
    place, name = len(PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        (checksum,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(memoryview(content)[place + 4 : end - 4]) != checksum:
            raise ValueError(name)
        if name not in PNG_TALK:
            yield content[place:end]
        place = end


def bare_jpeg(content: bytes) -> bytes | None:
    """Segments up to the end of the first picture, none of those that hold notes."""
    try:
        kept = b"".join(_jpeg_segments(content))
    except (ValueError, struct.error):
        return None
    return JPEG_START + kept + JPEG_END


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    place = len(JPEG_START)
    while (found := JPEG_MARKER.search(content, place)) and found[1][0] != END:
        (length,) = struct.unpack_from(">H", content, found.end())
        end = found.end() + length
        if end > len(content):
            break
        yield content[place : found.start()]
        if not _is_note(found[1][0], content[found.end() + 2 : end]):
            yield b"\xff" + content[found.end() - 1 : end]
        place = end
    if found is None or found[1][0] != END:
        raise ValueError(place)
    yield content[place : found.start()]


def _is_note(marker: int, inside: bytes) -> bool:
    if marker == COMMENT:
        return True
    is_note = FIRST_NOTE <= marker <= LAST_NOTE and marker != COLOUR_NOTE
    return is_note and not inside.startswith(PROFILE)
