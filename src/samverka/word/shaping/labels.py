"""Labelled lines: `Tid: ...`, a bold `Plats`, or a table with the labels in its first column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from samverka.word.tree.inlines import lines_of, plain_text
from samverka.word.tree.nodes import (
    Block,
    Cell,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Styled,
    Table,
    Text,
)
from samverka.word.tree.walking import cell_text

SPACES = re.compile(r"\s+")
COUNT = re.compile(r"\s*\(\d{1,3}(?: ?(?:st|stycken|personer|ledamöter))?\.?\)")
SEPARATOR = re.compile(r"\s*(?::|–|-(?=\s)|\t|\|)\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`key` of the label, the label as written, and the lines of what follows it."""

    key: str
    label: str
    lines: tuple[str, ...]
    sure: bool
    """Set off by a colon, by type, or by a cell of its own, not only by standing first."""

    @property
    def text(self) -> str:
        """Label and lines, as the source had them."""
        return " ".join([self.label, *self.lines])


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels a kind knows: lower case, each with the key it stands for."""

    keys: Mapping[str, str]

    @classmethod
    def of(cls, **labels: str) -> Self:
        """Each key with its labels, a comma between them; the longest is looked for first."""
        keys = {label: key for key, said in labels.items() for label in said.split(", ")}
        return cls({label: keys[label] for label in sorted(keys, key=len, reverse=True)})

    def key_of(self, text: str) -> str | None:
        """The key of a text that is a label and nothing else, a colon or a count after it."""
        bare = COUNT.sub("", text.strip().rstrip(":").strip())
        return self.keys.get(SPACES.sub(" ", bare).strip().casefold())

    def is_label(self, text: str) -> bool:
        """Whether the text is a label and nothing else."""
        return self.key_of(text) is not None

    def read_line(self, content: Inlines) -> Labelled | None:
        """The label a line begins with, and the rest of the line."""
        said = SPACES.sub(" ", plain_text(content)).strip()
        low = said.casefold()
        for label in self.keys:
            if low.startswith(label) and not low[len(label) : len(label) + 1].isalnum():
                return self._labelled(label, said, content)
        return None

    def _labelled(self, label: str, said: str, content: Inlines) -> Labelled | None:
        rest = said[len(label) :]
        if counted := COUNT.match(rest):
            rest = rest[counted.end() :]
        marked = SEPARATOR.match(rest)
        set_off = _is_set_off(content, label)
        if rest and not marked and not rest[0].isspace():
            return None
        value = rest[marked.end() :] if marked else rest
        lines = (value.strip(),) if value.strip() else ()
        written = said[: len(said) - len(rest)]
        return Labelled(self.keys[label], written, lines, bool(marked) or set_off)

    def read_table(self, table: Table) -> tuple[Labelled, ...]:
        """The fields of a table with labels in its first column; empty for other tables."""
        if any(self._is_row_of_labels(row) for row in table.rows[:1]):
            return self._read_columns(table)
        fields: list[Labelled] = []
        for row in table.rows:
            opened = self.read_row(row)
            if opened:
                fields.extend(opened)
            elif fields:
                last = fields[-1]
                fields[-1] = replace(last, lines=(*last.lines, *row_lines(row)))
            else:
                return ()
        return tuple(fields)

    def read_row(self, row: tuple[Cell, ...]) -> tuple[Labelled, ...]:
        """Each label of a row with the cells up to the next one; empty where it has none first."""
        opened: list[tuple[Labelled, list[Cell]]] = []
        for cell in row:
            labelled = self._label_of(cell)
            has_value = labelled is not None and (labelled.lines or cell is not row[-1])
            if labelled is not None and (has_value or not opened):
                opened.append((labelled, []))
            elif opened:
                opened[-1][1].append(cell)
            elif cell.blocks:
                return ()
        return tuple(
            replace(field, lines=(*field.lines, *row_lines(tuple(cells))))
            for field, cells in opened
        )

    def _label_of(self, cell: Cell) -> Labelled | None:
        said = cell_text(cell).strip()
        key = self.key_of(said)
        if key is not None:
            return Labelled(key, said, (), sure=True)
        first, *others = text_lines(cell.blocks) or ("",)
        labelled = self.read_line((Text(first),))
        if labelled is None or not labelled.sure:
            return None
        return replace(labelled, lines=(*labelled.lines, *others))

    def _is_row_of_labels(self, row: tuple[Cell, ...]) -> bool:
        return len(row) > 1 and all(self.is_label(cell_text(cell)) for cell in row)

    def _read_columns(self, table: Table) -> tuple[Labelled, ...]:
        """Labels side by side, each with its lines below it."""
        fields = []
        for place, cell in enumerate(table.rows[0]):
            label = cell_text(cell).strip()
            below = [row[place] for row in table.rows[1:] if place < len(row)]
            lines = tuple(line for one in below for line in text_lines(one.blocks))
            fields.append(Labelled(self.key_of(label) or "", label, lines, sure=True))
        return tuple(fields)


def row_lines(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """A cell with several lines gives them all; several cells of one line each are one line."""
    per_cell = [text_lines(cell.blocks) for cell in cells]
    filled = [lines for lines in per_cell if lines]
    if len(filled) > 1 and all(len(lines) == 1 for lines in filled):
        return ("\t".join(lines[0] for lines in filled),)
    return tuple(line for lines in filled for line in lines)


COLUMN_NAMES = re.compile(
    r"namn|organisation|roll|funktion|kommun|verksamhet|titel|förvaltning|enhet|part|uppdrag"
    r"|befattning|efternamn|förnamn|ersätter|e-post|närvaro|deltagare",
    re.IGNORECASE,
)
"""What stands above the columns of a list of people."""


def is_column_names(line: str) -> bool:
    """A line that names columns and nobody: `Namn`, or `Namn` and `Roll` with a tab between."""
    return all(COLUMN_NAMES.fullmatch(part.strip().rstrip(":")) for part in line.split("\t"))


def is_row_of_column_names(row: tuple[Cell, ...]) -> bool:
    """A header row that names columns and nobody."""
    texts = [cell_text(cell).strip().rstrip(":") for cell in row]
    return any(texts) and all(COLUMN_NAMES.fullmatch(text) or not text for text in texts)


def text_lines(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Every line of text in the blocks, list items and table rows among them."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(content=content) | Heading(content=content):
                lines.extend(plain_text(line).strip() for line in lines_of(content))
            case Listing(items=items):
                lines.extend(line for item in items for line in text_lines(item))
            case Table():
                lines.extend(line for row in block.rows for line in row_lines(row))
            case _:
                pass
    return tuple(line for line in lines if line)


def _is_set_off(content: Inlines, label: str) -> bool:
    first = content[0] if content else None
    if not isinstance(first, Styled):
        return False
    return plain_text((first,)).strip().rstrip(":").strip().casefold() == label
