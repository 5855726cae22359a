"""Which column of a table is what: a row for each value, or a row for each place or period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from samverka.pages.indicators.figures import Words
from samverka.spreadsheet import Row

PERIODS: Final = frozenset(
    {"år", "läsår", "termin", "kvartal", "månad", "period", "mätning", "tid", "datum"}
)
PLACES: Final = frozenset(
    {"område", "kommun", "plats", "ort", "län", "region", "enhet", "skola", "verksamhet", "grupp"}
)
VALUES: Final = frozenset({"värde", "andel", "antal", "tal", "resultat", "procent", "medelvärde"})


@dataclass(frozen=True, slots=True)
class Written:
    """One value as it is written."""

    place: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where `value` is None every column after the first has its own place or period in its head.

    `unused` are the heads of columns that are neither.
    """

    words: Words
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    unused: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns have a head."""
        return len(self.heads)

    def missing(self, row: Row) -> Iterator[str]:
        """What the row should say of its values, and does not."""
        texts = (*row.cells, *[""] * (self.width - len(row.cells)))
        for role, word in (("period", self.words.period), ("place", self.words.place)):
            if role in self.columns and not texts[self.columns[role]]:
                yield word

    def cells(self, row: Row) -> Iterator[Written]:
        """The values that stand on a row."""
        texts = (*row.cells, *[""] * (self.width - len(row.cells)))
        if "value" in self.columns:
            place = texts[self.columns["place"]] if "place" in self.columns else ""
            yield Written(place, texts[self.columns["period"]], texts[self.columns["value"]])
            return
        for head, text in zip(self.heads[1:], texts[1:], strict=False):
            place, period = (texts[0], head) if "place" in self.columns else (head, texts[0])
            yield Written(place, period, text)


def layout_of(cells: tuple[str, ...]) -> Layout | None:
    """The layout the first row tells; None where it does not."""
    heads = _without_empty_end(cells)
    if len(heads) < 2 or not all(heads[1:]):  # noqa: PLR2004 - a name and a value
        return None
    columns: dict[str, int] = {}
    for at, head in enumerate(heads):
        if role := _role(head):
            columns.setdefault(role, at)
    if {"period", "value"} <= columns.keys():
        return _one_value_a_row(heads, columns)
    first = "" if "value" in columns else _role(heads[0])
    if first == "place":
        return Layout(Words("period", heads[0].casefold()), heads, {"place": 0})
    if first == "period":
        return Layout(Words(heads[0].casefold(), "område"), heads, {"period": 0})
    return None


def _one_value_a_row(heads: tuple[str, ...], columns: Mapping[str, int]) -> Layout:
    words = Words(
        period=heads[columns["period"]].casefold(),
        place=heads[columns["place"]].casefold() if "place" in columns else "",
    )
    unused = tuple(head for at, head in enumerate(heads) if at not in columns.values())
    return Layout(words, heads, columns, unused)


def _role(head: str) -> str:
    word = head.casefold()
    roles = (("period", PERIODS), ("place", PLACES), ("value", VALUES))
    return next((role for role, words in roles if word in words), "")


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
