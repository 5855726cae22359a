"""The private databases below .samverka/: every change on the disk before anyone is told of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from samverka.errors import SamverkaError
from samverka.source.private import make_private_folder

PATIENCE: Final = 10.0
"""Seconds to wait for another program that is writing."""
_SET_UP: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk when it returns
    "PRAGMA secure_delete = ON",  # what is erased leaves nothing in the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)


def open_database(root: Path, name: str, versions: tuple[str, ...]) -> sqlite3.Connection:
    """The database `name` of the project at `root`, for its owner only.

    `versions` are scripts of SQL, each of which makes the database of one version into that of the
    next; the first makes the first of an empty one. Transactions are the caller's: `writing`. Raise
    `SamverkaError` where the file is broken, or was made by a later version of ours.
    """
    make_private_folder(root)
    file = root / ".samverka" / name
    file.touch(mode=0o600)
    try:
        database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        for order in _SET_UP:
            database.execute(order)
        _bring_up_to_date(database, versions, name)
    except sqlite3.DatabaseError as fault:
        raise _unusable(name, fault) from fault
    return database


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """Everything within on the disk together, or nothing of it; `SamverkaError` on a full disk."""
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        raise _unusable(_name_of(database), fault) from fault
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def _name_of(database: sqlite3.Connection) -> str:
    (_, _, file), *_ = database.execute("PRAGMA database_list").fetchall()
    return Path(file).name


def _bring_up_to_date(database: sqlite3.Connection, versions: tuple[str, ...], name: str) -> None:
    with writing(database):
        (found,) = database.execute("PRAGMA user_version").fetchone()
        if found > len(versions):
            raise SamverkaError(
                f".samverka/{name} är gjord av en senare version av Samverka.",
                "Uppdatera Samverka på den här datorn och kör igen.",
            )
        for version in versions[found:]:
            for order in filter(str.strip, version.split(";")):
                database.execute(order)
        database.execute(f"PRAGMA user_version = {len(versions)}")


def _unusable(name: str, fault: sqlite3.DatabaseError) -> SamverkaError:
    return SamverkaError(
        f"Det går inte att läsa eller skriva .samverka/{name}: {fault}",
        "Kontrollera att disken inte är full. Är filen skadad, hämta den från en säkerhetskopia. "
        "Ta inte bort den: den vet vem som redan har fått vad.",
    )
