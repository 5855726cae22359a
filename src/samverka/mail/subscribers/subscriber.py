"""`Signup` and `Subscriber`: who asked for letters, when and where; `Suppression`: who did not."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Signup:
    """`address` is normalised; no audiences is everything. `consent` is the day of the consent.

    `source` says where the consent was given, on one line (GDPR, article 7.1).
    """

    address: str
    audiences: frozenset[str]
    consent: dt.date
    source: str

    def with_more(self, later: "Signup") -> "Signup":
        """The audiences of both, and everything if one has it; unchanged where that adds nothing.

        The consent is the one that the wider choice rests on.
        """
        both = self.audiences | later.audiences if self.audiences and later.audiences else None
        audiences = both or frozenset()
        return self if audiences == self.audiences else replace(later, audiences=audiences)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """All that is kept about one who gets letters; `added` is the day we wrote it down."""

    key: str
    signup: Signup
    added: dt.date


class Outcome(StrEnum):
    """What comes of a signup, in the words of the summary."""

    NEW = "nya"
    WIDENED = "har fått fler målgrupper"
    UNCHANGED = "fanns redan"
    SUPPRESSED = "spärrade"


class Reason(StrEnum):
    """Why an address gets no letters."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Suppression:
    """All that is kept about one who gets none, beside the key."""

    reason: Reason
    day: dt.date
