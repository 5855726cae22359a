"""Pictures, text boxes, charts and SmartArt: what a drawing in the text holds.

ECMA-376 part 1, 20 (DrawingML); part 4, 19 (VML, in older files).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from samverka.word.docx.book import Story, chosen, relation_of
from samverka.word.docx.charts import read_chart
from samverka.word.docx.smartart import read_smartart
from samverka.word.opening.ooxml import Element, is_on_text, local_attribute, tag
from samverka.word.tree.nodes import Block, Inline, Link, Paragraph, Picture, Text

Held: TypeAlias = Inline | Block | Element
"""An element is the content of a text box, still to be read."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a drawing says of itself."""

    alt: str
    title: str
    decorative: bool
    url: str


def read_graphic(graphic: Element, story: Story) -> Iterator[Held]:
    """Everything a drawing holds, in order."""
    if any(one in story.book.page_logos for one in graphic):
        return
    said = _said(graphic, story)
    held = [one for element in _parts(graphic) for one in _held(element, said, story)]
    yield from held
    if said.alt and not any(isinstance(one, Picture | Link) for one in held):
        yield Paragraph((Text(said.alt),))


def _parts(element: Element) -> Iterator[Element]:
    """What is inside, of alternatives only one, and nothing inside text boxes."""
    for child in element:
        name = tag(child)
        if name == "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _parts(branch)
        elif name == "txbxContent":
            yield child
        else:
            yield child
            yield from _parts(child)


def _held(element: Element, said: _Said, story: Story) -> Iterator[Held]:
    match tag(element):
        case "txbxContent":
            yield element
        case "blip":
            yield from _picture(element, said, story)
        case "imagedata":
            yield from _old_picture(element, said, story)
        case "chart":
            yield from _related(element, "id", story)
        case "relIds":
            yield from _related(element, "dm", story)
        case "textpath":
            string = element.get("string")
            if string:
                yield Paragraph((Text(string),))
        case _:
            pass


def _picture(blip: Element, said: _Said, story: Story) -> Iterator[Inline]:
    relation = relation_of(story, blip, "embed", "link")
    if relation is None:
        return
    own = _own_properties(blip)
    alt = said.alt or (own.get("descr") or "" if own is not None else "")
    picture = Picture(relation.target, alt.strip(), said.title, said.decorative)
    yield Link(said.url, (picture,)) if said.url else picture


def _old_picture(data: Element, said: _Said, story: Story) -> Iterator[Inline]:
    relation = relation_of(story, data, "id", "href")
    if relation is None:
        return
    shape = data.getparent()
    alt = (shape.get("alt") or "") if shape is not None else ""
    name = local_attribute(data, "title") or ""
    yield Picture(relation.target, (said.alt or alt or name).strip())


def _related(element: Element, attribute: str, story: Story) -> Iterator[Block]:
    relation = relation_of(story, element, attribute)
    root = story.book.parts.xml(relation.target) if relation else None
    if root is None:
        return
    if attribute == "dm":
        yield from read_smartart(root)
    else:
        yield from read_chart(root)


def _own_properties(blip: Element) -> Element | None:
    """The properties of the one picture, within a group of several."""
    picture = next((one for one in blip.iterancestors() if tag(one) == "pic"), None)
    return None if picture is None else next(picture.iter("{*}cNvPr"), None)


def _said(graphic: Element, story: Story) -> _Said:
    told = [one for one in graphic.iter("{*}docPr") if not _is_in_text_box(one, graphic)]
    first = next((one for one in told if one.get("descr")), told[0] if told else None)
    if first is None:
        return _Said("", "", decorative=False, url="")
    alt, title = (first.get("descr") or "").strip(), (first.get("title") or "").strip()
    link = next(first.iter("{*}hlinkClick"), None)
    relation = relation_of(story, link, "id") if link is not None else None
    decorative = any(is_on_text(one.get("val")) for one in first.iter("{*}decorative"))
    url = relation.target if relation and relation.external else ""
    return _Said(alt or title, title if alt and title != alt else "", decorative, url)


def _is_in_text_box(element: Element, graphic: Element) -> bool:
    for one in element.iterancestors():
        if one is graphic:
            return False
        if tag(one) == "txbxContent":
            return True
    return False
