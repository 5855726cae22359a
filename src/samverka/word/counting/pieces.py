"""What a source says, piece by piece, in the order a reader meets it."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why words of a source do not stand on the page; the list is closed."""

    CONTENTS = "innehållsförteckning"
    HEADER = "sidhuvud eller sidfot"
    PAGE_NUMBER = "sidnummer"
    DELETED = "spårad borttagning"
    HIDDEN = "dold text"
    COMMENT = "kommentar"
    LOGO = "upprepad logotyp"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and the place where it stands, as `stycke 14`.

    It must be on the page where it has no reason, and must not where it has one. What
    `may_stand` is fine either way: numbers behind a chart, the words for a logo in the text.
    """

    place: str
    text: str
    reason: Reason | None = None
    may_stand: bool = False

    @property
    def is_body(self) -> bool:
        """Whether the page must have it."""
        return self.reason is None and not self.may_stand


@dataclass(frozen=True, slots=True)
class Source:
    """All pieces, and what Word numbers by itself.

    `numbered` counts those paragraphs; `labels` are words Word writes with numbers, as `bilaga`.
    """

    pieces: tuple[Piece, ...]
    numbered: int = 0
    labels: frozenset[str] = frozenset()
