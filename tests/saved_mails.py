"""Mails as they come from outside, and mailboxes as people save them; every address invented."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from samverka.mail.subscribers.message_ids import Delivery, MessageIds
from samverka.mail.subscribers.register import Register, open_register
from samverka.mail.subscribers.subscriber import Signup
from samverka.mail.subscribers.tokens import Tokens

SECRET = "hemligt " * 6
TOKENS = Tokens(SECRET)
MESSAGE_IDS = MessageIds(SECRET)
TODAY = dt.date(2026, 11, 22)
CONSENT = dt.date(2026, 1, 1)
ANNA, BO = "anna@exempel.se", "bo@växjö.example"


@contextmanager
def register_of(root: Path, *addresses: str, consent: dt.date = CONSENT) -> Iterator[Register]:
    with open_register(root) as register:
        signups = [
            Signup(register.recipient_of(one).address, frozenset(), consent, "Möte")
            for one in addresses
        ]
        register.add(signups, consent)
        yield register


def token_of(register: Register, address: str) -> str:
    return TOKENS.of(register.recipient_of(address).key)


def message_id_of(register: Register, address: str, issue: str = "2026-11") -> str:
    delivery = Delivery(issue, register.recipient_of(address).key)
    return MESSAGE_IDS.of(delivery, "exempel.se", b"chance")


def mail(text: str = "", subject: str = "", sender: str = ANNA, head: str = "") -> bytes:
    """A person's mail; `head` is more of its header, whole lines."""
    fields = f"From: {sender}\nTo: avsluta@exempel.se\nDate: Fri, 20 Nov 2026 08:30:00 +0100\n"
    body = f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    return f"{fields}Subject: {subject}\n{dedent(head)}{body}".encode()


def folder_of(root: Path, mails: Iterable[bytes]) -> Path:
    folder = root / "mejl"
    folder.mkdir()
    for number, content in enumerate(mails):
        (folder / f"{number:03}.eml").write_bytes(content)
    return folder


def maildir_of(root: Path, mails: Iterable[bytes]) -> Path:
    folder = root / "Maildir"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, content in enumerate(mails):
        name = f"new/{number}.x.host" if number % 2 else f"cur/{number}.x.host:2,S"
        (folder / name).write_bytes(content)
    (folder / "tmp" / "half").write_bytes(b"Subject: avsluta\n")
    return folder


def mbox_of(root: Path, mails: Iterable[bytes]) -> Path:
    """As Thunderbird writes it, which names no sender."""
    path = root / "Avslut"
    start = b"From - Fri Nov 20 08:30:00 2026\nX-Mozilla-Status: 0001\n"
    path.write_bytes(b"".join(start + content + b"\n" for content in mails))
    return path
