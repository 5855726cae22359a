"""`word*` with a later paragraph `* explanation` is a footnote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverka.word.tree.inlines import cut, plain_text
from samverka.word.tree.nodes import Block, Blocks, Heading, Inlines, Listing, Note, Paragraph

STAR_NOTE = re.compile(r"(\*{1,3})\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class _Star:
    """An explanation and the asterisks that call it."""

    stars: str
    text: Inlines


def find_star_notes(blocks: Blocks) -> Blocks:
    """Each explanation goes to the nearest call above it; without a call it stays."""
    made: list[Block] = []
    for block in blocks:
        called = _call_note(made, star) if (star := _star_of(block)) else None
        if called is None:
            made.append(block)
        else:
            made = called
    return tuple(made)


def _star_of(block: Block) -> _Star | None:
    match block:
        case Paragraph(content=content):
            said = plain_text(content)
            found = STAR_NOTE.match(said)
            return _Star(found[1], cut(content, found.end(), len(said))) if found else None
        case Listing(items=((Paragraph(content=content),),), start=None) if _explains(content):
            return _Star("*", content)
        case _:
            return None


def _explains(content: Inlines) -> bool:
    """Word takes the asterisk of `* word = explanation` for a bullet."""
    return " = " in plain_text(content)


def _call_note(blocks: list[Block], star: _Star) -> list[Block] | None:
    for place, block in _from_below(blocks):
        said = plain_text(block.content)
        found = re.search(rf"(?<=[\w)”\"])\s?{re.escape(star.stars)}(?![\w*])", said)
        if found:
            before = cut(block.content, 0, found.start())
            after = cut(block.content, found.end(), len(said), with_first=True)
            note = Note((Paragraph(star.text),))
            noted = replace(block, content=(*before, note, *after))
            return [*blocks[:place], noted, *blocks[place + 1 :]]
    return None


def _from_below(blocks: list[Block]) -> Iterator[tuple[int, Paragraph | Heading]]:
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Paragraph | Heading):
            yield place, block
