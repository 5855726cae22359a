"""What an editor should know of a letter before it is sent."""

from collections.abc import Iterator
from typing import Final

from samverka.findings import Finding, Place, Severity
from samverka.mail.letter.letter import Letter

CLIPPED: Final = 102 * 1024
"""Bytes of HTML that Gmail shows before it cuts a letter."""
SHOWN_SUBJECT: Final = 60
"""Characters of a subject that most programs show in their lists."""


def size_of(letter: Letter) -> int:
    """Bytes of the HTML, as Gmail counts them."""
    return len(letter.html.encode())


def remark_on(letter: Letter) -> tuple[Finding, ...]:
    """What shows in every letter, whatever it is about."""
    return tuple(_remarks(letter))


def _remarks(letter: Letter) -> Iterator[Finding]:
    place = Place(str(letter.source.path))
    if len(letter.subject) > SHOWN_SUBJECT:
        yield Finding(
            place,
            "BREV11",
            Severity.NOTE,
            f"ämnesraden är {len(letter.subject)} tecken; många ser bara de första {SHOWN_SUBJECT}",
            "Ställ det viktigaste först, eller korta titeln.",
        )
    if not letter.preheader:
        yield Finding(
            place,
            "BREV12",
            Severity.NOTE,
            "brevet har ingen rad som visas efter ämnet i inkorgen",
            "Skriv en mening efter preheader överst i filen.",
        )
