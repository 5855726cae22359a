"""Letters handed to a mail server that answers well or badly: each once."""

import contextlib
import dataclasses
import datetime as dt
import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.choosing.keys import Key, Sort
from samverka.mail.choosing.told import read_told
from samverka.mail.sending.composing import Schedule
from samverka.mail.sending.journal import State, open_journal
from samverka.mail.sending.sender import End
from samverka.mail.sending.smtp import Door, Limits
from samverka.mail.sending.telling import tell_once
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.tokens import Tokens
from tests.post import COMPOSER, LETTER, NOW, SECRET, WAY_OUT, begun, readers, recipient
from tests.smtp_server import DROP, TAKE_AND_DROP, Script, mail_server, spoken


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
        Script(sender=lambda _: "550 5.7.1 not from you", pipelining=False),
    ],
    ids=["sender", "reader", "letter", "sender, asked before the reader"],
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


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_connection_that_the_server_closes_is_opened_again(
    tmp_path: Path, *, pipelining: bool
) -> None:
    answers = ["421 4.3.2 going down", None, DROP]

    def reader(_to: str) -> str | None:
        return answers.pop() if answers else None

    script = Script(reader=reader, pipelining=pipelining)
    with begun(tmp_path, readers(5)) as post, mail_server(script) as (taken, port):
        assert post.send(port).end is End.DONE
        assert taken.readers == readers(5)
        assert taken.connections == 3


def test_a_server_that_closes_at_the_sender_is_told_in_its_words(tmp_path: Path) -> None:
    script = Script(sender=lambda _: "421 4.7.0 too many connections")
    with begun(tmp_path, readers(2)) as post, mail_server(script) as (taken, port):
        ending = post.send(port)
        assert ending.end is End.TROUBLE
        assert "421 4.7.0 too many connections" in ending.what
        assert (taken.letters, post.addresses(State.WAITING)) == ([], readers(2))


def test_no_address_can_give_the_server_an_order_of_its_own(tmp_path: Path) -> None:
    hostile = "r001@example.org>\r\nDATA\r\nSubject: x\r\n.\r\nRCPT TO:<r009@example.org"
    with begun(tmp_path, [hostile]) as post, mail_server() as (taken, port):
        post.send(port)
        assert (taken.letters, sorted(taken.tried)) == ([], [])


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


def test_a_server_that_never_answers_a_letter_is_left_after_three(tmp_path: Path) -> None:
    with begun(tmp_path, readers(20)) as post, mail_server(Script(letter=lambda _: DROP)) as served:
        taken, port = served
        ending = post.send(port)
        assert ending.end is End.TROUBLE
        assert len(post.addresses(State.HELD)) == 3
        assert len(post.addresses(State.WAITING)) == 17
        assert taken.letters == []


def test_a_slow_server_is_waited_for_only_so_long(tmp_path: Path) -> None:
    with begun(tmp_path, readers(1)) as post, mail_server(Script(seconds=60)) as (_, port):
        post.send(port, door=Door("127.0.0.1", port, "none", limits=Limits(5, 5, 0.2)))
        (held,) = post.journal.deliveries(LETTER.name, State.HELD)
        assert held.address == "r000@example.org"


def test_the_rate_is_even(tmp_path: Path) -> None:
    times: list[float] = []
    with begun(tmp_path, readers(5)) as post, mail_server() as (taken, port):
        post.send(port, a_minute=60.0, seen=lambda _state: times.append(post.clock.seconds))
        assert len(taken.letters) == 5
    apart = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert all(0.7 < pause < 1.3 for pause in apart)


def test_one_who_says_stop_is_heard_between_two_letters(tmp_path: Path) -> None:
    went: list[State] = []
    with begun(tmp_path, readers(9)) as post, mail_server() as (taken, port):
        ending = post.send(port, seen=went.append, stopped=lambda: len(went) >= 4)
        assert ending.end is End.STOPPED
        assert len(taken.letters) == len(post.addresses(State.SENT)) == 4
        assert post.send(port).end is End.DONE
        assert taken.readers == readers(9)


def test_nothing_is_sent_before_its_time_or_after_it(tmp_path: Path) -> None:
    hour = dt.timedelta(hours=1)
    other = tmp_path / "other"
    other.mkdir()
    schedule = Schedule(NOW, NOW + hour, NOW + 2 * hour)
    with begun(tmp_path, readers(2), schedule) as post, mail_server() as (taken, port):
        post.send(port)
        assert post.clock.seconds >= 3600
        assert taken.messages()[0]["Date"] == "Sun, 22 Nov 2026 11:00:00 +0100"
    with begun(other, readers(2), Schedule(NOW, None, NOW)) as post:
        assert post.send(port).end is End.EXPIRED
        assert post.addresses(State.WAITING) == readers(2)


