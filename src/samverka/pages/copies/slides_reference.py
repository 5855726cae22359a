"""The look of the slides: pandoc's own reference presentation, restyled, or a site's own.

Words are dark on light (at least 7:1) and to the left, the language is Swedish, the slide is as
wide as a screen (16:9). Sizes are in hundredths of a point, places in English Metric Units
(ECMA-376 part 1, 20.1.2.1), of which a point has 12,700.
"""

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace

from samverka.pages.copies.word_files import read_parts, written, xml_of
from samverka.pages.copies.word_reference import (
    ACCENT,
    FONT,
    FRAME,
    INK,
    LANGUAGE,
    MUTED,
    PAPER,
)

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MASTER: Final = "ppt/slideMasters/slideMaster1.xml"
LAYOUT: Final = "ppt/slideLayouts/slideLayout"
THEME: Final = "ppt/theme/theme1.xml"
PRESENTATION: Final = "ppt/presentation.xml"

LAYOUTS: Final = {
    "title": ("Title Slide", "Rubrikbild"),
    "obj": ("Title and Content", "Rubrik och innehåll"),
    "secHead": ("Section Header", "Avsnittsrubrik"),
    "twoObj": ("Two Content", "Två innehållsdelar"),
    "twoTxTwoObj": ("Comparison", "Jämförelse"),
    "titleOnly": ("Title Only", "Endast rubrik"),
    "blank": ("Blank", "Tom"),
    "objTx": ("Content with Caption", "Innehåll med bildtext"),
    "picTx": ("Picture with Caption", "Bild med bildtext"),
    "vertTx": ("Title and Vertical Text", "Rubrik och lodrät text"),
    "vertTitleAndTx": ("Vertical Title and Text", "Lodrät rubrik och text"),
}
"""What pandoc knows each type of layout by, and what PowerPoint calls it in Swedish."""

_PROMPTS: Final = {
    "Click to edit Master title style": "Klicka här för att ändra rubrikens format",
    "Click to edit Master text styles": "Klicka här för att ändra textens format",
    "Click to edit Master subtitle style": "Klicka här för att ändra underrubrikens format",
    "Second level": "Nivå två",
    "Third level": "Nivå tre",
    "Fourth level": "Nivå fyra",
    "Fifth level": "Nivå fem",
}
_COLOURS: Final = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": FRAME,
    "lt2": PAPER,
    "accent1": FRAME,
    "accent2": ACCENT,
    "accent3": MUTED,
    "accent4": "5B3F73",
    "accent5": "1F5C8B",
    "accent6": "5E5A00",
    "hlink": FRAME,
    "folHlink": MUTED,
}
_NAME = re.compile(rb'(<p:cSld\b[^>]*?\bname=")[^"]*(")')
_TYPE = re.compile(rb"<p:sldLayout\b[^>]*?\btype=\"(\w+)\"")
_BAR = f"""
<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="90" name="Streck"/><p:cNvSpPr/><p:nvPr
 userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="91440"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="tx2"/>
</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr
 lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>
"""
_GROUND = f"""
<p:bg xmlns:p="{P}" xmlns:a="{A}"><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>
<a:effectLst/></p:bgPr></p:bg>
"""
Place = tuple[int, int, int, int]
_OF_MASTER: Final[dict[str, Place]] = {
    "title": (502920, 320040, 8138160, 800100),
    "body": (502920, 1188720, 8138160, 3383280),
    "sldNum": (6507480, 4700000, 2133600, 273844),
}
_OF_LAYOUT: Final[dict[str, dict[str, Place]]] = {
    "title": {
        "ctrTitle": (502920, 960120, 8138160, 1645920),
        "subTitle": (502920, 2743200, 8138160, 1371600),
    },
    "secHead": {
        "title": (502920, 1371600, 8138160, 1554480),
        "body": (502920, 2971800, 8138160, 1097280),
    },
}
"""Left, top, width and height of the boxes for words, by the type of layout."""


def restyled_slides(reference: bytes) -> bytes:
    """Pandoc's reference presentation with our look."""
    for prefix, name in (("a", A), ("p", P), ("r", R)):
        register_namespace(prefix, name)
    parts = read_parts(reference)
    parts[THEME] = _edited(parts[THEME], _restyle_theme)
    parts[MASTER] = _edited(parts[MASTER], _restyle_master)
    for name in parts:
        if name.startswith(LAYOUT):
            parts[name] = _edited(parts[name], _restyle_layout)
    return written({name: in_swedish(name, content) for name, content in parts.items()})


def named_for_pandoc(reference: bytes) -> bytes:
    """The presentation with its layouts under the names pandoc looks for, whatever the language."""
    parts = read_parts(reference)
    return written({name: _named(name, one, 0) for name, one in parts.items()})


