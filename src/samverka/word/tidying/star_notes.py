"""`word*` with a later paragraph `* explanation` is a footnote."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from samverka.word.tree.inlines import cut, plain_text
from samverka.word.tree.nodes import Block, Blocks, Heading, Inlines, Listing, Note, Paragraph

STAR_NOTE = re.compile(r"(\*{1,3})\s*(?=\S)")
CALL = re.compile(r"(?<=[\w)”\"])\s?(\*{1,3})(?![\w*])")


@dataclass(frozen=True, slots=True)
class _Star:
    """An explanation and the asterisks that call it."""

    stars: str
    text: Inlines


def find_star_notes(blocks: Blocks) -> Blocks:
    """Each explanation goes to the nearest call above it; without a call it stays."""
    made: list[Block] = []
    calls: dict[str, list[int]] = defaultdict(list)
    for block in blocks:
        star = _star_of(block)
        if star is not None and calls[star.stars]:
            place = calls[star.stars].pop()
            made[place] = _noted(made[place], star)
            continue
        for stars in _calls_in(block):
            calls[stars].append(len(made))
        made.append(block)
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


def _calls_in(block: Block) -> list[str]:
    if not isinstance(block, Paragraph | Heading):
        return []
    return [found[1] for found in CALL.finditer(plain_text(block.content))]


def _noted(block: Block, star: _Star) -> Block:
    if not isinstance(block, Paragraph | Heading):
        return block
    said = plain_text(block.content)
    found = next(one for one in CALL.finditer(said) if one[1] == star.stars)
    before = cut(block.content, 0, found.start())
    after = cut(block.content, found.end(), len(said), with_first=True)
    return replace(block, content=(*before, Note((Paragraph(star.text),)), *after))
