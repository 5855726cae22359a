"""A mail server on this computer that answers as a test says, and keeps what it took."""

import asyncio
import contextlib
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

DROP = "drop"
"""Instead of an answer: the connection is cut."""
TAKE_AND_DROP = "take and drop"
"""In `letter`: the server has the letter, and the connection is cut before it could say so."""

Answers = Callable[[str], str | None]


def fine(_reader: str) -> None:
    """The server's own answer, which is yes."""


@dataclass(frozen=True)
class Script:
    """Answers by the reader's address; None is yes. `seconds` is how long each letter takes.

    With `pipelining` it takes several orders at once (RFC 2920).
    """

    sender: Answers = fine
    reader: Answers = fine
    letter: Answers = fine
    seconds: float = 0
    pipelining: bool = True


@dataclass
class Taken:
    """What came, in its order; `tried` counts each RCPT, `connections` each greeting."""

    script: Script
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def readers(self) -> list[str]:
        return sorted(reader for reader, _ in self.letters)

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for _, content in self.letters]

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return ["250-PIPELINING", *answers] if self.script.pipelining else answers

    async def handle_MAIL(  # noqa: N802  the library's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return said(server, self.script.sender(address)) or "250 OK"

    async def handle_RCPT(  # noqa: N802  the library's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tried[address] += 1
        answer = said(server, self.script.reader(address))
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(  # noqa: N802  the library's
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        (reader,) = envelope.rcpt_tos
        await asyncio.sleep(self.script.seconds)
        answer = self.script.letter(reader)
        if answer in (None, TAKE_AND_DROP):
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append((reader, content))
        return said(server, DROP if answer == TAKE_AND_DROP else answer) or "250 OK"


def said(server: SMTP, answer: str | None) -> str | None:
    if answer == DROP:
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()
    return answer


@dataclass(frozen=True)
class Entrance:
    """How the server is entered: certificates for STARTTLS or from the start, a password."""

    starttls: ssl.SSLContext | None = None
    tls: ssl.SSLContext | None = None
    password: str = ""


@contextmanager
def mail_server(
    script: Script = Script(),
    entrance: Entrance = Entrance(),
) -> Iterator[tuple[Taken, int]]:
    """What it takes, and its port on 127.0.0.1."""
    taken = Taken(script)

    def checked(
        _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        taken.logins.append((given.login, given.password))
        return AuthResult(success=given.password.decode() == entrance.password, handled=False)

    def protocol() -> SMTP:
        return SMTP(
            taken,
            hostname="mx.example.org",
            tls_context=entrance.starttls,
            authenticator=checked,
            auth_required=bool(entrance.password),
            auth_require_tls=True,
            loop=loop,
        )

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    started = loop.create_server(protocol, "127.0.0.1", 0, ssl=entrance.tls)
    server = asyncio.run_coroutine_threadsafe(started, loop).result()
    try:
        yield taken, server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(closed(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def closed(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def spoken(answer: Callable[[bytes], bytes]) -> Iterator[int]:
    """The port of one that greets as a mail server does and answers each line; "" hangs up."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                self.wfile.write(b"220 mx.example.org\r\n")
                while line := self.rfile.readline(2**16):
                    said = answer(line)
                    if not said:
                        return
                    self.wfile.write(said)

    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
