"""Names of authors, taken apart as references need them."""

import re
from dataclasses import dataclass
from typing import Final

from samverka.swedish.bodies import is_body
from samverka.swedish.lexicon import lexicon

PARTICLES: Final = lexicon("af av von van de der den la le du da dos di zu ten ter")


@dataclass(frozen=True, slots=True)
class Author:
    """`particle` is the small words before a family name; an organisation has only `family`."""

    family: str
    given: str = ""
    particle: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle: af Forslind."""
        return f"{self.particle} {self.family}".strip()

    @property
    def turned(self) -> str:
        """The family name first: af Forslind, Maj."""
        return f"{self.surname}, {self.given}" if self.given else self.surname

    @property
    def short(self) -> str:
        """The family name and initials: af Forslind, M.-L."""
        return f"{self.surname}, {_initials(self.given)}" if self.given else self.surname


def read_author(text: str) -> Author:
    """A person's name in either order, or an organisation's, whose words are kept together."""
    text = " ".join(text.split())
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and family and given and "," not in given:
        *particle, last = _parted(family.split())
        return Author(last, given, " ".join(particle))
    words = text.split()
    if len(words) == 1 or any(is_body(word) for word in words):
        return Author(text)
    start = next((at for at, word in enumerate(words[1:-1], 1) if word in PARTICLES), None)
    if start is None:
        return Author(words[-1], " ".join(words[:-1]))
    *particle, last = _parted(words[start:])
    return Author(last, " ".join(words[:start]), " ".join(particle))


def _parted(words: list[str]) -> list[str]:
    """The particles one by one, then the family name whole."""
    count = next((at for at, word in enumerate(words) if word not in PARTICLES), 0)
    return [*words[:count], " ".join(words[count:])]


def _initials(given: str) -> str:
    """Maj-Lis Eva -> M.-L. E."""
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in re.split(r"-+", word) if part)
        for word in given.split()
    )


def names_in_a_row(authors: tuple[Author, ...]) -> str:
    """As a list of references begins: Stenmark, A., Kvist, J. & Exempelhögskolan."""
    *others, last = (author.short for author in authors)
    return f"{', '.join(others)} & {last}" if others else last
