"""The menu below each section, from the catalogue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue, Group, by_course, by_year
from samverka.catalogue.entry import Entry
from samverka.pages.indicators.order import indicators_in
from samverka.pages.sections import forum_page, section_page
from samverka.pages.wording import capitalised, say_forum, say_month
from samverka.settings import Settings
from samverka.source.kinds import Kind
from samverka.swedish.collation import sort_key
from samverka.swedish.dates import format_date

LONGEST_FLAT: Final = 12
Grouping = Callable[[Iterable[Entry]], tuple[Group, ...]]


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
        return _in_groups(catalogue.of_kind(Kind.NEWSLETTER), by_year)
    if page == section_page(Kind.MEETING):
        forums = sorted(catalogue.forums, key=lambda forum: sort_key(say_forum(forum, settings)))
        return tuple(_forum(forum, catalogue, settings) for forum in forums)
    if page == section_page(Kind.TRAINING):
        return _in_groups(catalogue.of_kind(Kind.TRAINING), by_course)
    if page == section_page(Kind.REVIEW):
        return _in_groups(catalogue.of_kind(Kind.REVIEW), by_year)
    if page == section_page(Kind.INDICATOR):
        return _items(indicators_in(catalogue))
    return tuple(_item(entry) for entry in catalogue.pages_below(page))


def _forum(forum: str, catalogue: Catalogue, settings: Settings) -> MenuItem:
    meetings = catalogue.meetings_of(forum)
    return MenuItem(say_forum(forum, settings), forum_page(forum), _in_groups(meetings, by_year))


def _in_groups(entries: tuple[Entry, ...], group: Grouping) -> tuple[MenuItem, ...]:
    """A long list folded, for only the group a page stands in is printed on it."""
    if len(entries) <= LONGEST_FLAT:
        return _items(entries)
    return tuple(item for one in group(entries) for item in _group(one))


def _group(group: Group) -> tuple[MenuItem, ...]:
    items = _items(group.entries)
    return (MenuItem(group.heading, None, items),) if group.heading else items


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
