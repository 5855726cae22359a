"""Tables that only place things beside each other are no tables to a reader."""

from samverka.word.headings import NUMBERED
from samverka.word.tree import (
    LINE_LEVEL,
    Block,
    Blocks,
    Break,
    Cell,
    Heading,
    Paragraph,
    Picture,
    Style,
    Styled,
    Table,
    Text,
)
from samverka.word.walking import block_text, cell_text, map_cells

LARGE_LINE = 13.0
"""Points from which a bold line in a table is a title, not a label."""

LONGEST_LABEL = 20
MANY = 2
"""More blocks than this in a cell is running text."""


def unwrap_layout(blocks: Blocks) -> Blocks:
    """Tables that only place things beside each other become what is in them, row by row."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            for row in block.rows:
                for cell in row:
                    made.extend(unwrap_layout(cell.blocks))
        else:
            made.append(map_cells(block, _without_lines) if isinstance(block, Table) else block)
    return tuple(made)


def _without_lines(blocks: Blocks) -> Blocks:
    """Bold lines in a table of data are bold text, not headings."""
    return tuple(
        Paragraph((Styled(Style.STRONG, block.content),)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _is_layout(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    filled = [cell for cell in cells if cell.blocks]
    if len(filled) <= 1 or max(len(row) for row in table.rows) == 1:
        return True
    if all(is_picture_only(cell.blocks) for cell in filled):
        return True
    if any(_is_title(b) for c in cells for b in c.blocks):
        return True
    if not _is_numbered(table) and any(_is_article(cell) for cell in filled):
        return True
    if sum(_is_heading_beside_text(row) for row in table.rows) > len(table.rows) / 2:
        return True
    if any(is_picture_only(cell.blocks) for cell in filled):
        return not table.head or len(table.rows) == 1 or _has_long_text(filled)
    return len(table.rows) == 1 and _has_long_text(filled)


def _is_article(cell: Cell) -> bool:
    """A heading with its text below it."""
    return isinstance(cell.blocks[0], Heading) and any(
        isinstance(block, Paragraph) for block in cell.blocks[1:]
    )


def _is_heading_beside_text(row: tuple[Cell, ...]) -> bool:
    """An article whose heading stands in the first column; a label is shorter."""
    first, others = row[0].blocks, [block for cell in row[1:] for block in cell.blocks]
    is_heading = len(first) == 1 and isinstance(first[0], Heading)
    has_text = any(block_text(block).rstrip().endswith((".", "!", "?")) for block in others)
    return is_heading and has_text and len(cell_text(row[0])) >= LONGEST_LABEL


def _is_numbered(table: Table) -> bool:
    """An agenda: its rows are items, and stay together until a meeting's notes are shaped."""
    firsts = [cell_text(row[0]).strip() for row in table.rows if row]
    return sum(bool(NUMBERED.match(f"{first} x")) for first in firsts) > len(firsts) / 2


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and (block.level < LINE_LEVEL or block.size >= LARGE_LINE)


def _has_long_text(cells: list[Cell]) -> bool:
    return any(len(cell.blocks) > MANY for cell in cells)


def is_picture_only(blocks: Blocks) -> bool:
    """Pictures, and nothing to read."""
    return all(
        isinstance(block, Paragraph)
        and all(isinstance(i, Picture | Break) or i == Text(" ") for i in block.content)
        for block in blocks
    )
