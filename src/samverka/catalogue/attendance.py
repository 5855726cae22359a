"""Which organisations have been at which meetings: of organisations, never of persons."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.source.frontmatter import Attendee, MeetingMatter
from samverka.swedish.collation import sort_key
from samverka.swedish.names import Organisations


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation, and whether somebody from it was at each meeting of the year."""

    organisation: str
    was_there: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ForumYear:
    """`meetings` are those whose notes say where people came from, oldest first.

    `untold` is how many of the year's meetings do not say it.
    """

    forum: str
    year: int
    meetings: tuple[Entry, ...]
    rows: tuple[Row, ...]
    untold: int


def attendance(catalogue: Catalogue, known: Organisations) -> tuple[ForumYear, ...]:
    """Per forum, newest year first; a year where nothing is told is left out."""
    return tuple(year for forum in catalogue.forums for year in _years(catalogue, forum, known))


def _years(catalogue: Catalogue, forum: str, known: Organisations) -> Iterator[ForumYear]:
    meetings = [one for one in catalogue.meetings_of(forum) if one.date]
    for year, group in groupby(meetings, key=lambda one: one.date.year if one.date else 0):
        everything = tuple(group)[::-1]
        told = tuple(one for one in everything if _organisations(_present(one), known))
        rows = tuple(_rows(told, known))
        if rows:
            yield ForumYear(forum, year, told, rows, len(everything) - len(told))


def _rows(meetings: tuple[Entry, ...], known: Organisations) -> Iterator[Row]:
    present = [_organisations(_present(one), known) for one in meetings]
    absent = [_organisations(_absent(one), known) for one in meetings]
    for name in sorted(frozenset().union(*present, *absent), key=sort_key):
        yield Row(name, tuple(name in there for there in present))


def _organisations(persons: tuple[Attendee, ...], known: Organisations) -> frozenset[str]:
    """By the name the settings prefer; one they do not know as the notes write it."""
    said = (" ".join((one.organisation or "").split()) for one in persons)
    named = ((known.named(text), text) for text in said if text)
    return frozenset(found.name if found else text for found, text in named)


def _present(entry: Entry) -> tuple[Attendee, ...]:
    return entry.matter.present if isinstance(entry.matter, MeetingMatter) else ()


def _absent(entry: Entry) -> tuple[Attendee, ...]:
    return entry.matter.absent if isinstance(entry.matter, MeetingMatter) else ()
