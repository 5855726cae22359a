"""The partners' logos at the end of a newsletter become one list."""

import re
from itertools import takewhile

from samverka.word.tidying.layout import is_picture_only
from samverka.word.tree.inlines import lines_of, plain_text, trimmed
from samverka.word.tree.nodes import Block, Blocks, Heading, Inlines, Listing, Paragraph, Text
from samverka.word.tree.walking import pictures_in

PARTNERS = re.compile(
    r"\W*(?:i samarbete med|i samverkan med|samarbetspartners?|samverkansparter|medverkande parter"
    r"|avsändare|tillsammans med)\W*$",
    re.IGNORECASE,
)
LONGEST_NAME = 60


def part_logos(blocks: Blocks) -> Blocks:
    """`I samarbete med:` is a line, not a heading, and its logos stand below it."""
    return tuple(part for block in blocks for part in _parted(block))


def _parted(block: Block) -> Blocks:
    if not isinstance(block, Paragraph | Heading):
        return (block,)
    said = plain_text(block.content).strip()
    if not PARTNERS.match(said):
        return (block,)
    pictures = tuple(pictures_in((block,)))
    line = Paragraph((Text(said),))
    return (line, Paragraph(pictures)) if pictures else (line,)


def gather_logos(blocks: Blocks) -> Blocks:
    """What follows `I samarbete med:`, or else the closing run of pictures, as list items."""
    start = _logos_start(blocks)
    entries = [entry for block in blocks[start:] for entry in _entries(block)]
    if len(entries) < 2:  # noqa: PLR2004  a single picture is no list
        return blocks
    items = tuple((Paragraph(entry),) for entry in entries)
    return (*blocks[:start], Listing(items))


def _logos_start(blocks: Blocks) -> int:
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Paragraph) and PARTNERS.match(plain_text(block.content)):
            tail = blocks[place + 1 :]
            return place + 1 if all(_is_entry(b) for b in tail) else len(blocks)
    closing = list(takewhile(lambda block: is_picture_only((block,)), reversed(blocks)))
    return len(blocks) - len(closing)


def _is_entry(block: Block) -> bool:
    if is_picture_only((block,)):
        return True
    said = plain_text(block.content).strip() if isinstance(block, Paragraph) else ""
    if isinstance(block, Listing):
        return all(_is_entry(inner) for item in block.items for inner in item)
    return 0 < len(said) <= LONGEST_NAME and not said.endswith((".", ":", "!", "?"))


def _entries(block: Block) -> list[Inlines]:
    """Each picture by itself; a name broken over lines is one name, two names on lines are two."""
    pictures = list(pictures_in((block,)))
    if pictures:
        return [(picture,) for picture in pictures]
    if isinstance(block, Listing):
        return [entry for item in block.items for inner in item for entry in _entries(inner)]
    if isinstance(block, Paragraph):
        return [trimmed(line) for line in _names(block)]
    return []


def _names(block: Paragraph) -> list[Inlines]:
    lines = [line for line in lines_of(block.content) if line]
    whole = plain_text(block.content)
    return [(Text(whole),)] if len(whole) <= LONGEST_NAME // 2 else lines
