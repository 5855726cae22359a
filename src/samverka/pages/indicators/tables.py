"""A CSV as a spreadsheet saves it, read into rows of text."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LARGEST: Final = 500_000
"""Bytes."""

MOST_ROWS: Final = 5_000
SEPARATORS: Final = (";", "\t", ",")
"""A Swedish spreadsheet writes the first; the comma is its decimal sign."""

NOT_UTF_8: Final = "windows-1252"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row without what is not printed; `line` counts from 1."""

    line: int
    cells: tuple[str, ...]


SHORTER: Final = "Ta bort det som inte ska visas, eller dela upp på flera indikatorer."
SAVE_AGAIN: Final = "Spara filen igen från Excel som CSV UTF-8 (kommaavgränsad)."


class UnreadableError(Exception):
    """Why a file cannot be used as a table, and what to do, in Swedish."""

    def __init__(self, said: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(said)
        self.hint = hint


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows with something in them, the headings first; raise `UnreadableError`."""
    with path.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableError(f"filen är större än {LARGEST // 1000} kB", SHORTER)
    rows = tuple(_rows(_decoded(content)))
    if not rows:
        raise UnreadableError("filen är tom", "Fyll i siffrorna i Excel och spara igen.")
    return rows


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


def _rows(text: str) -> Iterator[Row]:
    told, text = _told_separator(text)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=told or _separator(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise UnreadableError(f"filen har fler än {MOST_ROWS} rader", SHORTER)
            plain = tuple(map(_printed, cells))
            if any(plain):
                yield Row(reader.line_num + bool(told), plain)
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
    return "".join(sign for sign in " ".join(cell.split()) if sign.isprintable())
