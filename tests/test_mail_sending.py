"""Letters handed to a mail server that answers well or badly: each once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Composer, From, Schedule
from samverka.mail.sending.journal import Frozen, Journal, State, open_journal
from samverka.mail.sending.message import WaysOut
from samverka.mail.sending.pace import Timer
from samverka.mail.sending.sender import End, Ending, Errand, send_issue
from samverka.mail.sending.smtp import Door, Limits
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.recipient import Recipient, key_of
from samverka.mail.subscribers.tokens import Tokens
from tests.smtp_server import DROP, TAKE_AND_DROP, Script, mail_server

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
    """A journal with one issue that was begun, and the sender that is at work on it."""

    journal: Journal
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
        return sorted(one.address for one in self.journal.deliveries(LETTER.name, *states))


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
        yield Post(journal)


def test_each_reader_gets_the_letter_once(tmp_path: Path) -> None:
    with begun(tmp_path, readers(450)) as post, mail_server() as (taken, port):
        assert post.send(port).end is End.DONE
        assert taken.readers == readers(450) == post.addresses(State.SENT)
        assert post.send(port).end is End.DONE
        assert len(taken.letters) == 450


def test_a_letter_is_its_readers_own(tmp_path: Path) -> None:
    with begun(tmp_path, readers(2)) as post, mail_server() as (taken, port):
        post.send(port)
        for (address, _), message in zip(taken.letters, taken.messages(), strict=True):
            token = Tokens(SECRET).of(recipient(address).key)
            way_out = f"https://lamna.example.org/ut?t={token}"
            assert message["To"] == address
            assert message["Date"] == "Sun, 22 Nov 2026 10:00:00 +0100"
            assert MessageIds(SECRET).read(message["Message-ID"]).key == recipient(address).key  # type: ignore[union-attr]
            assert message["List-Unsubscribe"].startswith(f"<{way_out}>, <mailto:brev@example.org?")
            assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            for kind in ("plain", "html"):
                body = message.get_body((kind,))
                assert body is not None
                assert way_out in body.get_content()
                assert WAY_OUT not in body.get_content()


def test_one_who_is_refused_is_noted_with_the_servers_words(tmp_path: Path) -> None:
    script = Script(reader=lambda to: "550 5.1.1 who?" if to == "r001@example.org" else None)
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (taken, port):
        assert post.send(port).end is End.DONE
        assert len(taken.letters) == 2
        (failed,) = post.journal.deliveries(LETTER.name, State.FAILED)
        assert (failed.address, failed.code) == ("r001@example.org", 550)
        assert failed.words == "5.1.1 who?"


def test_one_who_is_deferred_is_tried_again_after_the_others(tmp_path: Path) -> None:
    answers = {"r001@example.org": ["450 4.2.0 greylisted", "451 4.3.0 not yet"]}

    def reader(to: str) -> str | None:
        return answers[to].pop(0) if answers.get(to) else None

    with begun(tmp_path, readers(3)) as post, mail_server(Script(reader=reader)) as (taken, port):
        assert post.send(port).end is End.DONE
        assert taken.letters[-1][0] == "r001@example.org"
        assert taken.readers == readers(3)


def test_one_who_is_always_deferred_still_waits_at_the_end(tmp_path: Path) -> None:
    script = Script(reader=lambda to: "450 4.2.0 later" if to == "r001@example.org" else None)
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (taken, port):
        assert post.send(port).end is End.DONE
        assert post.addresses(State.WAITING) == ["r001@example.org"]
        assert taken.tried["r001@example.org"] == 4


@pytest.mark.parametrize(
    "script",
    [
        Script(sender=lambda _: "553 5.7.1 not your address"),
        Script(reader=lambda _: "554 5.7.1 relay access denied"),
        Script(letter=lambda _: "554 5.7.1 looks like spam"),
    ],
    ids=["sender", "reader", "letter"],
)
def test_what_speaks_against_all_letters_is_not_asked_of_each(
    tmp_path: Path, script: Script
) -> None:
    with begun(tmp_path, readers(100)) as post, mail_server(script) as (taken, port):
        ending = post.send(port)
        assert ending.end is End.TROUBLE
        assert "5.7.1" in ending.what
        assert post.addresses(State.WAITING) == readers(100)
        assert sum(taken.tried.values()) <= 20


def test_a_connection_that_the_server_closes_is_opened_again(tmp_path: Path) -> None:
    answers = ["421 4.3.2 going down", None, DROP]

    def reader(_to: str) -> str | None:
        return answers.pop() if answers else None

    with begun(tmp_path, readers(5)) as post, mail_server(Script(reader=reader)) as (taken, port):
        assert post.send(port).end is End.DONE
        assert taken.readers == readers(5)
        assert taken.connections == 3


@pytest.mark.parametrize("answer", [DROP, TAKE_AND_DROP])
def test_a_letter_without_an_answer_is_held_and_never_sent_again(
    tmp_path: Path, answer: str
) -> None:
    script = Script(letter=lambda to: answer if to == "r001@example.org" else None)
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (taken, port):
        for _ in range(3):
            assert post.send(port).end is End.DONE
        assert post.addresses(State.HELD) == ["r001@example.org"]
        assert taken.tried["r001@example.org"] == 1


def test_one_who_left_meanwhile_gets_nothing(tmp_path: Path) -> None:
    with begun(tmp_path, readers(3)) as post, mail_server() as (taken, port):
        post.left.add(recipient("r001@example.org").key)
        post.send(port)
        assert post.addresses(State.LEFT) == ["r001@example.org"]
        assert taken.readers == ["r000@example.org", "r002@example.org"]
