"""`Incoming`: a mail from outside, of which nothing can be trusted, read without ever failing."""

import datetime as dt
import re
from binascii import Error as NoBase64
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Final, TypeAlias

from samverka.findings import Place
from samverka.mail.subscribers.mailboxes import Saved, begins_as_mail
from samverka.swedish.dates import format_date

Part: TypeAlias = "Message[str, str]"

LONGEST_FIELD: Final = 2000
"""Signs that are read of a field of a header, a mail's subject for one."""

_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\",;:\\@]{1,64}@[^\s<>()\[\]\",;:\\@]{1,255}")
_TAG: Final = re.compile(r"<(!--|/?\w*+)([^<>]*+)>")
"""Never tried in more than one way: a tag that has no end may be as long as the mail."""
_UNSEEN: Final = frozenset({"head", "style", "script", "title"})
_BREAKS: Final = frozenset({"br", "/p", "/div", "/tr", "/li", "/h1", "/h2", "/h3"})
_NO_CHARSETS: Final = frozenset({"idna", "punycode"})
"""Codecs that Python knows, no mail uses, and that take long over a long text."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`message` is what could be read of it; its parts never fail, whatever they say."""

    place: Place
    message: Part = field(repr=False)

    @property
    def subject(self) -> str:
        """Decoded, on one line."""
        return " ".join(field_of(self.message, "Subject").split())

    @property
    def sender(self) -> str:
        """The one address in From, as it stands there; empty where it is not one."""
        said = field_of(self.message, "From")
        pointed = re.findall(r"<([^<>]*)>", said)
        found = _ADDRESS.findall(pointed[0] if len(pointed) == 1 else said)
        return found[0] if len(found) == 1 else ""

    @property
    def day(self) -> dt.date | None:
        """When our own server got it, else when it says that it was written."""
        received = field_of(self.message, "Received").rpartition(";")[2]
        return _day(received) or _day(field_of(self.message, "Date"))

    @property
    def text(self) -> str:
        """What a person reads first: its first plain text, else its first HTML without tags."""
        for wanted in ("text/plain", "text/html"):
            for part in parts_of(self.message):
                if part.get_content_type() == wanted:
                    said = text_of(part)
                    return "".join(_plain(said)) if wanted == "text/html" else said
        return ""


def read_incoming(saved: Saved) -> Incoming | None:
    """None where it is no mail, or is nested beyond all reason, as no mail program writes it."""
    if not begins_as_mail(saved.content):
        return None
    content = saved.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        return Incoming(saved.place, message_from_bytes(content))
    except RecursionError:
        return None


def parts_of(message: Part) -> Iterator[Part]:
    """Every part that is not made of parts; a mail within the mail is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(inside_of(part)))
        else:
            yield part


def inside_of(part: Part) -> tuple[Part, ...]:
    """The parts it is made of, or the mail within it; none where it is a text.

    The library fails on some damaged texts when it is not told to decode them.
    """
    inside = part.get_payload() if part.is_multipart() else ()
    return tuple(one for one in inside if isinstance(one, Message))


def fields_of(message: Part, name: str) -> Iterator[str]:
    """The values of every field of this name, decoded (RFC 2047, RFC 6532) and unfolded."""
    for known, value in message.raw_items():
        if known.lower() == name.lower():
            yield _decoded(_utf8(str(value)[:LONGEST_FIELD]))


def field_of(message: Part, name: str) -> str:
    """The first, empty where there is none."""
    return next(fields_of(message, name), "")


def text_of(part: Part) -> str:
    """Empty where it is no text."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(content, bytes):
        return ""
    return _in_charset(content, part.get_content_charset("utf-8"))


def describe(mail: Incoming | None) -> str:
    """Who, when and about what, for one who looks for it."""
    if mail is None:
        return "filen går inte att läsa som mejl"
    who = mail.sender or "okänd avsändare"
    when = f" {format_date(mail.day)}" if mail.day else ""
    return f"{who}{when} ”{mail.subject[:80]}”"


def addresses_in(text: str) -> tuple[str, ...]:
    """What looks like addresses, as it stands."""
    return tuple(_ADDRESS.findall(text))


def _in_charset(content: bytes, charset: str) -> str:
    try:
        return content.decode("utf-8" if charset.lower() in _NO_CHARSETS else charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _utf8(raw: str) -> str:
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _decoded(raw: str) -> str:
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", raw)
    try:
        pieces = decode_header(unfolded)
    except (HeaderParseError, NoBase64, ValueError):
        return unfolded
    return "".join(
        piece if isinstance(piece, str) else _in_charset(piece, charset or "raw-unicode-escape")
        for piece, charset in pieces
    )


def _day(said: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(said[:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain(html: str) -> Iterator[str]:
    """What is seen of it; a quotation begins with `>`, as in a plain mail."""
    seen, unseen = 0, ""
    for tag in _TAG.finditer(html):
        name = tag[1].lower()
        if not unseen:
            yield unescape(" ".join(html[seen : tag.start()].split()))
            yield "\n" if name in _BREAKS else " "
        if name == "blockquote" or "gmail_quote" in tag[2]:
            yield "\n>"
        if name in _UNSEEN:
            unseen = unseen or name
        elif name == f"/{unseen}":
            unseen = ""
        seen = tag.end()
    if not unseen:
        yield unescape(html[seen:])
