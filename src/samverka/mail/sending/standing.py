"""`Standing`: what is known of an issue that was begun, without a single address."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samverka.mail.sending.journal import IN_DOUBT, Delivery, Frozen, Journal, State
from samverka.mail.subscribers.subscriber import Reason, Suppression
from samverka.swedish.local_time import ZONE

_STATUS: Final = re.compile(r"5\.(\d{1,3}\.\d{1,3})\b")
_WHY: Final = {
    "1.1": "Adressen finns inte.",
    "1.2": "Adressens domän finns inte.",
    "1.3": "Adressen är felskriven.",
    "1.6": "Mottagaren har flyttat.",
    "1.10": "Domänen tar inte emot mejl.",
    "2.1": "Brevlådan är avstängd.",
    "2.2": "Brevlådan är full.",
    "2.3": "Brevet är för stort för mottagaren.",
    "7.1": "Mottagarens server släpper inte in brevet.",
}
"""By RFC 3463, sections 3.2, 3.3 and 3.8, and RFC 7505."""
_NO_MAILBOX: Final = frozenset({550, 551, 553})
OTHER: Final = "Mejlservern tog inte emot brevet."


@dataclass(frozen=True, slots=True)
class Failures:
    """How many were refused for one reason; `code` is the server's."""

    why: str
    code: int
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`after` counts those who got the letter and were taken off the list since, by why."""

    issue: Frozen
    counts: Mapping[State, int]
    failures: tuple[Failures, ...]
    after: Mapping[Reason, int]
    last: dt.datetime | None

    @property
    def total(self) -> int:
        """Everyone the issue was meant for."""
        return sum(self.counts.values())

    @property
    def in_doubt(self) -> int:
        """Those who may have got it."""
        return sum(self.counts[state] for state in IN_DOUBT)

    @property
    def remaining(self) -> int:
        """Those of whom more is to be done."""
        return self.counts[State.WAITING] + self.in_doubt


def gather_standing(
    journal: Journal, issue: Frozen, suppressed: Mapping[str, Suppression]
) -> Standing:
    """From the journal, and the register's keys of those who have left."""
    failed = Counter((why(one), one.code) for one in journal.deliveries(issue.name, State.FAILED))
    return Standing(
        issue=issue,
        counts=journal.counts(issue.name),
        failures=tuple(Failures(*which, count) for which, count in failed.most_common()),
        after=_left_after(journal, issue, suppressed),
        last=journal.last_change(issue.name),
    )


def why(delivery: Delivery) -> str:
    """A refusal in words for one who does not know mail servers."""
    found = _STATUS.match(delivery.words)
    if found is not None:
        return _WHY.get(found[1], OTHER)
    return _WHY["1.1"] if delivery.code in _NO_MAILBOX else OTHER


def _left_after(
    journal: Journal, issue: Frozen, suppressed: Mapping[str, Suppression]
) -> Mapping[Reason, int]:
    begun = issue.begun.astimezone(ZONE).date()
    keys = (one.key for one in journal.deliveries(issue.name, State.SENT, *IN_DOUBT))
    since = (suppressed[key] for key in keys if key in suppressed)
    return Counter(one.reason for one in since if one.day >= begun)
