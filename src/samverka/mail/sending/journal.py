"""The journal: which letter went to whom, kept so that no break makes anyone get it twice.

Each delivery goes from `waiting` to `intended`, on the disk before the first byte of its message
leaves, and from there to `sent`. Whatever dies in between leaves `intended`, which is in doubt:
nobody sends it again before the mail server's log, or a human, has said what became of it.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from samverka.mail.choosing.told_table import TOLD_TABLE
from samverka.mail.database import open_database, using, wipe, writing
from samverka.mail.sending.handed_over import HANDED_OVER_TABLE, refuse_handed_over
from samverka.mail.sending.journal_tables import JOURNAL_TABLES

NAME: Final = "journal.sqlite"
PAGE: Final = 500
"""Deliveries read at a time."""

VERSIONS: Final = (JOURNAL_TABLES, TOLD_TABLE, HANDED_OVER_TABLE)
_ISSUE: Final = (
    "name, subject, readers, fingerprint, template, mark, sender, begun, starts, expires"
)
_DELIVERY: Final = "key, address, message_id, date, state, session, code, words, changed"

_NOTE: Final = """
UPDATE delivery SET state = ?1, code = ?2, changed = ?4, session = coalesce(?5, session),
    words = iif(address = '' OR ?1 IN ('sent', 'left'), '', ?3),
    address = iif(?1 IN ('sent', 'left'), '', address)
WHERE issue = ?6 AND key = ?7
"""
"""The address of one who got the letter, or left, is needed no more: it goes."""


class State(StrEnum):
    """What is known of one delivery; `HELD` and `INTENDED` are in doubt, `LEFT` never got it."""

    WAITING = "waiting"
    INTENDED = "intended"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    LEFT = "left"


IN_DOUBT: Final = (State.INTENDED, State.HELD)
REMAINING: Final = (State.WAITING, *IN_DOUBT)


@dataclass(frozen=True, slots=True)
class Frozen:
    """An issue as it is sent, whatever happens to its folder in the outbox afterwards.

    `readers` says in words who it is for, `fingerprint` stands for what they see of it.
    `template` is the whole message of `mail/sending/message.py`, `mark` what stands in it for a
    reader's way out, `sender` the envelope's. Nothing is sent before `starts` or after `expires`.
    """

    name: str
    subject: str
    readers: str
    fingerprint: str
    template: bytes
    mark: str
    sender: str
    begun: dt.datetime
    starts: dt.datetime | None = None
    expires: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter to one reader; `date` is its header's (RFC 5322), `changed` when it got its state.

    `code` and `words` are the mail server's last answer, `session` the run that intended it.
    """

    key: str
    address: str
    message_id: str
    date: str
    state: State = State.WAITING
    session: int | None = None
    code: int = 0
    words: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a delivery."""

    key: str
    state: State
    code: int = 0
    words: str = ""
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one recipient's key says of one issue; `address` is empty where it was erased."""

    issue: str
    state: State
    changed: str
    address: str


Also = Callable[[sqlite3.Connection], None]


