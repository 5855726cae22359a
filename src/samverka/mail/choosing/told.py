"""What digests have told, and to whom: kept in the journal, written only when a sending begins.

What was told to all was told to every audience; what was told to one audience was not told to the
others. But what goes to all leaves out what anybody was told: an item goes to all or to the one
audience it was written for, so that no reader gets it twice.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from samverka.mail.choosing.keys import Key, Sort, parse_key

ALL: Final = ""
"""The audience of what goes to everyone."""


def digest_command(audience: str) -> str:
    """What makes the digest for those readers, as it is typed."""
    return f'samverka digest --audience "{audience}"' if audience else "samverka digest"


@dataclass(frozen=True, slots=True)
class Telling:
    """One key that was told, to whom, and in which issue."""

    key: Key
    audience: str
    issue: str

    def concerns(self, audience: str) -> bool:
        """Whether it keeps a digest for `audience` from telling it again."""
        return ALL in (self.audience, audience) or self.audience == audience


class Told:
    """Everything that was told; nothing of it where there is no journal yet."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self._by_name: defaultdict[tuple[Sort, str], list[Telling]] = defaultdict(list)
        for one in tellings:
            self._by_name[one.key.sort, one.key.name].append(one)
        every = [one for several in self._by_name.values() for one in several]
        self.issues = frozenset(one.issue for one in every)
        """The issues whose sending has begun."""
        self._starts = [one for one in every if one.key.sort is Sort.START]

    def has(self, keys: Iterable[str], audience: str) -> bool:
        """Whether an item of these keys was told to any of those a digest for `audience` is for."""
        return next(self.issues_with(keys, audience), None) is not None

    def issues_with(self, keys: Iterable[str], audience: str) -> Iterator[str]:
        """The issues that told it, some of them several times."""
        for key in map(parse_key, keys):
            for one in self._by_name.get((key.sort, key.name), ()):
                if key.is_told_by(one.key) and one.concerns(audience):
                    yield one.issue

    def first_day(self, audience: str) -> dt.date | None:
        """Where the digests for `audience` began; None before the first. Those for all count."""
        own = (one.key.day for one in self._starts if one.audience in {ALL, audience})
        return min(filter(None, own), default=None)


def read_told(database: sqlite3.Connection) -> Told:
    """What the journal knows."""
    rows = database.execute("SELECT item, audience, issue FROM told ORDER BY issue, item, audience")
    return Told(Telling(parse_key(item), audience, issue) for item, audience, issue in rows)


def tell(database: sqlite3.Connection, items: Collection[str], audience: str, issue: str) -> None:
    """Within the transaction that begins the sending of `issue` to `audience`, "" for all.

    `items` are those of the letter. Never for a test or a preview.
    """
    database.executemany(
        "INSERT OR IGNORE INTO told (item, audience, issue) VALUES (?, ?, ?)",
        ((str(parse_key(item)), audience, issue) for item in items),
    )


def untell(database: sqlite3.Connection, issue: str) -> None:
    """Within a transaction: what the issue told is new again, since nobody got it."""
    database.execute("DELETE FROM told WHERE issue = ?", (issue,))


def conflicts(
    database: sqlite3.Connection, items: Collection[str], audience: str
) -> tuple[str, ...]:
    """The names of the issues that have told any of it already; asked in the same transaction.

    Empty where there are none, and for what is no digest.
    """
    if not items:
        return ()
    return tuple(sorted(set(read_told(database).issues_with(items, audience))))
