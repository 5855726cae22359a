"""What a digest tells is told once: noted in the transaction that begins its sending."""

import sqlite3
from collections.abc import Collection

from samverka.errors import SamverkaError
from samverka.mail.choosing.told import conflicts, digest_command, tell
from samverka.mail.letter.letter import Letter


def tell_once(database: sqlite3.Connection, letter: Letter, mailed: Collection[str] = ()) -> None:
    """With `mailed`, the keys of a newsletter that goes to all.

    Raise `SamverkaError` where another issue has told any of it to those the letter is for.
    """
    others = conflicts(database, letter.items, letter.audience)
    if others:
        raise SamverkaError(
            f"Något i brevet står redan i {', '.join(others)}, som har skickats. Inget skickades.",
            f"Gör sammanfattningen på nytt: {digest_command(letter.audience)} --new",
        )
    tell(database, (*letter.items, *mailed), letter.audience, letter.name)
