"""Tables that only place things beside each other are no tables to a reader."""

from dataclasses import replace

from samverka.word.tidying.headings import NUMBERED, SHORT_LINE
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Break,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Style,
    Styled,
    Table,
    Text,
)
from samverka.word.tree.walking import block_text, cell_text, inlines_in, map_cells

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
            made.extend(_unwrapped(block))
        else:
            made.append(map_cells(block, _without_lines) if isinstance(block, Table) else block)
    return tuple(made)


def mark_layout(blocks: Blocks) -> Blocks:
    """The same tables kept and marked; those with nothing to read become their pictures."""
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table):
            made.append(block)
        elif not block_text(block).strip():
            made.extend(_unwrapped(block))
        elif _is_layout(block):
            made.append(replace(map_cells(block, _marked_cell), layout=True))
        else:
            made.append(map_cells(block, _without_lines))
    return tuple(made)


def _marked_cell(blocks: Blocks) -> Blocks:
    """A bold text of several lines in a cell is no heading: its lines would become one."""
    return mark_layout(tuple(_without_line(one) if _is_broken_line(one) else one for one in blocks))


def _is_broken_line(block: Block) -> bool:
    is_line = isinstance(block, Heading) and block.level == LINE_LEVEL
    return is_line and any(isinstance(one, Break) for one in inlines_in((block,)))


def _unwrapped(table: Table) -> Blocks:
    cells = [cell for row in table.rows for cell in row]
    return tuple(block for cell in cells for block in unwrap_layout(cell.blocks))


def _without_lines(blocks: Blocks) -> Blocks:
    """Bold lines in a table of data are bold text, not headings."""
    return tuple(_without_line(block) for block in blocks)


def _without_line(block: Block) -> Block:
    match block:
        case Heading():
            return Paragraph((Styled(Style.STRONG, block.content),))
        case Listing():
            return replace(block, items=tuple(map(_without_lines, block.items)))
        case Table():
            return map_cells(block, _without_lines)
        case _:
            return block


def _is_layout(table: Table) -> bool:
    filled = [cell for row in table.rows for cell in row if cell.blocks]
    if len(filled) <= 1 or max(len(row) for row in table.rows) == 1:
        return True
    if any(_is_title(block) for cell in filled for block in cell.blocks):
        return True
    return not _is_numbered(table) and (_places_pictures(table, filled) or _places_text(table))


def _places_pictures(table: Table, filled: list[Cell]) -> bool:
    """Nothing but pictures, or pictures beside text that is no row of data."""
    pictures = [cell for cell in filled if is_picture_only(cell.blocks)]
    beside_text = not table.head or len(table.rows) == 1 or _has_long_text(filled)
    return bool(pictures) and (len(pictures) == len(filled) or beside_text)


def _places_text(table: Table) -> bool:
    """Articles in cells, or one row with running text."""
    cells = [cell for row in table.rows for cell in row if cell.blocks]
    beside = sum(_is_heading_beside_text(row) for row in table.rows)
    return (
        any(_is_article(cell) for cell in cells)
        or beside > len(table.rows) / 2
        or (len(table.rows) == 1 and _has_long_text(cells))
    )


def _is_article(cell: Cell) -> bool:
    """A heading with its text below it."""
    return isinstance(cell.blocks[0], Heading) and any(
        isinstance(block, Paragraph) for block in cell.blocks[1:]
    )


def _is_heading_beside_text(row: tuple[Cell, ...]) -> bool:
    """An article whose heading stands in the first column; a label is shorter."""
    first = row[0].blocks if row else ()
    others = [block for cell in row[1:] for block in cell.blocks]
    is_heading = len(first) == 1 and isinstance(first[0], Heading)
    has_text = any(block_text(block).rstrip().endswith((".", "!", "?")) for block in others)
    return is_heading and has_text and len(cell_text(row[0])) >= LONGEST_LABEL


def _is_numbered(table: Table) -> bool:
    """An agenda: its rows are items, and stay together until a meeting's notes are shaped."""
    firsts = [cell_text(row[0]).strip() for row in table.rows if row]
    numbered = [f for f in firsts if len(f) <= SHORT_LINE and NUMBERED.match(f"{f} x")]
    return len(numbered) > 0 and all(first in numbered or not first for first in firsts)


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
