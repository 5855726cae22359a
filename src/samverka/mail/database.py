"""The private databases below .samverka/: every change on the disk before anyone is told of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
    "PRAGMA temp_store = MEMORY",  # no copy of addresses in the system's folder for such
)


def open_database(root: Path, name: str, versions: tuple[str, ...]) -> sqlite3.Connection:
    """The database `name` of the project at `root`, for its owner only.

    `versions` are scripts of SQL, each of which makes the database of one version into that of the
    next; the first makes the first of an empty one. Transactions are the caller's: `writing`. Raise
    `SamverkaError` where the file is broken, is another database than ours, or was made by a later
    version of ours.
    """
    make_private_folder(root)
    file = root / ".samverka" / name
    file.touch(mode=0o600)
    try:
        database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    except sqlite3.DatabaseError as fault:
        raise _unusable(name, fault) from fault
    try:
        with using(database):
            for order in _SET_UP:
                database.execute(order)
            _bring_up_to_date(database, versions, name)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def using(database: sqlite3.Connection) -> Iterator[None]:
    """What SQLite cannot do within is a `SamverkaError`; one of our own mistakes is not.

    Where several databases are in use, the one that is damaged is named.
    """
    name = _name_of(database)
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as fault:
        if _code_of(fault) == sqlite3.SQLITE_CORRUPT and _is_whole(database):
            raise
        raise _unusable(name, fault) from fault


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """Everything within on the disk together, or nothing of it; `SamverkaError` on a full disk."""
    with using(database):
        try:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("COMMIT")
        finally:
            if database.in_transaction:
                database.execute("ROLLBACK")


def wipe(database: sqlite3.Connection) -> None:
    """Write the files anew, so that nothing of what was deleted is left in them.

    Raise `SamverkaError` where another program reads them meanwhile: what was deleted is gone from
    the database, but may stand in its write-ahead log until this is done again.
    """
    with using(database):
        database.execute("VACUUM")
        (is_busy, _, _) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        name = _name_of(database)
        raise SamverkaError(
            f"Det gick inte att städa .samverka/{name}: ett annat kommando läser den.",
            "Vänta tills det är klart och kör samma kommando igen.",
        )


def _name_of(database: sqlite3.Connection) -> str:
    (_, _, file), *_ = database.execute("PRAGMA database_list").fetchall()
    return Path(file).name


def _bring_up_to_date(database: sqlite3.Connection, versions: tuple[str, ...], name: str) -> None:
    if _version_of(database) == len(versions):
        _refuse_others(database, versions, name)
        return
    with writing(database):
        found = _version_of(database)
        if found > len(versions):
            raise SamverkaError(
                f".samverka/{name} är gjord av en senare version av Samverka.",
                "Uppdatera Samverka på den här datorn och kör igen.",
            )
        _refuse_others(database, versions[:found], name)
        for version in versions[found:]:
            for order in filter(str.strip, version.split(";")):
                database.execute(order)
        database.execute(f"PRAGMA user_version = {len(versions)}")


def _refuse_others(database: sqlite3.Connection, versions: tuple[str, ...], name: str) -> None:
    with closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(";".join(versions))
        if _schema_of(ours) != _schema_of(database):
            raise SamverkaError(
                f".samverka/{name} är en annan databas än den ska vara. Den är inte ändrad.", _FETCH
            )


def _schema_of(database: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """Every table, index, view and trigger."""
    rows = database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def _is_whole(database: sqlite3.Connection) -> bool:
    try:
        return bool(database.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except sqlite3.DatabaseError:
        return False


def _version_of(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


_REASONS: Final = {
    sqlite3.SQLITE_FULL: ("disken är full", "Frigör plats och kör igen. Inget har ändrats."),
    sqlite3.SQLITE_IOERR: (
        "disken svarar inte eller är full",
        "Kontrollera disken och kör igen. Inget har ändrats.",
    ),
    sqlite3.SQLITE_BUSY: (
        "ett annat kommando använder den",
        "Vänta tills det är klart och kör igen.",
    ),
    sqlite3.SQLITE_READONLY: ("du får inte skriva i den", "Kontrollera vem som äger filen."),
    sqlite3.SQLITE_CANTOPEN: ("du får inte öppna den", "Kontrollera vem som äger filen."),
}
_FETCH: Final = (
    "Hämta den från en säkerhetskopia. Ta inte bort den: den vet vem som redan har fått vad."
)
_BROKEN: Final = ("filen är skadad", _FETCH)
_PRIMARY: Final = 0xFF
"""The part of SQLite's extended result codes that tells the sort of fault."""


def _unusable(name: str, fault: sqlite3.DatabaseError) -> SamverkaError:
    reason, do = _REASONS.get(_code_of(fault), _BROKEN)
    return SamverkaError(f"Det går inte att använda .samverka/{name}: {reason} ({fault}).", do)


def _code_of(fault: sqlite3.DatabaseError) -> int:
    return int(getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & _PRIMARY
