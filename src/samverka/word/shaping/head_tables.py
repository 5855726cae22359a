"""Tables that hold a meeting's head together with its title or its agenda, taken apart."""

from enum import Enum, auto

from samverka.word.shaping.agenda import NUMBERED
from samverka.word.shaping.attendance_tables import (
    LONGEST_PERSON,
    PEOPLE,
    read_attendance_table,
)
from samverka.word.shaping.labels import Labels, is_row_of_column_names, text_lines
from samverka.word.tree.nodes import Block, Blocks, Cell, Table
from samverka.word.tree.walking import cell_text


class _Row(Enum):
    """What a row of such a table is."""

    FIELD = auto()
    AGENDA = auto()
    TEXT = auto()


def split_head_tables(blocks: Blocks, labels: Labels) -> Blocks:
    """Rows of text as text, rows with labels as one table, numbered rows as another."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _is_mixed(block, labels):
            made.extend(_split(block, labels))
        else:
            made.append(block)
    return tuple(made)


def _is_mixed(table: Table, labels: Labels) -> bool:
    has_labels = any(labels.read_row(row) for row in table.rows)
    return has_labels and not read_attendance_table(table, labels)


def _split(table: Table, labels: Labels) -> Blocks:
    parts: list[tuple[_Row, list[tuple[Cell, ...]]]] = []
    key = ""
    for row in table.rows:
        opened = labels.read_row(row)
        kind = _Row.FIELD if opened else _kind_of(row, key, parts[-1][0] if parts else _Row.TEXT)
        key = opened[-1].key if opened else key
        if parts and parts[-1][0] is kind:
            parts[-1][1].append(row)
        else:
            parts.append((kind, [row]))
    return tuple(block for kind, rows in parts for block in _blocks(kind, rows))


def _kind_of(row: tuple[Cell, ...], key: str, before: _Row) -> _Row:
    first = cell_text(row[0]).strip() if row else ""
    text = " ".join(cell_text(cell) for cell in row).strip()
    if before is _Row.AGENDA:
        return _Row.AGENDA
    if before is _Row.FIELD and key in PEOPLE and _may_be_people(row, text):
        return _Row.FIELD
    if NUMBERED.match(first):
        return _Row.AGENDA
    return _Row.FIELD if before is _Row.FIELD and not first else _Row.TEXT


def _may_be_people(row: tuple[Cell, ...], text: str) -> bool:
    lines = sum(len(text_lines(cell.blocks)) for cell in row)
    return is_row_of_column_names(row) or (len(text) <= LONGEST_PERSON * lines and text[-1:] != ".")


def _blocks(kind: _Row, rows: list[tuple[Cell, ...]]) -> Blocks:
    if kind is _Row.TEXT:
        return tuple(block for row in rows for cell in row for block in cell.blocks)
    return (Table((), tuple(rows)),)
