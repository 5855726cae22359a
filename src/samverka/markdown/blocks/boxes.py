"""The HTML of the boxes: a label that says what each is, a title, and its text."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown

from samverka.markdown.blocks.content import Content, Item
from samverka.markdown.blocks.fault import BlockFault
from samverka.markdown.blocks.kinds import APT, CHECKLIST, BlockKind
from samverka.markdown.blocks.reading import BlockElement
from samverka.markdown.blocks.words import drop_fields, paragraph
from samverka.markdown.html_tree import make, nodes_in

TERMS: Final = {
    "Syfte": "purpose",
    "Material": "material",
    "Frågor": "points",
    "Avslut": "closing",
}
"""Of an apt, and what the page's HTML says they are."""


def draw_box(element: BlockElement, kind: BlockKind, anchor: str) -> None:
    """A named part of the page, with no heading: the outline is the author's."""
    label = paragraph("box__label", kind.label)
    title = paragraph("box__title", *nodes_in(element.title)) if element.found.title else None
    named = label if title is None else title
    named.set("id", f"{anchor}--namn")
    said = [label] if title is None else [label, title]
    _become(element, kind.name, [*said, *list(element)[1:]])
    element.attrib |= {"id": anchor, "aria-labelledby": f"{anchor}--namn"}


def draw_apt(element: BlockElement, anchor: str) -> None:
    """Talk at a workplace meeting; what each part of it is can be read by programs."""
    draw_box(element, APT, anchor)
    minutes = element.found.said("minutes")
    element.set("data-minutes", minutes)
    element.insert(2 if element.found.title else 1, paragraph("box__minutes", f"{minutes} minuter"))
    for term, meanings in terms_of(element):
        for meaning in meanings if term in TERMS else ():
            meaning.set("data-apt", TERMS[term])
    for item in (element.content or Content()).items:
        item.head.set("class", "apt__question")
        item.rest.set("class", "apt__note")


def draw_checklist(md: Markdown, element: BlockElement, anchor: str) -> None:
    """Tasks to tick; what is ticked is nobody's but the reader's."""
    draw_box(element, CHECKLIST, anchor)
    content = element.content or Content()
    if content.answers is not None:
        content.answers.set("class", "tasks")
    for place, item in enumerate(content.items, 1):
        drop_fields(md, item.head)
        box = make("input", type="checkbox", name=f"{anchor}-{place}")
        words = make("span", *nodes_in(item.head))
        item.head.text, item.head[:] = None, []
        item.head.tag = "div"
        item.head.append(make("label", box, " ", words, **{"class": "task"}))


def draw_fault(element: BlockElement, anchor: str, faults: tuple[BlockFault, ...]) -> None:
    """The text of a block that cannot be used as it is, and why."""
    found = element.found
    label = paragraph("box__label", "Fel i blocket")
    label.set("id", f"{anchor}--namn")
    reasons = (
        make("li", f"{fault.message[:1].upper()}{fault.message[1:]}. {fault.hint}")
        for fault in faults
    )
    for item in (element.content or Content()).items:
        _as_written(item)
    title = [make("p", *nodes_in(element.title))] if found.title else []
    if found.kind is None:
        title = [make("p", f"/// {found.name}"), *title]
    options = [make("li", line.strip()) for line in found.written.split("\n")[1:]]
    said = [make("ul", *options, **{"class": "box__options"})] if options else []
    body = [*title, *said, *list(element)[1:]]
    reasons_ = make("ul", *reasons, **{"class": "box__faults"})
    _become(element, "fault", [label, reasons_, *body])
    element.attrib |= {"id": anchor, "aria-labelledby": f"{anchor}--namn"}


def terms_of(element: BlockElement) -> Iterator[tuple[str, list[Element]]]:
    """The terms of the definition lists of a block, each with its meanings."""
    for definitions in (one for one in element if one.tag == "dl"):
        term, meanings = "", list[Element]()
        for child in definitions:
            if child.tag == "dt":
                if term:
                    yield term, meanings
                term, meanings = (child.text or "").strip(), []
            else:
                meanings.append(child)
        yield term, meanings


def _as_written(item: Item) -> None:
    """The mark of an answer stands before it again."""
    if item.is_ticked is not None:
        item.head.text = f"[{'x' if item.is_ticked else ' '}] {item.head.text or ''}"


def _become(element: Element, name: str, nodes: list[Element]) -> None:
    element.tag, element.text = "section", None
    element.attrib = {"class": f"box box--{name}"}
    element[:] = nodes
