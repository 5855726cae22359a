"""`Tabell 1. ...` and `Figur 2: ...` belong to the table or the picture beside them."""

import re
from dataclasses import replace

from samverka.word.tidying.layout import is_picture_only
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inlines,
    Paragraph,
    Picture,
    Table,
)

CAPTION = re.compile(r"(?:tabell|figur|bild|diagram|foto)\s+\d+\s*[.:–-]?\s", re.IGNORECASE)
PHOTO = re.compile(r"(?:foto|bild|illustration):\s", re.IGNORECASE)


def join_captions(blocks: Blocks) -> Blocks:
    """A caption above or below its table or picture becomes part of it, never a heading."""
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        joined = _joined(blocks[place : place + 2])
        if joined is None:
            made.append(_plain(blocks[place]))
            place += 1
        else:
            made.append(joined)
            place += 2
    return tuple(made)


def _joined(pair: Blocks) -> Block | None:
    if len(pair) < 2:  # noqa: PLR2004  the last block stands alone
        return None
    for caption, thing in (pair, pair[::-1]):
        said = _caption_of(caption)
        if said and isinstance(thing, Table):
            return replace(thing, caption=(Paragraph(said),))
        if said and caption is pair[1] and (picture := _only_picture(thing)) is not None:
            return Figure(picture, said)
    return None


def _caption_of(block: Block) -> Inlines:
    if not isinstance(block, Paragraph | Heading) or is_picture_only((block,)):
        return ()
    said = plain_text(block.content)
    return block.content if CAPTION.match(said) or PHOTO.match(said) else ()


def _only_picture(block: Block) -> Picture | None:
    match block:
        case Paragraph(content=(Picture() as picture,)):
            return picture
        case _:
            return None


def _plain(block: Block) -> Block:
    if isinstance(block, Heading) and CAPTION.match(plain_text(block.content)):
        return Paragraph(block.content)
    return block
