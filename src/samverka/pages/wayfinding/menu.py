"""The menu below each section, from the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue, Group, by_year
from samverka.catalogue.entry import Entry
from samverka.pages.indicators.order import indicators_in
from samverka.pages.sections import forum_page, section_page
from samverka.pages.wording import capitalised, say_forum, say_month
from samverka.settings import Settings
from samverka.source.kinds import Kind
from samverka.swedish.collation import sort_key
from samverka.swedish.dates import format_date

LONGEST_FLAT: Final = 12


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page, or a heading over others, or both."""

    title: str
    page: PurePosixPath | None = None
    items: tuple["MenuItem", ...] = ()


def menu_below(
    page: PurePosixPath, catalogue: Catalogue, settings: Settings
) -> tuple[MenuItem, ...]:
    """What stands below a section's first page, which is `page`."""
    if page == section_page(Kind.NEWSLETTER):
        return _by_year(catalogue.of_kind(Kind.NEWSLETTER))
    if page == section_page(Kind.MEETING):
        forums = sorted(catalogue.forums, key=lambda forum: sort_key(say_forum(forum, settings)))
        return tuple(_forum(forum, catalogue, settings) for forum in forums)
    if page == section_page(Kind.TRAINING):
        return tuple(_item(entry) for entry in catalogue.of_kind(Kind.TRAINING))
    if page == section_page(Kind.REVIEW):
        return tuple(_item(entry) for entry in catalogue.of_kind(Kind.REVIEW))
    if page == section_page(Kind.INDICATOR):
        return _items(indicators_in(catalogue))
    return tuple(_item(entry) for entry in catalogue.pages_below(page))


def _forum(forum: str, catalogue: Catalogue, settings: Settings) -> MenuItem:
    meetings = catalogue.meetings_of(forum)
    return MenuItem(say_forum(forum, settings), forum_page(forum), _by_year(meetings))


def _by_year(entries: tuple[Entry, ...]) -> tuple[MenuItem, ...]:
    if len(entries) <= LONGEST_FLAT:
        return _items(entries)
    return tuple(_year(group) for group in by_year(entries))


def _year(group: Group) -> MenuItem:
    return MenuItem(group.heading, None, _items(group.entries))


def _items(entries: Iterable[Entry]) -> tuple[MenuItem, ...]:
    return tuple(_item(entry) for entry in entries)


def _item(entry: Entry) -> MenuItem:
    return MenuItem(_short_title(entry), entry.page)


def _short_title(entry: Entry) -> str:
    if entry.date and entry.kind is Kind.NEWSLETTER:
        return say_month(entry.date)
    if entry.date and entry.kind is Kind.MEETING:
        return capitalised(format_date(entry.date))
    return entry.title
