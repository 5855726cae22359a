"""An indicator's page below what its editor wrote: the chart, the numbers, the files."""

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from samverka.catalogue.entry import Entry
from samverka.pages.entry_list import title_link
from samverka.pages.indicators.figures import Indicator, Value
from samverka.pages.indicators.pictures import Named, multiples_of, overview_of, sketch_of
from samverka.pages.indicators.sizes import size_of
from samverka.pages.indicators.telling import INVENTED_FIGURES, points_of, tell_latest
from samverka.pages.wording import as_markdown, joined, label_of
from samverka.source.addresses import way
from samverka.swedish.numbers import MISSING

NO_FIGURES = "Siffrorna går inte att visa just nu."


def page_text(indicator: Indicator) -> str:
    """Markdown; the pictures lie in a folder named as the page."""
    parts = (_overview(indicator), _multiples(indicator), _table(indicator), _downloads(indicator))
    return "\n\n".join(part for part in parts if part)


def picture_path(page: PurePosixPath, name: str) -> PurePosixPath:
    """Below the site's root."""
    return page.with_suffix("") / f"{name}.svg"


def list_item(indicator: Indicator) -> str:
    """One line of the list over all indicators, with its picture the size of a word."""
    entry = indicator.entry
    sketch = joined(_sketch(indicator, one) for one in sketch_of(indicator))
    said = as_markdown(f"{tell_latest(indicator)}.")
    text = f"\n    {as_markdown(entry.description)}\n    {{: .entry-text }}\n" * bool(
        entry.description
    )
    return (
        f"{plain_item(entry)}\n\n"
        f"    {sketch}{joined((said, label_of(entry)), ' ')}\n"
        f"    {{: .entry-facts }}\n{text}"
    )


def _sketch(indicator: Indicator, named: Named) -> str:
    width, height = size_of(named.picture)
    path = _path(indicator, named)
    return f"![]({path}){{: .sketch width={width} height={height} }} "


def plain_item(entry: Entry) -> str:
    """A line for an indicator whose numbers cannot be shown."""
    return title_link(entry.title, quote(entry.page.name))


def _overview(indicator: Indicator) -> str:
    points = "\n".join(f"- {as_markdown(point)}" for point in points_of(indicator))
    heading = f"## {_span(indicator)}"
    picture = _picture(indicator, overview_of(indicator))
    return f'{heading}\n\n<div class="chart" markdown="1">\n\n{picture}\n\n{points}\n\n</div>'


def _span(indicator: Indicator) -> str:
    first, *others = indicator.figures.periods
    return f"Siffrorna {first}–{others[-1]}" if others else f"Siffrorna {first}"


def _multiples(indicator: Indicator) -> str:
    pictures = tuple(multiples_of(indicator))
    if not pictures:
        return ""
    items = "\n".join(
        f"-   **{as_markdown(one.place)}**\n\n    {_picture(indicator, one, lazy=True)}\n"
        for one in pictures
    )
    word = indicator.figures.words.place
    whole = indicator.whole
    told = [f"Alla diagram har samma skala. Enhet: {as_markdown(indicator.matter.unit)}."]
    if whole:
        told.append(f"Den tunna grå linjen visar {as_markdown(whole.place)}.")
    return (
        f"## Varje {as_markdown(word)} för sig\n\n{' '.join(told)}\n\n"
        f'<div class="multiples" markdown="1">\n\n{items}\n\n</div>'
    )


def _picture(indicator: Indicator, named: Named, *, lazy: bool = False) -> str:
    path = _path(indicator, named)
    width, height = size_of(named.picture)
    loading = " loading=lazy" if lazy else ""
    alt = as_markdown(named.alt)
    return f"![{alt}]({path}){{: width={width} height={height}{loading} }}"


def _path(indicator: Indicator, named: Named) -> str:
    page = indicator.entry.page
    return way(page, picture_path(page, named.name))


def _table(indicator: Indicator) -> str:
    """As HTML, since Markdown's own tables have no headings for their rows."""
    figures, name = indicator.figures, escape(_caption(indicator))
    across, down = list(figures.periods), [course.place for course in figures.courses]
    rows = [list(course.values) for course in figures.courses]
    corner = figures.words.place
    if len(down) == 1 or len(across) > len(down):
        across, down, corner = down, across, figures.words.period
        rows = [list(row) for row in zip(*rows, strict=True)]
    heads = "".join(f'<th scope="col">{_head(one)}</th>' for one in across)
    body = "\n".join(
        f'<tr><th scope="row">{_head(head)}</th>{"".join(_cells(row, indicator))}</tr>'
        for head, row in zip(down, rows, strict=True)
    )
    return (
        f"## Tabell\n\n"
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">\n'
        f'<table class="table numbers">\n<caption>{name}</caption>\n'
        f'<thead><tr><th scope="col">{escape(corner.capitalize())}</th>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _head(name: str) -> str:
    return escape(name) or "Värde"


def _caption(indicator: Indicator) -> str:
    said = f"{indicator.entry.title}, {indicator.matter.unit}"
    return f"{said}. {INVENTED_FIGURES}." if indicator.entry.invented else said


def _cells(values: list[Value], indicator: Indicator) -> Iterator[str]:
    for value in values:
        if value is None:
            yield f'<td class="missing">{MISSING}</td>'
        else:
            yield f"<td>{indicator.number(value)}</td>"


def _downloads(indicator: Indicator) -> str:
    stem = quote(indicator.entry.page.stem)
    return (
        f"## Ta med siffrorna\n\n"
        f"- [Siffrorna som CSV]({stem}.csv), öppnas i Excel\n"
        f"- [Diagrammet som SVG]({stem}/diagram.svg), en bild som går att förstora"
    )
