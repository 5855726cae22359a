"""Small real pictures, placed on a page, and how alike two of them look."""

import io
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image, ImageDraw

from samverka.office import find_office
from samverka.settings import Limits
from samverka.word.opening.package import Format, Package
from samverka.word.pictures.placing import Illustrated, place_pictures
from samverka.word.pictures.raster import web_picture
from samverka.word.pictures.ready import Ready
from samverka.word.pictures.taking import Means
from samverka.word.tree.nodes import (
    Blocks,
    Paragraph,
    Picture,
)

CORPUS = Path(os.environ.get("SAMVERKA_SHARED", "/nonexistent")) / "corpus"


OFFICE = find_office()


needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, format_, **options)
    return target.getvalue()


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Soft noise: small as JPEG, large as PNG."""
    noise = Image.effect_noise((width // 4 or 1, height // 4 or 1), 60)
    bands = [noise.rotate(90 * turn).resize((width, height)) for turn in range(len(mode))]
    return Image.merge(mode, bands)


def lines(width: int, height: int) -> Image.Image:
    """A drawing: black strokes on white, unlike itself when turned or mirrored."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 3), fill="black")
    draw.line((0, height, width, height // 2), fill="black", width=max(height // 20, 1))
    return image


def emf(width: int, height: int) -> bytes:
    """[MS-EMF]: a black rectangle over the left half; the sides in millimetres."""
    select = struct.pack("<III", 37, 12, 0x80000004)
    rectangle = struct.pack("<II4i", 43, 24, 0, 0, width // 2, height)
    end = struct.pack("<5I", 14, 20, 0, 0, 20)
    records = select + rectangle + end
    frame = (0, 0, width * 100, height * 100)
    head = struct.pack("<II4i4i4s", 1, 88, 0, 0, width, height, *frame, b" EMF")
    head += struct.pack("<IIIHHIII", 0x10000, 88 + len(records), 4, 1, 0, 0, 0, 0)
    return head + struct.pack("<4i", width, height, width, height) + records


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    b'<script>alert(1)</script><rect width="40" height="40" fill="black"/></svg>'
)


def package(parts: Mapping[str, bytes]) -> Package:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/media/{name}", content)
    return Package("a.docx", Format.DOCX, target.getvalue())


NO_PARTS: Mapping[str, bytes] = {}


BY_OURSELVES = Means(Limits())


BY_LIBREOFFICE = Means(Limits(), OFFICE)


def placed(
    blocks: Blocks, parts: Mapping[str, bytes] = NO_PARTS, means: Means = BY_OURSELVES
) -> Illustrated:
    return place_pictures(blocks, package(parts), PurePosixPath("docs/om.md"), means)


def shown(*pictures: Picture) -> Blocks:
    return tuple(Paragraph((picture,)) for picture in pictures)


def names(illustrated: Illustrated) -> list[str]:
    return [str(media.path) for media in illustrated.media]


def codes(illustrated: Illustrated) -> list[str]:
    return [remark.code for remark in illustrated.remarks]


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def made(content: bytes, megapixels: int = 100) -> Ready:
    result = web_picture(content, megapixels)
    assert isinstance(result, Ready)
    return result


def dhash(image: Image.Image) -> list[bool]:
    """Whether each of 8 x 8 fields is lighter than the one to its right, on white."""
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    small = white.convert("L").resize((9, 8), Image.Resampling.BOX)
    rows = [[small.getpixel((x, y)) for x in range(9)] for y in range(8)]
    return [row[x] > row[x + 1] for row in rows for x in range(8)]  # type: ignore[operator]


def apart(one: Image.Image, other: Image.Image) -> int:
    return sum(a != b for a, b in zip(dhash(one), dhash(other), strict=True))


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "Kameran"
    data[0x0112] = orientation
    data.get_ifd(0x8825)[1] = "N"
    return data
