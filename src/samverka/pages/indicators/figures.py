"""`Figures`: the numbers of an indicator, by place and period."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from samverka.catalogue.entry import Entry
from samverka.source.frontmatter import IndicatorMatter
from samverka.swedish.collation import sort_key
from samverka.swedish.numbers import decimals_of, format_amount, format_change, format_number

Value: TypeAlias = Decimal | None
"""None where nothing was measured, or nothing may be told."""

YEAR = re.compile(r"(?:19|20)\d\d")
BEGINS_WITH_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it stands in the file; `line` counts from 1."""

    place: str
    period: str
    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """What the file calls its periods and its places; `place` is empty where it has none."""

    period: str
    place: str


@dataclass(frozen=True, slots=True)
class Course:
    """The values of one place, one for each period."""

    place: str
    values: tuple[Value, ...]

    @property
    def known(self) -> tuple[tuple[int, Decimal], ...]:
        """The values there are, each with its period's number."""
        return tuple((at, value) for at, value in enumerate(self.values) if value is not None)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every course has a value, or None, for every period."""

    words: Words
    periods: tuple[str, ...]
    courses: tuple[Course, ...]

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All there are; at least one."""
        return tuple(value for course in self.courses for _, value in course.known)

    @property
    def times(self) -> tuple[int, ...]:
        """How far each period is from the first: years that nobody measured leave a gap."""
        if all(map(YEAR.fullmatch, self.periods)):
            return tuple(int(year) - int(self.periods[0]) for year in self.periods)
        return tuple(range(len(self.periods)))

    @property
    def missing(self) -> int:
        """How many values are not there."""
        return len(self.periods) * len(self.courses) - len(self.values)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A document and its numbers."""

    entry: Entry
    matter: IndicatorMatter
    figures: Figures

    @property
    def decimals(self) -> int:
        """As many as the front matter says, else as many as the most exact value has."""
        if self.matter.decimals is not None:
            return self.matter.decimals
        return min(2, max(map(decimals_of, self.figures.values)))

    @property
    def whole(self) -> Course | None:
        """The course of all places together, or of the only one there is."""
        first, *others = self.figures.courses
        return first if not others or first.place == self.matter.whole else None

    @property
    def parts(self) -> tuple[Course, ...]:
        """The places, without the one that is all of them together."""
        courses = self.figures.courses
        return courses[1:] if len(courses) > 1 and self.whole else courses

    def amount(self, value: Decimal) -> str:
        """With its unit."""
        return format_amount(value, self.matter.unit, self.decimals)

    def number(self, value: Decimal) -> str:
        """Without its unit."""
        return format_number(value, self.decimals)

    def is_same(self, one: Decimal, other: Decimal) -> bool:
        """Whether two values look alike where they are shown."""
        return round(one, self.decimals) == round(other, self.decimals)

    def change(self, before: Decimal, after: Decimal) -> str:
        """In words, of the values as they are shown."""
        shown = round(after, self.decimals) - round(before, self.decimals)
        return format_change(shown, self.matter.unit, self.decimals)


def figures_of(cells: Iterable[Cell], words: Words, whole: str) -> Figures:
    """Places by the alphabet, after the `whole`."""
    known = {(cell.place, cell.period): cell.value for cell in cells}
    periods = _periods(dict.fromkeys(period for _, period in known))
    places = sorted({place for place, _ in known}, key=lambda one: (one != whole, sort_key(one)))
    courses = (Course(one, tuple(known.get((one, period)) for period in periods)) for one in places)
    return Figures(words, periods, tuple(courses))


def _periods(found: Iterable[str]) -> tuple[str, ...]:
    """In time where they begin with a year, else in the order of the file."""
    periods = tuple(found)
    if all(map(BEGINS_WITH_YEAR.match, periods)):
        return tuple(sorted(periods, key=sort_key))
    return periods
