"""Pictures made of lines and areas become pixels, drawn by Windows itself or by LibreOffice."""

import io
import struct
from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from PIL import Image
from PIL.WmfImagePlugin import WmfStubImageFile

from samverka.errors import SamverkaError
from samverka.office import Office
from samverka.word.opening.ooxml import parse, tag
from samverka.word.pictures.natures import Nature
from samverka.word.pictures.raster import BAD, encoded
from samverka.word.pictures.ready import LONGEST_SIDE, Ready
from samverka.word.pictures.sizes import INCH, PIXEL, Size, size_of

DRAWN = (Nature.EMF, Nature.WMF, Nature.SVG, Nature.PDF)
"""What LibreOffice draws without further programs."""

WITHIN = ("#", "data:image/png", "data:image/jpeg", "data:image/gif")
"""Addresses that lead nowhere outside an SVG."""

SHARPNESS = 2
"""Pixels of the file per pixel of its natural size, for screens of double density."""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.graphics"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3"><office:styles/><office:automatic-styles>
<style:page-layout style:name="p"><style:page-layout-properties fo:margin="0mm"
 fo:page-width="{0:.3f}mm" fo:page-height="{1:.3f}mm"/></style:page-layout>
<style:style style:name="d" style:family="drawing-page"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="m" style:page-layout-name="p"
 draw:style-name="d"/></office:master-styles><office:body><office:drawing>
<draw:page draw:master-page-name="m"><draw:frame svg:x="0mm" svg:y="0mm"
 svg:width="{0:.3f}mm" svg:height="{1:.3f}mm"><draw:image><office:binary-data>{2}
</office:binary-data></draw:image></draw:frame></draw:page></office:drawing></office:body>
</office:document>"""
"""A flat OpenDocument drawing (1.3) whose page is the picture: LibreOffice draws whole pages."""


class Drawing(NamedTuple):
    """A picture to be drawn."""

    nature: Nature
    content: bytes


def draw(drawings: Sequence[Drawing], office: Office | None) -> tuple[Ready | None, ...]:
    """Each as a PNG or JPEG on white, None where nobody here can draw it."""
    made = [_drawn_by_windows(one) for one in drawings]
    left = [place for place, one in enumerate(made) if one is None]
    handed = {place: file for place in left if (file := _handed(drawings[place]))}
    if office is not None and handed:
        try:
            pages = office.convert(tuple(handed.values()), ".png")
        except SamverkaError:
            pages = (None,) * len(handed)
        for place, page in zip(handed, pages, strict=True):
            made[place] = _on_white(page)
    return tuple(made)


def _drawn_by_windows(drawing: Drawing) -> Ready | None:
    """Pillow asks Windows to draw EMF and WMF; elsewhere it raises `OSError`."""
    if drawing.nature not in (Nature.EMF, Nature.WMF):
        return None
    try:
        dpi = INCH / PIXEL * _factor(size_of(drawing.nature, drawing.content))
        with Image.open(io.BytesIO(drawing.content), formats=("WMF",)) as image:
            if isinstance(image, WmfStubImageFile):
                image.load(dpi)
            return Ready(*encoded(image.convert("RGB")))
    except BAD:
        return None


def _factor(size: Size) -> float:
    """How many times its natural size a drawing is made."""
    return min(SHARPNESS, LONGEST_SIDE * PIXEL / max(*size, PIXEL))


def _handed(drawing: Drawing) -> tuple[str, bytes] | None:
    """The file LibreOffice gets."""
    if drawing.nature not in DRAWN:
        return None
    if drawing.nature is Nature.PDF:
        return drawing.nature.value, drawing.content
    try:
        is_svg = drawing.nature is Nature.SVG
        content = _self_contained(drawing.content) if is_svg else drawing.content
        size = size_of(drawing.nature, content)
    except (SamverkaError, struct.error, ValueError, ArithmeticError):
        return None
    width, height = (max(side * _factor(size), PIXEL) for side in size)
    page = PAGE.format(width, height, b64encode(content).decode())
    return ".fodg", page.encode()


def _on_white(page: bytes | None) -> Ready | None:
    """None for a page of one colour: so LibreOffice shows what it cannot read."""
    if page is None:
        return None
    try:
        with Image.open(io.BytesIO(page), formats=("PNG",)) as image:
            drawn = image.convert("RGBA")
    except BAD:
        return None
    if all(len(set(band.getextrema())) == 1 for band in drawn.split()):
        return None
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    white = Image.new("RGBA", drawn.size, "white")
    return Ready(*encoded(Image.alpha_composite(white, drawn)))


def _self_contained(content: bytes) -> bytes:
    """An SVG without scripts and without anything that lies outside it."""
    root = parse(content, may_declare=True)
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if tag(element) in ("script", "foreignObject") and parent is not None:
            parent.remove(element)
        for name, value in list(element.attrib.items()):
            if str(name).endswith("href") and not str(value).startswith(WITHIN):
                del element.attrib[name]
    return etree.tostring(root)
