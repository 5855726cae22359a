"""What became of the letters that were in doubt: asked of the mail server's log, else held."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Final, Protocol

from samverka.mail.sending.journal import IN_DOUBT, Change, Delivery, Journal, State

NO_ANSWER: Final = "Det kom inget svar på om brevet togs emot."


class Witness(Protocol):
    """One who can tell what the mail server did, such as its log."""

    def mark(self) -> str | None:
        """Where a session begins; None where it cannot be told afterwards."""

    def accepted(self, mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        """Whether the server took each of them; those it cannot tell of are not in it."""


def settle(journal: Journal, name: str, witness: Witness | None, now: dt.datetime) -> None:
    """Those that were accepted are sent, those that were not wait again, the others are held."""
    doubtful = sorted(journal.deliveries(name, *IN_DOUBT), key=_session)
    known: dict[str, bool] = {}
    for session, same in groupby(doubtful, key=_session):
        mark = journal.log_mark(session)
        if witness is not None and mark is not None:
            known |= witness.accepted(mark, [one.message_id for one in same])
    changes = [_settled(one, known.get(one.message_id)) for one in doubtful]
    if changes:
        journal.note(name, changes, now)


def answer(journal: Journal, name: str, answers: Iterable[Change], now: dt.datetime) -> None:
    """What a human has found out about letters that were held: they are sent, or wait again."""
    journal.note(name, tuple(answers), now)


def _settled(delivery: Delivery, is_accepted: bool | None) -> Change:  # noqa: FBT001  three answers
    if is_accepted is None:
        words = delivery.words if delivery.state is State.HELD else NO_ANSWER
        return Change(delivery.key, State.HELD, delivery.code, words)
    return Change(delivery.key, State.SENT if is_accepted else State.WAITING)


def _session(delivery: Delivery) -> int:
    return delivery.session or 0
