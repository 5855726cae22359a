"""What the numbers say, in Swedish sentences made from nothing but the numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from samverka.pages.indicators.figures import Course, Indicator
from samverka.pages.indicators.scales import scale_of
from samverka.pages.wording import capitalised, joined
from samverka.swedish.listing import listed, several
from samverka.swedish.numbers import MISSING

FEW: Final = 4
"""With fewer periods than this nobody can tell a trend from chance."""

INVENTED_FIGURES: Final = "Påhittade siffror"
INVENTED_NOTICE: Final = "Siffrorna på sidan är uppdiktade. De säger inget om verkligheten."
KINDS: Final = {"process": "Processindikator", "result": "Resultatindikator"}
DIRECTIONS: Final = {
    "up": "Ju högre värde, desto bättre",
    "down": "Ju lägre värde, desto bättre",
    "none": "",
}


def tell_course(course: Course, indicator: Indicator) -> str:
    """First, last and change; the highest and the lowest where they lie between; what is missing.

    `från 55 % 2021 till 61 % 2024, upp 6 procentenheter.`
    """
    parts = (_ends(course, indicator), _turns(course, indicator), _gaps(course, indicator))
    return joined(parts, " ")


def tell_all(indicator: Indicator) -> str:
    """The whole in a sentence, then who is highest and lowest."""
    whole = indicator.whole
    parts = (f"{whole.place}: {tell_course(whole, indicator)}" if whole and whole.place else "",)
    if whole and not whole.place:
        parts = (capitalised(tell_course(whole, indicator)),)
    return joined((*parts, *_extremes(indicator)), " ")


def tell_latest(indicator: Indicator) -> str:
    """The newest values in a few words: `Hela länet 2024: 61 %`."""
    whole, figures = indicator.whole, indicator.figures
    at = _last_measured((whole,) if whole and whole.known else indicator.parts)
    if whole and whole.known:
        when = joined((whole.place, figures.periods[at]), " ")
        return f"{when}: {indicator.amount(whole.known[-1][1])}"
    known = _known_at(indicator.parts, at)
    low, high = min(known.values()), max(known.values())
    said = f"från {indicator.number(low)} till {indicator.amount(high)}"
    return f"{figures.periods[at]}: {indicator.amount(low) if low == high else said}"


def points_of(indicator: Indicator) -> Iterator[str]:
    """What a reader should take along, a sentence each."""
    if whole := indicator.whole:
        said = tell_course(whole, indicator)
        yield f"{whole.place}: {said}" if whole.place else capitalised(said)
    yield from _extremes(indicator)
    if ways := _ways(indicator):
        yield ways
    yield from cautions_of(indicator)


def cautions_of(indicator: Indicator) -> Iterator[str]:
    """What the numbers cannot carry."""
    figures = indicator.figures
    measured = [at for at in range(len(figures.periods)) if _known_at(figures.courses, at)]
    if len(measured) == 1:
        yield "Det finns bara en mätning, så det går inte att se någon utveckling."
    elif len(measured) < FEW:
        yield f"Det finns bara {len(measured)} mätningar. Det är för få för att visa en trend."
    if not scale_of(indicator).has_zero:
        yield "Diagrammens skala börjar inte på noll, så att små skillnader syns."
    if figures.missing:
        everything = figures.missing + len(figures.values)
        yield f"{figures.missing} av {everything} uppgifter saknas."
    if indicator.entry.invented:
        yield "Siffrorna är påhittade och säger inget om verkligheten."


def _ends(course: Course, indicator: Indicator) -> str:
    known, periods = course.known, indicator.figures.periods
    if not known:
        return f"{MISSING.capitalize()}."
    (start, first), (end, last) = known[0], known[-1]
    if start == end:
        return f"{indicator.amount(first)} {periods[start]}."
    return (
        f"från {indicator.amount(first)} {periods[start]} till {indicator.amount(last)} "
        f"{periods[end]}, {indicator.change(first, last)}."
    )


def _turns(course: Course, indicator: Indicator) -> str:
    """The top and the bottom, where they are neither at the beginning nor at the end."""
    known, periods = course.known, indicator.figures.periods
    if len(known) < 3:  # noqa: PLR2004 - nothing lies between two
        return ""
    top, bottom = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])
    ends = {indicator.number(known[0][1]), indicator.number(known[-1][1])}
    said = (
        f"{word} {indicator.amount(value)} {periods[at]}"
        for word, (at, value) in (("högst", top), ("lägst", bottom))
        if indicator.number(value) not in ends
    )
    sentence = joined(said)
    return f"{capitalised(sentence)}." if sentence else ""


def _gaps(course: Course, indicator: Indicator) -> str:
    known, periods = course.known, indicator.figures.periods
    gone = [period for period, value in zip(periods, course.values, strict=True) if value is None]
    return f"{MISSING.capitalize()} för {listed(gone)}." if gone and known else ""


def _extremes(indicator: Indicator) -> Iterator[str]:
    """Who is highest and lowest in the newest period that has been measured."""
    at = _last_measured(indicator.parts)
    known = _known_at(indicator.parts, at)
    if len(known) < 2:  # noqa: PLR2004 - compared with each other
        return
    period = indicator.figures.periods[at]
    for word, value in (("Högst", max(known.values())), ("Lägst", min(known.values()))):
        same = [place for place, one in known.items() if indicator.is_same(one, value)]
        if len(same) == len(known):
            yield f"Lika för alla med uppgift {period}: {indicator.amount(value)}."
            return
        yield f"{word} {period}: {_named(same, indicator)}, {indicator.amount(value)}."


def _named(places: Sequence[str], indicator: Indicator) -> str:
    """By name, or their number where they are many."""
    if len(places) <= FEW:
        return listed(places)
    return f"{len(places)} {several(indicator.figures.words.place)}"


def _ways(indicator: Indicator) -> str:
    """How many went up and down, of those measured in both the first and the last period."""
    periods, parts = indicator.figures.periods, indicator.parts
    both = [course for course in parts if None not in (course.values[0], course.values[-1])]
    if len(periods) == 1 or len(both) < 2:  # noqa: PLR2004 - counted
        return ""
    ways = Counter(_way(course, indicator) for course in both).most_common()
    (way, most), *others = ways
    word = several(indicator.figures.words.place)
    than = f"{'lika stort som' if way == 'lika' else f'{way} än'} {periods[0]}"
    first = f"{periods[-1]} var värdet {than} i {most} av {len(both)} {word}"
    said = joined((first, *(f"{way} i {count}" for way, count in others)))
    left_out = "" if len(both) == len(parts) else " Bara de med uppgifter för båda är räknade."
    return f"{capitalised(said)}.{left_out}"


def _way(course: Course, indicator: Indicator) -> str:
    first, last = course.known[0][1], course.known[-1][1]
    if indicator.is_same(first, last):
        return "lika"
    return "högre" if last > first else "lägre"


def _last_measured(courses: Iterable[Course]) -> int:
    """The number of the newest period with a value; of the first where there is none."""
    return max((at for course in courses for at, _ in course.known), default=0)


def _known_at(courses: Iterable[Course], at: int) -> dict[str, Decimal]:
    return {one.place: value for one in courses if (value := one.values[at]) is not None}
