"""What a digest tells is told once: noted in the transaction that begins its sending."""

import sqlite3

from samverka.errors import SamverkaError
from samverka.mail.choosing.told import conflicts, tell
from samverka.mail.letter.letter import Letter


def tell_once(database: sqlite3.Connection, letter: Letter) -> None:
    """Raise `SamverkaError` where another issue has told any of it to those the letter is for."""
    others = conflicts(database, letter.items, letter.audience)
    if others:
        raise SamverkaError(
            f"Något i brevet står redan i {', '.join(others)}, som har skickats. Inget skickades.",
            "Gör sammanfattningen på nytt: samverka digest --new",
        )
    tell(database, letter.items, letter.audience, letter.name)
