"""The calendar: what is to come, how to subscribe to it, and what has been."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.events import Occasion, occasions, occasions_of
from samverka.findings import Finding, Noted, Severity
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.meetings.ics import ADD, EVERYTHING, forum_file, occasion_file
from samverka.pages.ways import link_to, said
from samverka.pages.wording import (
    as_markdown,
    joined,
    label_of,
    linked,
    say_forum,
    say_occasion,
    say_when,
)
from samverka.source.addresses import way
from samverka.swedish.dates import format_date, format_week

PAGE: Final = PurePosixPath("kalender/index.md")
TITLE: Final = "Kalender"
LEAD: Final = "Här är möten och händelser, med det som kommer härnäst först."
NOTHING_TO_COME: Final = "Inget är inplanerat just nu."
NOTHING: Final = "Här finns inga möten eller händelser ännu."
SUBSCRIBE: Final = (
    "Prenumerera, så kommer nya möten och händelser in i din egen kalender av sig själva. "
    "{copy} till den kalender du vill följa, och klistra in den i Outlook under "
    "**Lägg till kalender** och **Prenumerera från webben**."
)


def calendar_page(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """Told with the events that end before they begin, wherever they are announced."""
    everything = occasions(around.catalogue)
    findings = tuple(_backwards(around))
    if not everything:
        return Noted((GeneratedPage(PAGE, TITLE, NOTHING, is_empty=True),), findings)
    coming = tuple(one for one in everything if not one.is_over(around.today))
    past = tuple(one for one in everything if one.is_over(around.today))[::-1]
    text = "\n\n".join(
        (LEAD, _coming(coming, around), _subscribe(around), *_years(past, around)),
    )
    return Noted((GeneratedPage(PAGE, TITLE, text, description=LEAD),), findings)


def calendar_links(page: PurePosixPath, catalogue: Catalogue) -> Iterator[str]:
    """The way from a page to the calendar, where it holds something."""
    if occasions(catalogue):
        yield link_to(way(page, PAGE), TITLE)


def _coming(coming: tuple[Occasion, ...], around: Around) -> str:
    built = f"Listan gjordes den {format_date(around.today)}."
    items = "\n".join(_item(one, around, with_file=True) for one in coming)
    listed = f'<ul class="plain log" markdown="block">\n{items}\n</ul>' if coming else ""
    return (
        f'## Kommande\n\n<div class="coming" data-samverka="coming" data-empty="{NOTHING_TO_COME}" '
        f'markdown="block">\n\n{listed or NOTHING_TO_COME}\n\n</div>\n\n'
        f"{built}\n{{: .entry-facts }}"
    )


def _years(past: tuple[Occasion, ...], around: Around) -> Iterator[str]:
    for year, group in groupby(past, key=lambda one: one.first.year):
        items = "\n".join(_item(one, around) for one in group)
        yield (
            f'## {year}\n\n<ul class="plain log" data-samverka="past" data-year="{year}" '
            f'markdown="block">\n{items}\n</ul>'
        )


def _item(one: Occasion, around: Around, *, with_file: bool = False) -> str:
    days = f'data-first="{one.first}" data-last="{one.last}"'
    parts = "\n\n".join(_said(one, around, with_file=with_file))
    return f'<li class="log__item" {days} markdown="block">\n\n{parts}\n\n</li>'


def _said(one: Occasion, around: Around, *, with_file: bool) -> Iterator[str]:
    name = say_occasion(one, around.settings)
    yield f"{link_to(way(PAGE, one.entry.page), name)}\n{{: .entry-title }}"
    yield f"{_when(one)}\n{{: .entry-facts }}"
    where = (as_markdown(one.place), said(linked(one.contact)) if one.contact else "")
    if told := joined(where, " · "):
        yield f"{told}\n{{: .entry-text }}"
    if with_file:
        words = f'{ADD}<span class="unseen">: {as_markdown(name)}</span>'
        yield f"[{words}]({way(PAGE, occasion_file(one))}){{: .calendar-file }}"


def _when(one: Occasion) -> str:
    said_day = f'<time datetime="{one.first}">{as_markdown(say_when(one))}</time>'
    week = format_week(one.first, one.last).replace(" ", "&nbsp;")
    return joined((f"{said_day} · {week}", label_of(one.entry)), " ")


def _subscribe(around: Around) -> str:
    lines = "\n".join(_subscription(name, file, around) for name, file in _files(around))
    copy = "Kopiera adressen" if around.site_url else "Högerklicka och kopiera länken"
    return f"## Följ kalendern\n\n{SUBSCRIBE.format(copy=copy)}\n\n{lines}"


def _files(around: Around) -> Iterable[tuple[str, PurePosixPath]]:
    yield "Alla möten och händelser", EVERYTHING
    for forum in around.catalogue.forums:
        yield say_forum(forum, around.settings), forum_file(forum)


def _subscription(name: str, file: PurePosixPath, around: Around) -> str:
    whole = around.whole(str(file))
    address = f"<br>{as_markdown(whole)}" if whole else ""
    return f"- {link_to(way(PAGE, file), name)}{address}"


def _backwards(around: Around) -> Iterator[Finding]:
    for entry in around.catalogue.entries:
        for one in occasions_of(entry):
            if one.ends_before_start:
                name = "mötet" if one.is_meeting else f"händelsen {one.title}"
                message = f"{name} slutar före sin början; sluttiden visas inte"
                where = ("end",) if one.is_meeting else ("events", one.number)
                hint = "Rätta end eller end_date överst i sidan."
                yield Finding(entry.place_of(*where), "CAL01", Severity.WARNING, message, hint)
