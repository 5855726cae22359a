"""The only door to a mail server: one connection, checked, and every answer understood."""

import contextlib
import ipaddress
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from samverka.errors import SamverkaError
from samverka.mail.sending.refusals import no_login, no_starttls, said_of, told_in_swedish
from samverka.mail.sending.replies import Fate, Reply, Step, parse_reply, refusal_of_data

GO_AHEAD: Final = 354
CLOSING: Final = 421
ANYONE: Final = "[127.0.0.1]"
"""What this computer is called until the connection tells its address."""
_ORDINARY: Final = re.compile(r"[^\s<>\x00-\x20\x7f]+@[^\s<>\x00-\x20\x7f]+")
"""Nothing else reaches the server, or the header that says who a letter is to."""
_NO_ADDRESS: Final = Reply(Fate.REFUSED, Step.READER, 553, "5.1.3 Det är ingen mejladress.")
_NOT_ASCII: Final = Reply(
    *(Fate.REFUSED, Step.READER, 553),
    "5.1.3 Mejlservern tar inte emot adresser med andra tecken än a-z.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait for a connection, for an answer, and for the answer to a whole letter.

    RFC 5321, section 4.5.3.2.6, gives the server ten minutes for the last.
    """

    connect: float = 30
    answer: float = 120
    letter: float = 600


@dataclass(frozen=True, slots=True)
class Door:
    """The mail server and how it is entered; `trust` is what certificates are checked against."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    limits: Limits = Limits()
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context


class Connection:
    """An open way to the server, for one letter after the other; `letters` were handed over."""

    def __init__(self, smtp: smtplib.SMTP, limits: Limits) -> None:
        self._smtp = smtp
        self._limits = limits
        self.is_open = True
        self.letters = 0

    def offer(self, sender: str, reader: str, size: int) -> Reply:
        """Ask for one letter's way: `ACCEPTED` means that `hand_over` may follow."""
        try:
            reply = self._offered(sender, reader, size)
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            return Reply(Fate.LOST, Step.SENDER, words=said_of(fault))
        if reply.code == CLOSING or reply.fate is Fate.LOST:
            self.close()
        elif reply.fate is not Fate.ACCEPTED:
            self._begin_anew()
        return reply

    def hand_over(self, letter: bytes, meanwhile: Callable[[], None] = lambda: None) -> Reply:
        """The whole letter. `IN_DOUBT` is the answer where no answer came.

        `meanwhile` is done once all of it has been sent, before the answer is waited for.
        """
        fate = Fate.LOST
        try:
            code, words = self._smtp.docmd("DATA")
            if code != GO_AHEAD:
                reply = refusal_of_data(code, words)
            else:
                fate = Fate.IN_DOUBT
                self._patient(self._limits.letter)
                self._smtp.send(as_data(letter))
                meanwhile()
                reply = parse_reply(Step.LETTER, *self._smtp.getreply())
                self._patient(self._limits.answer)
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            return Reply(fate, Step.LETTER, words=said_of(fault))
        self.letters += 1
        if reply.code == CLOSING or reply.fate in (Fate.LOST, Fate.IN_DOUBT):
            self.close()
        return reply

    def close(self) -> None:
        """At once, whatever the server thinks."""
        self.is_open = False
        self._smtp.close()

    def leave(self) -> None:
        """As the protocol asks: QUIT first."""
        if self.is_open:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self.close()

    def _offered(self, sender: str, reader: str, size: int) -> Reply:
        if not _ORDINARY.fullmatch(reader):
            return _NO_ADDRESS
        options = [f"SIZE={size}"] if self._smtp.has_extn("size") else []
        if not (sender + reader).isascii():
            if not self._smtp.has_extn("smtputf8"):
                return _NOT_ASCII
            options.append("SMTPUTF8")
        if self._smtp.has_extn("pipelining"):
            return self._asked_at_once(sender, reader, options)
        answer = parse_reply(Step.SENDER, *self._smtp.mail(sender, options))
        if answer.fate is Fate.ACCEPTED:
            answer = parse_reply(Step.READER, *self._smtp.rcpt(reader))
        return answer

    def _asked_at_once(self, sender: str, reader: str, options: list[str]) -> Reply:
        """Sender and reader in one packet, which saves a way there and back (RFC 2920)."""
        named = (smtplib.quoteaddr(sender), smtplib.quoteaddr(reader))
        orders = (" ".join((f"MAIL FROM:{named[0]}", *options)), f"RCPT TO:{named[1]}", "")
        self._smtp.send("\r\n".join(orders).encode())
        of_sender = parse_reply(Step.SENDER, *self._smtp.getreply())
        if of_sender.code == CLOSING:
            return of_sender
        of_reader = parse_reply(Step.READER, *self._smtp.getreply())
        return of_reader if of_sender.fate is Fate.ACCEPTED else of_sender

    def _begin_anew(self) -> None:
        try:
            self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    def _patient(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)


def as_data(letter: bytes) -> bytes:
    """With its dots doubled and the one that ends it (RFC 5321, section 4.5.2)."""
    end = b".\r\n" if letter.endswith(b"\r\n") else b"\r\n.\r\n"
    return (b"." if letter.startswith(b".") else b"") + letter.replace(b"\r\n.", b"\r\n..") + end


def connect(door: Door) -> Connection:
    """Raise `UnreachableError` where a later try may do, else another `SamverkaError`."""
    return Connection(enter(door), door.limits)


def enter(door: Door) -> smtplib.SMTP:
    """A connection that has said who we are; raise as `connect` does."""
    check_door(door)
    with told_in_swedish(door.host, door.port), contextlib.ExitStack() as stack:
        smtp = _entered(door)
        stack.callback(smtp.close)
        _greet(smtp, door.limits)
        _let_in(smtp, door)
        stack.pop_all()
    return smtp


def _entered(door: Door) -> smtplib.SMTP:
    wait = door.limits.connect
    if door.security == "tls":
        return smtplib.SMTP_SSL(door.host, door.port, ANYONE, timeout=wait, context=_checked(door))
    return smtplib.SMTP(door.host, door.port, ANYONE, timeout=wait)


def _greet(smtp: smtplib.SMTP, limits: Limits) -> None:
    """By the address, not the name, of this computer (RFC 5321, section 4.1.3)."""
    if smtp.sock is not None:
        smtp.sock.settimeout(limits.answer)
        own = str(smtp.sock.getsockname()[0])
        smtp.local_hostname = f"[IPv6:{own}]" if ":" in own else f"[{own}]"
    smtp.ehlo_or_helo_if_needed()


def _let_in(smtp: smtplib.SMTP, door: Door) -> None:
    if door.security == "starttls":
        if not smtp.has_extn("starttls"):
            raise no_starttls(door.host)
        smtp.starttls(context=_checked(door))
        smtp.ehlo_or_helo_if_needed()
    if door.user:
        if not smtp.has_extn("auth"):
            raise no_login(door.host)
        smtp.login(door.user, door.password)


def _checked(door: Door) -> ssl.SSLContext:
    context = door.trust()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def check_door(door: Door) -> None:
    """Nothing unencrypted leaves this computer."""
    if door.security == "none" and not _is_loopback(door.host):
        raise SamverkaError(
            f"security: none går bara mot den egna datorn, inte mot {door.host}.",
            "Skriv security: starttls eller security: tls under server i mkdocs.yml.",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False
