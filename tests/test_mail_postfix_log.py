"""What is made of a log that lines are missing from, was moved, or somebody wrote in."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from samverka.mail.sending.postfix_log import LogMark, Verdict, take_mark, verdicts

OURS, OTHER = "<vart@sender.test>", "<annat@sender.test>"
SMTPD, CLEANUP, QMGR = "postfix/smtpd[11]", "postfix/cleanup[12]", "postfix/qmgr[13]"
CONNECT = f"{SMTPD}: connect from localhost[127.0.0.1]"
CLIENT = f"{SMTPD}: 4ABC: client=localhost[127.0.0.1]"
NAMED = f"{CLEANUP}: 4ABC: message-id={OURS}"
QUEUED = f"{QMGR}: 4ABC: from=<brev@sender.test>, size=1044, nrcpt=1 (queue active)"
CUT = f"{SMTPD}: lost connection after DATA (812 bytes) from localhost[127.0.0.1]"
END = f"{SMTPD}: disconnect from localhost[127.0.0.1]"
ENDED = f"{END} ehlo=1 mail=1 rcpt=1 data=1 commands=4"
ENDED_CUT = f"{END} ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4"
DIED = [CONNECT, f"{END} ehlo=1 commands=1"]
"""A run of ours that died before it had begun a letter."""


class Answering(socketserver.StreamRequestHandler):
    """Says yes to every command, and afterwards logs how many there were, as smtpd does."""

    server: "LoggingServer"

    def handle(self) -> None:
        self.wfile.write(b"220 post.test\r\n")
        said: list[str] = []
        while not said or said[-1] != "quit":
            said.append(self.rfile.readline().strip().lower().decode().split(" ")[0])
            self.wfile.write(b"250 2.0.0 Ok\r\n")
        counts = "".join(f" {name}={said.count(name)}" for name in dict.fromkeys(said))
        one = self.server.smtpd
        self.server.write(f"{one}: connect from localhost[127.0.0.1]")
        self.server.write(f"{one}: disconnect from localhost[127.0.0.1]{counts} commands=9")


class LoggingServer(socketserver.TCPServer):
    """An SMTP server that writes its log as Postfix does, in the form of `stamp`."""

    def __init__(self, log: Path) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.log, self.smtpd = log, "postfix/submission/smtpd[99]"
        self.stamp = "Nov 22 08:00:00 post"
        self.log.touch()

    def write(self, *lines: str) -> None:
        with self.log.open("a", encoding="utf-8", newline="\n") as opened:
            opened.writelines(f"{self.stamp} {line}\n" for line in lines)

    def mark(self) -> LogMark:
        mark = take_mark(self.log)
        assert mark is not None
        return mark

    def connect(self) -> smtplib.SMTP:
        connection = smtplib.SMTP("127.0.0.1", self.server_address[1], timeout=30)
        connection.ehlo()
        return connection

    def settle(self, mark: LogMark, patience: float = 0.2) -> Verdict:
        return verdicts(mark, [OURS], self.connect, patience)[OURS]

    def settle_of(self, *lines: str) -> Verdict:
        mark = self.mark()
        self.write(*lines)
        return self.settle(mark)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LoggingServer]:
    with LoggingServer(tmp_path / "mail.log") as server:
        server.write(*DIED)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (DIED, Verdict.NOT_ACCEPTED),
        ([CONNECT, CLIENT, NAMED, QUEUED, ENDED], Verdict.ACCEPTED),
        ([CONNECT, CLIENT, NAMED, ENDED], Verdict.ACCEPTED),
        ([CONNECT, CLIENT, NAMED, CUT, ENDED_CUT], Verdict.NOT_ACCEPTED),
        ([CONNECT, CLIENT, CUT, ENDED_CUT, NAMED], Verdict.NOT_ACCEPTED),
        ([CONNECT, CLIENT, CUT, ENDED_CUT], Verdict.NOT_ACCEPTED),
        ([CONNECT, CLIENT, NAMED, ENDED_CUT], Verdict.UNKNOWN),
        ([CONNECT, CLIENT, NAMED], Verdict.UNKNOWN),
        ([CONNECT, CLIENT, NAMED, f"{END} ehlo=1 mail=1 rcpt=1 bdat=1/2"], Verdict.UNKNOWN),
        ([CONNECT], Verdict.UNKNOWN),
        ([], Verdict.UNKNOWN),
        ([CONNECT, ENDED], Verdict.UNKNOWN),
        ([CONNECT, CLIENT, ENDED], Verdict.UNKNOWN),
        ([*DIED, ENDED], Verdict.UNKNOWN),
        ([CONNECT, CONNECT, f"{END} ehlo=1 commands=1"], Verdict.UNKNOWN),
    ],
    ids=[
        "nothing begun",
        "queued",
        "answered but not yet taken from the disk",
        "cut off",
        "cut off, and cleanup was slow to write",
        "cut off within the head",
        "whole and refused, or still in the queue",
        "still being received",
        "sent in chunks",
        "still connected",
        "no connection of ours",
        "the lines of a letter lost",
        "the message-id lost",
        "the connect lost",
        "a process that died",
    ],
)
def test_a_verdict_needs_the_whole_story(
    server: LoggingServer, lines: list[str], wanted: Verdict
) -> None:
    assert server.settle_of(*lines) is wanted


def test_another_client_does_not_make_us_doubt(server: LoggingServer) -> None:
    stranger = ["postfix/smtpd[77]: connect from mx.example[192.0.2.7]"]
    server.write(*stranger)
    gone = "postfix/smtpd[77]: disconnect from mx.example[192.0.2.7] ehlo=1 data=0/1 commands=1/2"
    assert server.settle_of(*DIED, gone) is Verdict.NOT_ACCEPTED


def test_a_connection_from_before_the_mark_is_no_riddle(server: LoggingServer) -> None:
    server.write("postfix/smtpd[78]: connect from localhost[127.0.0.1]")
    gone = "postfix/smtpd[78]: disconnect from localhost[127.0.0.1] ehlo=1 data=5 commands=6"
    assert server.settle_of(*DIED, gone) is Verdict.NOT_ACCEPTED


def test_a_queue_id_that_is_used_again_is_another_message(server: LoggingServer) -> None:
    again = [f"{CLEANUP}: 4ABC: message-id={OTHER}", QUEUED]
    begun = [CONNECT, CLIENT, NAMED, CUT, ENDED_CUT]
    assert server.settle_of(*begun, *again) is Verdict.NOT_ACCEPTED
    assert server.settle_of(*begun, CONNECT, CLIENT, *again, ENDED) is Verdict.NOT_ACCEPTED


def test_another_postfix_in_the_same_log_speaks_of_its_own(server: LoggingServer) -> None:
    elsewhere = QUEUED.replace("postfix/", "postfix-ut/")
    assert server.settle_of(CONNECT, CLIENT, NAMED, elsewhere, ENDED_CUT) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "forged",
    [
        f"{CLEANUP}: 4ABC: warning: header Subject: {QUEUED} from localhost[127.0.0.1]; from=<x>",
        f"{SMTPD}: warning: non-SMTP command from localhost[127.0.0.1]: {QUEUED}",
        f"{SMTPD}: NOQUEUE: reject: RCPT from localhost[127.0.0.1]: helo=<#012{QUEUED}>",
        f"{SMTPD}: warning: x\u2028{QUEUED}",
        f"{SMTPD}: warning: x\rNov 22 08:00:00 post {QUEUED}",
        f"other/smtpd: {QUEUED}",
        f"other[1]: Nov 22 08:00:00 post {QUEUED}",
        f"{CLEANUP}: 4ABC: resent-message-id={OURS}",
    ],
)
def test_words_from_outside_are_no_lines_of_postfix(server: LoggingServer, forged: str) -> None:
    assert server.settle_of(CONNECT, CLIENT, NAMED, forged, ENDED_CUT) is Verdict.UNKNOWN
    assert server.settle_of(*DIED, CUT, forged) is Verdict.NOT_ACCEPTED


def test_an_earlier_knock_is_not_taken_for_the_one_just_made(server: LoggingServer) -> None:
    mark = server.mark()
    for noop, rset in list(product(range(1, 31), repeat=2))[:-1]:
        server.write(CONNECT, f"{END} noop={noop} rset={rset} quit=1 commands={noop + rset + 1}")
    server.write(CONNECT)
    assert server.settle(mark) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "stamp",
    [
        "Nov  2 08:00:00 post",
        "2026-11-22T08:00:00.123456+01:00 post.test",
        "2026-11-22T07:00:00Z p",
    ],
)
def test_the_usual_forms_of_time_are_read(server: LoggingServer, stamp: str) -> None:
    server.stamp = stamp
    assert server.settle_of(*DIED) is Verdict.NOT_ACCEPTED


def test_another_form_of_line_is_not_understood_and_so_unknown(server: LoggingServer) -> None:
    server.stamp = "22/11/26 post"
    assert server.settle_of(*DIED) is Verdict.UNKNOWN


def test_the_log_of_another_server_says_nothing(server: LoggingServer, tmp_path: Path) -> None:
    mark = server.mark()
    server.write(*DIED)
    server.log = tmp_path / "another.log"
    assert server.settle(mark) is Verdict.UNKNOWN


def test_a_log_is_followed_through_one_rotation(server: LoggingServer) -> None:
    mark = server.mark()
    server.write(CONNECT, CLIENT)
    server.log.rename(server.log.with_name("mail.log.1"))
    server.write(NAMED, CUT, ENDED_CUT)
    assert server.settle(mark) is Verdict.NOT_ACCEPTED


def test_a_log_that_was_rotated_twice_or_packed_is_not_followed(server: LoggingServer) -> None:
    mark = server.mark()
    server.write(*DIED)
    server.log.rename(server.log.with_name("mail.log.2"))
    server.log.with_name("mail.log.1").touch()
    assert server.settle(mark) is Verdict.UNKNOWN
    server.log.with_name("mail.log.2").unlink()
    assert server.settle(mark) is Verdict.UNKNOWN


def test_a_log_that_was_emptied_is_not_followed(server: LoggingServer) -> None:
    mark = server.mark()
    server.log.write_bytes(b"")
    server.stamp = "Nov 23 08:00:00 post"
    server.write(*DIED, *DIED, *DIED)
    assert server.settle(mark) is Verdict.UNKNOWN


def test_a_log_that_is_gone_is_not_followed(server: LoggingServer, tmp_path: Path) -> None:
    mark = server.mark()
    server.log.unlink()
    server.log = tmp_path / "elsewhere"
    assert server.settle(mark) is Verdict.UNKNOWN
    assert take_mark(tmp_path / "none") is None


def test_after_a_reboot_only_what_was_accepted_is_known(server: LoggingServer) -> None:
    mark = replace(server.mark(), boot="another")
    server.write(*DIED)
    assert server.settle(mark) is Verdict.UNKNOWN
    server.write(CONNECT, CLIENT, NAMED, QUEUED)
    assert server.settle(mark) is Verdict.ACCEPTED


def test_a_line_that_is_not_whole_is_not_read(server: LoggingServer) -> None:
    mark = server.mark()
    server.write(CONNECT, CLIENT, NAMED)
    with server.log.open("a", encoding="utf-8") as opened:
        opened.write(f"{server.stamp} {QUEUED[:30]}")
    assert server.settle(mark) is Verdict.UNKNOWN
