"""What a mail server says became of a letter: RFC 3464, RFC 6533, and the older ways in words."""

import re
import sys
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from typing import Final

from samverka.mail.subscribers.incoming import (
    Incoming,
    Part,
    addresses_in,
    field_of,
    parts_of,
    text_of,
)

_STATUS_PARTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED_MAIL: Final = frozenset({"message/rfc822", "message/global", "message/global-headers"})
_RETURNED_TEXT: Final = "text/rfc822-headers"
_STATUS: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\d|\.\d)", re.ASCII)
"""RFC 3463, section 2."""

_ENCODED: Final = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
"""RFC 6533, section 3: how an address outside ASCII is written where only ASCII may stand."""

_MESSAGE_ID: Final = re.compile(
    r"^[>\s]{0,8}message-id:\s*(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE
)
_LEAVING: Final = re.compile(
    r"^[>\s]{0,8}list-unsubscribe:(.{1,900})", re.IGNORECASE | re.MULTILINE
)
_MOST_ATTEMPTS: Final = 100
_MACHINES: Final = frozenset({"mailer-daemon", "postmaster", "mailerdaemon", "mail-daemon"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """To one recipient, who may be named in more ways than one.

    `status` is class.subject.detail, empty where none is told; `said` the remote server's words.
    """

    recipients: tuple[str, ...]
    action: str
    status: str
    said: str


@dataclass(frozen=True, slots=True)
class Returned:
    """`message_ids` and `ways_out` are the fields of the letter that came back."""

    attempts: tuple[Attempt, ...]
    message_ids: tuple[str, ...]
    ways_out: tuple[str, ...]


def read_returned(mail: Incoming) -> Returned | None:
    """None where it is no report of a delivery: a person's mail, an automatic answer, a receipt."""
    parts = list(parts_of(mail.message))
    reports = [part for part in parts if part.get_content_type() in _STATUS_PARTS]
    if reports:
        attempts = [attempt for part in reports for attempt in _attempts_of(part)]
        letters = [letter for part in parts for letter in _letters_in(part)]
        return Returned(
            tuple(attempts[:_MOST_ATTEMPTS]),
            tuple(filter(None, (field_of(letter, "Message-ID") for letter in letters))),
            tuple(filter(None, (field_of(letter, "List-Unsubscribe") for letter in letters))),
        )
    return _in_words(mail) if _is_from_a_machine(mail) else None


def _attempts_of(part: Part) -> Iterator[Attempt]:
    for block in _blocks_of(part):
        recipients = (_recipient(field_of(block, f"{which}-Recipient")) for which in _WHICH)
        said = field_of(block, "Diagnostic-Code")
        named = tuple(filter(None, recipients))
        if named or field_of(block, "Action"):
            action = field_of(block, "Action").lower().partition(" ")[0].strip()
            yield Attempt(named, action, _told_status(field_of(block, "Status"), said), said)


_WHICH: Final = ("Original", "Final", "X-Actual")


def _blocks_of(part: Part) -> Iterator[Part]:
    """The groups of fields, the mail's own among them.

    The library knows the older of the two types; it takes the newer for a mail of one group, with
    the others as its text.
    """
    inside = part.get_payload()
    if not isinstance(inside, list):
        yield from _groups_in(text_of(part))
        return
    for block in inside:
        if isinstance(block, Message):
            yield block
            rest = block.get_payload()
            if isinstance(rest, str) and rest.strip():
                yield from _groups_in(_unpacked(rest))


def _unpacked(text: str) -> str:
    """RFC 6533 lets the newer type be sent as base64."""
    if ":" in text:
        return text
    try:
        return b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except (NoBase64, ValueError):
        return text


def _groups_in(text: str) -> Iterator[Part]:
    for group in re.split(r"\r?\n[ \t]*\r?\n", text)[:_MOST_ATTEMPTS]:
        yield message_from_string(group.strip())


def _recipient(said: str) -> str:
    """What is after the type, as in `rfc822; anna@example.org`."""
    address = said.partition(";")[2] or said
    return _ENCODED.sub(_sign, address).strip().strip("<>")


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= sys.maxunicode else ""


def _told_status(said: str, words: str) -> str:
    """The server's own code where the report has only the most general one."""
    told, inner = _STATUS.search(said), _STATUS.search(words)
    if inner and (told is None or (told[0].endswith(".0.0") and told[1] == inner[1])):
        return inner[0]
    return told[0] if told else ""


def _letters_in(part: Part) -> Iterator[Part]:
    kind = part.get_content_type()
    if kind == _RETURNED_TEXT:
        yield message_from_string(text_of(part).lstrip())
    elif kind in _RETURNED_MAIL:
        inside = part.get_payload()
        yield from (one for one in inside if isinstance(one, Message))


def _is_from_a_machine(mail: Incoming) -> bool:
    name = mail.sender.partition("@")[0].lower()
    return name in _MACHINES or field_of(mail.message, "Return-Path").strip() == "<>"


def _in_words(mail: Incoming) -> Returned | None:
    """As qmail and old Exim tell it: in the text, with the letter or its header below."""
    text = "\n".join(text_of(part) for part in parts_of(mail.message))
    found = _MESSAGE_ID.search(text)
    above = text[: found.start()] if found else text
    statuses = {status[0] for status in _STATUS.finditer(above)}
    if found is None or not statuses:
        return None
    failed = addresses_in(field_of(mail.message, "X-Failed-Recipients"))
    named = (*failed, *addresses_in(above))[:_MOST_ATTEMPTS]
    status = statuses.pop() if len(statuses) == 1 else ""
    attempt = Attempt(named, "failed", status, " ".join(above.split())[:2000])
    return Returned((attempt,), (found[1],), tuple(_LEAVING.findall(text)[:1]))
