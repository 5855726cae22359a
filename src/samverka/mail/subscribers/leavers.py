"""Those who left by the web: a database with keys and days only, wherever the app runs.

It is not the register: the app's server has none, and one who leaves, asks for letters anew and
leaves again has to be known by the last of those days.
"""

import datetime as dt
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.database import open_database, using, writing
from samverka.source.private import PRIVATE

FILE: Final = "leavers.sqlite"
_VERSIONS: Final = (
    "CREATE TABLE leaver (key TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID;",
)
_MAGIC: Final = b"SQLite format 3\0"
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def note_leaver(root: Path, key: str, day: dt.date) -> None:
    """On the disk when this returns; `SamverkaError` where it cannot be.

    When nobody else has the database open, all of it then stands in the one file.
    """
    order = (
        "INSERT INTO leaver VALUES (?, ?) ON CONFLICT DO UPDATE SET day = max(day, excluded.day)"
    )
    with closing(open_database(root, FILE, _VERSIONS)) as database, writing(database):
        database.execute(order, (key, day.isoformat()))


def own_leavers(root: Path) -> Mapping[str, dt.date]:
    """As `read_leavers`, of the app that runs in this project; empty where none does."""
    if not (root / PRIVATE / FILE).is_file():
        return {}
    with closing(open_database(root, FILE, _VERSIONS)) as database, using(database):
        return _leavers_in(database)


def is_database(path: Path) -> bool:
    """Whether it is a file of SQLite, of whatever sort."""
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def read_leavers(path: Path) -> Mapping[str, dt.date]:
    """The keys and the last days they left, of a copy from the server; the file is not touched.

    Raise `SamverkaError` where it is another database, or broken.
    """
    with TemporaryDirectory(prefix="samverka-") as folder:
        copy = Path(folder, FILE)
        for end in ("", "-wal"):
            part = path.with_name(path.name + end)
            if part.is_file():
                shutil.copyfile(part, copy.with_name(copy.name + end))
        try:
            with closing(sqlite3.connect(copy)) as database:
                return _leavers_in(database)
        except (sqlite3.DatabaseError, ValueError, TypeError):
            raise SamverkaError(
                f"{path} är inte databasen från sidan där man slutar prenumerera, eller är skadad.",
                f"Hämta .samverka/{FILE} från servern en gång till.",
            ) from None


def _leavers_in(database: sqlite3.Connection) -> Mapping[str, dt.date]:
    database.execute("PRAGMA trusted_schema = OFF")
    kind = database.execute("SELECT type FROM sqlite_schema WHERE name = 'leaver'").fetchone()
    if kind != ("table",):
        raise ValueError("no such table")
    rows = database.execute("SELECT key, day FROM leaver ORDER BY key")
    return {key: dt.date.fromisoformat(day) for key, day in rows if _KEY.fullmatch(key)}
