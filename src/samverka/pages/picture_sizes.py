"""How large a picture is, in pixels."""

import re
from typing import BinaryIO, Final

from PIL import Image

Size = tuple[int, int]
"""Width and height."""
_ROOT: Final = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH: Final = re.compile(r"""\s(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""")
_VIEW: Final = re.compile(
    r"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"""
)
ENOUGH: Final = 4096
"""Bytes of an SVG file that hold its first tag."""


def picture_size(content: BinaryIO, name: str) -> Size | None:
    """None for what is no picture; of a file no more than its first part is read."""
    try:
        if name.lower().endswith(".svg"):
            return _drawn_size(content.read(ENOUGH).decode(errors="replace"))
        with Image.open(content) as picture:
            return picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _drawn_size(text: str) -> Size | None:
    root = _ROOT.search(text)
    if root is None:
        return None
    said = {name: float(value) for name, value in _LENGTH.findall(root[0])}
    if len(said) == 2:  # noqa: PLR2004 - width and height
        return _whole(said["width"], said["height"])
    view = _VIEW.search(root[0])
    return _whole(float(view[1]), float(view[2])) if view else None


def _whole(width: float, height: float) -> Size | None:
    return (round(width), round(height)) if width >= 1 and height >= 1 else None
