"""An agenda set as a table becomes headings with their text below."""

import re
from dataclasses import dataclass
from itertools import pairwise

from samverka.word.shaping.agenda import NUMBERED
from samverka.word.tidying.runs import without_strong
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Cell,
    Heading,
    Paragraph,
    Table,
    Text,
)
from samverka.word.tree.walking import cell_text

Row = tuple[Cell, ...]

ONLY_NUMBER = re.compile(r"§?\s*\d+[.):]?")
COLUMN_NAMES = re.compile(
    r"(?:nr|nummer|punkt|§|ärenden?|rubrik|anteckning(?:ar)?|ansvarig(?:a)?|beslut|dagordning"
    r"|innehåll|vem|vad|när|åtgärd|kommentar(?:er)?|föredragande)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """`headers` are the texts of the column heads, which the items do not need."""

    blocks: Blocks
    headers: tuple[str, ...]


def unfold_agenda_tables(blocks: Blocks) -> Unfolded:
    """Every table, or row of tables, whose rows are numbered one after the other."""
    made: list[Block] = []
    headers: list[str] = []
    merged = _merged(blocks)
    has_single_rows = sum(_is_single_item(block) for block in merged) > 1
    for block in merged:
        is_item = has_single_rows and _is_single_item(block)
        if isinstance(block, Table) and (is_item or _is_agenda(block)):
            for row in block.rows:
                if _is_header(row):
                    headers.append(" ".join(cell_text(cell) for cell in row))
                else:
                    made.extend(_unfolded(row))
        else:
            made.append(block)
    return Unfolded(tuple(made), tuple(headers))


def _merged(blocks: Blocks) -> Blocks:
    """A table for each item, one after the other, is one table."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if (
            isinstance(before, Table)
            and isinstance(block, Table)
            and all(_number_of(row) is not None for row in (*before.rows[:1], *block.rows[:1]))
        ):
            made[-1] = Table((), before.rows + block.rows)
        else:
            made.append(block)
    return tuple(made)


def _is_single_item(block: Block) -> bool:
    """`§ 3 | Rubrik`: a table as the heading of one item, its text below the table."""
    return (
        isinstance(block, Table)
        and len(block.rows) == 1
        and len(block.rows[0]) > 1
        and ONLY_NUMBER.fullmatch(cell_text(block.rows[0][0]).strip()) is not None
    )


def _number_of(row: Row) -> int | None:
    found = NUMBERED.match(cell_text(row[0]).strip()) if row else None
    return int(found["number"]) if found else None


def _is_agenda(table: Table) -> bool:
    """Numbers that count upwards; rows without one go on with the item above."""
    rows = [row for row in table.rows if not _is_header(row)]
    numbers = [number for row in rows if (number := _number_of(row)) is not None]
    others = [row for row in rows if _number_of(row) is None]
    counts = all(after == before + 1 for before, after in pairwise(numbers))
    goes_on = not any(cell_text(row[0]).strip() for row in others if row)
    return len(numbers) > 1 and counts and goes_on


def _is_header(row: Row) -> bool:
    return all(COLUMN_NAMES.fullmatch(cell_text(cell).strip()) for cell in row) and any(
        cell.blocks for cell in row
    )


def _unfolded(row: Row) -> Blocks:
    first = next(iter(row[0].blocks), None) if row else None
    blocks = tuple(block for cell in row[1:] for block in cell.blocks)
    if not isinstance(first, Paragraph | Heading):
        return blocks
    said = plain_text(first.content).strip()
    if not ONLY_NUMBER.fullmatch(said):
        heading = Heading(LINE_LEVEL, without_strong(first.content))
        return (heading, *row[0].blocks[1:], *blocks)
    title = blocks[0] if blocks else Paragraph(())
    words = title.content if isinstance(title, Paragraph | Heading) else ()
    number = said if said.startswith("§") else f"{said.rstrip('.):')}."
    heading = Heading(LINE_LEVEL, (Text(f"{number} "), *without_strong(words)))
    return (heading, *row[0].blocks[1:], *blocks[1:])
