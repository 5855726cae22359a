"""What is new on the site and at the partners, and has not been told to those it is for.

An item goes to one place only, so that a reader of several letters gets it once: to the one
audience it was written for, or to all. What is for everyone, for several audiences, or from a
partner goes to all.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from samverka.catalogue.catalogue import last_changed
from samverka.catalogue.entry import Entry
from samverka.errors import SamverkaError
from samverka.feeds.links import shown_host
from samverka.findings import Noted
from samverka.mail.choosing.keys import page_keys, start_key
from samverka.mail.choosing.newsletter import issue_name
from samverka.mail.choosing.partners import PartnerNews, read_partner_news
from samverka.mail.choosing.told import ALL, Told
from samverka.pages.entry_list import Teller, kind_groups
from samverka.pages.header import Around
from samverka.pages.wayfinding.partner_news import TITLE as FROM_PARTNERS
from samverka.pages.wording import INVENTED, joined
from samverka.settings import FILE, Settings
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date

FIRST_WINDOW: Final = dt.timedelta(days=31)
"""How far back the first digest looks, so that a whole archive does not land in one letter."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`audience` is "" for all; `since` and `until` bound what is told by its day, inclusive."""

    audience: str = ALL
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news; `facts` are its date and the like, `address` is whole."""

    title: str
    address: str
    facts: str
    summary: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading of the site's own words."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """`is_first`: none was sent before to these readers, and `since` is only our choice.

    `waiting` counts what is new too, but goes to all and not to this one audience. `mailed` are the
    titles of recent newsletters that are left out, since all got them as letters of their own.
    """

    audience: str
    since: dt.date
    until: dt.date
    groups: tuple[Group, ...]
    is_first: bool = False
    waiting: int = 0
    mailed: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Of every group."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def start(self) -> str:
        """The key that goes with the items: older than this was never news."""
        return start_key(self.since)


def choose_digest(around: Around, told: Told, wanted: Wanted) -> Noted[Digest]:
    """Everything new within the days; `groups` is empty where there is nothing.

    Raise `SamverkaError` where the days cannot be meant.
    """
    days = _days(around.today, told, wanted)
    news = read_partner_news(around.root, around.settings.feeds, around.today)
    new = _New(around, told, days)
    is_for_all = wanted.audience == ALL
    groups = (*new.pages(), *new.partners(news.value)) if is_for_all else tuple(new.pages())
    digest = Digest(
        audience=wanted.audience,
        since=days.first,
        until=days.last,
        groups=groups,
        is_first=wanted.since is None and told.first_day(wanted.audience) is None,
        waiting=0 if is_for_all else new.waiting(news.value),
        mailed=tuple(new.mailed()),
    )
    return Noted(digest, news.findings)


def named_audience(said: str, settings: Settings) -> str:
    """An audience as the settings write it; raise `SamverkaError` where they know none such."""
    known = {one.name.casefold(): one.name for one in settings.audiences}
    if not said or said.casefold() in known:
        return known.get(said.casefold(), ALL)
    near = get_close_matches(said.casefold(), known, n=1)
    meant = f"Menade du {known[near[0]]}?" if near else f"Välj {', '.join(known.values())}."
    do = meant if known else f"Skriv målgrupperna under audiences i {FILE}."
    raise SamverkaError(f"Det finns ingen målgrupp som heter {said}.", do)


@dataclass(frozen=True, slots=True)
class _Days:
    audience: str
    first: dt.date
    last: dt.date

    def hold(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def _days(today: dt.date, told: Told, wanted: Wanted) -> _Days:
    last = wanted.until or today
    if last > today:
        raise SamverkaError(f"{last} har inte varit ännu.", "Välj en dag före eller i dag.")
    began = told.first_day(wanted.audience) or last - FIRST_WINDOW
    first = wanted.since or min(began, last)
    if first > last:
        raise SamverkaError(f"{first} ligger efter {last}.", "Byt plats på dagarna.")
    return _Days(wanted.audience, first, last)


@dataclass(frozen=True, slots=True)
class _New:
    around: Around
    told: Told
    days: _Days

    def pages(self) -> Iterator[Group]:
        keys = page_keys(self.around.catalogue)
        new = self._entries(self.days.audience)
        for group in kind_groups(new):
            items = (self._page_item(entry, keys[entry.address]) for entry in group.entries)
            yield Group(group.heading, tuple(items))

    def partners(self, news: PartnerNews) -> Iterator[Group]:
        if items := tuple(self._news(news)):
            yield Group(FROM_PARTNERS, items)

    def waiting(self, news: PartnerNews) -> int:
        pages = [one for one in self._entries(ALL) if len(set(one.audience)) != 1]
        return len(pages) + len(tuple(self._news(news)))

    def mailed(self) -> Iterator[str]:
        keys = page_keys(self.around.catalogue)
        recent = self.days.last - FIRST_WINDOW
        for entry in self.around.catalogue.of_kind(Kind.NEWSLETTER):
            if self.days.hold(entry.changed) and entry.changed and entry.changed >= recent:
                issues = self.told.issues_with(keys[entry.address], self.days.audience)
                if issue_name(entry.path) in issues:
                    yield entry.title

    def _entries(self, audience: str) -> Iterator[Entry]:
        keys = page_keys(self.around.catalogue)
        for entry in last_changed(self.around.catalogue.entries):
            is_for = audience == ALL or set(entry.audience) == {audience}
            is_new = self.days.hold(entry.changed)
            if is_for and is_new and not self.told.has(keys[entry.address], audience):
                yield entry

    def _news(self, news: PartnerNews) -> Iterator[Item]:
        for one in news.items:
            if self.days.hold(one.day) and not self.told.has(news.keys[one], ALL):
                facts = f"{format_date(one.day)} · {one.source}, på {shown_host(one.link)}"
                yield Item(one.title, one.link, facts, one.summary, news.keys[one])

    def _page_item(self, entry: Entry, keys: tuple[str, ...]) -> Item:
        teller = Teller(self.around.settings)
        invented = INVENTED if entry.invented else ""
        return Item(
            title=entry.title,
            address=self.around.whole(entry.address),
            facts=joined((teller.facts(entry), invented), " · "),
            summary=teller.text(entry),
            keys=keys,
        )
