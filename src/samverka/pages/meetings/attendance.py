"""Which organisations were represented, per forum and year: a chart of dots, and its table."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.attendance import ForumYear, Row, attendance
from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.findings import Noted
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.ways import link_to
from samverka.pages.wording import as_markdown, joined, label_of, say_forum
from samverka.settings import Settings
from samverka.source.addresses import way
from samverka.swedish.collation import sort_key
from samverka.swedish.dates import format_day
from samverka.swedish.names import Organisation, Organisations

PAGE: Final = PurePosixPath("moten/narvaro/index.md")
TITLE: Final = "Närvaro"
DOT: Final = 20
"""Pixels for each meeting of the chart."""
LEAD: Final = (
    "Här ser du vilka organisationer som har varit med på gruppernas möten. Uppgifterna kommer ur "
    "mötesanteckningarna. En organisation räknas som med när minst en person därifrån var där."
)
LEGEND: Final = (
    "En fylld prick är ett möte som organisationen var med på. En ring är ett möte som den inte "
    "var med på. Det äldsta mötet står först."
)
NOTHING: Final = "Anteckningarna säger inte ännu vilka organisationer som var med."


def attendance_page(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """One page, with a part per forum."""
    found = _found(around.catalogue, around.settings)
    if not found:
        return Noted((GeneratedPage(PAGE, TITLE, NOTHING, is_empty=True),))
    by_name = sorted(found, key=lambda one: sort_key(say_forum(one.forum, around.settings)))
    forums = groupby(by_name, key=lambda one: one.forum)
    parts = (_forum(say_forum(forum, around.settings), years) for forum, years in forums)
    text = "\n\n".join((LEAD, LEGEND, *parts))
    return Noted((GeneratedPage(PAGE, TITLE, text, description=LEAD),))


def attendance_links(page: PurePosixPath, catalogue: Catalogue) -> Iterator[str]:
    """The way from a page to this one, where it holds something."""
    if any(attendance(catalogue, Organisations(()))):
        yield link_to(way(page, PAGE), TITLE)


def _found(catalogue: Catalogue, settings: Settings) -> tuple[ForumYear, ...]:
    known = Organisations([Organisation(one.name, one.also) for one in settings.organisations])
    return attendance(catalogue, known)


def _forum(name: str, years: Iterable[ForumYear]) -> str:
    return "\n\n".join((f"## {as_markdown(name)}", *(_year(year, name) for year in years)))


def _year(year: ForumYear, name: str) -> str:
    parts = (f"### {year.year}", _remarks(year), _chart(year), _table(year, name))
    return joined(parts, "\n\n")


def _remarks(year: ForumYear) -> str:
    invented = [one.invented for one in year.meetings]
    label = label_of(year.meetings[0]) if all(invented) else ""
    some = "Några av mötena är påhittade exempel." if any(invented) and not label else ""
    untold = f"Anteckningarna från {_meetings(year.untold)} säger inte vilka som var med."
    said = f"{_meetings(len(year.meetings)).capitalize()}."
    return joined((label, said, some, untold if year.untold else ""), " ")


def _meetings(count: int) -> str:
    return "ett möte" if count == 1 else f"{count} möten"


def _chart(year: ForumYear) -> str:
    rows = "".join(_dots(row, year.meetings) for row in year.rows)
    return f'<ul class="plain dots">{rows}</ul>'


def _dots(row: Row, meetings: tuple[Entry, ...]) -> str:
    """A full dot for each meeting attended, a ring for each that was not, in order of time."""
    there, width = sum(row.was_there), len(meetings) * DOT
    marks = "".join(_dot(at, was=was) for at, was in enumerate(row.was_there))
    attended = zip(meetings, row.was_there, strict=True)
    days = [_day(one) for one, was in attended if was]
    title = f"Med: {', '.join(days)}" if days else "Inte med på något möte"
    return (
        f'<li><span class="dots__name">{escape(row.organisation)}</span>'
        f'<svg class="dots__row" viewBox="0 0 {width} {DOT}" width="{width}" height="{DOT}" '
        f'role="img"><title>{escape(title)}</title>{marks}</svg>'
        f'<span class="dots__sum">{there} av {len(meetings)}</span></li>'
    )


def _dot(at: int, *, was: bool) -> str:
    css = "is-there" if was else "is-not"
    return f'<circle class="{css}" cx="{at * DOT + DOT // 2}" cy="{DOT // 2}" r="6"></circle>'


def _table(year: ForumYear, name: str) -> str:
    """Written as HTML, since Markdown's own tables have no headings of rows."""
    caption = as_markdown(f"{name} {year.year}: organisationer som var med")
    heads = "".join(f"\n{_cell('th', _meeting(one), 'col')}" for one in year.meetings)
    rows = "\n".join(_table_row(row) for row in year.rows)
    return f"""<details class="people" markdown="block"><summary>Visa som tabell</summary>

{caption}
{{: .caption }}

<table markdown="block">
<thead markdown="block"><tr markdown="block">
{_cell("th", "Organisation", "col")}{heads}
</tr></thead>
<tbody markdown="block">
{rows}
</tbody></table>
</details>"""


def _table_row(row: Row) -> str:
    head = _cell("th", as_markdown(row.organisation), "row")
    cells = "".join(_cell("td", "Ja" if was else "Nej") for was in row.was_there)
    return f'<tr markdown="block">{head}{cells}</tr>'


def _cell(tag: str, markdown: str, scope: str = "") -> str:
    attribute = f' scope="{scope}"' if scope else ""
    return f'<{tag}{attribute} markdown="span">{markdown}</{tag}>'


def _meeting(entry: Entry) -> str:
    return link_to(way(PAGE, entry.page), _day(entry))


def _day(entry: Entry) -> str:
    return format_day(entry.date) if entry.date else entry.title
