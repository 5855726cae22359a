"""A list of people with a column that says who came."""

import re
from collections.abc import Mapping

from samverka.word.shaping.labels import COLUMN_NAMES, Labels
from samverka.word.tree.nodes import Cell, Table
from samverka.word.tree.walking import cell_text

MARK = re.compile(r"[xX×✓✔☒☑1]|ja|deltog", re.IGNORECASE)
STATUS = re.compile(
    r"status|närvaro|deltagande|när-?/?frånvaro|närvarande/frånvarande", re.IGNORECASE
)
PEOPLE = ("present", "absent")
LONGEST_PERSON = 110
"""More letters for a person than this is a sentence about somebody."""


def read_attendance_table(table: Table, labels: Labels) -> Mapping[str, tuple[str, ...]]:
    """The lines of people per key; empty where no column says who came and who did not."""
    header = [cell_text(cell).strip() for row in table.rows[:1] for cell in row]
    columns = {place: labels.key_of(text) for place, text in enumerate(header)}
    marked = {place: key for place, key in columns.items() if key in PEOPLE}
    status = next((n for n, text in enumerate(header) if STATUS.fullmatch(text)), None)
    if status is None and set(marked.values()) != set(PEOPLE):
        return {}
    others = [n for n in range(len(header)) if n not in marked and n != status]
    if not all(COLUMN_NAMES.fullmatch(header[n]) or not header[n] for n in others):
        return {}
    found: dict[str, list[str]] = {key: [] for key in PEOPLE}
    for row in table.rows[1:]:
        key = labels.key_of(_at(row, status)) if status is not None else _marked_key(row, marked)
        if key in found:
            found[key].append("\t".join(filter(None, (_at(row, n) for n in others))))
    return {key: tuple(lines) for key, lines in found.items() if lines}


def _marked_key(row: tuple[Cell, ...], marked: Mapping[int, str | None]) -> str | None:
    keys = [key for place, key in marked.items() if MARK.fullmatch(_at(row, place))]
    return keys[0] if len(keys) == 1 else None


def _at(row: tuple[Cell, ...], place: int) -> str:
    return cell_text(row[place]).strip() if place < len(row) else ""
