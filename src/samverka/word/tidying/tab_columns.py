"""Lines with columns set by tabs become a table; all other tabs are spaces."""

import re
from dataclasses import dataclass
from itertools import pairwise

from samverka.word.tree.inlines import cut, plain_text, trimmed
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Cell,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Picture,
    Table,
    Text,
)
from samverka.word.tree.walking import inlines_in, rewrite_blocks

TABS = re.compile(r" *\t[ \t]*")
LONGEST_CELL = 60
ROWS_OF_TWO, ROWS_OF_MORE = 3, 2
"""How many lines make a table: two columns are often only a label and what it says."""

PAGE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph cut at its tabs."""

    cells: tuple[Inlines, ...]
    is_head: bool

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(plain_text(cell).strip() for cell in self.cells)


def find_columns(blocks: Blocks) -> Blocks:
    """Neighbouring lines with the same number of short columns as one table."""
    made: list[Block] = []
    gathered: list[tuple[Block, _Line]] = []
    for block in (*blocks, None):
        line = _line(block) if block is not None else None
        if gathered and (line is None or len(line.cells) != len(gathered[0][1].cells)):
            made.extend(_settled(gathered))
            gathered = []
        if block is not None and line is not None:
            gathered.append((block, line))
        elif block is not None:
            made.append(block)
    return tuple(made)


def without_tabs(blocks: Blocks) -> Blocks:
    """A tab as a space."""

    def change(inline: Inline) -> Inlines:
        return (Text(TABS.sub(" ", inline.text)),) if isinstance(inline, Text) else (inline,)

    return rewrite_blocks(blocks, change)


def _line(block: Block) -> _Line | None:
    """None where the block is no line with short texts between tabs."""
    is_head = isinstance(block, Heading) and block.level == LINE_LEVEL
    if not isinstance(block, Paragraph | Heading) or (isinstance(block, Heading) and not is_head):
        return None
    said = plain_text(block.content)
    if "\t" not in said or any(isinstance(i, Note | Picture) for i in inlines_in((block,))):
        return None
    edges = [0, *(place for found in TABS.finditer(said) for place in found.span()), len(said)]
    cells = [trimmed(cut(block.content, a, b)) for a, b in list(pairwise(edges))[::2]]
    texts = [plain_text(cell).strip() for cell in cells]
    fits = all(text and len(text) <= LONGEST_CELL for text in texts)
    return _Line(tuple(cells), is_head) if fits else None


def _settled(gathered: list[tuple[Block, _Line]]) -> Blocks:
    lines = [line for _, line in gathered]
    if not _is_table(lines):
        return tuple(block for block, _ in gathered)
    rows = [tuple(Cell((Paragraph(cell),)) for cell in line.cells) for line in lines]
    head = 1 if lines[0].is_head and not any(line.is_head for line in lines[1:]) else 0
    return (Table(tuple(rows[:head]), tuple(rows[head:])),)


def _is_table(lines: list[_Line]) -> bool:
    two = len(lines[0].cells) == 2  # noqa: PLR2004  a pair
    if len(lines) < (ROWS_OF_TWO if two else ROWS_OF_MORE):
        return False
    labels = sum(line.said[0].endswith(":") for line in lines)
    numbers = sum(PAGE_NUMBER.fullmatch(line.said[-1]) is not None for line in lines)
    numbered = all(re.fullmatch(r"\W*\w{1,3}[.)]?", line.said[0]) for line in lines)
    return not (two and (labels or numbers == len(lines) or numbered))
