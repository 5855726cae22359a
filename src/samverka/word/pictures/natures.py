"""What a picture is, by its own first bytes: its name may say anything."""

import re
import zlib
from enum import Enum

from samverka.errors import SamverkaError

GZIP = b"\x1f\x8b"
SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg\b",
    re.DOTALL,
)
SEEN = 4000
"""How many bytes are looked at for the beginning of an SVG."""


class Nature(Enum):
    """The value is the suffix of the file; that of pixels is known only when they are read."""

    PIXELS = ""
    EMF = ".emf"
    WMF = ".wmf"
    SVG = ".svg"
    PDF = ".pdf"
    EPS = ".eps"
    WDP = ".wdp"


STARTS = (
    (b"\xd7\xcd\xc6\x9a", Nature.WMF),
    (b"\x01\x00\x09\x00", Nature.WMF),
    (b"\x02\x00\x09\x00", Nature.WMF),
    (b"%PDF", Nature.PDF),
    (b"%!PS", Nature.EPS),
    (b"\xc5\xd0\xd3\xc6", Nature.EPS),
    (b"II\xbc\x01", Nature.WDP),
)
"""[MS-WMF] 2.3.2, Adobe's own for PDF and (DOS) EPS, T.832 annex A for JPEG XR."""

EMF_START, EMF_SIGN = b"\x01\x00\x00\x00", b" EMF"
"""[MS-EMF] 2.2.9: a header record, and its signature 40 bytes into the file."""


def nature_of(content: bytes) -> Nature:
    """PIXELS for everything that is nothing else."""
    if content.startswith(EMF_START) and content[40:44] == EMF_SIGN:
        return Nature.EMF
    for start, nature in STARTS:
        if content.startswith(start):
            return nature
    return Nature.SVG if SVG.match(content[:SEEN]) else Nature.PIXELS


def unzipped(content: bytes, most: int) -> bytes:
    """What .emz, .wmz and .svgz hold; raise `SamverkaError` above `most` bytes or where broken."""
    if not content.startswith(GZIP):
        return content
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = reader.decompress(content, most)
    except zlib.error:
        raise SamverkaError("bilden är skadad") from None
    if reader.unconsumed_tail or not reader.eof:
        raise SamverkaError("bilden är skadad eller orimligt stor")
    return plain
