"""A sender that dies at any moment: nobody gets a letter twice, and nobody is forgotten."""

import random
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from samverka.mail.sending.journal import State
from tests.post import LETTER, SECRET, Post, begun, readers
from tests.smtp_server import DROP, TAKE_AND_DROP, Script, mail_server

SENDER = f"""
import sys
from pathlib import Path
from samverka.errors import SamverkaError
from samverka.mail.sending.journal import open_journal
from samverka.mail.sending.message import WaysOut
from samverka.mail.sending.pace import Timer
from samverka.mail.sending.sender import Errand, send_issue
from samverka.mail.sending.smtp import Door, Limits
from samverka.mail.subscribers.tokens import Tokens

errand = Errand(
    Door("127.0.0.1", int(sys.argv[2]), "none", limits=Limits(5, 5, 5)),
    a_minute=1e9,
    ways=WaysOut(Tokens("{SECRET}"), "brev@example.org"),
    has_left=lambda _key: False,
    timer=Timer(sleep=lambda _seconds: None),
)
try:
    with open_journal(Path(sys.argv[1])) as journal:
        print(send_issue(journal, journal.issue("{LETTER.name}"), errand).end.name)
except SamverkaError as problem:
    print(problem.what)
"""


def start(root: Path, port: int, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, str(root), str(port)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=before,  # noqa: PLW1509  the child has one thread when it begins
    )


class Whims:
    """A server that refuses, defers, cuts off and dawdles by chance, until it is told to behave."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.is_calm = False

    def reader(self, _to: str) -> str | None:
        return self._one_of("550 5.1.1 nobody", "450 4.2.0 later", "421 4.3.2 closing", DROP)

    def letter(self, _to: str) -> str | None:
        time.sleep(self._chance.random() / 500)
        return self._one_of("451 4.3.0 full", "421 4.3.2 closing", DROP, TAKE_AND_DROP)

    def _one_of(self, *answers: str) -> str | None:
        is_odd = not self.is_calm and self._chance.random() < 0.04
        return self._chance.choice(answers) if is_odd else None


@pytest.mark.parametrize(
    ("kills", "seed"),
    [
        pytest.param(8, 1, marks=pytest.mark.covered),
        pytest.param(60, 2, marks=pytest.mark.slow),
        pytest.param(60, 3, marks=pytest.mark.slow),
    ],
)
def test_whatever_dies_each_reader_has_one_letter_or_a_reason(
    tmp_path: Path, kills: int, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  that can be repeated
    whims = Whims(chance)
    everyone = sorted(readers(20 * kills))
    with (
        begun(tmp_path, everyone) as post,
        mail_server(Script(reader=whims.reader, letter=whims.letter)) as (taken, port),
    ):
        for _ in range(kills):
            before = len(taken.letters)
            child = start(tmp_path, port)
            wait_for(lambda: len(taken.letters) > before or child.poll() is not None)  # noqa: B023
            time.sleep(chance.random() / 20)
            child.kill()
            child.communicate()
        whims.is_calm = True
        assert finished(tmp_path, port) == "DONE"
        check(post, Counter(reader for reader, _ in taken.letters), everyone)


def check(post: Post, got: Counter[str], everyone: list[str]) -> None:
    assert max(got.values()) == 1
    assert post.addresses(*State) == everyone
    assert post.addresses(State.WAITING, State.INTENDED, State.LEFT) == []
    for one in post.journal.deliveries(LETTER.name, State.SENT):
        assert got[post.known[one.key]] == 1
    for one in post.journal.deliveries(LETTER.name, State.FAILED):
        assert got[one.address] == 0
        assert one.words == "5.1.1 nobody"
    for one in post.journal.deliveries(LETTER.name, State.HELD):
        assert one.words
    assert len(post.addresses(State.SENT)) > len(everyone) / 2


def test_when_the_disk_is_full_it_stops_before_the_letter(tmp_path: Path) -> None:
    with begun(tmp_path, readers(200)) as post, mail_server() as (taken, port):
        post.journal.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        def full() -> None:
            most = 100_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        child = start(tmp_path, port, full)
        said, _ = child.communicate()
        assert "journal.sqlite" in said
        assert 0 < len(taken.letters) < 200
        assert finished(tmp_path, port) == "DONE"
        assert max(Counter(taken.readers).values()) == 1
        assert len(post.addresses(State.SENT)) + len(post.addresses(State.HELD)) == 200
        assert len(taken.letters) >= 199


def finished(root: Path, port: int) -> str:
    said, _ = start(root, port).communicate()
    return said.strip()


def wait_for(is_so: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not is_so():
        pause.wait(0.002)
