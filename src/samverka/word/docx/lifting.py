"""Things of a Word file that pandoc passes over, put where it does not.

Text boxes, pictures in groups, simple fields, and indents that would be taken for quotations.
ECMA-376 part 1: 17.16.19 (fields), 17.3.1.12 (indents); part 4 for VML.
"""

import copy

from lxml import etree

from samverka.word.docx.styles import Styles
from samverka.word.opening.ooxml import Element, attribute, children, tag, w

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
QUOTATIONS = ("quote", "intense quote", "block text", "citat", "starkt citat", "blockcitat")
"""What the names of styles for quotations begin with."""


def lift(document: Element, styles: Styles) -> None:
    """All of it, in the document itself."""
    _choose_one(document)
    _prefer_bitmaps(document)
    _lift_text_boxes(document)
    _ungroup_pictures(document)
    _spell_out_fields(document)
    _drop_indents(document, styles)


def _choose_one(document: Element) -> None:
    """A shape stands in the file twice, for newer and for older programs: the newer is kept."""
    for alternate in list(document.iter("{*}AlternateContent")):
        parts = sorted(children(alternate), key=lambda part: tag(part) != "Choice")
        parent = alternate.getparent()
        if parent is None:
            continue
        for element in reversed(list(children(parts[0])) if parts else []):
            alternate.addnext(element)
        parent.remove(alternate)


def _prefer_bitmaps(document: Element) -> None:
    """Word keeps a PNG of every SVG picture; the SVG could hold scripts."""
    for blip in list(document.iter("{*}svgBlip")):
        extension = blip.getparent()
        if extension is not None:
            extension.remove(blip)


def _lift_text_boxes(document: Element) -> None:
    """Put the paragraphs of each text box after the paragraph it is anchored in."""
    last_of: dict[Element, Element] = {}
    for box in list(document.iter(w("txbxContent"))):
        host = next((one for one in box.iterancestors() if one.tag == w("p")), None)
        parent = box.getparent()
        if host is None or parent is None:
            continue
        parent.remove(box)
        place = last_of.get(host, host)
        for block in list(box):
            place.addnext(block)
            place = block
        last_of[host] = place


def _ungroup_pictures(document: Element) -> None:
    """Each picture of a group becomes one of its own, in the group's order."""
    for drawing in list(document.iter(w("drawing"))):
        group = next(drawing.iter("{*}wgp"), None)
        run = drawing.getparent()
        if group is None or run is None:
            continue
        for blip in reversed(list(group.iter(f"{{{DRAWING}}}blip"))):
            single = etree.Element(w("r"))
            etree.SubElement(single, w("drawing")).append(_inline(blip))
            run.addnext(single)
        run.remove(drawing)


def _inline(blip: Element) -> Element:
    """The least drawing that holds a picture."""
    inline = etree.Element(f"{{{INLINE}}}inline", nsmap={"wp": INLINE, "a": DRAWING})
    properties = _name_of_picture(blip)
    document_properties = etree.SubElement(inline, f"{{{INLINE}}}docPr")
    document_properties.set("id", "0")
    document_properties.set("name", properties.get("name") or "")
    document_properties.set("descr", properties.get("descr") or "")
    graphic = etree.SubElement(inline, f"{{{DRAWING}}}graphic")
    data = etree.SubElement(graphic, f"{{{DRAWING}}}graphicData")
    data.set("uri", PICTURE)
    picture = etree.SubElement(data, f"{{{PICTURE}}}pic", nsmap={"pic": PICTURE})
    fill = etree.SubElement(picture, f"{{{PICTURE}}}blipFill")
    fill.append(copy.deepcopy(blip))
    return inline


def _name_of_picture(blip: Element) -> Element:
    picture = next((one for one in blip.iterancestors() if tag(one) == "pic"), blip)
    return next(picture.iter("{*}cNvPr"), picture)


def _spell_out_fields(document: Element) -> None:
    """`w:fldSimple` in the long form with begin, instruction, separator and end."""
    for field in list(document.iter(w("fldSimple"))):
        parts = [
            _field_run("begin"),
            _instruction(attribute(field, "instr") or ""),
            _field_run("separate"),
            *children(field),
            _field_run("end"),
        ]
        for part in reversed(parts):
            field.addnext(part)
        parent = field.getparent()
        if parent is not None:
            parent.remove(field)


def _field_run(kind: str) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("fldChar")).set(w("fldCharType"), kind)
    return run


def _instruction(text: str) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("instrText")).text = text
    return run


def _drop_indents(document: Element, styles: Styles) -> None:
    """An indent says nothing of whose words they are, unless the style is one for quotations."""
    for properties in document.iter(w("pPr")):
        style = attribute(properties.find(w("pStyle")), "val")
        if not styles.name_of(style).startswith(QUOTATIONS):
            _drop_indent(properties)
    styles.drop_indents(except_for=QUOTATIONS)


def _drop_indent(properties: Element) -> None:
    for indent in properties.findall(w("ind")):
        properties.remove(indent)
