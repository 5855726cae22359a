"""Sends what waits, one letter after the other, and can be killed at any moment.

For each letter the server is first asked about sender and reader. Then the intent is written to the
disk, and only then the letter leaves. So what a break leaves `waiting` was never sent, and what it
leaves `intended` is in doubt and is settled before anything else happens (`settling.py`).

Where doubts can be settled without a human, the next letter is intended while the server has the
one before: two may then be in doubt, and the disk costs no time of its own.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import tee, zip_longest
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.sending.journal import IN_DOUBT, Change, Delivery, Frozen, Journal, State
from samverka.mail.sending.ledger import Ledger
from samverka.mail.sending.line import Line
from samverka.mail.sending.message import Template, WaysOut
from samverka.mail.sending.pace import Pace, Timer
from samverka.mail.sending.refusals import UnreachableError
from samverka.mail.sending.replies import Fate, Reply, Step
from samverka.mail.sending.settling import Witness, settle
from samverka.mail.sending.smtp import CLOSING, Door
from samverka.mail.sending.streak import Streak
from samverka.mail.subscribers.recipient import Recipient

ROUNDS: Final = (0, 30, 120, 300)
"""Seconds before each round; a later one takes those who were deferred in the one before."""
CONNECTIONS: Final = (0, 1, 5, 15, 60)
"""Seconds before each try to get one letter through where the connection is lost."""
_LONGEST_WAIT: Final = 60


class End(Enum):
    """Why a run ended: all was tried, it was told to stop, time ran out, or the server refused."""

    DONE = auto()
    STOPPED = auto()
    EXPIRED = auto()
    TROUBLE = auto()


@dataclass(frozen=True, slots=True)
class Ending:
    """`what` and `do` tell of trouble as a `SamverkaError` does; `may_pass`: later may do."""

    end: End
    what: str = ""
    do: str = ""
    may_pass: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """All that a run needs besides the journal. `has_left` is asked right before each letter."""

    door: Door
    a_minute: float
    ways: WaysOut
    has_left: Callable[[str], bool]
    stopped: Callable[[], bool] = lambda: False
    timer: Timer = field(default_factory=Timer)
    witness: Witness | None = None
    seen: Callable[[State], None] = lambda _state: None


class _HaltedError(Exception):
    """No more letters in this round."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.what)
        self.ending = ending


def send_issue(journal: Journal, issue: Frozen, errand: Errand) -> Ending:
    """Send what waits in a begun issue; what became of each is in the journal, also on an error.

    Raise `SamverkaError` where the journal cannot be written: then nothing more is sent.
    """
    if not wait_for(issue.starts, errand):
        return Ending(End.STOPPED)
    run = _Run(journal, issue, errand)
    try:
        return run.in_rounds()
    finally:
        run.leave()


def wait_for(starts: dt.datetime | None, errand: Errand) -> bool:
    """By the clock, also when the computer sleeps meanwhile; False where it was told to stop."""
    while starts is not None and (left := (starts - errand.timer.now()).total_seconds()) > 0:
        errand.timer.wait(min(left, _LONGEST_WAIT), errand.stopped)
        if errand.stopped():
            return False
    return not errand.stopped()


