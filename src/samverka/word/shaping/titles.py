"""The title of a document and the line that says what it is about."""

import re
from dataclasses import dataclass, replace

from samverka.swedish.sentences import split_sentences
from samverka.word.tree.inlines import cut, lines_of, plain_text, trimmed, weightless
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Quote,
    Table,
    Text,
)
from samverka.word.tree.walking import map_cells, walk

DEEPEST = 6
LOOK_AHEAD = 8
"""A title further down than this is no title."""


@dataclass(frozen=True, slots=True)
class Titled:
    """The title, the sentence after it, and the blocks without them; `place` is where it stood."""

    title: Inlines
    description: str
    blocks: Blocks
    place: int

    @property
    def text(self) -> str:
        """The title's words."""
        return plain_text(self.title)


def take_title(blocks: Blocks, wanted: re.Pattern[str]) -> Titled:
    """The line that `wanted` finds near the top, else the first heading, else the first line."""
    place = _title_place(blocks, wanted)
    if place is None:
        return Titled((), "", blocks, 0)
    block = blocks[place]
    if not isinstance(block, Heading | Paragraph):
        return Titled((), "", blocks, 0)
    content = block.content
    below: Blocks = ()
    first, *others = lines_of(content) or ((),)
    if others and wanted.search(plain_text(first)) and plain_text(others[0]).isupper():
        content, below = first, tuple(replace(block, content=line) for line in others)
    title, description = _first_sentence(content)
    rest = (*blocks[:place], *below, *blocks[place + 1 :])
    return Titled(title, description, rest, place)


def with_description(titled: Titled, vision: str) -> Titled:
    """The line beside the title taken too, where it is a subtitle or the vision."""
    blocks = titled.blocks
    for place in (titled.place, titled.place - 1):
        is_near = not titled.description and 0 <= place < len(blocks)
        if is_near and _is_description(blocks[place], vision):
            rest = (*blocks[:place], *blocks[place + 1 :])
            return Titled(titled.title, _words(blocks[place]), rest, place)
    return titled


def _title_place(blocks: Blocks, wanted: re.Pattern[str]) -> int | None:
    near = list(enumerate(blocks[:LOOK_AHEAD]))
    lines = [(p, b) for p, b in near if isinstance(b, Heading | Paragraph) and _words(b)]
    for candidates in (
        [p for p, b in lines if isinstance(b, Heading) and wanted.search(_words(b))],
        [p for p, b in lines if wanted.match(_words(b))],
        [p for p, b in lines if isinstance(b, Heading)],
        [p for p, b in lines],
    ):
        if candidates:
            return candidates[0]
    return None


def _first_sentence(content: Inlines) -> tuple[Inlines, str]:
    said = plain_text(content)
    spans = split_sentences(said)
    end = spans[0][1] if spans else len(said)
    title = said[:end].rstrip()
    kept = title[:-1].rstrip() if title.endswith(".") else title
    others = weightless(cut(content, len(kept), len(said)))
    return (*trimmed(cut(content, 0, len(kept))), *others), said[end:].strip()


def _is_description(block: Block, vision: str) -> bool:
    if isinstance(block, Heading) and block.subtitle:
        return True
    return bool(vision) and bare_words(_words(block)) == bare_words(vision)


def _words(block: Block) -> str:
    return plain_text(block.content).strip() if isinstance(block, Heading | Paragraph) else ""


def bare_words(text: str) -> str:
    """The words alone, in lower case, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def one_title(blocks: Blocks) -> Blocks:
    """A title in two paragraphs is one; a subtitle far from the title is an ordinary heading."""
    made: list[Block] = []
    for place, block in enumerate(blocks):
        before = made[-1] if made else None
        if not isinstance(block, Heading) or block.level:
            made.append(block)
        elif block.subtitle and (place > LOOK_AHEAD or any(_is_subtitle(one) for one in made)):
            made.append(replace(block, level=LINE_LEVEL, subtitle=False))
        elif isinstance(before, Heading) and not before.level and before.subtitle == block.subtitle:
            made[-1] = replace(before, content=(*before.content, Text(" "), *block.content))
        else:
            made.append(block)
    return tuple(made)


def _is_subtitle(block: Block) -> bool:
    return isinstance(block, Heading) and block.subtitle


def flatten_headings(blocks: Blocks, top: int = 2) -> Blocks:
    """Headings moved so that the highest becomes `top`; lines below styled ones stay below them."""
    found = [b.level for b in walk(blocks) if isinstance(b, Heading)]
    highest = min((level for level in found if 0 < level < LINE_LEVEL), default=None)
    return _Levels(highest, top).moved(blocks)


class _Levels:
    """Goes through a text once, in order; `highest` is None where no heading has a style."""

    def __init__(self, highest: int | None, top: int) -> None:
        self._highest = highest
        self._top = top
        self._current = top - 1

    def moved(self, blocks: Blocks) -> Blocks:
        return tuple(self._moved(block) for block in blocks)

    def _moved(self, block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, level=self._level(block.level))
            case Quote():
                return replace(block, blocks=self.moved(block.blocks))
            case Listing():
                return replace(block, items=tuple(self.moved(item) for item in block.items))
            case Table():
                return map_cells(block, self.moved)
            case _:
                return block

    def _level(self, level: int) -> int:
        if self._highest is not None and 0 < level < LINE_LEVEL:
            self._current = min(level - self._highest + self._top, DEEPEST)
            return self._current
        below_styled = self._highest is not None and self._current >= self._top
        return min(self._current + 1, DEEPEST) if below_styled else self._top
