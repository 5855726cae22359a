"""What the log of a real Postfix says of a letter is what came to the mailbox."""

import smtplib
import socket
import struct
from collections.abc import Callable

import pytest

from mail_servers import DOMAIN, MailServers
from samverka.mail.sending.postfix_log import LogMark, Verdict, take_mark, verdicts

PATIENCE = 60.0
RESET = struct.pack("ii", 1, 0)


class RawClient:
    """Says what it is told to, and goes away as a process does that is killed."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._answers.readline()
        self.ask("HELO sender.test")

    def ask(self, command: str) -> bytes:
        self.say(command.encode() + b"\r\n")
        return self._answers.readline()

    def say(self, content: bytes) -> None:
        self._socket.sendall(content)

    def begin(self, recipient: str) -> None:
        self.ask(f"MAIL FROM:<brev@{DOMAIN}>")
        self.ask(f"RCPT TO:<{recipient}@{DOMAIN}>")

    def go(self, *, reset: bool = False) -> None:
        if reset:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._answers.close()
        self._socket.close()


def message_id(name: str) -> str:
    return f"<{name}@sender.test>"


def head(name: str) -> bytes:
    return f"Message-ID: {message_id(name)}\r\nSubject: Hej\r\n\r\n".encode()


BODY = b"Ett brev till dig.\r\n" * 400


def only_connected(_: RawClient, __: str) -> None:
    pass


def after_mail(client: RawClient, _: str) -> None:
    client.ask(f"MAIL FROM:<brev@{DOMAIN}>")


def after_recipient(client: RawClient, name: str) -> None:
    client.begin(name)


def after_data(client: RawClient, name: str) -> None:
    client.begin(name)
    assert client.ask("DATA").startswith(b"354")


def within_the_head(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name)[:20])


def after_the_head(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name))


def within_the_body(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name) + BODY[:4111])


def before_the_dot(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name) + BODY)


def before_the_end_of_the_dots_line(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name) + BODY + b".\r")


def after_the_dot(client: RawClient, name: str) -> None:
    after_data(client, name)
    client.say(head(name) + BODY + b".\r\n")


def after_the_answer(client: RawClient, name: str) -> None:
    after_data(client, name)
    assert client.ask((head(name) + BODY).decode() + ".").startswith(b"250")


def in_the_next_letter(client: RawClient, name: str) -> None:
    after_the_answer(client, name)
    after_data(client, f"{name}-nasta")


STEPS: list[Callable[[RawClient, str], None]] = [
    only_connected,
    after_mail,
    after_recipient,
    after_data,
    within_the_head,
    after_the_head,
    within_the_body,
    before_the_dot,
    before_the_end_of_the_dots_line,
    after_the_dot,
    after_the_answer,
    in_the_next_letter,
]


def mark_of(servers: MailServers) -> LogMark:
    mark = take_mark(servers.log)
    assert mark is not None
    return mark


def settle(servers: MailServers, mark: LogMark, *names: str) -> list[Verdict]:
    def connect() -> smtplib.SMTP:
        connection = smtplib.SMTP("127.0.0.1", servers.port, timeout=PATIENCE)
        connection.ehlo()
        return connection

    found = verdicts(mark, [message_id(name) for name in names], connect, PATIENCE)
    return [found[message_id(name)] for name in names]


def came(servers: MailServers, name: str) -> Verdict:
    servers.drain()
    return Verdict.ACCEPTED if servers.count()[name] else Verdict.NOT_ACCEPTED


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_letter_cut_off_at_any_step_is_where_the_log_says(
    mail_servers: MailServers, step: Callable[[RawClient, str], None], *, reset: bool
) -> None:
    name = f"{step.__name__}-{reset}".lower().replace("_", "-")
    mark = mark_of(mail_servers)
    client = RawClient(mail_servers.port)
    step(client, name)
    client.go(reset=reset)
    [found] = settle(mail_servers, mark, name)
    assert found is came(mail_servers, name)


def test_a_letter_that_was_never_begun_was_not_accepted(mail_servers: MailServers) -> None:
    mark = mark_of(mail_servers)
    client = RawClient(mail_servers.port)
    after_the_answer(client, "forst")
    client.go()
    assert settle(mail_servers, mark, "forst", "aldrig") == [
        Verdict.ACCEPTED,
        Verdict.NOT_ACCEPTED,
    ]
    assert mail_servers.count()["aldrig"] == 0


def test_a_letter_cut_off_and_sent_again_was_accepted(mail_servers: MailServers) -> None:
    mark = mark_of(mail_servers)
    for step in (within_the_body, after_the_dot):
        client = RawClient(mail_servers.port)
        step(client, "igen")
        client.go()
    assert settle(mail_servers, mark, "igen") == [Verdict.ACCEPTED]


def test_a_letter_that_speaks_of_another_is_not_that_other(mail_servers: MailServers) -> None:
    mark = mark_of(mail_servers)
    client = RawClient(mail_servers.port)
    after_data(client, "talar")
    other = message_id("omtalad")
    forged = f"Nov 22 08:00:00 post postfix/cleanup[1]: ABC: message-id={other}"
    client.say(
        f"Message-ID: {message_id('talar')}\r\nReferences: {other}\r\n"
        f"In-Reply-To: {other}\r\nSubject: x\n{forged}\r\n\r\nMessage-ID: {other}\r\n.\r\n".encode()
    )
    client.go()
    assert settle(mail_servers, mark, "talar", "omtalad") == [
        Verdict.ACCEPTED,
        Verdict.NOT_ACCEPTED,
    ]


def test_nothing_is_said_of_a_letter_still_being_received(mail_servers: MailServers) -> None:
    mark = mark_of(mail_servers)
    client = RawClient(mail_servers.port)
    within_the_body(client, "pagar")

    def connect() -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", mail_servers.port, timeout=PATIENCE)

    found = verdicts(mark, [message_id("pagar"), message_id("annat")], connect, 0.5)
    assert set(found.values()) == {Verdict.UNKNOWN}
    client.say(b"\r\n.\r\n")
    client.go()
    assert settle(mail_servers, mark, "pagar") == [Verdict.ACCEPTED]


def test_nothing_is_said_where_no_connection_of_the_run_is_in_the_log(
    mail_servers: MailServers,
) -> None:
    RawClient(mail_servers.port).go()
    settle(mail_servers, mark_of(mail_servers), "vantar-bara")
    mark = mark_of(mail_servers)

    def connect() -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", mail_servers.port, timeout=PATIENCE)

    found = verdicts(mark, [message_id("aldrig")], connect, 0.5)
    assert set(found.values()) == {Verdict.UNKNOWN}
