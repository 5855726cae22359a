"""What happens and when: the meetings, and the events that any entry announces."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from uuid import UUID, uuid5

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.source.frontmatter import Event, MeetingMatter

_OURS: Final = UUID("6f0c6e0e-2f0b-4c1d-9d3a-0d7f5f3b9a51")
"""The name space of our identities (RFC 9562, 5.5)."""
_MEETING: Final = "\0"
"""No event has this name."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting or an event, in Swedish local time.

    `title` is empty for a meeting, whose name is its forum's. `entry` is the one that told of it
    first. `last` is `first` where it lasts one day; times are written 08:30. `uid` follows from
    the entry's path and the title, so that it stays when the day is moved. With
    `ends_before_start`, the end as written lies before the start and is left out. `number` is the
    event's position in the entry's list of events.
    """

    entry: Entry
    uid: str
    title: str
    first: dt.date
    last: dt.date
    start: str | None = None
    end: str | None = None
    place: str = ""
    contact: str = ""
    is_meeting: bool = False
    ends_before_start: bool = False
    number: int = 0

    def is_over(self, today: dt.date) -> bool:
        """From the day after its last."""
        return self.last < today

    @property
    def is_all_day(self) -> bool:
        """True too where only one end of several days has its time."""
        return self.start is None or (self.last > self.first and self.end is None)

    @property
    def sameness(self) -> tuple[object, ...]:
        """Equal for the same event told of by several entries; a meeting is only itself."""
        named = str(self.entry.path) if self.is_meeting else " ".join(self.title.casefold().split())
        return self.is_meeting, named, self.first, self.last, self.start, self.end


def occasions_of(entry: Entry) -> tuple[Occasion, ...]:
    """The meeting where the entry is one, then the events it announces, as they stand."""
    return (*_meeting(entry), *_events(entry))


@lru_cache(1)
def occasions(catalogue: Catalogue) -> tuple[Occasion, ...]:
    """Everything that happens, once each, the earliest first."""
    return tuple(sorted(_first(catalogue).values(), key=_order))


def first_told(one: Occasion, catalogue: Catalogue) -> Occasion:
    """The same occasion as the entry that told of it first has it."""
    return _first(catalogue).get(one.sameness, one)


@lru_cache(1)
def _first(catalogue: Catalogue) -> Mapping[tuple[object, ...], Occasion]:
    """By their sameness, as told first; every page with events asks."""
    first: dict[tuple[object, ...], Occasion] = {}
    for entry in sorted(catalogue.entries, key=_age):
        for one in occasions_of(entry):
            first.setdefault(one.sameness, one)
    return first


def _age(entry: Entry) -> tuple[dt.date, str]:
    return entry.date or dt.date.max, str(entry.path)


def _order(one: Occasion) -> tuple[dt.date, str, dt.date, str, str]:
    return one.first, one.start or "", one.last, one.title, one.uid


def _meeting(entry: Entry) -> Iterator[Occasion]:
    if isinstance(entry.matter, MeetingMatter):
        matter = entry.matter
        start, end = matter.start, matter.end
        backwards = start is not None and end is not None and end < start
        yield Occasion(
            entry=entry,
            uid=_uid(entry, _MEETING, 0),
            title="",
            first=matter.date,
            last=matter.date,
            start=start,
            end=None if backwards else end,
            place=matter.place or "",
            is_meeting=True,
            ends_before_start=backwards,
        )


def _events(entry: Entry) -> Iterator[Occasion]:
    seen: Counter[str] = Counter()
    for number, event in enumerate(entry.matter.events):
        occasion = _event(entry, event, seen[event.title])
        yield replace(occasion, number=number)
        seen[event.title] += 1


def _event(entry: Entry, event: Event, number: int) -> Occasion:
    last = event.end_date or event.date
    start, end = event.start, event.end
    times_turned = last == event.date and start is not None and end is not None and end < start
    days_turned = last < event.date
    return Occasion(
        entry=entry,
        uid=_uid(entry, event.title, number),
        title=event.title,
        first=event.date,
        last=max(last, event.date),
        start=start,
        end=None if times_turned or days_turned else end,
        place=event.place or "",
        contact=event.contact or "",
        ends_before_start=times_turned or days_turned,
    )


def _uid(entry: Entry, title: str, number: int) -> str:
    """`number` counts the events of the same title on one page."""
    return str(uuid5(_OURS, f"{entry.path}\n{title}\n{number}"))