def test_what_the_log_knows_settles_the_doubts(tmp_path: Path) -> None:
    answers = {"r001@example.org": DROP, "r002@example.org": TAKE_AND_DROP}
    script = Script(letter=lambda to: answers.pop(to, None))
    with begun(tmp_path, readers(4)) as post, mail_server(script) as (taken, port):
        ids = {one.message_id: one.address for one in post.journal.deliveries(LETTER.name, *State)}
        known = {name: ids[name] != "r001@example.org" for name in ids}
        assert post.send(port, witness=Told(known)).end is End.DONE
        assert post.addresses(State.SENT) == taken.readers == readers(4)


@dataclass(frozen=True)
class Told:
    """A witness who has seen everything."""

    known: Mapping[str, bool]

    def mark(self) -> str:
        return "from the start"

    def accepted(self, _mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        return {name: self.known[name] for name in message_ids}


def test_a_server_that_takes_no_letter_at_the_word_data_has_none(tmp_path: Path) -> None:
    def answer(line: bytes) -> bytes:
        return b"250 fine\r\n" if line[:4].upper() != b"QUIT" else b"221 bye\r\n"

    with begun(tmp_path, readers(1)) as post, spoken(answer) as port:
        assert post.send(port).end is End.TROUBLE
        assert post.addresses(State.WAITING) == readers(1)


@pytest.mark.parametrize("answer", [b"", b"\xff\xfe\r\n", b"999 ?\r\n", b"2" * 9000, b"250-a\r\n"])
def test_a_server_that_speaks_no_smtp_gets_no_letter(tmp_path: Path, answer: bytes) -> None:
    with begun(tmp_path, readers(1)) as post, spoken(lambda _line: answer) as port:
        ending = post.send(port, door=Door("127.0.0.1", port, "none", limits=Limits(1, 1, 1)))
        assert ending.end is End.TROUBLE
        assert post.addresses(State.WAITING) == readers(1)


def test_an_address_beyond_ascii_is_sent_only_where_the_server_takes_it(tmp_path: Path) -> None:
    with begun(tmp_path, ["åsa@example.org", "bo@example.org"]) as post, mail_server() as served:
        taken, port = served
        assert post.send(port).end is End.DONE
        (failed,) = post.journal.deliveries(LETTER.name, State.FAILED)
        assert failed.address == "åsa@example.org"
        assert taken.readers == ["bo@example.org"]


def test_the_journal_forgets_the_address_of_one_who_got_the_letter(tmp_path: Path) -> None:
    script = Script(reader=lambda to: "550 5.1.1 who?" if to == "r001@example.org" else None)
    with begun(tmp_path, readers(3)) as post, mail_server(script) as (_, port):
        post.send(port)
        kept = [one.address for one in post.journal.deliveries(LETTER.name, *State)]
        assert sorted(kept) == ["", "", "r001@example.org"]
        words = [one.words for one in post.journal.deliveries(LETTER.name, State.SENT)]
        assert words == ["", ""]


def test_who_is_forgotten_leaves_no_byte_and_gets_no_letter(tmp_path: Path) -> None:
    with begun(tmp_path, ["glomd@example.org", "bo@example.org"]) as post, mail_server() as served:
        taken, port = served
        post.journal.forget([recipient("glomd@example.org").key])
        files = [path.read_bytes() for path in (tmp_path / ".samverka").iterdir()]
        assert not [content for content in files if b"glomd@example.org" in content]
        post.send(port)
        assert taken.readers == ["bo@example.org"]
        (chapter,) = post.journal.history(recipient("glomd@example.org").key)
        assert chapter.state is State.LEFT


def test_two_digests_that_tell_the_same_are_not_both_sent(tmp_path: Path) -> None:
    item = str(Key(Sort.NEWS, None, "0a1b"))
    first = dataclasses.replace(LETTER, items=(item,))
    second = dataclasses.replace(first, name="2026-12")
    with open_journal(tmp_path) as journal:
        for letter in (first, second):
            frozen = COMPOSER.freeze(letter, Schedule(NOW))
            with contextlib.suppress(SamverkaError):
                journal.begin(frozen, (), partial(tell_once, letter=letter))
        assert journal.issue(first.name) is not None
        assert journal.issue(second.name) is None
        assert read_told(journal.database).issues == {first.name}
