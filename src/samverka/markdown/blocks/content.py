"""What stands in a block, parted while its texts are still Markdown: answers from feedback."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.blocks.kinds import APT, CHECKLIST, QUESTION, BlockKind

_MARK: Final = re.compile(r"\[([ xX]?)\](?:[ \t]+|(?=\n)|$)")
LISTS: Final = ("ul", "ol")
POINTS: Final = "Frågor"
"""The term of an apt whose list is parted."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its first line, and what stands below it.

    `is_ticked` is None where there is no `[ ]` or `[x]`. `is_blank` is true of a first line without
    words.
    """

    head: Element
    rest: Element
    is_ticked: bool | None
    is_blank: bool
    words: str

    @property
    def has_rest(self) -> bool:
        """True where anything stands below the first line."""
        return bool(len(self.rest))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, by the text of its cells as written."""

    cells: tuple[Element, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """`answers` is the list or table that is answered or ticked; `items` or `rows` are its.

    Of an apt `items` are its questions. The first of `rows` is the header's.
    """

    answers: Element | None = None
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    is_parted: bool = False
    """True where a second list with boxes follows: what stood between was not indented."""
    is_lost: bool = False
    """True where a box stands in a list within a list: it was indented by mistake."""
    is_bulleted: bool = False
    """True where a list has neither boxes nor numbers."""


def content_of(block: Element, kind: BlockKind | None, said: str) -> Content:
    """Parts the items of the list in place; runs when the block has been read to its end.

    `said` is the type that a question says it has.
    """
    if kind is APT:
        lists = tuple(_points(block))
        return Content(items=tuple(item for one in lists for item in _parted(one)))
    if kind not in (QUESTION, CHECKLIST):
        return Content()
    tasks = [one for one in _tagged(block, "ul") if _has_boxes(one)]
    chosen = _chosen(block, tasks, said)
    return Content(
        chosen,
        tuple(_parted(chosen)) if chosen is not None and chosen.tag in LISTS else (),
        tuple(_rows(chosen)) if chosen is not None and chosen.tag == "table" else (),
        is_parted=len(tasks) > 1,
        is_lost=chosen in tasks and any(map(_has_boxes, _lists_within(block))),
        is_bulleted=any(one not in tasks for one in _tagged(block, "ul")),
    )


def _chosen(block: Element, tasks: list[Element], said: str) -> Element | None:
    wanted = {"order": "ol", "match": "table"}
    if said == "text":
        return None
    if said in wanted:
        return next(_tagged(block, wanted[said]), None)
    if tasks or said in ("single", "multiple"):
        return next(iter(tasks), None)
    return next((one for one in block if one.tag in wanted.values()), None)


def _has_boxes(one: Element) -> bool:
    return any(_MARK.match(_text_of(item)) for item in one)


def _lists_within(block: Element) -> Iterator[Element]:
    """Those in its lists."""
    for outer in _tagged(block, "ul"):
        yield from (one for one in outer.iter("ul") if one is not outer)


def _tagged(block: Element, tag: str) -> Iterator[Element]:
    return (child for child in block if child.tag == tag)


def _points(block: Element) -> Iterator[Element]:
    """The numbered lists below the term `Frågor`."""
    for definitions in _tagged(block, "dl"):
        term = ""
        for child in definitions:
            if child.tag == "dt":
                term = (child.text or "").strip()
            elif term == POINTS:
                yield from _tagged(child, "ol")


def _parted(one: Element) -> Iterator[Item]:
    return (_item(child) for child in one if child.tag == "li")


def _text_of(item: Element) -> str:
    """The text an item begins with, whether it stands in a paragraph or not."""
    first = _first(item)
    return (first.text or "").lstrip()


def _first(item: Element) -> Element:
    if not (item.text or "").strip() and len(item) and item[0].tag == "p":
        return item[0]
    return item


def _item(item: Element) -> Item:
    first = _first(item)
    text = (first.text or "").lstrip()
    mark = _MARK.match(text)
    line, _, below = (text[mark.end() :] if mark else text).partition("\n")
    head, rest = Element("p"), Element("div")
    head.text = line.strip()
    others = [child for child in item if child is not first]
    if below.strip():
        paragraph = Element("p")
        paragraph.text = below.strip()
        rest.append(paragraph)
    rest.extend(others)
    item.text, item[:] = None, [head, rest] if len(rest) else [head]
    ticked = mark[1] in ("x", "X") if mark else None
    return Item(head, rest, ticked, not line.strip(), " ".join(line.split()))


def _rows(table: Element) -> Iterator[Row]:
    for row in table.iter("tr"):
        cells = tuple(row)
        yield Row(cells, tuple(" ".join((cell.text or "").split()) for cell in cells))
