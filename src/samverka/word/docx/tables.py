"""Tables: rows, merged cells and header rows (ECMA-376 part 1, 17.4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samverka.word.opening.ooxml import Element, attribute, is_on, number_of, tag, value_of, w
from samverka.word.tree.nodes import Blocks, Cell, Table

AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
FIRST_ROW = 0x0020
"""The bit of `w:tblLook` that sets the first row apart (17.4.56)."""

MANY_HEAD_ROWS = 4
WIDEST = 1000
"""More columns than this are a broken file's."""

ReadBlocks = Callable[[Element], Blocks]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell as Word has it: `column` in the grid; `goes_on` where it belongs to the one above."""

    column: int
    columns: int
    begins_rows: bool
    goes_on: bool
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class _Row:
    slots: tuple[_Slot, ...]
    is_head: bool


def read_table(table: Element, read_blocks: ReadBlocks) -> Table | None:
    """None where no row is left, as in a table that was deleted with changes tracked."""
    rows = [_row(element, read_blocks) for element in _inside(table, "tr") if not _is_gone(element)]
    rows = [row for row in rows if row.slots]
    if not rows:
        return None
    cells = list(_cells(rows))
    head = _head_rows(table, rows, cells)
    return Table(tuple(cells[:head]), tuple(cells[head:]))


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also in content controls and tracked insertions."""
    for child in element:
        name = tag(child)
        if name == wanted:
            yield child
        elif name in AROUND:
            yield from _inside(child, wanted)


def _is_gone(row: Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _row(element: Element, read_blocks: ReadBlocks) -> _Row:
    properties = element.find(w("trPr"))
    before = min(number_of(properties, "gridBefore") or 0, WIDEST)
    slots = [_Slot(0, before, False, False, ())] if before else []  # noqa: FBT003  as named above
    column = before
    for cell in _inside(element, "tc"):
        slot = _slot(cell, column, read_blocks)
        slots.append(slot)
        column += slot.columns
    header = properties.find(w("tblHeader")) if properties is not None else None
    return _Row(tuple(slots), bool(is_on(header)))


def _slot(cell: Element, column: int, read_blocks: ReadBlocks) -> _Slot:
    properties = cell.find(w("tcPr"))
    merged = properties.find(w("vMerge")) if properties is not None else None
    begins = attribute(merged, "val") == "restart"
    return _Slot(
        column,
        min(max(number_of(properties, "gridSpan") or 1, 1), WIDEST),
        begins_rows=begins,
        goes_on=merged is not None and not begins,
        blocks=read_blocks(cell),
    )


def _cells(rows: list[_Row]) -> Iterator[tuple[Cell, ...]]:
    """The cells that begin in each row; text in a merged cell's later rows goes with its first."""
    made: list[list[list[_Slot]]] = []
    above: dict[int, list[_Slot]] = {}
    for row in rows:
        begun: list[list[_Slot]] = []
        merged: dict[int, list[_Slot]] = {}
        for slot in row.slots:
            if slot.goes_on and slot.column in above:
                above[slot.column].append(slot)
                merged[slot.column] = above[slot.column]
                continue
            begun.append([slot])
            if slot.begins_rows:
                merged[slot.column] = begun[-1]
        made.append(begun)
        above = merged
    return (tuple(_cell(slots) for slots in begun) for begun in made)


def _cell(slots: list[_Slot]) -> Cell:
    blocks = tuple(block for slot in slots for block in slot.blocks)
    return Cell(blocks, rows=len(slots), columns=slots[0].columns)


def _head_rows(table: Element, rows: list[_Row], cells: list[tuple[Cell, ...]]) -> int:
    """How many rows are head: those marked so, else the first where the table sets it apart."""
    marked = next((n for n, row in enumerate(rows) if not row.is_head), len(rows))
    head = marked or int(_sets_first_row_apart(table))
    reach = max((n + cell.rows for n in range(head) for cell in cells[n]), default=0)
    head = max(head, reach)
    return head if head < len(rows) and head <= MANY_HEAD_ROWS else 0


def _sets_first_row_apart(table: Element) -> bool:
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return False
    own = attribute(look, "firstRow")
    if own is not None:
        return own in ("1", "true", "on")
    value = value_of(table.find(w("tblPr")), "tblLook") or "0"
    try:
        return bool(int(value, 16) & FIRST_ROW)
    except ValueError:
        return False
