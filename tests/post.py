"""A letter, its readers and a journal in which its sending has begun."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Composer, From, Schedule
from samverka.mail.sending.journal import Frozen, Journal, State, open_journal
from samverka.mail.sending.message import WaysOut
from samverka.mail.sending.pace import Timer
from samverka.mail.sending.sender import Ending, Errand, send_issue
from samverka.mail.sending.smtp import Door, Limits
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.recipient import Recipient, key_of
from samverka.mail.subscribers.tokens import Tokens

SECRET = "x" * 40
WAY_OUT = "mailto:brev@example.org?subject=Avsluta%20prenumerationen"
LETTER = Letter(
    *("2026-11", "Nytt i november: å, ä och ö", "Det viktigaste"),
    f'<html lang="sv"><body><h1>Nytt</h1><p><a href="{WAY_OUT}">Sluta</a></p></body></html>',
    f"Nytt\n\nSluta: {WAY_OUT}\n",
    WAY_OUT,
    Source(PurePosixPath("newsletters/2026-11.md"), "0" * 64),
)
COMPOSER = Composer(
    From("Samverkan", "brev@example.org", "fraga@example.org"),
    WaysOut(Tokens(SECRET), "brev@example.org", "https://lamna.example.org/ut"),
    MessageIds(SECRET),
)
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


class Clock:
    """Time passes only where somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def sleep(self, seconds: float) -> None:
        self.seconds += max(seconds, 0.001)

    @property
    def timer(self) -> Timer:
        return Timer(
            lambda: NOW + dt.timedelta(seconds=self.seconds), lambda: self.seconds, self.sleep
        )


@dataclass
class Post:
    """A journal with one issue that was begun, and the sender that is at work on it.

    `known` are the readers' addresses by key, since the journal forgets some.
    """

    journal: Journal
    known: dict[str, str]
    clock: Clock = field(default_factory=Clock)
    left: set[str] = field(default_factory=set)

    @property
    def issue(self) -> Frozen:
        found = self.journal.issue(LETTER.name)
        assert found is not None
        return found

    def send(self, port: int, **more: object) -> Ending:
        given = {"a_minute": 60_000.0, "timer": self.clock.timer, **more}
        door = given.pop("door", Door("127.0.0.1", port, "none", limits=Limits(2, 2, 2)))
        errand = Errand(door, ways=COMPOSER.ways, has_left=self.left.__contains__, **given)  # type: ignore[arg-type]
        return send_issue(self.journal, self.issue, errand)

    def addresses(self, *states: State) -> list[str]:
        found = self.journal.deliveries(LETTER.name, *states)
        return sorted(self.known[one.key] for one in found)


def recipient(address: str) -> Recipient:
    return Recipient(address, key_of(address, b"salt"))


def readers(count: int) -> list[str]:
    return [f"r{number:03}@example.org" for number in range(count)]


@contextmanager
def begun(root: Path, addresses: list[str], schedule: Schedule = Schedule(NOW)) -> Iterator[Post]:  # noqa: B008  frozen
    with open_journal(root) as journal:
        if journal.issue(LETTER.name) is None:
            letters = COMPOSER.deliveries(LETTER.name, map(recipient, addresses), schedule.date)
            journal.begin(COMPOSER.freeze(LETTER, schedule), letters)
        yield Post(journal, {recipient(one).key: one for one in addresses})
