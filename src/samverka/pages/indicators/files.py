"""The numbers to take along: a CSV that a Swedish spreadsheet opens right, and runs nothing of."""

from collections.abc import Iterator

from samverka.pages.indicators.figures import Indicator
from samverka.spreadsheet import csv_bytes, harmless
from samverka.swedish.numbers import format_plain


def csv_of(indicator: Indicator) -> bytes:
    """A row for each value, as the page shows them; a missing one is an empty cell."""
    return csv_bytes(_rows(indicator))


def _rows(indicator: Indicator) -> Iterator[tuple[str, ...]]:
    figures = indicator.figures
    words = figures.words
    value = f"Värde ({indicator.matter.unit})"
    has_places = any(course.place for course in figures.courses)
    heads = (words.place, words.period) if has_places else (words.period,)
    yield tuple(harmless(one) for one in (*map(str.capitalize, heads), value))
    for course in figures.courses:
        for period, number in zip(figures.periods, course.values, strict=True):
            said = "" if number is None else format_plain(number, indicator.decimals)
            names = (course.place, period) if has_places else (period,)
            yield (*map(harmless, names), said)