class Journal:
    """All issues that were begun."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def issue(self, name: str) -> Frozen | None:
        """None where it was never begun."""
        row = self.database.execute(
            f"SELECT {_ISSUE} FROM issue WHERE name = ?",  # noqa: S608  names only
            (name,),
        ).fetchone()
        return None if row is None else Frozen(*row[:-3], *map(_moment, row[-3:]))

    def begin(
        self, issue: Frozen, deliveries: Iterable[Delivery], also: Also = lambda _database: None
    ) -> None:
        """All of it on the disk with what `also` writes, or nothing.

        Raise `SamverkaError` where another program sends the issue.
        """
        times = (issue.begun, issue.starts, issue.expires)
        with writing(self.database):
            refuse_handed_over(self.database, issue.name)
            self.database.execute(
                "INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(issue.name, issue.subject, issue.readers, issue.fingerprint),
                    *(issue.template, issue.mark, issue.sender),
                    *(time and time.isoformat() for time in times),
                ),
            )
            self._write(issue.name, deliveries)
            also(self.database)

    def add(self, name: str, deliveries: Iterable[Delivery], also: Also) -> None:
        """More readers of an issue that was begun; none of them may be in it already."""
        with writing(self.database):
            self._write(name, deliveries)
            also(self.database)

    def _write(self, name: str, deliveries: Iterable[Delivery]) -> None:
        self.database.executemany(
            "INSERT INTO delivery (issue, key, address, message_id, date, state)"
            " VALUES (?, ?, ?, ?, ?, 'waiting')",
            ((name, one.key, one.address, one.message_id, one.date) for one in deliveries),
        )

    def begin_session(self, name: str, begun: dt.datetime, log_mark: str | None) -> int:
        """Before anything is intended; `log_mark` is where the mail server's log stood then."""
        with writing(self.database):
            number = self.database.execute(
                "INSERT INTO session (issue, begun, log_mark) VALUES (?, ?, ?)",
                (name, begun.isoformat(), log_mark),
            ).lastrowid
        return int(number or 0)

    def log_mark(self, session: int) -> str | None:
        """What `begin_session` was given."""
        row: tuple[str | None] | None = self.database.execute(
            "SELECT log_mark FROM session WHERE number = ?", (session,)
        ).fetchone()
        return None if row is None else row[0]

    def note(self, name: str, changes: Sequence[Change], now: dt.datetime) -> None:
        """On the disk, all together, when this returns; raise `SamverkaError` where it is full."""
        moment = now.isoformat(timespec="seconds")
        with writing(self.database):
            self.database.executemany(
                _NOTE, ((*_told(one), moment, one.session, name, one.key) for one in changes)
            )

    def set_times(self, name: str, starts: dt.datetime | None, expires: dt.datetime | None) -> None:
        """A new schedule for what remains."""
        with writing(self.database):
            self.database.execute(
                "UPDATE issue SET starts = ?, expires = ? WHERE name = ?",
                (starts and starts.isoformat(), expires and expires.isoformat(), name),
            )

    def counts(self, name: str) -> Mapping[State, int]:
        """How many are in each state; every state has its number."""
        found = self.database.execute(
            "SELECT state, count(*) FROM delivery WHERE issue = ? GROUP BY state", (name,)
        )
        return dict.fromkeys(State, 0) | {State(state): count for state, count in found}

    def last_change(self, name: str) -> dt.datetime | None:
        """When anything was last learnt of a delivery."""
        (last,) = self.database.execute(
            "SELECT max(changed) FROM delivery WHERE issue = ?", (name,)
        ).fetchone()
        return _moment(last or None)

    def deliveries(self, name: str, *states: State) -> Iterator[Delivery]:
        """In the order of their keys, as they are when each page of them is read."""
        last = ""
        asked = ", ".join("?" * len(states))
        order = (
            f"SELECT {_DELIVERY} FROM delivery"  # noqa: S608  only names and question marks
            f" WHERE issue = ? AND key > ? AND state IN ({asked}) ORDER BY key LIMIT {PAGE}"
        )
        while rows := self.database.execute(order, (name, last, *states)).fetchall():
            yield from map(_delivery, rows)
            last = rows[-1][0]

    def keys(self, name: str) -> frozenset[str]:
        """Everyone the issue was meant for."""
        rows = self.database.execute("SELECT key FROM delivery WHERE issue = ?", (name,))
        return frozenset(key for (key,) in rows)

    def history(self, key: str) -> tuple[Chapter, ...]:
        """What was sent to one reader, oldest first."""
        rows = self.database.execute(
            "SELECT issue, state, changed, address FROM delivery WHERE key = ?"
            " ORDER BY changed, issue",
            (key,),
        )
        return tuple(Chapter(issue, State(state), *rest) for issue, state, *rest in rows)

    def forget(self, keys: Collection[str]) -> None:
        """No byte of their addresses is left, and nothing is sent them; raises as `wipe` does."""
        with writing(self.database):
            self.database.executemany(
                "UPDATE delivery SET address = '', words = '',"
                " state = iif(state = 'waiting', 'left', state) WHERE key = ?",
                ((key,) for key in keys),
            )
        wipe(self.database)


@contextmanager
def open_journal(root: Path) -> Iterator[Journal]:
    """The journal of the project at `root`; raise `SamverkaError` where it cannot be used."""
    with closing(open_database(root, NAME, VERSIONS)) as database, using(database):
        yield Journal(database)


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _told(change: Change) -> tuple[str, int, str]:
    return (change.state, change.code, change.words)


def _delivery(row: Sequence[object]) -> Delivery:
    key, address, message_id, date, state, *rest = row
    return Delivery(key, address, message_id, date, State(str(state)), *rest)  # type: ignore[arg-type]
