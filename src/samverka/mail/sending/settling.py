"""What became of the letters that were in doubt: asked of the mail server's log, else held."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Final, Protocol

from samverka.mail.sending.journal import Change, Delivery, Journal, State

NO_ANSWER: Final = "Det kom inget svar på om brevet togs emot."


class Witness(Protocol):
    """One who can tell what the mail server did, such as its log."""

    def mark(self) -> str | None:
        """Where a session begins; None where it cannot be told afterwards."""

    def accepted(self, mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        """Whether the server took each of them; those it cannot tell of are not in it."""


def settle(
    journal: Journal, doubtful: Iterable[Delivery], witness: Witness | None
) -> tuple[Change, ...]:
    """Those that were accepted are sent, those that were not wait again, the others are held."""
    by_session = sorted(doubtful, key=_session)
    known: dict[str, bool] = {}
    for session, same in groupby(by_session, key=_session):
        mark = journal.log_mark(session)
        if witness is not None and mark is not None:
            known |= witness.accepted(mark, [one.message_id for one in same])
    return tuple(_settled(one, known.get(one.message_id)) for one in by_session)


def _settled(delivery: Delivery, is_accepted: bool | None) -> Change:  # noqa: FBT001  three answers
    if is_accepted is None:
        words = delivery.words if delivery.state is State.HELD else NO_ANSWER
        return Change(delivery.key, State.HELD, delivery.code, words)
    return Change(delivery.key, State.SENT if is_accepted else State.WAITING)


def _session(delivery: Delivery) -> int:
    return delivery.session or 0
