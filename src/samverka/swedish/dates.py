"""Dates as Swedish prose writes them, with or without a year, alone or from one to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from babel.dates import format_date as format_by_pattern

from samverka.swedish.times import TimeSpan, find_times

__all__ = [
    "DateSpan",
    "TimeSpan",
    "find_dates",
    "find_month",
    "find_times",
    "format_date",
    "format_date_span",
    "format_day",
    "format_month",
    "format_week",
    "format_weekday",
]

_NAMES: Final = """
januari jan
februari febr feb
mars mar
april apr
maj
juni jun
juli jul
augusti aug
september sept sep
oktober okt
november nov
december dec
"""
_MONTHS: Final = {
    name: number
    for number, names in enumerate(_NAMES.split("\n")[1:-1], start=1)
    for name in names.split()
}
_FULL_NAMES: Final = frozenset(line.split()[0] for line in _NAMES.split("\n")[1:-1])
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W_])"
_YYYY = r"(?:19|20)\d\d"
_YEAR = rf"{_YYYY}(?!\d|[:.]\d)"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?s?\b[.,]?\s+)"
_ON = rf"(?:{_WEEKDAY}(?:den\s+)?|den\s+)"
_NTH = r"(?::?e|:a)?"
_RANGE = r"\s*(?:[-–\u2014]|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?)\s*"
_LIST = r"\s*(?:,|och|samt|&)\s*"
_BETWEEN = re.compile(r"\bmellan\s+\Z", re.IGNORECASE)
_WRITTEN = (
    rf"(?<![\w/.:]){_ON}?(?P<day>\d{{1,2}}){_NTH}\s*(?P<month>{_MONTH})\.?"
    rf"(?:,?\s+(?:år\s+)?(?P<year>{_YEAR}))?"
)
_DAY_ALONE = rf"(?<![\w/.:]){_ON}?(?P<day>\d{{1,2}}){_NTH}(?={_RANGE}{_ON}?\d|{_LIST}{_ON}?\d)"
_DASHED = (
    rf"(?<![\w/.:-]){_ON}?(?P<year>{_YEAR})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
    r"(?![\d/]|-\d)"
)
_UNMARKED_BEFORE = r"(?<![^\W_])(?<![/.:+-])(?<!\d[ -])"
_EIGHT_DIGITS = (
    rf"{_UNMARKED_BEFORE}{_ON}?(?P<year>{_YYYY})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?![^\W_]|-\d|[.,/]\d)"
)
_SIX_DIGITS = (
    rf"{_UNMARKED_BEFORE}{_ON}?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?![^\W_]|-\d|[.,/]\d|\s\d\d\d?\b(?![:.]))"
)
_SLASHED = (
    rf"(?<![\w/.:]){_ON}?(?P<day>\d{{1,2}})\s?/\s?(?P<month>\d{{1,2}})(?:\s+|\s?[-/]\s?)"
    rf"(?P<year>{_YEAR}|(?<![\s])\d\d(?![\d/]))"
)
_DOTTED = rf"(?<![\w/.:-]){_ON}?(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})"
_DAY_AND_MONTH = rf"(?<![\w/.:-]){_ON}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?![\d/%])"
_NOTATIONS = tuple(
    re.compile(notation, re.IGNORECASE)
    for notation in (
        _WRITTEN,
        _DAY_ALONE,
        _DASHED,
        _EIGHT_DIGITS,
        _SIX_DIGITS,
        _SLASHED,
        _DOTTED,
        _DAY_AND_MONTH,
    )
)
_MONTH_OF_YEAR = re.compile(
    rf"(?<![^\W_])(?P<name>{_MONTH})\.?(?:\s*[-–/]\s*{_MONTH}\.?)?[\s,_]+(?:år\s+)?(?P<year>{_YEAR})"
    rf"|(?<![\w-])(?P<year_too>{_YEAR})(?:-(?P<number>0[1-9]|1[0-2])(?!\d)|\s+(?P<after>{_MONTH}))",
    re.IGNORECASE,
)
_TWO_DIGITS: Final = 2
_CENTURY_TURN: Final = 70
"""Two digits from here on mean the 1900s."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """`start` and `end` are offsets in the text; `last` only where days follow one another."""

    start: int
    end: int
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class _Part:
    """A day as written; month and year may be left to a neighbour."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None


def find_dates(text: str, *, near: date | None = None) -> tuple[DateSpan, ...]:
    """Every date in order; one without a year gets that of `near`, or is left out."""
    chains = _chains(text, _parts(text))
    return tuple(span for chain in chains for span in _spans(text, _completed(chain, near)))


