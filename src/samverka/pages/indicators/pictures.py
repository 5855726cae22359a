"""What each of an indicator's charts shows: numbers and ready words, nothing left to reckon."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from samverka.pages.indicators.figures import Course, Indicator
from samverka.pages.indicators.scales import Scale, scale_of
from samverka.pages.indicators.telling import INVENTED_FIGURES, tell_all, tell_course, tell_latest
from samverka.pages.wording import capitalised, joined
from samverka.source.addresses import Anchors, file_name
from samverka.swedish.numbers import MISSING

LONGEST_UNIT: Final = 12
"""A longer one stands below the chart's heading only."""


@dataclass(frozen=True, slots=True)
class Told:
    """A chart's title and description, and a remark that is drawn in it where there is one."""

    title: str
    description: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A place then and now; `text` says both."""

    name: str
    then: float | None
    now: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place in the first and the last period."""

    told: Told
    scale: Scale
    periods: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """When each value was measured, from the first on, and the value; None where it is missing."""

    points: tuple[tuple[int, float | None], ...]

    @property
    def known(self) -> tuple[tuple[int, float], ...]:
        """The values there are."""
        return tuple((at, value) for at, value in self.points if value is not None)

    @property
    def last(self) -> int:
        """The time of the last value, missing or not."""
        return self.points[-1][0]


@dataclass(frozen=True, slots=True)
class Development:
    """A place over time; `labels` are the first and last values there are, in words.

    `behind` is the course of all places together, drawn faintly.
    """

    told: Told
    scale: Scale
    periods: tuple[str, ...]
    line: Line
    labels: tuple[str, ...]
    behind: Line | None = None
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """A few lines the size of a word."""

    told: Told
    scale: Scale
    lines: tuple[Line, ...]
    bold: Line | None


Picture = Comparison | Development | Sketch


@dataclass(frozen=True, slots=True)
class Named:
    """`name` is the file's, without suffix; `alt` says what the picture shows."""

    name: str
    place: str
    picture: Picture
    alt: str


def overview_of(indicator: Indicator) -> Named:
    """All places compared, or the course of the only one."""
    alt = tell_all(indicator)
    told = _told(indicator, "", alt)
    scale = scale_of(indicator)
    courses = indicator.figures.courses
    if len(courses) == 1:
        return Named("diagram", "", _development(indicator, courses[0], told), alt)
    periods = indicator.figures.periods
    ends = periods if len(periods) == 1 else (periods[0], periods[-1])
    pairs = tuple(_pair(course, indicator) for course in courses)
    return Named("diagram", "", Comparison(told, scale, ends, pairs), alt)


def multiples_of(indicator: Indicator) -> Iterator[Named]:
    """One for each place, on the same scale; none where there is nothing to compare or follow."""
    figures, names = indicator.figures, Anchors()
    if len(figures.courses) == 1 or len(figures.periods) == 1:
        return
    for course in figures.courses:
        alt = capitalised(tell_course(course, indicator))
        picture = _development(indicator, course, _told(indicator, course.place, alt))
        name = names.take(f"diagram-{file_name(course.place)}".rstrip("-"))
        yield Named(name, course.place, picture, alt)


def sketch_of(indicator: Indicator) -> Iterator[Named]:
    """The course of the whole, or of every place; none of a single period."""
    if len(indicator.figures.periods) == 1:
        return
    told = _told(indicator, "", tell_latest(indicator))
    lines = () if indicator.whole else tuple(_line(course, indicator) for course in indicator.parts)
    bold = _line(indicator.whole, indicator) if indicator.whole else None
    yield Named("miniatyr", "", Sketch(told, scale_of(indicator), lines, bold), "")


def pictures_of(indicator: Indicator) -> tuple[Named, ...]:
    """Everything there is to draw."""
    return (overview_of(indicator), *multiples_of(indicator), *sketch_of(indicator))


def _told(indicator: Indicator, place: str, description: str) -> Told:
    remark = INVENTED_FIGURES if indicator.entry.invented else ""
    said = joined((f"{remark}." if remark else "", description), " ")
    return Told(joined((indicator.entry.title, place)), said, remark)


def _development(indicator: Indicator, course: Course, told: Told) -> Development:
    whole = indicator.whole

    return Development(
        told=told,
        scale=scale_of(indicator),
        periods=indicator.figures.periods,
        line=_line(course, indicator),
        labels=_labels(indicator, course),
        behind=_line(whole, indicator) if whole and whole is not course else None,
        is_large=len(indicator.figures.courses) == 1,
    )


def _labels(indicator: Indicator, course: Course) -> tuple[str, ...]:
    ends = dict((*course.known[:1], *course.known[-1:]))
    return tuple(map(indicator.number, ends.values()))


def _pair(course: Course, indicator: Indicator) -> Pair:
    then, now = course.values[0], course.values[-1]
    if len(course.values) == 1:
        then = None
    return Pair(course.place, _drawn(then), _drawn(now), _both(course, indicator))


def _both(course: Course, indicator: Indicator) -> str:
    first, last = course.values[0], course.values[-1]
    if last is None:
        return MISSING
    is_short = len(indicator.matter.unit) <= LONGEST_UNIT
    said = indicator.amount(last) if is_short else indicator.number(last)
    if first is None or len(course.values) == 1:
        return said
    return f"{indicator.number(first)} → {said}"


def _line(course: Course, indicator: Indicator) -> Line:
    times = indicator.figures.times
    return Line(tuple(zip(times, map(_drawn, course.values), strict=True)))


def _drawn(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
