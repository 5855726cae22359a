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
    day TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""


def note_engine(database: sqlite3.Connection, issue: str, engine: str, day: dt.date) -> None:
    """Within a transaction; what was noted before stands."""
    order = "INSERT INTO handed_over VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    database.execute(order, (issue, engine, day.isoformat()))


def take_back(database: sqlite3.Connection, issue: str) -> None:
    """Within a transaction, when the engine knows nothing of the issue any more."""
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
