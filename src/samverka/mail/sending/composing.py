"""A letter becomes what the journal keeps of it: one whole message that is not yet anyone's."""

import dataclasses
import datetime as dt
import email
import hashlib
import html
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.utils import format_datetime
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.message import build_message
from samverka.mail.sending.journal import Delivery, Frozen
from samverka.mail.sending.message import Template, WaysOut
from samverka.mail.subscribers.message_ids import CHANCE_BYTES, MessageIds
from samverka.mail.subscribers.message_ids import Delivery as Named
from samverka.mail.subscribers.recipient import Recipient
from samverka.swedish.local_time import ZONE

TEST_MARK: Final = "[Test] "
EXAMPLE: Final = Recipient("exempel@example.org", "A" * 22)
"""Nobody: a letter to look at."""


@dataclass(frozen=True, slots=True)
class From:
    """Whose the letters are, and where answers go; the addresses are ASCII."""

    name: str
    address: str
    reply_to: str

    @property
    def domain(self) -> str:
        """Of the address."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an issue begins, may first be sent and may last be sent; None is no limit.

    `readers` says in words who it is for.
    """

    begun: dt.datetime
    starts: dt.datetime | None = None
    expires: dt.datetime | None = None
    readers: str = "alla"

    @property
    def date(self) -> str:
        """The header of every letter, by Swedish clocks (RFC 5322, section 3.3)."""
        return format_datetime(max(self.begun, self.starts or self.begun).astimezone(ZONE))


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes letters ready to send, for one sender and one secret."""

    sender: From
    ways: WaysOut
    message_ids: MessageIds
    chance: Callable[[int], bytes] = secrets.token_bytes

    def freeze(self, letter: Letter, schedule: Schedule) -> Frozen:
        """Raise `SamverkaError` where it cannot be a mail, or has no way out for its readers."""
        mark = _mark_of(letter)
        content = self._content(letter, mark)
        _check(letter, Template(content, mark, self.ways), self.ways)
        return Frozen(
            name=letter.name,
            subject=letter.subject,
            readers=schedule.readers,
            fingerprint=fingerprint(letter),
            template=content,
            mark=mark,
            sender=self.sender.address,
            begun=schedule.begun,
            starts=schedule.starts,
            expires=schedule.expires,
        )

    def deliveries(
        self, name: str, recipients: Iterable[Recipient], date: str
    ) -> Iterator[Delivery]:
        """One letter each, with the Message-ID and the date it keeps however often it is tried."""
        for one in recipients:
            chance = self.chance(CHANCE_BYTES)
            message_id = self.message_ids.of(Named(name, one.key), self.sender.domain, chance)
            yield Delivery(one.key, one.address, message_id, date)

    def template(self, frozen: Frozen) -> Template:
        """What makes each reader's own letter."""
        return Template(frozen.template, frozen.mark, self.ways)

    def _content(self, letter: Letter, mark: str) -> bytes:
        shown = html.escape(letter.leaving)
        message = build_message(
            dataclasses.replace(
                letter,
                html=letter.html.replace(shown, mark),
                text=letter.text.replace(letter.leaving, mark),
            )
        )
        message["From"] = Address(self.sender.name, addr_spec=self.sender.address)
        message["Reply-To"] = self.sender.reply_to
        message["List-Id"] = f"<nyhetsbrev.{self.sender.domain}>"
        return message.as_bytes()


def as_test(letter: Letter) -> Letter:
    """The same, and its subject says that it is a test."""
    return dataclasses.replace(letter, subject=f"{TEST_MARK}{letter.subject}")


def fingerprint(letter: Letter) -> str:
    """The same for letters that readers cannot tell from each other."""
    digest = hashlib.sha256()
    pictures = (part for one in letter.pictures for part in (one.cid.encode(), one.content))
    for part in (letter.subject.encode(), letter.html.encode(), letter.text.encode(), *pictures):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _mark_of(letter: Letter) -> str:
    """As long as the address that comes instead, so that text is wrapped as it will be read."""
    digest = hashlib.sha256(f"{letter.html}\0{letter.text}".encode()).hexdigest()
    return f"WAYOUT{digest}{digest}"[: max(40, len(letter.leaving))]


def _check(letter: Letter, template: Template, ways: WaysOut) -> None:
    """Read one letter as a mail program does: its own way out, and no one else's, in both parts."""
    content = template.letter_to(EXAMPLE, "<a@example.org>", "Thu, 01 Jan 1970 00:00:00 +0000")
    message = email.message_from_bytes(content, policy=policy.default)
    way_out = ways.in_letter(ways.tokens.of(EXAMPLE.key))
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if part is None or way_out not in part.get_content():
            raise SamverkaError(
                f"Brevet {letter.name} saknar länken för att sluta prenumerera.",
                "Gör brevet på nytt.",
            )
