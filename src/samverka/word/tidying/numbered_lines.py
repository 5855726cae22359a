"""Word's own numbers before headings, and numbered lines that are headings."""

import re
from dataclasses import replace

from samverka.word.tree.nodes import Block, Blocks, Heading, Listing, Quote, Table, Text
from samverka.word.tree.walking import map_cells

WORDS = re.compile(r"[^\W\d_]")


def write_labels(blocks: Blocks) -> Blocks:
    """Numbers as text before their headings; a label with letters, as `Bilaga A`, stays a label.

    Such letters are not the author's words: the page shows them, and its text does not hold them.
    """
    return tuple(_written(block) for block in blocks)


def _written(block: Block) -> Block:
    match block:
        case Heading(label=label) if label and not WORDS.search(label):
            return _as_text(block)
        case Listing():
            return replace(block, items=tuple(map(_unlabelled, block.items)))
        case Quote():
            return replace(block, blocks=write_labels(block.blocks))
        case Table():
            return map_cells(block, write_labels)
        case _:
            return block


def _unlabelled(item: Blocks) -> Blocks:
    """The list shows the number itself."""
    bare = (replace(one, label="") if isinstance(one, Heading) else one for one in item)
    return write_labels(tuple(bare))


def lift_lines(blocks: Blocks) -> Blocks:
    """Headings that stand as items of numbered lists come out of them, their number as text."""
    return tuple(lifted for block in blocks for lifted in _lifted(block))


def _lifted(block: Block) -> Blocks:
    if not isinstance(block, Listing) or not any(map(_has_line, block.items)):
        return (_as_text(block),)
    made: list[Block] = []
    kept: list[Blocks] = []
    for place, item in enumerate(block.items):
        if _has_line(item):
            made += [_part_of(block, kept, place)] if kept else []
            made += lift_lines(item)
            kept = []
        else:
            kept.append(item)
    return (*made, _part_of(block, kept, len(block.items))) if kept else tuple(made)


def _has_line(item: Blocks) -> bool:
    return any(
        isinstance(one, Heading) or (isinstance(one, Listing) and any(map(_has_line, one.items)))
        for one in item
    )


def _part_of(listing: Listing, items: list[Blocks], end: int) -> Listing:
    start = None if listing.start is None else listing.start + end - len(items)
    return replace(listing, items=tuple(items), start=start)


def _as_text(block: Block) -> Block:
    if isinstance(block, Heading) and block.label:
        return replace(block, content=(Text(f"{block.label} "), *block.content), label="")
    return block
