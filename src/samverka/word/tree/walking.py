"""Going through a tree: its words, its pictures, and a new tree from an old one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import is_
from typing import TypeVar

from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Styled,
    Table,
    Text,
)

Value = TypeVar("Value")


def block_text(block: Block) -> str:
    """All words of a block, blocks within it separated by line breaks."""
    match block:
        case Paragraph(content=content) | Heading(content=content) | Figure(caption=content):
            return plain_text(content)
        case CodeBlock(text):
            return text
        case _:
            return "\n".join(block_text(inner) for inner in inner_blocks(block))


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case Quote(blocks=blocks):
            yield from blocks
        case Listing(items=items):
            yield from (inner for item in items for inner in item)
        case Table():
            yield from (b for row in block.rows for cell in row for b in cell.blocks)
        case _:
            pass


def cell_text(cell: Cell) -> str:
    """All words of a table cell."""
    return "\n".join(block_text(block) for block in cell.blocks)


def rewrite(content: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Every inline, innermost first, replaced by what `change` makes of it."""
    return _mapped(content, _one_by_one(change))


def rewrite_blocks(blocks: Blocks, change: Callable[[Inline], Inlines]) -> Blocks:
    """The blocks with every inline in them rewritten."""
    return map_content(blocks, _one_by_one(change))


def map_content(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """The blocks with every line of inlines in them, innermost first, changed as a whole.

    What `change` gives back as it was stays the same object, here and in `map_cells`.
    """
    return _each(blocks, lambda block: _map_block(block, change))


def _one_by_one(change: Callable[[Inline], Inlines]) -> Callable[[Inlines], Inlines]:
    def changed(content: Inlines) -> Inlines:
        made = [change(inline) for inline in content]
        if all(len(new) == 1 and new[0] is old for new, old in zip(made, content, strict=True)):
            return content
        return tuple(inline for new in made for inline in new)

    return changed


def _each(values: tuple[Value, ...], change: Callable[[Value], Value]) -> tuple[Value, ...]:
    """The values changed, and the very same tuple where none was."""
    made = [change(value) for value in values]
    return values if all(map(is_, made, values)) else tuple(made)


def _mapped(content: Inlines, change: Callable[[Inlines], Inlines]) -> Inlines:
    return change(_each(content, lambda inline: _map_inline(inline, change)))


def _map_inline(inline: Inline, change: Callable[[Inlines], Inlines]) -> Inline:
    if isinstance(inline, Text):
        return inline
    if isinstance(inline, Styled | Link):
        content = _mapped(inline.content, change)
        return inline if content is inline.content else replace(inline, content=content)
    if isinstance(inline, Note):
        blocks = map_content(inline.blocks, change)
        return inline if blocks is inline.blocks else Note(blocks)
    return inline


def _map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph() | Heading():
            content = _mapped(block.content, change)
            return block if content is block.content else replace(block, content=content)
        case Figure():
            return replace(block, caption=_mapped(block.caption, change))
        case Quote():
            return replace(block, blocks=map_content(block.blocks, change))
        case Listing():
            items = _each(block.items, lambda item: map_content(item, change))
            return block if items is block.items else replace(block, items=items)
        case Table():
            return map_cells(block, lambda inner: map_content(inner, change))
        case _:
            return block


def map_cells(table: Table, change: Callable[[Blocks], Blocks]) -> Table:
    """The table with the blocks of every cell, and of the caption, changed."""

    def cell_changed(cell: Cell) -> Cell:
        blocks = change(cell.blocks) if cell.blocks else ()
        return cell if blocks is cell.blocks else Cell(blocks, cell.rows, cell.columns)

    def row_changed(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return _each(row, cell_changed)

    head, body = _each(table.head, row_changed), _each(table.body, row_changed)
    caption = change(table.caption) if table.caption else ()
    if head is table.head and body is table.body and caption is table.caption:
        return table
    return replace(table, head=head, body=body, caption=caption)


def inlines_in(blocks: Blocks) -> Iterator[Inline]:
    """Every inline however deep, in reading order; what is inside another comes before it."""
    for block in walk(blocks):
        match block:
            case Paragraph(content=content) | Heading(content=content):
                yield from _within(content)
            case Figure(picture, caption):
                yield picture
                yield from _within(caption)
            case _:
                pass


def _within(content: Inlines) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Styled | Link):
            yield from _within(inline.content)
        elif isinstance(inline, Note):
            yield from inlines_in(inline.blocks)
        yield inline


def pictures_in(blocks: Blocks) -> Iterator[Picture]:
    """Every picture, in reading order."""
    yield from (one for one in inlines_in(blocks) if isinstance(one, Picture))


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, outer before inner."""
    for block in blocks:
        yield block
        yield from walk(tuple(inner_blocks(block)))
