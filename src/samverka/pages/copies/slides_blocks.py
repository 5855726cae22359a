"""A text in the pieces that slides are filled with: paragraphs, items and pictures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import Node, fill, make, nodes_in, words_of

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS: Final = ("ul", "ol")
HOLDERS: Final = frozenset(
    {"article", "aside", "blockquote", "div", "dl", "figure", "main", "section"}
)


class Sort(StrEnum):
    """What a block becomes on a slide."""

    TEXT = "text"
    ITEM = "item"
    NUMBERED = "numbered"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Block:
    """`element` is a `p`, a `li` or an `img`; `number` is a numbered item's own."""

    sort: Sort
    element: Element
    number: int = 0

    @property
    def said(self) -> str:
        """Its words in one line, as in the notes."""
        if self.sort is Sort.PICTURE:
            return f"[Bild: {self.element.get('title', '')}]"
        sign = {Sort.ITEM: "– ", Sort.NUMBERED: f"{self.number}. "}.get(self.sort, "")
        return f"{sign}{words_of(self.element)}"


def blocks_of(nodes: Iterable[Node]) -> tuple[Block, ...]:
    """The blocks of a text; what stands between them in a box of its own is laid side by side."""
    return tuple(_blocks(nodes))


def split(block: Block, has_room: Callable[[Block], bool]) -> Iterator[Block]:
    """The block in parts that have room each, cut between words; a word is never cut."""
    part: list[str] = []
    for word in words_of(block.element).split():
        if part and not has_room(_same(block, [*part, word])):
            yield _same(block, part)
            part = []
        part.append(word)
    yield _same(block, part)


def _same(block: Block, words: list[str]) -> Block:
    return Block(block.sort, make(block.element.tag, " ".join(words)), block.number)


def _blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or not _stands_alone(node):
            loose.append(node)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _one(node)
    yield from _paragraph(loose)


def _stands_alone(element: Element) -> bool:
    tags = {"p", "dt", "dd", "table", "img", "pre", *HEADINGS, *LISTS, *HOLDERS}
    return element.tag in tags


def _one(element: Element) -> Iterator[Block]:
    if element.tag in LISTS:
        yield from _items(element)
    elif element.tag == "table":
        rows = (row for row in element.iter("tr") if words_of(row))
        yield from (Block(Sort.TEXT, make("p", _row(row))) for row in rows)
    elif element.tag == "img":
        yield from _picture(element)
    else:
        yield from _blocks(nodes_in(element))


def _items(listed: Element) -> Iterator[Block]:
    """Those of a list within the list stand in the row of its own."""
    first = listed.get("start", "")
    start = int(first) if first.isascii() and first.isdecimal() else 1
    items = (item for item in listed if item.tag == "li")
    for number, item in enumerate(items, start):
        is_begun = False
        for block in _blocks(nodes_in(item)):
            is_own = block.sort is Sort.TEXT and not is_begun
            yield _item(listed.tag, block.element, number) if is_own else block
            is_begun = True


def _item(tag: str, element: Element, number: int) -> Block:
    item = fill(make("li"), nodes_in(element))
    return Block(Sort.NUMBERED, item, number) if tag == "ol" else Block(Sort.ITEM, item)


def _paragraph(nodes: list[Node]) -> Iterator[Block]:
    """Text without a box of its own; its pictures come after it."""
    paragraph = fill(make("p"), nodes)
    pictures = list(paragraph.iter("img"))
    if words_of(paragraph):
        yield Block(Sort.TEXT, _without_pictures(paragraph))
    yield from (block for picture in pictures for block in _picture(picture))


def _without_pictures(element: Element) -> Element:
    nodes: list[Node] = []
    for node in nodes_in(element):
        if isinstance(node, str):
            nodes.append(node)
        elif node.tag != "img":
            nodes.append(_without_pictures(node))
    return fill(Element(element.tag, dict(element.attrib)), nodes)


def _picture(element: Element) -> Iterator[Block]:
    """Nothing of one that is only decoration.

    Pandoc prints the `alt` below a picture, and describes it by its `title`.
    """
    if said := " ".join(element.get("alt", "").split()):
        yield Block(Sort.PICTURE, make("img", src=element.get("src", ""), title=said, alt=""))


def _row(row: Element) -> str:
    return " – ".join(words_of(cell) for cell in row if words_of(cell))
