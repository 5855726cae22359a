"""`Catalogue`: the documents of one edition of the site, and the questions asked of them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath
from typing import TypeVar

from samverka.catalogue.entry import Entry
from samverka.source.frontmatter import TrainingMatter
from samverka.source.kinds import Kind
from samverka.swedish.collation import sort_key

K = TypeVar("K")
LAST = 99
DayOf = Callable[[Entry], dt.date | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a common heading; the heading is empty where they have none."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The entries before and after one in time, or in a course."""

    previous: Entry | None = None
    next: Entry | None = None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Only what this edition publishes is in it, in the order it is read in (see `in_order`).

    Every page asks, so that an answer is worked out once: here without slots, and elsewhere with
    `lru_cache`. A catalogue is equal to itself only.
    """

    entries: tuple[Entry, ...]

    @cached_property
    def paths(self) -> frozenset[PurePosixPath]:
        """The sources behind the entries."""
        return frozenset(entry.path for entry in self.entries)

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """Newest first; undated ones last, in the order of the alphabet; training by its steps."""
        return self._kinds.get(kind, ())

    def meetings_of(self, forum: str) -> tuple[Entry, ...]:
        """Newest first."""
        return self._meetings.get(forum, ())

    @property
    def forums(self) -> tuple[str, ...]:
        """The forums that have meetings."""
        return tuple(sorted(self._meetings))

    def latest(self, count: int) -> tuple[Entry, ...]:
        """What is newest or was changed last, of everything that is dated."""
        return last_changed(self.entries)[:count]

    def pages_below(self, index: PurePosixPath) -> tuple[Entry, ...]:
        """The ordinary pages beside a folder's first page, in the order of the alphabet."""
        found = (
            entry for entry in self.of_kind(Kind.PAGE) if entry.page.is_relative_to(index.parent)
        )
        return tuple(
            sorted((one for one in found if one.page != index), key=lambda one: sort_key(one.title))
        )

    def neighbours(self, entry: Entry) -> Neighbours:
        """Of the same forum for a meeting, of the same course for training."""
        return self._neighbours.get(entry.path, Neighbours())

    def course_of(self, entry: Entry) -> tuple[Entry, ...]:
        """The modules of an entry's course, in order."""
        return self._courses.get(course_name(entry), ())

    @cached_property
    def _kinds(self) -> dict[Kind, tuple[Entry, ...]]:
        return _gathered(self.entries, lambda entry: entry.kind)

    @cached_property
    def _meetings(self) -> dict[str, tuple[Entry, ...]]:
        return _gathered(self.of_kind(Kind.MEETING), lambda entry: entry.forum)

    @cached_property
    def _courses(self) -> dict[str, tuple[Entry, ...]]:
        return _gathered(self.of_kind(Kind.TRAINING), course_name)

    @cached_property
    def _neighbours(self) -> dict[PurePosixPath, Neighbours]:
        in_time = (self.of_kind(kind) for kind in (Kind.NEWSLETTER, Kind.REVIEW))
        backwards = (row[::-1] for row in (*self._meetings.values(), *in_time))
        return {
            one.path: Neighbours(before, after)
            for row in (*backwards, *self._courses.values())
            for before, one, after in zip((None, *row), row, (*row[1:], None), strict=False)
        }


def _gathered(entries: Iterable[Entry], key_of: Callable[[Entry], K]) -> dict[K, tuple[Entry, ...]]:
    found: dict[K, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key_of(entry), []).append(entry)
    return {key: tuple(several) for key, several in found.items()}


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sorted once, so that every question only has to choose."""
    everything = tuple(entries)
    training = (entry for entry in everything if entry.kind is Kind.TRAINING)
    others = (entry for entry in everything if entry.kind is not Kind.TRAINING)
    return (*newest_first(others), *sorted(training, key=_step))


def _date(entry: Entry) -> dt.date | None:
    return entry.date


def newest_first(entries: Iterable[Entry], day_of: DayOf = _date) -> tuple[Entry, ...]:
    """Undated ones last, in the order of the alphabet."""
    by_title = sorted(entries, key=lambda entry: (sort_key(entry.title), str(entry.path)))
    dated = ((day_of(entry), entry) for entry in by_title)
    ranked = sorted(dated, key=lambda pair: -(pair[0].toordinal() if pair[0] else 0))
    return tuple(entry for _, entry in ranked)


def last_changed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with a date, the last changed first."""
    dated = (entry for entry in entries if entry.changed)
    return newest_first(dated, lambda entry: entry.changed)


def by_year(entries: Iterable[Entry], day_of: DayOf = _date) -> tuple[Group, ...]:
    """Groups in the order the entries come in; the undated have no heading."""

    def year_of(entry: Entry) -> str:
        day = day_of(entry)
        return str(day.year) if day else ""

    return tuple(Group(year, tuple(group)) for year, group in groupby(entries, key=year_of))


def by_course(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Training by course, in the order the entries come in."""
    courses = groupby(entries, key=course_name)
    return tuple(Group(course, tuple(group)) for course, group in courses)


def course_name(entry: Entry) -> str:
    """Empty where a module belongs to no course."""
    return (entry.matter.course or "") if isinstance(entry.matter, TrainingMatter) else ""


def _step(entry: Entry) -> tuple[bool, object, int, int, object]:
    matter = entry.matter
    level, order = LAST, LAST
    if isinstance(matter, TrainingMatter):
        level = LAST if matter.level is None else matter.level
        order = LAST if matter.order is None else matter.order
    course = course_name(entry)
    return not course, sort_key(course), level, order, sort_key(entry.title)