def find_month(text: str) -> tuple[int, int] | None:
    """The first month named with its year, as in the title of a newsletter."""
    match = _MONTH_OF_YEAR.search(text)
    if match is None:
        return None
    name = match["name"] or match["after"]
    month = _MONTHS[name.casefold()] if name else int(match["number"])
    return int(match["year"] or match["year_too"]), month


def format_date(day: date) -> str:
    """4 juni 2021."""
    return format_by_pattern(day, "d MMMM y", locale="sv")


def format_day(day: date) -> str:
    """4 juni, where the year is known."""
    return format_by_pattern(day, "d MMMM", locale="sv")


def format_date_span(first: date, last: date | None) -> str:
    """15–16 september 2021, naming month and year once where they are shared."""
    if last is None or last == first:
        return format_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_date(last)}"
    pattern = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_by_pattern(first, pattern, locale='sv')} – {format_date(last)}"


def format_weekday(day: date) -> str:
    """Fredag, in lower case as Swedish has it."""
    return format_by_pattern(day, "EEEE", locale="sv")


def format_month(year: int, month: int) -> str:
    """September 2020, in lower case as Swedish has it."""
    return format_by_pattern(date(year, month, 1), "MMMM y", locale="sv")


def format_week(first: date, last: date | None = None) -> str:
    """Vecka 37, vecka 37–38, in lower case; weeks as Swedish almanacs count them (ISO 8601)."""
    weeks = dict.fromkeys(day.isocalendar().week for day in (first, last or first))
    return f"vecka {'–'.join(str(week) for week in weeks)}"


def _parts(text: str) -> list[_Part]:
    found = (_part(match) for notation in _NOTATIONS for match in notation.finditer(text))
    ordered = sorted(found, key=lambda part: (part.start, -part.end))
    kept: list[_Part] = []
    for part in ordered:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _part(match: re.Match[str]) -> _Part:
    found = match.groupdict()
    month, year = found.get("month"), found.get("year")
    end = match.end() - (match[0].endswith(".") and (month or "").casefold() in _FULL_NAMES)
    return _Part(
        match.start(), end, int(found["day"]), _month(month), _year(year) if year else None
    )


def _month(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdecimal() else _MONTHS[written.casefold()]


def _year(written: str) -> int:
    year = int(written)
    if len(written) > _TWO_DIGITS:
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def _chains(text: str, parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    chain: list[_Part] = []
    for part in parts:
        if chain and not _is_joined(text, chain[-1], part):
            yield chain
            chain = []
        chain.append(part)
    if chain:
        yield chain


def _is_joined(text: str, one: _Part, two: _Part) -> bool:
    between = text[one.end : two.start]
    if re.fullmatch(_RANGE, between, re.IGNORECASE):
        return True
    return one.month is None and re.fullmatch(_LIST, between, re.IGNORECASE) is not None


def _completed(chain: Sequence[_Part], near: date | None) -> list[_Part]:
    """Month from the right; year from the right, else from the left, else from `near`."""
    filled: list[_Part] = []
    for part in reversed(chain):
        filled.insert(0, _like(part, filled[0]) if filled else part)
    years = [part.year for part in filled if part.year is not None]
    year = years[0] if years else near.year if near else None
    for at, part in enumerate(filled):
        if part.year is None and year is not None:
            year += at > 0 and (part.month or 0) < (filled[at - 1].month or 0)
            filled[at] = replace(part, year=year)
    return filled


def _like(part: _Part, right: _Part) -> _Part:
    month = part.month or right.month
    year = part.year
    if year is None and right.year is not None and month and right.month:
        year = right.year - (month > right.month)
    return replace(part, month=month, year=year)


def _spans(text: str, chain: Sequence[_Part]) -> Iterator[DateSpan]:
    dated = [(part, day) for part in chain if (day := _day(part)) is not None]
    taken = False
    for one, two in pairwise([*dated, None]):
        if one is None or taken:
            taken = False
        elif two is not None and _is_period(text, one, two):
            yield DateSpan(one[0].start, two[0].end, one[1], two[1])
            taken = True
        else:
            yield DateSpan(one[0].start, one[0].end, one[1], None)


def _is_period(text: str, one: tuple[_Part, date], two: tuple[_Part, date]) -> bool:
    if one[1] >= two[1]:
        return False
    listed = re.fullmatch(_LIST, text[one[0].end : two[0].start], re.IGNORECASE)
    between = _BETWEEN.search(text, max(0, one[0].start - 12), one[0].start)
    return listed is None or between is not None or (two[1] - one[1]).days == 1


def _day(part: _Part) -> date | None:
    if part.month is None or part.year is None:
        return None
    try:
        return date(part.year, part.month, part.day)
    except ValueError:
        return None
