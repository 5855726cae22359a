"""How large the site's own pictures are."""

import re
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urljoin

from mkdocs.structure.files import File, Files
from PIL import Image

Size = tuple[int, int]
_ROOT: Final = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH: Final = re.compile(r"""\s(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""")
_VIEW: Final = re.compile(
    r"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"""
)
ENOUGH: Final = 4096
"""Bytes of an SVG file that hold its first tag."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The site's files, named as the page at `address` names them."""

    files: Files
    address: str

    def size_of(self, src: str) -> Size | None:
        """Width and height in pixels; None for what is no file of the site or no picture."""
        path = urljoin(f"/{self.address}", src.partition("?")[0].partition("#")[0])
        file = self.files.get_file_from_path(unquote(path).lstrip("/"))
        return None if file is None else _measured(file)


def _measured(file: File) -> Size | None:
    try:
        with closing(_opened(file)) as content:
            if file.src_uri.lower().endswith(".svg"):
                return _drawn_size(content.read(ENOUGH).decode(errors="replace"))
            with Image.open(content) as picture:
                return picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _opened(file: File) -> BinaryIO:
    """Of a picture in a folder no more than its first part is read."""
    return Path(file.abs_src_path).open("rb") if file.abs_src_path else BytesIO(file.content_bytes)


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
