"""A .docx made easier for pandoc: what it would drop or not see is written where it does see it.

Word's automatic numbers of headings become text, and paragraphs that are titles, or only look like
headings, get a style that says so. Nothing is taken away but parts that hold no text.
Names and meanings: ECMA-376 part 1, WordprocessingML.
"""

import copy
import io
import zipfile

from lxml import etree

from samverka.word.docx.lifting import QUOTATIONS, lift
from samverka.word.docx.numbering import Numbering
from samverka.word.docx.standing_out import heading_size, is_list_item, run_text
from samverka.word.docx.styles import Styles
from samverka.word.opening.ooxml import Element, attribute, parse, w
from samverka.word.opening.parts import main_part, read_part, related_part

TITLE_STYLE = "Samverka Title"
SUBTITLE_STYLE = "Samverka Subtitle"
LINE_STYLE = "Samverka Line "

LEFT_BEHIND = ("word/stylesWithEffects.xml", "docProps/thumbnail", "customXml/", "word/vbaProject")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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
    lift(document, styles)
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


def _mark_paragraph(paragraph: Element, styles: Styles, numbering: Numbering) -> None:
    properties = paragraph.find(w("pPr"))
    style = attribute(properties.find(w("pStyle")), "val") if properties is not None else None
    number = numbering.next_number(properties, styles.numbering_of(style))
    level = styles.outline_level(style, properties)
    role = styles.name_of(style)
    if role in ("title", "subtitle"):
        _set_style(paragraph, styles, TITLE_STYLE if role == "title" else SUBTITLE_STYLE)
    elif role.startswith(QUOTATIONS):
        _set_style(paragraph, styles, "Quote")
    elif level is not None:
        _set_style(paragraph, styles, f"heading {level + 1}")
        _write_number(paragraph, number)
    elif is_list_item(paragraph, styles) and _is_inside_list(paragraph, styles):
        return
    elif (size := heading_size(paragraph, style, styles)) is not None:
        _set_style(paragraph, styles, f"{LINE_STYLE}{size:g}")
        _write_number(paragraph, number)
    elif _is_numbered_cell(paragraph):
        _write_number(paragraph, number)


def _is_inside_list(paragraph: Element, styles: Styles) -> bool:
    """The next paragraph is an item too: a bold item of a list is no heading."""
    return is_list_item(paragraph.getnext(), styles)


def _is_numbered_cell(paragraph: Element) -> bool:
    """A table cell that holds nothing but Word's number."""
    cell = paragraph.getparent()
    has_text = any(run_text(run).strip() for run in paragraph.iter(w("r")))
    return cell is not None and cell.tag == w("tc") and not has_text


def _set_style(paragraph: Element, styles: Styles, name: str) -> None:
    properties = _properties_of(paragraph)
    style = properties.find(w("pStyle"))
    if style is None:
        style = etree.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), styles.id_of(name))
    for part in properties.findall(w("outlineLvl")):
        properties.remove(part)


def _write_number(paragraph: Element, number: str | None) -> None:
    """Word's number as text, in the type of the text after it, and no longer Word's."""
    if not number:
        return
    properties = _properties_of(paragraph)
    run = etree.Element(w("r"))
    first = next((one for one in paragraph.iter(w("r")) if run_text(one)), None)
    if first is not None and (kept := first.find(w("rPr"))) is not None:
        run.append(copy.deepcopy(kept))
    text = etree.SubElement(run, w("t"))
    text.text = f"{number} "
    text.set(SPACE, "preserve")
    properties.addnext(run)
    for part in properties.findall(w("numPr")):
        properties.remove(part)
    off = etree.SubElement(properties, w("numPr"))
    etree.SubElement(off, w("numId")).set(w("val"), "0")


def _properties_of(paragraph: Element) -> Element:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    return properties
