"""Issues that another program sends, so that they are never sent from here as well.

Noted before that program hears of the issue: what it does after that cannot be seen from here.
"""

import datetime as dt
import sqlite3
from typing import Final

from samverka.errors import SamverkaError

HANDED_OVER_TABLE: Final = """
CREATE TABLE handed_over (
    issue TEXT PRIMARY KEY,
    engine TEXT NOT NULL,
    started TEXT
) STRICT, WITHOUT ROWID
"""


def note_engine(database: sqlite3.Connection, issue: str, engine: str) -> None:
    """Within a transaction; what was noted before stands."""
    order = "INSERT INTO handed_over VALUES (?, ?, NULL) ON CONFLICT DO NOTHING"
    database.execute(order, (issue, engine))


def note_start(database: sqlite3.Connection, issue: str, day: dt.date | None) -> None:
    """Within a transaction, before the engine is told to start; None where it refused to.

    The first day stands.
    """
    started = None if day is None else day.isoformat()
    order = "UPDATE handed_over SET started = iif(? IS NULL, NULL, coalesce(started, ?))"
    database.execute(f"{order} WHERE issue = ?", (started, started, issue))


def take_back(database: sqlite3.Connection, issue: str) -> None:
    """Within a transaction, when the engine knows nothing of the issue.

    Raise `SamverkaError` where it was started: then readers have it.
    """
    row = database.execute(
        "SELECT started FROM handed_over WHERE issue = ? AND started IS NOT NULL", (issue,)
    ).fetchone()
    if row:
        raise SamverkaError(
            f"{issue} började skickas {row[0]}. Det går inte att ta tillbaka.",
            "Skriv ett nytt brev om något ska rättas.",
        )
    database.execute("DELETE FROM handed_over WHERE issue = ?", (issue,))


def engine_of(database: sqlite3.Connection, issue: str) -> str:
    """Its name; empty where the issue was handed over to nobody."""
    order = "SELECT engine FROM handed_over WHERE issue = ?"
    row = database.execute(order, (issue,)).fetchone()
    return str(row[0]) if row else ""


def refuse_handed_over(database: sqlite3.Connection, issue: str) -> None:
    """Raise `SamverkaError` where another program sends the issue; asked before it is begun."""
    engine = engine_of(database, issue)
    if engine:
        raise SamverkaError(
            f"{issue} är överlämnat till {engine}. Skickas det härifrån också kan någon få det "
            "två gånger.",
            f"Skicka med --engine {engine}. Vill du skicka härifrån: ta bort kampanjen i {engine} "
            f"och kör samma kommando med --engine {engine} --take-back först.",
        )
