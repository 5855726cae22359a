"""Going through a tree: its words, its pictures, and a new tree from an old one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

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
)


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
    """The blocks with every line of inlines in them, innermost first, changed as a whole."""
    return tuple(_map_block(block, change) for block in blocks)


def _one_by_one(change: Callable[[Inline], Inlines]) -> Callable[[Inlines], Inlines]:
    return lambda content: tuple(made for inline in content for made in change(inline))


def _mapped(content: Inlines, change: Callable[[Inlines], Inlines]) -> Inlines:
    made: list[Inline] = []
    for inline in content:
        if isinstance(inline, Styled | Link):
            made.append(replace(inline, content=_mapped(inline.content, change)))
        elif isinstance(inline, Note):
            made.append(Note(map_content(inline.blocks, change)))
        else:
            made.append(inline)
    return change(tuple(made))


def _map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, content=_mapped(block.content, change))
        case Figure():
            return replace(block, caption=_mapped(block.caption, change))
        case Quote():
            return replace(block, blocks=map_content(block.blocks, change))
        case Listing():
            return replace(block, items=tuple(map_content(i, change) for i in block.items))
        case Table():
            return map_cells(block, lambda inner: map_content(inner, change))
        case _:
            return block


def map_cells(table: Table, change: Callable[[Blocks], Blocks]) -> Table:
    """The table with the blocks of every cell, and of the caption, changed."""

    def changed(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple(replace(cell, blocks=change(cell.blocks)) for cell in row) for row in rows
        )

    return replace(
        table,
        head=changed(table.head),
        body=changed(table.body),
        caption=change(table.caption),
    )


def inlines_in(blocks: Blocks) -> Iterator[Inline]:
    """Every inline however deep, in reading order; what is inside another comes before it."""
    found: list[Inline] = []

    def look(inline: Inline) -> Inlines:
        found.append(inline)
        return (inline,)

    for block in walk(blocks):
        match block:
            case Figure(picture=picture):
                found.append(picture)
            case Paragraph(content=content) | Heading(content=content):
                rewrite(content, look)
            case _:
                pass
    yield from found


def pictures_in(blocks: Blocks) -> Iterator[Picture]:
    """Every picture, in reading order."""
    yield from (one for one in inlines_in(blocks) if isinstance(one, Picture))


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, outer before inner."""
    for block in blocks:
        yield block
        yield from walk(tuple(inner_blocks(block)))
