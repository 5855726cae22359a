"""A table in plain text: columns where they fit, else a few lines for each row."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Final
from xml.etree.ElementTree import Element

WIDEST: Final = 72
"""Signs; a wider table is told row by row."""
_APART: Final = "   "
Say = Callable[[Element], str]


def table_lines(table: Element, say: Say) -> Iterator[str]:
    """The caption, then the rows; `say` gives the words of a cell."""
    caption = table.find("caption")
    if caption is not None and (words := say(caption)):
        yield words
    rows = [[say(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max(map(len, column)) for column in columns]
    if sum(widths) + len(_APART) * (len(widths) - 1) <= WIDEST:
        yield "\n".join(_in_columns(row, widths) for row in rows)
    elif table.find("thead") is not None and len(rows) > 1:
        yield from (_told(rows[0], row) for row in rows[1:])
    else:
        yield "\n".join("; ".join(filter(None, row)) for row in rows)


def _in_columns(row: list[str], widths: list[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
    return _APART.join(cells).rstrip()


def _told(heads: list[str], row: list[str]) -> str:
    pairs = zip_longest(heads, row, fillvalue="")
    return "\n".join(": ".join(filter(None, pair)) for pair in pairs if pair[1])