class _Run:
    def __init__(self, journal: Journal, issue: Frozen, errand: Errand) -> None:
        self._journal = journal
        self._issue = issue
        self._errand = errand
        self._template = Template(issue.template, issue.mark, errand.ways)
        self._ledger = Ledger(journal, issue.name, errand.timer)
        self._line = Line(errand.door)
        self._pace = Pace(errand.a_minute, errand.timer)
        self._streak = Streak()
        self._next = ""
        self._reply = Reply(Fate.ACCEPTED, Step.SENDER)

    def leave(self) -> None:
        """Everything known is written, and no connection is left open."""
        try:
            self._line.leave()
        finally:
            self._ledger.take_back()
            self._ledger.flush()

    def in_rounds(self) -> Ending:
        ending = Ending(End.DONE)
        self._settle(*IN_DOUBT)
        self._ledger.begin(self._errand.witness)
        for pause in ROUNDS:
            if pause:
                self._errand.timer.wait(pause, self._errand.stopped)
            ending = self._round()
            self._settle(State.INTENDED)
            is_left = self._journal.counts(self._issue.name)[State.WAITING] > 0
            if not (is_left and ending.may_pass):
                break
        return ending

    def _settle(self, *states: State) -> None:
        """With no connection of ours open, so that the server has come to an end with all."""
        self.leave()
        doubtful = tuple(self._journal.deliveries(self._issue.name, *states))
        verdicts = settle(self._journal, doubtful, self._errand.witness)
        self._ledger.add(*verdicts)
        self._ledger.flush()

    def _round(self) -> Ending:
        """Everyone who waits, once."""
        self._streak = Streak()
        try:
            waiting = self._journal.deliveries(self._issue.name, State.WAITING)
            for delivery, self._next in _with_next(waiting):
                self._keep_pace()
                self._send(delivery)
            if self._streak.is_all:
                self._give_up()
            self._ledger.add(*self._streak.end())
        except _HaltedError as halted:
            return halted.ending
        return Ending(End.DONE, may_pass=True)

    def _keep_pace(self) -> None:
        """Wait for the next letter's turn, with all that is known on the disk meanwhile."""
        pause = self._pace.pause()
        if pause:
            self._ledger.flush()
            self._errand.timer.wait(pause, self._errand.stopped)
        if self._errand.stopped():
            raise _HaltedError(Ending(End.STOPPED))
        expires = self._issue.expires
        if expires is not None and self._errand.timer.now() >= expires:
            raise _HaltedError(Ending(End.EXPIRED))

    def _send(self, delivery: Delivery) -> None:
        if not delivery.address or self._errand.has_left(delivery.key):
            self._ledger.add(Change(delivery.key, State.LEFT))
            self._errand.seen(State.LEFT)
            return
        self._reply = reply = self._got_through(delivery)
        self._pace.went()
        self._streak.add(delivery.key, reply)
        if reply.fate is Fate.ACCEPTED:
            self._ledger.add(*self._streak.end())
        if reply.fate not in (Fate.REFUSED, Fate.IN_DOUBT):
            self._ledger.add(_change(delivery, reply))
        self._errand.seen(_STATES[reply.fate])
        if self._streak.is_too_long or reply.fate is Fate.LOST:
            self._give_up()

    def _got_through(self, delivery: Delivery) -> Reply:
        """The last answer; a letter that is known not to have left is tried over a new one."""
        recipient = Recipient(delivery.address, delivery.key)
        letter = self._template.letter_to(recipient, delivery.message_id, delivery.date)
        reply = Reply(Fate.LOST, Step.SENDER)
        for pause in CONNECTIONS:
            self._errand.timer.wait(pause, self._errand.stopped)
            if self._errand.stopped():
                break
            reply = self._tried(delivery, letter)
            if reply.fate is not Fate.LOST and reply.code != CLOSING:
                break
        return reply

    def _tried(self, delivery: Delivery, letter: bytes) -> Reply:
        try:
            connection = self._line.open()
        except UnreachableError as problem:
            if not self._line.was_open:
                raise _HaltedError(_trouble(problem)) from problem
            return Reply(Fate.LOST, Step.SENDER, words=problem.what)
        except SamverkaError as problem:
            raise _HaltedError(_trouble(problem)) from problem
        reply = connection.offer(self._issue.sender, delivery.address, len(letter))
        if reply.fate is not Fate.ACCEPTED:
            self._ledger.take_back()
            return reply
        self._ledger.intend(delivery.key)
        reply = connection.hand_over(letter, self._look_ahead)
        if reply.fate not in (Fate.ACCEPTED, Fate.IN_DOUBT):
            self._ledger.add(Change(delivery.key, State.WAITING, reply.code, reply.words))
        return reply

    def _look_ahead(self) -> None:
        has_pause = self._pace.has_pause_after_this() or self._errand.stopped()
        if self._next and self._errand.witness is not None and not has_pause:
            self._ledger.intend_ahead(self._next)

    def _give_up(self) -> None:
        """Those who were refused in a row still wait: it was not their fault."""
        reply = self._reply
        if self._errand.stopped():
            raise _HaltedError(Ending(End.STOPPED))
        said = " ".join(filter(None, (str(reply.code or ""), reply.words)))
        raise _HaltedError(
            Ending(
                End.TROUBLE,
                f"Mejlservern tar inte emot breven: {said}",
                "Fråga den som sköter mejlservern.",
                may_pass=reply.fate in (Fate.LOST, Fate.DEFERRED),
            )
        )


_STATES: Final = {
    Fate.ACCEPTED: State.SENT,
    Fate.REFUSED: State.FAILED,
    Fate.DEFERRED: State.WAITING,
    Fate.LOST: State.WAITING,
    Fate.IN_DOUBT: State.HELD,
}


def _with_next(deliveries: Iterable[Delivery]) -> Iterator[tuple[Delivery, str]]:
    """Each with the key of the one after it, empty for the last."""
    one, after = tee(deliveries)
    next(after, None)
    for delivery, following in zip_longest(one, after):
        yield delivery, following.key if following else ""


def _change(delivery: Delivery, reply: Reply) -> Change:
    return Change(delivery.key, _STATES[reply.fate], reply.code, reply.words)


def _trouble(problem: SamverkaError) -> Ending:
    return Ending(End.TROUBLE, problem.what, problem.do)
