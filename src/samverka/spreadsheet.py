"""A CSV as a spreadsheet saves it, read into rows of text; and one that it opens right."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SEPARATORS: Final = (";", "\t", ",")
"""A Swedish spreadsheet writes the first; the comma is its decimal sign."""

NOT_UTF_8: Final = "windows-1252"
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet reckons out (OWASP, CSV Injection), and what looks as if made harmless."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most bytes and rows that are read, and what to do about a file that has more, or none."""

    size: int
    rows: int
    shorter: str
    fill: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row without what is not printed; `line` counts from 1."""

    line: int
    cells: tuple[str, ...]


SAVE_AGAIN: Final = "Spara filen igen från Excel som CSV UTF-8 (kommaavgränsad)."


class UnreadableError(Exception):
    """Why a file cannot be used as a table, and what to do, in Swedish."""

    def __init__(self, said: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(said)
        self.hint = hint


def read_rows(path: Path, bounds: Bounds) -> tuple[Row, ...]:
    """The rows with something in them, the headings first; raise `UnreadableError`."""
    with path.open("rb") as opened:
        content = opened.read(bounds.size + 1)
    if len(content) > bounds.size:
        raise UnreadableError(f"filen är större än {bounds.size // 1000} kB", bounds.shorter)
    rows = tuple(_rows(_decoded(content), bounds))
    if not rows:
        raise UnreadableError("filen är tom", bounds.fill)
    return rows


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """As a Swedish spreadsheet opens it by itself; cells with words of others go by `harmless`."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=SEPARATORS[0]).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A cell that a spreadsheet does not reckon out; `plain` makes it what it was."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text of a cell, without what `harmless` or a spreadsheet put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _decoded(content: bytes) -> str:
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings: tuple[str, ...] = ("utf-16",) if is_utf_16 else ("utf-8-sig", NOT_UTF_8)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableError("filen är ingen CSV-fil")


def _rows(text: str, bounds: Bounds) -> Iterator[Row]:
    told, text = _told_separator(text)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=told or _separator(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > bounds.rows:
                raise UnreadableError(f"filen har fler än {bounds.rows} rader", bounds.shorter)
            printed = tuple(map(_printed, cells))
            if any(printed):
                yield Row(reader.line_num + bool(told), printed)
    except csv.Error:
        line = reader.line_num + bool(told)
        raise UnreadableError(f"ett citattecken står fel eller saknas på rad {line}") from None


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's own first line: sep=;."""
    first, _, rest = text.partition("\n")
    name, sign, told = first.strip("\r").partition("=")
    known = name.lower() == "sep" and sign and told in SEPARATORS
    return (told, rest) if known else ("", text)


def _separator(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return next((sign for sign in SEPARATORS if sign in first), SEPARATORS[0])


def _printed(cell: str) -> str:
    """On one line, and without the signs nobody sees."""
    if cell.isprintable() and "  " not in cell:
        return cell.strip()
    return "".join(sign for sign in " ".join(cell.split()) if sign.isprintable())