def in_swedish(name: str, content: bytes) -> bytes:
    """A part of pandoc's with its marks of language, and what a master says, in Swedish."""
    if not name.startswith("ppt/"):
        return content
    said = content.replace(b'lang="en-US"', f'lang="{LANGUAGE}"'.encode())
    for english, swedish in _PROMPTS.items():
        said = said.replace(f">{english}<".encode(), f">{swedish}<".encode())
    return said


def named_in_swedish(name: str, content: bytes) -> bytes:
    """A layout under the name that PowerPoint has in its menus."""
    return _named(name, content, 1)


def _named(name: str, content: bytes, which: int) -> bytes:
    found = _TYPE.search(content) if name.startswith(LAYOUT) else None
    names = LAYOUTS.get(found[1].decode()) if found else None
    if names is None:
        return content
    said = names[which].encode()
    return _NAME.sub(lambda tag: tag[1] + said + tag[2], content, count=1)


def _edited(content: bytes, edit: Callable[[Element], None]) -> bytes:
    root = fromstring(content)  # noqa: S314  pandoc's own file
    edit(root)
    return xml_of(root)


def _restyle_theme(theme: Element) -> None:
    for name, colour in _COLOURS.items():
        for slot in theme.iter(f"{{{A}}}{name}"):
            slot[:] = []
            SubElement(slot, f"{{{A}}}srgbClr", {"val": colour})
    for fonts in ("majorFont", "minorFont"):
        for latin in theme.iterfind(f".//{{{A}}}{fonts}/{{{A}}}latin"):
            latin.set("typeface", FONT)


def _restyle_master(master: Element) -> None:
    tree = master.find(f"{{{P}}}cSld/{{{P}}}spTree")
    if tree is not None:
        tree.insert(2, fromstring(_BAR))  # noqa: S314  written above
    for shape in master.iter(f"{{{P}}}sp"):
        _move(shape, _OF_MASTER)
        _darken(shape)
    for level in master.iterfind(f"{{{P}}}txStyles/{{{P}}}titleStyle/{{{A}}}lvl1pPr"):
        _dress_title(level)
    for shape in master.iter(f"{{{P}}}sp"):
        if kind_of(shape) == "title":
            _anchor(shape, "b")


def _dress_title(level: Element) -> None:
    level.set("algn", "l")
    for run in level.iter(f"{{{A}}}defRPr"):
        run.set("sz", "2800")
        run.set("b", "1")
        for colour in run.iter(f"{{{A}}}schemeClr"):
            colour.set("val", "tx2")


def _restyle_layout(layout: Element) -> None:
    sort = layout.get("type", "")
    for shape in layout.iter(f"{{{P}}}sp"):
        _darken(shape)
        if sort in _OF_LAYOUT:
            _move(shape, _OF_LAYOUT[sort])
            _to_the_left(shape)
            _anchor(shape, "b" if kind_of(shape) in ("ctrTitle", "title") else "t")
    if sort in _OF_LAYOUT:
        shown = layout.find(f"{{{P}}}cSld")
        if shown is not None:
            shown.insert(0, fromstring(_GROUND))  # noqa: S314  written above


def kind_of(shape: Element) -> str:
    """The type of a placeholder, `body` where it says none (ECMA-376 part 1, 19.3.1.36)."""
    place = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
    return "" if place is None else place.get("type", "body")


def _move(shape: Element, places: dict[str, Place]) -> None:
    place = places.get(kind_of(shape))
    if place is None:
        return
    for name, first, second in (("off", "x", "y"), ("ext", "cx", "cy")):
        for one in shape.iter(f"{{{A}}}{name}"):
            values = place[:2] if name == "off" else place[2:]
            one.set(first, str(values[0]))
            one.set(second, str(values[1]))


def _darken(shape: Element) -> None:
    """Grey words would be too pale."""
    for colour in shape.iter(f"{{{A}}}schemeClr"):
        colour[:] = [one for one in colour if one.tag != f"{{{A}}}tint"]
    for run in shape.iter(f"{{{A}}}defRPr"):
        run.attrib.pop("cap", None)
        if kind_of(shape) in ("dt", "ftr", "sldNum"):
            run.set("sz", "1200")


def _to_the_left(shape: Element) -> None:
    if kind_of(shape) not in ("dt", "ftr", "sldNum"):
        for level in shape.iter():
            if level.get("algn"):
                level.set("algn", "l")


def _anchor(shape: Element, where: str) -> None:
    for body in shape.iter(f"{{{A}}}bodyPr"):
        body.set("anchor", where)
