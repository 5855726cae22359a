"""Runs of text put together again: Word cuts a sentence wherever somebody once changed it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, takewhile

from samverka.word.tree.inlines import plain_text, trimmed
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Break,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Quote,
    Style,
    Styled,
    Table,
    Text,
)
from samverka.word.tree.walking import map_cells, rewrite


def clean_blocks(blocks: Blocks) -> Blocks:
    """Runs joined, emphasis without white space at its ends, nothing empty."""
    return tuple(cleaned for block in blocks for cleaned in _clean(block))


def _clean(block: Block) -> Blocks:
    match block:
        case Paragraph():
            content = _clean_inlines(block.content)
            return (replace(block, content=content),) if content else ()
        case Heading():
            content = _clean_inlines(_unset(without_strong(block.content)))
            return (replace(block, content=content),) if content else ()
        case Listing():
            items = tuple(clean_blocks(item) for item in block.items)
            kept = tuple(item for item in items if item)
            return (replace(block, items=kept),) if kept else ()
        case Quote():
            inner = clean_blocks(block.blocks)
            return (Quote(inner),) if inner else ()
        case Table():
            return (map_cells(block, clean_blocks),) if block.rows else ()
        case _:
            return (block,)


def _unset(content: Inlines) -> Inlines:
    """Emphasis on all of a heading says nothing that the heading does not."""
    match trimmed(content):
        case (Styled(style=Style.EMPHASIS, content=inner),):
            return inner
        case _:
            return content


def without_strong(content: Inlines) -> Inlines:
    """The same words, nothing of them bold."""

    def change(inline: Inline) -> Inlines:
        is_strong = isinstance(inline, Styled) and inline.style is Style.STRONG
        return inline.content if isinstance(inline, Styled) and is_strong else (inline,)

    return rewrite(content, change)


def _clean_inlines(content: Inlines) -> Inlines:
    return trimmed(_joined(tuple(part for inline in content for part in _settled(inline))))


def _settled(inline: Inline) -> Iterator[Inline]:
    """White space and breaks at the ends of styled text stand outside it."""
    if isinstance(inline, Note):
        yield Note(clean_blocks(inline.blocks))
        return
    if isinstance(inline, Text):
        yield Text(re.sub(r"[ \r\n]+", " ", inline.text))
        return
    if not isinstance(inline, Styled | Link):
        yield inline
        return
    inner = _joined(tuple(part for item in inline.content for part in _settled(item)))
    core = trimmed(inner)
    if not core:
        yield from inner
        return
    head, tail = list(takewhile(_is_blank, inner)), list(takewhile(_is_blank, inner[::-1]))
    said = plain_text(inner)
    yield from _between(head, is_apart=said[:1].isspace())
    yield replace(inline, content=core)
    yield from _between(tail, is_apart=said[-1:].isspace())


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())


def _between(edge: list[Inline], *, is_apart: bool) -> Iterator[Inline]:
    """What stands outside for what a styled text began or ended with: a break or a space."""
    if any(isinstance(one, Break) for one in edge):
        yield Break()
    elif edge or is_apart:
        yield Text(" ")


def _joined(content: Inlines) -> Inlines:
    """Neighbours of the same style or the same link become one."""
    groups = groupby((one for one in content if one != Text("")), key=_kind)
    return tuple(_bridged([_as_one(list(group)) for _, group in groups]))


def _kind(inline: Inline) -> object:
    """The same for those that become one with their neighbours."""
    match inline:
        case Text():
            return Text
        case Styled(style=style):
            return (Styled, style)
        case Link(url=url):
            return (Link, url)
        case _:
            return object()


def _as_one(group: list[Inline]) -> Inline:
    first = group[0]
    if len(group) == 1:
        return first
    if isinstance(first, Styled | Link):
        return replace(first, content=_joined(tuple(p for one in group for p in _inside(one))))
    return Text(re.sub(r" {2,}", " ", plain_text(tuple(group))))


def _inside(inline: Inline) -> Inlines:
    return inline.content if isinstance(inline, Styled | Link) else (inline,)


def _bridged(made: list[Inline]) -> Iterator[Inline]:
    """`**a** **b**` is one run: a lone space between two of the same style joins them."""
    place = 0
    while place < len(made):
        end = place + 1
        while _is_bridge(made, end):
            end += 2
        yield _as_one(made[place:end])
        place = end


def _is_bridge(made: list[Inline], place: int) -> bool:
    """Whether what stands there joins what stands beside it."""
    if made[place : place + 1] != [Text(" ")] or place + 1 >= len(made):
        return False
    before = made[place - 1]
    return isinstance(before, Styled) and _kind(before) == _kind(made[place + 1])
