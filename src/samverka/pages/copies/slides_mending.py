"""What pandoc leaves out of a presentation that those who hear or lead it need."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace

from samverka.pages.copies.slides_boxes import Boxes
from samverka.pages.copies.slides_fitting import ALONE, BELOW, FIRST, HEADINGS, SEVERAL, Box
from samverka.pages.copies.slides_reference import (
    A,
    P,
    in_swedish,
    kind_of,
    named_in_swedish,
)
from samverka.pages.copies.word_files import read_parts, written, xml_of
from samverka.pages.copies.word_mending import CORE, PREFIXES, Properties, core_of
from samverka.pages.copies.word_reference import LANGUAGE

SLIDE: Final = re.compile(r"ppt/slides/slide(\d+)\.xml")
NOTES: Final = re.compile(r"ppt/notesSlides/notesSlide\d+\.xml")
APP: Final = "docProps/app.xml"
CUSTOM: Final = "docProps/custom.xml"
_TITLES: Final = {"title": HEADINGS, "ctrTitle": FIRST, "subTitle": BELOW}
_NAMES: Final = {"title": "Rubrik", "ctrTitle": "Rubrik", "subTitle": "Underrubrik"}
_ADDRESS = re.compile(r"\s*data:image/\S*\Z")
"""What pandoc writes after a picture's description."""
_ABOUT = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_NUMBER = f"""
<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="{{id}}" name="Bildnummer"/><p:cNvSpPr>
<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{{idx}}"/></p:nvPr>
</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld
 id="{{{{C5EF2332-01BF-834F-8236-50238282D533}}}}" type="slidenum"><a:rPr lang="{LANGUAGE}"/>
<a:t>{{number}}</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>
"""


def mended_slides(content: bytes, properties: Properties) -> bytes:
    """The same presentation in Swedish, with sizes that fit, numbers, and its own properties."""
    for prefix, name in (*PREFIXES.items(), ("p", P)):
        register_namespace(prefix, name)
    parts = read_parts(content)
    boxes = Boxes(parts)
    for name in parts:
        if found := SLIDE.fullmatch(name):
            parts[name] = _slide(parts[name], boxes, name, int(found[1]))
        elif NOTES.fullmatch(name):
            parts[name] = _notes(parts[name])
    parts = {name: named_in_swedish(name, in_swedish(name, one)) for name, one in parts.items()}
    parts[CORE] = core_of(properties)
    parts[APP] = _about(sum(1 for name in parts if SLIDE.fullmatch(name)))
    return written(_without(CUSTOM, parts))


def _slide(content: bytes, boxes: Boxes, name: str, number: int) -> bytes:
    slide = fromstring(content)  # noqa: S314  pandoc has just written it
    tree = slide.find(f"{{{P}}}cSld/{{{P}}}spTree")
    if tree is None:
        return content
    _leave_out_empty(tree)
    shapes = tuple(tree.iter(f"{{{P}}}sp"))
    for shape in shapes:
        _fit(shape, boxes.box_of(name, shape), _sizes(shape, is_alone=len(shapes) == 1))
    place = boxes.number_place(name)
    if number > 1 and place:
        tree.append(fromstring(_NUMBER.format(id=0, idx=place, number=number)))  # noqa: S314
    _name(tree)
    _say_language(slide)
    return xml_of(slide)


def _leave_out_empty(tree: Element) -> None:
    tree[:] = [
        one for one in tree if one.tag != f"{{{P}}}sp" or any(_paragraphs(one)) or not kind_of(one)
    ]


def _sizes(shape: Element, *, is_alone: bool) -> tuple[int, ...]:
    if is_alone:
        return FIRST
    several = len([text for text in _paragraphs(shape) if text]) > 1
    return _TITLES.get(kind_of(shape)) or (SEVERAL if several else ALONE)


def _fit(shape: Element, box: Box | None, sizes: tuple[int, ...]) -> None:
    said = [text for text in _paragraphs(shape) if text]
    if not said or box is None:
        return
    size = str(box.size_of(said, sizes) * 100)
    for run in shape.iter(f"{{{A}}}r"):
        _looks_of(run).set("sz", size)


def _paragraphs(shape: Element) -> Iterator[str]:
    for paragraph in shape.iter(f"{{{A}}}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{{{A}}}t"))


def _looks_of(run: Element) -> Element:
    looks = run.find(f"{{{A}}}rPr")
    if looks is None:
        looks = Element(f"{{{A}}}rPr")
        run.insert(0, looks)
    return looks


def _name(tree: Element) -> None:
    """Numbers that differ on the slide, as programs that read it aloud need."""
    for number, shown in enumerate(tree.iter(f"{{{P}}}cNvPr"), 1):
        shown.set("id", str(number))
    for shape in tree.iter(f"{{{P}}}sp"):
        for shown in shape.iter(f"{{{P}}}cNvPr"):
            shown.set("name", _NAMES.get(kind_of(shape), shown.get("name", "")))
    for at, picture in enumerate(tree.iter(f"{{{P}}}pic"), 1):
        for shown in picture.iter(f"{{{P}}}cNvPr"):
            shown.set("name", f"Bild {at}")
            shown.set("descr", _ADDRESS.sub("", shown.get("descr", "")))


def _say_language(root: Element) -> None:
    for run in (*root.iter(f"{{{A}}}r"), *root.iter(f"{{{A}}}fld")):
        _looks_of(run).set("lang", LANGUAGE)
    for end in root.iter(f"{{{A}}}endParaRPr"):
        end.set("lang", LANGUAGE)


def _notes(content: bytes) -> bytes:
    """Pandoc parts paragraphs by empty ones."""
    notes = fromstring(content)  # noqa: S314  pandoc has just written it
    for body in notes.iter(f"{{{P}}}txBody"):
        paragraphs = body.findall(f"{{{A}}}p")
        empty = [one for one in paragraphs if next(one.iter(f"{{{A}}}t"), None) is None]
        for one in empty[: len(paragraphs) - 1]:
            body.remove(one)
    _say_language(notes)
    return xml_of(notes)


def _about(slides: int) -> bytes:
    root = Element(f"{{{_ABOUT}}}Properties")
    for tag, text in (("Application", "Samverka"), ("Slides", str(slides))):
        SubElement(root, f"{{{_ABOUT}}}{tag}").text = text
    return xml_of(root)


def _without(name: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A part, and every mention of it."""
    mention = re.compile(
        rb"<(?:Override|Relationship)\b[^>]*?"
        + re.escape(posixpath.basename(name)).encode()
        + rb"[^>]*?/>"
    )
    kept = {one: content for one, content in parts.items() if one != name}
    for one in ("[Content_Types].xml", "_rels/.rels"):
        kept[one] = mention.sub(b"", kept[one])
    return kept
