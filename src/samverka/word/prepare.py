"""A .docx made easier for pandoc: what it would drop or not see is written where it does see it.

Text boxes become paragraphs, Word's automatic numbers of headings become text, and paragraphs that
are titles, or only look like headings, get a style that says so. Nothing is taken away but parts
that hold no text of the document. Names and meanings: ECMA-376 part 1, WordprocessingML.
"""

import copy
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from samverka.word.numbering import Numbering
from samverka.word.ooxml import Element, attribute, children, is_on, parse, tag, w
from samverka.word.parts import main_part, read_part, related_part
from samverka.word.styles import Styles

TITLE_STYLE = "Samverka Title"
SUBTITLE_STYLE = "Samverka Subtitle"
LINE_STYLE = "Samverka Line "

LONGEST_LINE = 200
LARGE = 1.15
"""How much larger than the running text a line must be set to look like a heading."""

LEFT_BEHIND = ("word/stylesWithEffects.xml", "docProps/thumbnail", "customXml/", "word/vbaProject")


def prepare(content: bytes) -> bytes:
    """The bytes of a .docx with the same text, in forms that pandoc reads."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {name: read_part(source, name) for name in source.namelist() if _is_needed(name)}
        main = main_part(source) or ""
        styles_part = related_part(source, main, "styles")
        numbering_part = related_part(source, main, "numbering")
    document = parse(parts[main])
    styles = Styles(parse(parts[styles_part]) if styles_part in parts else None)
    numbering = Numbering(parse(parts[numbering_part]) if numbering_part in parts else None)
    _lift_text_boxes(document)
    _prefer_bitmaps(document)
    for paragraph in document.iter(w("p")):
        _mark_paragraph(paragraph, styles, numbering)
    parts[main] = etree.tostring(document, encoding="UTF-8", xml_declaration=True)
    if styles_part in parts:
        parts[styles_part] = styles.as_bytes()
    return _packed(parts)


def _is_needed(name: str) -> bool:
    return not name.startswith(LEFT_BEHIND) and not name.endswith("/")


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _prefer_bitmaps(document: Element) -> None:
    """Word keeps a PNG of every SVG picture; the SVG could hold scripts."""
    for blip in list(document.iter("{*}svgBlip")):
        extension = blip.getparent()
        if extension is not None:
            extension.remove(blip)


def _lift_text_boxes(document: Element) -> None:
    """Put the paragraphs of each text box after the paragraph it is anchored in."""
    for alternate in list(document.iter("{*}AlternateContent")):
        choices = [part for part in alternate if tag(part) == "Choice"]
        for fallback in [part for part in alternate if tag(part) == "Fallback"]:
            if choices:
                alternate.remove(fallback)
    for box in list(document.iter(w("txbxContent"))):
        host = _outermost_paragraph(box)
        if host is None:
            continue
        place = host
        for block in list(box):
            place.addnext(block)
            place = block
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)


def _outermost_paragraph(box: Element) -> Element | None:
    paragraphs = [ancestor for ancestor in box.iterancestors() if ancestor.tag == w("p")]
    return paragraphs[0] if paragraphs else None


def _mark_paragraph(paragraph: Element, styles: Styles, numbering: Numbering) -> None:
    properties = paragraph.find(w("pPr"))
    style = _style_of(paragraph)
    number = numbering.next_number(properties, styles.numbering_of(style))
    level = styles.outline_level(style, properties)
    role = styles.name_of(style)
    if role in ("title", "subtitle"):
        _set_style(paragraph, styles, TITLE_STYLE if role == "title" else SUBTITLE_STYLE)
    elif level is not None:
        _set_heading(paragraph, styles, level)
        _write_number(paragraph, number)
    elif _looks_like_heading(paragraph, style, styles):
        size = max(size for size, _ in _runs(paragraph, style, styles))
        _set_style(paragraph, styles, f"{LINE_STYLE}{size:g}")
        _write_number(paragraph, number)


def _set_heading(paragraph: Element, styles: Styles, level: int) -> None:
    _set_style(paragraph, styles, f"heading {level + 1}")


def _set_style(paragraph: Element, styles: Styles, name: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    style = properties.find(w("pStyle"))
    if style is None:
        style = etree.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), styles.id_of(name))
    for part in properties.findall(w("outlineLvl")):
        properties.remove(part)


def _write_number(paragraph: Element, number: str | None) -> None:
    if not number:
        return
    run = etree.Element(w("r"))
    text = etree.SubElement(run, w("t"))
    text.text = f"{number} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(w("pPr"))
    first_run = next((r for r in paragraph.iter(w("r")) if _run_text(r)), None)
    if first_run is not None and (kept := first_run.find(w("rPr"))) is not None:
        run.insert(0, copy.deepcopy(kept))
    paragraph.insert(0 if properties is None else 1, run)
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    for part in properties.findall(w("numPr")):
        properties.remove(part)
    off = etree.SubElement(properties, w("numPr"))
    etree.SubElement(off, w("numId")).set(w("val"), "0")


def _looks_like_heading(paragraph: Element, style: str | None, styles: Styles) -> bool:
    text = "".join(_run_text(run) for run in paragraph.iter(w("r"))).strip()
    if not text or len(text) > LONGEST_LINE or text.endswith((".", ":", ",", ";")):
        return False
    if _is_list_item(paragraph, styles) and _is_list_item(_next(paragraph), styles):
        return False
    runs = list(_runs(paragraph, style, styles))
    return bool(runs) and all(bold or size >= LARGE * styles.body_size for size, bold in runs)


def _next(paragraph: Element) -> Element | None:
    following = paragraph.getnext()
    return following if following is not None and following.tag == w("p") else None


def _is_list_item(paragraph: Element | None, styles: Styles) -> bool:
    if paragraph is None:
        return False
    properties = paragraph.find(w("pPr"))
    own = properties.find(w("numPr")) if properties is not None else None
    return own is not None or styles.numbering_of(_style_of(paragraph)) is not None


def _style_of(paragraph: Element) -> str | None:
    properties = paragraph.find(w("pPr"))
    return attribute(properties.find(w("pStyle")), "val") if properties is not None else None


def _runs(paragraph: Element, style: str | None, styles: Styles) -> Iterator[tuple[float, bool]]:
    """Size in points and boldness of every run that has letters."""
    for run in paragraph.iter(w("r")):
        if not any(letter.isalnum() for letter in _run_text(run)):
            continue
        own = run.find(w("rPr"))
        character = attribute(own.find(w("rStyle")), "val") if own is not None else None
        bold = is_on(own.find(w("b"))) if own is not None else None
        size = attribute(own.find(w("sz")), "val") if own is not None else None
        yield (
            _points(size) or styles.size_of(character) or styles.size_of(style) or styles.body_size,
            bool(bold if bold is not None else styles.is_bold(character) or styles.is_bold(style)),
        )


def _points(half: str | None) -> float:
    return int(half) / 2 if half and half.isdigit() else 0.0


def _run_text(run: Element) -> str:
    return "".join(part.text or "" for part in children(run) if part.tag == w("t"))
