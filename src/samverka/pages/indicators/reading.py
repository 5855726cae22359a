"""The numbers beside an indicator's document, with everything an editor should put right."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.indicators.columns import Layout, layout_of
from samverka.pages.indicators.figures import Cell, Figures, Value, figures_of
from samverka.source.frontmatter import IndicatorMatter
from samverka.spreadsheet import Bounds, Row, UnreadableError, read_rows
from samverka.swedish.listing import listed
from samverka.swedish.numbers import is_percent, parse_number

SUFFIX: Final = ".csv"
BOUNDS: Final = Bounds(
    size=500_000,
    rows=5_000,
    shorter="Ta bort det som inte ska visas, eller dela upp på flera indikatorer.",
    fill="Fyll i siffrorna i Excel och spara igen.",
)
MOST_PLACES: Final = 60
MOST_PERIODS: Final = 60
LONGEST_NAME: Final = 60
MOST_TOLD: Final = 20
LARGEST_VALUE: Final = 10_000_000
"""The figures of a larger one do not fit in a chart."""

NUMBER_HINT: Final = "Skriv som 1234,5. Lämna cellen tom där uppgiften saknas."
COLUMNS_HINT: Final = (
    "Skriv till exempel år;område;värde på första raden. Handboken visar fler sätt."
)


@dataclass(frozen=True, slots=True)
class _File:
    """Its place in the project."""

    path: PurePosixPath

    def fault(self, code: str, said: str, hint: str = "", line: int | None = None) -> Finding:
        return Finding(Place(str(self.path), line), code, Severity.ERROR, said, hint)

    def warning(self, code: str, said: str, hint: str = "", line: int | None = None) -> Finding:
        return Finding(Place(str(self.path), line), code, Severity.WARNING, said, hint)


def read_figures(
    root: Path, document: PurePosixPath, matter: IndicatorMatter
) -> Noted[Figures | None]:
    """None, with all faults, where the numbers cannot be shown as they are."""
    file = _File(document.with_suffix(SUFFIX))
    try:
        rows = read_rows(root / file.path, BOUNDS)
    except OSError:
        hint = f"Lägg siffrorna i {file.path.name}, i samma mapp som sidan."
        return Noted(None, (file.fault("IND01", "filen med siffrorna finns inte", hint),))
    except UnreadableError as reason:
        return Noted(None, (file.fault("IND02", str(reason), reason.hint),))
    return _checked(rows, file, matter)


def _checked(rows: tuple[Row, ...], file: _File, matter: IndicatorMatter) -> Noted[Figures | None]:
    layout = layout_of(rows[0].cells)
    if layout is None:
        said = "det går inte att se vilka kolumner som är period, område och värde"
        return Noted(None, (file.fault("IND03", said, COLUMNS_HINT, rows[0].line),))
    read = _cells(rows[1:], layout, file)
    cells = read.value
    faults = (*read.findings, *_twice(cells, file), *_too_much(cells, file))
    warnings = tuple(_unused(layout, file, rows[0].line))
    if not faults and not any(cell.value is not None for cell in cells):
        faults = (file.fault("IND02", "filen har inga siffror", COLUMNS_HINT),)
    if faults:
        return Noted(None, (*_some(faults, file), *warnings))
    figures = figures_of(cells, layout.words, matter.whole)
    return Noted(
        figures, (*warnings, *_no_whole(figures, file, matter), *_small(cells, file, matter))
    )


def _cells(rows: Iterable[Row], layout: Layout, file: _File) -> Noted[tuple[Cell, ...]]:
    """A name that is also written with other capitals is one name, as written first."""
    cells: list[Cell] = []
    faults: list[Finding] = []
    names: dict[str, str] = {}
    for row in rows:
        faults.extend(_row_faults(row, layout, file))
        for written in layout.cells(row):
            place, period = (
                names.setdefault(name.casefold(), name) for name in (written.place, written.period)
            )
            try:
                cells.append(Cell(place, period, _value(written.text), row.line))
            except ValueError as reason:
                said = f"{written.text[:LONGEST_NAME]} {reason}"
                faults.append(file.fault("IND04", said, NUMBER_HINT, row.line))
    return Noted(tuple(cells), tuple(faults))


def _row_faults(row: Row, layout: Layout, file: _File) -> Iterator[Finding]:
    if any(row.cells[layout.width :]):
        said = f"raden har fler än {layout.width} kolumner"
        yield file.fault("IND06", said, "Ta bort det som står för långt ut.", row.line)
    for word in layout.missing(row):
        yield file.fault("IND06", f"{word} saknas", "Fyll i cellen.", row.line)


def _value(text: str) -> Value:
    """Raise `ValueError` with what is wrong."""
    try:
        value = parse_number(text)
    except ValueError:
        raise ValueError("är inget tal") from None
    if value is not None and abs(value) >= LARGEST_VALUE:
        raise ValueError("är för stort; räkna i tusental eller miljoner")
    return value


def _twice(cells: Iterable[Cell], file: _File) -> Iterator[Finding]:
    seen: dict[tuple[str, str], int] = {}
    for cell in cells:
        first = seen.get((cell.place, cell.period))
        seen[cell.place, cell.period] = first or cell.line
        if first:
            said = f"{cell.place} {cell.period}".strip()
            yield file.fault(
                "IND05", f"{said} står redan på rad {first}", "Ta bort den ena raden.", cell.line
            )


def _too_much(cells: tuple[Cell, ...], file: _File) -> Iterator[Finding]:
    places, periods = {one.place for one in cells}, {one.period for one in cells}
    for names, most, word in (
        (places, MOST_PLACES, "områden"),
        (periods, MOST_PERIODS, "perioder"),
    ):
        if len(names) > most:
            hint = "Dela upp siffrorna på flera indikatorer."
            yield file.fault(
                "IND02", f"filen har {len(names)} {word}; högst {most} får plats", hint
            )
    for name in sorted(places | periods):
        if len(name) > LONGEST_NAME:
            said = f"namnet {name[:LONGEST_NAME]}… är längre än {LONGEST_NAME} tecken"
            line = next(one.line for one in cells if name in (one.place, one.period))
            yield file.fault("IND06", said, "Skriv ett kortare namn.", line)


def _unused(layout: Layout, file: _File, line: int) -> Iterator[Finding]:
    for name in layout.unused:
        said = f"kolumnen {name[:LONGEST_NAME]!r} kommer inte med"
        hint = "Ta bort den, eller gör en egen indikator av den."
        yield file.warning("IND03", said, hint, line)


def _some(faults: tuple[Finding, ...], file: _File) -> Iterator[Finding]:
    """In the order of the file, and no more than somebody reads."""
    ordered = sorted(faults, key=lambda one: one.place.line or 0)
    yield from islice(ordered, MOST_TOLD)
    if (more := len(ordered) - MOST_TOLD) > 0:
        yield file.fault(ordered[-1].code, f"och {more} fel till i samma fil")


def _no_whole(figures: Figures, file: _File, matter: IndicatorMatter) -> Iterator[Finding]:
    places = [course.place for course in figures.courses]
    if matter.whole and matter.whole not in places:
        near = get_close_matches(matter.whole, places, n=1)
        said = f"whole: {matter.whole} finns inte bland områdena"
        document = _File(file.path.with_suffix(".md"))
        yield document.warning(
            "IND07", f"{said}; menade du {near[0]}?" if near else said, "Rätta whole på sidan."
        )


def _small(cells: tuple[Cell, ...], file: _File, matter: IndicatorMatter) -> Iterator[Finding]:
    """Few of something can be somebody: how large a number must be, the front matter says."""
    if is_percent(matter.unit) or any(one.value != _whole_part(one.value) for one in cells):
        return
    small = Counter(
        one.line for one in cells if one.value is not None and 0 < one.value < matter.small_below
    )
    if small:
        rows = listed([*map(str, islice(small, MOST_TOLD))])
        said = f"{small.total()} tal är mindre än {matter.small_below} (rad {rows})"
        hint = (
            "Kan någon kännas igen? Töm cellerna eller slå ihop grupper. Är talen inga antal "
            "personer, skriv small_below: 0 på sidan."
        )
        yield file.warning("IND08", said, hint, min(small))


def _whole_part(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(int(value))
