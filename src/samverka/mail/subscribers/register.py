"""Who gets letters and who must not: a private database below .samverka/."""

import datetime as dt
import secrets
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.database import open_database, using, wipe, writing
from samverka.mail.subscribers.addresses import normalise
from samverka.mail.subscribers.recipient import Recipient, key_of
from samverka.mail.subscribers.subscriber import Outcome, Reason, Signup, Subscriber, Suppression
from samverka.swedish.dates import format_date

FILE: Final = "subscribers.sqlite"
VERSIONS: Final = (
    """
    CREATE TABLE salt (value BLOB NOT NULL) STRICT;
    CREATE TABLE subscriber (
        key TEXT PRIMARY KEY,
        address TEXT NOT NULL,
        consent TEXT NOT NULL,
        source TEXT NOT NULL,
        added TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE choice (
        key TEXT NOT NULL REFERENCES subscriber ON DELETE CASCADE,
        audience TEXT NOT NULL,
        PRIMARY KEY (key, audience)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE suppression (
        key TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
)
_SALT_BYTES: Final = 32


class Register:
    """The subscribers, and the keys of those who have left; `open_register` makes it."""

    def __init__(self, database: sqlite3.Connection, salt: bytes) -> None:
        self._database = database
        self.salt = salt
        """Random, and the project's own: without it the keys say nothing of the addresses."""

    def recipient_of(self, address: str) -> Recipient:
        """Whether it subscribes or not; raise `ValueError`, in Swedish, where it is no address."""
        normalised = normalise(address)
        return Recipient(normalised, key_of(normalised, self.salt))

    def recipients(self, audience: str = "") -> tuple[Recipient, ...]:
        """Those who get what is for `audience`, or for all, sorted by key."""
        order = "SELECT address, key FROM subscriber ORDER BY key"
        if not audience:
            return tuple(Recipient(*row) for row in self._database.execute(order))
        order = """
            SELECT address, key FROM subscriber AS one
            WHERE NOT EXISTS (SELECT 1 FROM choice WHERE key = one.key)
                OR EXISTS (SELECT 1 FROM choice WHERE key = one.key AND audience = ?)
            ORDER BY key
        """
        return tuple(Recipient(*row) for row in self._database.execute(order, (audience,)))

    def subscribers(self) -> tuple[Subscriber, ...]:
        """Everyone, sorted by key."""
        choices: dict[str, set[str]] = {}
        for key, audience in self._database.execute("SELECT key, audience FROM choice"):
            choices.setdefault(key, set()).add(audience)
        rows = self._database.execute(f"{_ROW} ORDER BY key")
        return tuple(_subscriber(row, choices.get(row[0], ())) for row in rows)

    def subscriber(self, key: str) -> Subscriber | None:
        """What is kept of one; None where the key is nobody's."""
        row = self._database.execute(f"{_ROW} WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        order = "SELECT audience FROM choice WHERE key = ?"
        return _subscriber(row, [audience for (audience,) in self._database.execute(order, (key,))])

    def has_address(self, address: str) -> bool:
        """Raise `ValueError`, in Swedish, where it is no address."""
        return self.subscriber(self.recipient_of(address).key) is not None

    def is_suppressed(self, key: str) -> bool:
        """Whether this one must get no letters."""
        order = "SELECT 1 FROM suppression WHERE key = ?"
        return self._database.execute(order, (key,)).fetchone() is not None

    def suppressed(self) -> Mapping[str, Suppression]:
        """By key."""
        rows = self._database.execute("SELECT key, reason, day FROM suppression ORDER BY key")
        return {key: _suppression(reason, day) for key, reason, day in rows}

    def suppress(self, keys: Iterable[str], reason: Reason | str, day: dt.date) -> tuple[str, ...]:
        """Take the subscribers away and let nothing of them return; the keys that were new.

        A key that is suppressed already keeps its first reason and day; but what is erased is kept
        as erased, which tells nothing of why.
        """
        wanted = tuple(dict.fromkeys(keys))
        row = (Reason(reason).value, day.isoformat())
        with writing(self._database):
            new = tuple(key for key in wanted if not self.is_suppressed(key))
            self._forget(wanted)
            self._database.executemany(
                "INSERT INTO suppression VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                ((key, *row) for key in wanted),
            )
            if reason == Reason.ERASED:
                order = "UPDATE suppression SET reason = ?, day = ? WHERE key = ?"
                self._database.executemany(order, ((*row, key) for key in wanted))
        return new

    def suppress_each(self, gone: Mapping[str, dt.date], reason: Reason) -> None:
        """As `suppress`, each with its own day."""
        for day in sorted(set(gone.values())):
            self.suppress([key for key, told in gone.items() if told == day], reason, day)

    def add(self, signups: Iterable[Signup], day: dt.date) -> Counter[Outcome]:
        """All together, or none where it is broken off; nobody who has left is brought back.

        One who is there keeps consent and source, unless the signup brings new audiences.
        """
        outcomes = Counter[Outcome]()
        with writing(self._database):
            for signup in signups:
                outcome, subscriber = self._plan(signup, day)
                outcomes[outcome] += 1
                if subscriber is not None:
                    self._replace(subscriber)
        return outcomes

    def would_add(self, signups: Iterable[Signup], day: dt.date) -> Counter[Outcome]:
        """What `add` would answer for signups of one address each; nothing is written."""
        return Counter(self._plan(signup, day)[0] for signup in signups)

    def add_again(self, signup: Signup, day: dt.date) -> None:
        """One who asked anew: this choice and consent in the place of all before.

        Raise `SamverkaError` where the consent is older than the day the reader left.
        """
        key = self.recipient_of(signup.address).key
        with writing(self._database):
            left = self.suppressed().get(key)
            if left is not None and signup.consent < left.day:
                raise SamverkaError(
                    f"Samtycket är från {format_date(signup.consent)}, "
                    f"men adressen togs bort {format_date(left.day)}.",
                    "Skriv dagen då personen bad om brev igen, med --consent.",
                )
            self._database.execute("DELETE FROM suppression WHERE key = ?", (key,))
            self._replace(Subscriber(key, signup, day))

    def wipe(self) -> None:
        """Nothing of what was taken away is left in the files; `SamverkaError` as `wipe`."""
        wipe(self._database)

    def _plan(self, signup: Signup, day: dt.date) -> tuple[Outcome, Subscriber | None]:
        """None where nothing is to be written."""
        key = self.recipient_of(signup.address).key
        if self.is_suppressed(key):
            return Outcome.SUPPRESSED, None
        found = self.subscriber(key)
        if found is None:
            return Outcome.NEW, Subscriber(key, signup, day)
        wider = found.signup.with_more(signup)
        if wider == found.signup:
            return Outcome.UNCHANGED, None
        return Outcome.WIDENED, replace(found, signup=wider)

    def _replace(self, one: Subscriber) -> None:
        self._forget((one.key,))
        signup = one.signup
        row = (one.key, signup.address, signup.consent.isoformat(), signup.source)
        self._database.execute(
            "INSERT INTO subscriber VALUES (?, ?, ?, ?, ?)", (*row, one.added.isoformat())
        )
        choices = ((one.key, audience) for audience in sorted(signup.audiences))
        self._database.executemany("INSERT INTO choice VALUES (?, ?)", choices)

    def _forget(self, keys: Collection[str]) -> None:
        rows = [(key,) for key in keys]
        self._database.executemany("DELETE FROM subscriber WHERE key = ?", rows)


@contextmanager
def open_register(root: Path) -> Iterator[Register]:
    """Closed at the end; raise `SamverkaError` where the database cannot be used."""
    with closing(open_database(root, FILE, VERSIONS)) as database, using(database):
        yield Register(database, _salt(database))


def _salt(database: sqlite3.Connection) -> bytes:
    if (salt := _kept_salt(database)) is not None:
        return salt
    with writing(database):
        salt = _kept_salt(database)
        if salt is None:
            salt = secrets.token_bytes(_SALT_BYTES)
            database.execute("INSERT INTO salt VALUES (?)", (salt,))
    return salt


def _kept_salt(database: sqlite3.Connection) -> bytes | None:
    row = database.execute("SELECT value FROM salt").fetchone()
    return None if row is None else bytes(row[0])


_ROW: Final = "SELECT key, address, consent, source, added FROM subscriber"


def _subscriber(row: tuple[str, str, str, str, str], audiences: Iterable[str]) -> Subscriber:
    key, address, consent, source, added = row
    signup = Signup(address, frozenset(audiences), dt.date.fromisoformat(consent), source)
    return Subscriber(key, signup, dt.date.fromisoformat(added))


def _suppression(reason: str, day: str) -> Suppression:
    return Suppression(Reason(reason), dt.date.fromisoformat(day))
