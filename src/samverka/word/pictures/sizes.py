"""How large a drawing is by its own account, in millimetres."""

import re
import struct
from typing import NamedTuple

from samverka.word.opening.ooxml import parse
from samverka.word.pictures.natures import Nature

INCH = 25.4
PIXEL = INCH / 96
"""A pixel of CSS, which is LibreOffice's too."""

UNKNOWN = 100.0
"""The longer side of a picture that only says its shape."""


class Size(NamedTuple):
    """Millimetres."""

    width: float
    height: float


def size_of(nature: Nature, content: bytes) -> Size:
    """Raise `struct.error`, `ValueError`, `ArithmeticError` or `SamverkaError` where broken."""
    match nature:
        case Nature.EMF:
            return _size_of_emf(content)
        case Nature.WMF:
            return _size_of_wmf(content)
        case Nature.SVG:
            return _size_of_svg(content)
        case _:
            return Size(UNKNOWN, UNKNOWN)


def _size_of_emf(content: bytes) -> Size:
    """`rclFrame`, hundredths of a millimetre."""
    left, top, right, bottom = struct.unpack_from("<4i", content, 24)
    return Size(abs(right - left) / 100, abs(bottom - top) / 100)


PLACEABLE = 0x9AC6CDD7
SET_WINDOW = 0x020C


def _size_of_wmf(content: bytes) -> Size:
    """`BoundingBox` and `Inch` of the placeable head, else the first META_SETWINDOWEXT."""
    (key,) = struct.unpack_from("<I", content)
    if key == PLACEABLE:
        left, top, right, bottom, inch = struct.unpack_from("<4hH", content, 6)
        return Size(abs(right - left) / inch * INCH, abs(bottom - top) / inch * INCH)
    place = 18
    while place + 10 <= len(content):
        words, function, height, width = struct.unpack_from("<IHhh", content, place)
        if function == SET_WINDOW and width and height:
            factor = UNKNOWN / max(abs(width), abs(height))
            return Size(abs(width) * factor, abs(height) * factor)
        place += max(words, 3) * 2
    return Size(UNKNOWN, UNKNOWN)


def _size_of_svg(content: bytes) -> Size:
    """`width` and `height`, else the shape of the `viewBox`."""
    root = parse(content, may_declare=True)
    sides = [LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    if sides[0] and sides[1]:
        width, height = (float(side[1]) * UNITS[side[2]] for side in sides if side)
        return Size(width, height)
    box = [float(number) for number in re.findall(r"-?[\d.]+", root.get("viewBox") or "")]
    if len(box) != 4 or min(box[2:]) <= 0:  # noqa: PLR2004  left, top, width, height
        return Size(UNKNOWN, UNKNOWN)
    return Size(UNKNOWN * box[2] / max(box[2:]), UNKNOWN * box[3] / max(box[2:]))


LENGTH = re.compile(r"\s*([\d.]+)(|px|pt|mm|cm|in)\s*")
UNITS = {"": PIXEL, "px": PIXEL, "pt": INCH / 72, "mm": 1.0, "cm": 10.0, "in": INCH}
