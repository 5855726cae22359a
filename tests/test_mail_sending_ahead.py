"""The next letter is intended while the server has one: never more, and never left so."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from samverka.mail.sending.journal import State, open_journal
from samverka.mail.sending.pace import Timer
from samverka.mail.sending.sender import End
from tests.post import LETTER, begun, readers, recipient
from tests.smtp_server import DROP, Script, mail_server

UNLIMITED = 1e9
PATIENCE = 30.0


@dataclass
class Knowing:
    """Knows of no letter that it came; `asked` are those it was asked about."""

    asked: list[str]

    def mark(self) -> str:
        return "here"

    def accepted(self, _mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        self.asked.extend(message_ids)
        return dict.fromkeys(message_ids, False)


def states(root: Path) -> dict[str, State]:
    with open_journal(root) as journal:
        known = {recipient(one).key: one for one in readers(450)}
        return {known[one.key]: one.state for one in journal.deliveries(LETTER.name, *State)}


def intended(root: Path) -> set[str]:
    return {address for address, state in states(root).items() if state is State.INTENDED}


def when_two_are_intended(root: Path, seen: list[set[str]]) -> Callable[[str], None]:
    """Holds the first letter's answer back until the next is intended too."""

    def letter(to: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not seen and len(intended(root)) < 2 and time.monotonic() < deadline:
            time.sleep(0.005)
        seen.append(intended(root) - {to})

    return letter


def test_the_next_is_intended_while_the_server_has_one(tmp_path: Path) -> None:
    seen: list[set[str]] = []
    script = Script(letter=when_two_are_intended(tmp_path, seen))
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (taken, port):
        ending = post.send(port, a_minute=UNLIMITED, timer=Timer(), witness=Knowing([]))
        assert ending.end is End.DONE
        assert taken.readers == readers(3) == post.addresses(State.SENT)
        assert [len(one) for one in seen] == [1, 1, 1]


@pytest.mark.parametrize(
    ("a_minute", "witness"), [(UNLIMITED, None), (60.0, Knowing([]))], ids=["no log", "a slow pace"]
)
def test_no_more_than_one_is_intended(
    tmp_path: Path, a_minute: float, witness: Knowing | None
) -> None:
    seen: list[set[str]] = []
    script = Script(letter=lambda to: seen.append(intended(tmp_path) - {to}))
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (_, port):
        post.send(port, a_minute=a_minute, witness=witness)
        assert seen == [set(), set(), set()]


def test_one_intended_ahead_and_then_refused_is_no_doubt(tmp_path: Path) -> None:
    refused = sorted(readers(3))[1]
    witness = Knowing([])
    script = Script(reader=lambda to: "550 5.1.1 nobody" if to == refused else None)
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (_, port):
        post.send(port, a_minute=UNLIMITED, timer=Timer(), witness=witness)
        assert post.addresses(State.FAILED) == [refused]
        assert len(post.addresses(State.SENT)) == 2
        assert witness.asked == []


@pytest.mark.parametrize("answer", ["450 4.2.0 later", "421 4.3.2 closing", DROP])
def test_one_intended_ahead_and_then_put_off_is_sent_once(tmp_path: Path, answer: str) -> None:
    answers = {address: [answer] for address in readers(4)}
    script = Script(reader=lambda to: answers[to].pop() if answers[to] else None)
    with begun(tmp_path, readers(4)) as post, mail_server(script) as (taken, port):
        quick = Timer(sleep=lambda _seconds: None, ticks=Ticks())
        post.send(port, a_minute=UNLIMITED, timer=quick, witness=Knowing([]))
        assert taken.readers == readers(4) == post.addresses(State.SENT)


class Ticks:
    """A clock that is a second further each time it is looked at."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += 1
        return self._now


def test_one_intended_ahead_who_then_leaves_gets_nothing(tmp_path: Path) -> None:
    seen: list[set[str]] = []
    with begun(tmp_path, readers(2)) as post:
        hold = when_two_are_intended(tmp_path, seen)
        keys = {one.address: one.key for one in post.journal.deliveries(LETTER.name, State.WAITING)}

        def letter(to: str) -> None:
            hold(to)
            post.left.update(keys[address] for address in seen[-1])

        with mail_server(Script(letter=letter)) as (taken, port):
            post.send(port, a_minute=UNLIMITED, timer=Timer(), witness=Knowing([]))
        assert len(taken.letters) == 1
        assert len(post.addresses(State.LEFT)) == 1
        assert intended(tmp_path) == set()


def test_one_intended_ahead_waits_again_where_the_run_is_stopped(tmp_path: Path) -> None:
    seen: list[set[str]] = []
    script = Script(letter=when_two_are_intended(tmp_path, seen))
    witness = Knowing([])
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (taken, port):
        ending = post.send(
            port,
            a_minute=UNLIMITED,
            timer=Timer(),
            witness=witness,
            stopped=lambda: bool(seen),
        )
        assert ending.end is End.STOPPED
        assert len(taken.letters) == 1
        assert len(post.addresses(State.WAITING)) == 2
        assert witness.asked == []
