"""Paragraphs with Word's bullets and numbers become lists, nested as deep as in Word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverka.word.docx.numbering import Number
from samverka.word.tree.nodes import Block, Blocks, Listing, Paragraph


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a list; `depth` counts from 0, `indent` in twentieths of a point."""

    number: Number
    depth: int
    blocks: Blocks
    indent: int


@dataclass(frozen=True, slots=True)
class Indented:
    """A paragraph of no list, set in by `indent` twentieths of a point: it may go on an item."""

    block: Paragraph
    indent: int


Flow = Block | Item | Indented


@dataclass(slots=True)
class _Open:
    """A list that more items may come to."""

    depth: int
    number: Number
    start: int | None
    items: list[list[Block]] = field(default_factory=list)

    def listing(self) -> Listing:
        items = tuple(tuple(item) for item in self.items)
        return Listing(items, self.start, self.number.form or "1")

    def takes(self, item: Item) -> bool:
        """Bullets after bullets, and numbers that go on counting."""
        if not item.number.form or not self.number.form:
            return item.number.form == self.number.form
        goes_on = item.number.count == self.number.count + 1
        return goes_on and item.number.sequence == self.number.sequence


def nest_lists(flow: Iterable[Flow]) -> Blocks:
    """Neighbouring items in lists; everything else as it is."""
    gathering = _Gathering()
    for one in flow:
        gathering.take(one)
    gathering.close(0)
    return tuple(gathering.made)


class _Gathering:
    def __init__(self) -> None:
        self.made: list[Block] = []
        self._open: list[_Open] = []
        self._last: Item | None = None

    def take(self, one: Flow) -> None:
        if isinstance(one, Item):
            self._item(one)
        elif isinstance(one, Indented):
            if self._last is not None and self._open and 0 < self._last.indent <= one.indent:
                self._open[-1].items[-1].append(one.block)
            else:
                self._other(one.block)
        else:
            self._other(one)

    def _other(self, block: Block) -> None:
        self.close(0)
        self._last = None
        self.made.append(block)

    def _item(self, item: Item) -> None:
        self.close(item.depth + 1)
        if self._open and self._open[-1].depth == item.depth and not self._open[-1].takes(item):
            self.close(item.depth)
        while not self._open or self._open[-1].depth < item.depth:
            self._begin(item)
        current = self._open[-1]
        current.items.append(list(item.blocks))
        current.number = item.number
        self._last = item

    def _begin(self, item: Item) -> None:
        """A list of the next depth; where the item is deeper still, it stands for a level."""
        depth = self._open[-1].depth + 1 if self._open else 0
        if self._open and not self._open[-1].items:
            self._open[-1].items.append([])
        start = item.number.count if item.number.form and depth == item.depth else None
        number = item.number if depth == item.depth else Number("", 0, "", "")
        self._open.append(_Open(depth, number, start))

    def close(self, depth: int) -> None:
        """End every list at that depth and deeper."""
        while self._open and self._open[-1].depth >= depth:
            ended = self._open.pop()
            if self._open:
                self._open[-1].items[-1].append(ended.listing())
            else:
                self.made.append(ended.listing())
