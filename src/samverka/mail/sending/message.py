"""`Template`: a letter rendered once, and made each reader's own by putting bytes in their places.

It is light on purpose: a sending that goes on after a break reads it from the journal.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from samverka.mail.subscribers.recipient import Recipient
from samverka.mail.subscribers.tokens import Tokens

LONGEST: Final = 72
"""Signs of an encoded address on a line; RFC 2045, section 6.7, allows 76 with the break."""
_SOFT_BREAK: Final = b"=\r\n"


@dataclass(frozen=True, slots=True)
class WaysOut:
    """How a reader leaves: `mailbox` takes mails, `web` is the app's address or empty."""

    tokens: Tokens
    mailbox: str
    web: str = ""

    def by_mail(self, token: str) -> str:
        """RFC 6068."""
        return f"mailto:{quote(self.mailbox, safe='@')}?subject=avsluta%20{token}"

    def by_web(self, token: str) -> str:
        """ASCII, and the same in HTML and in text: what would be escaped there is encoded."""
        return f"{quote(self.web, safe='%:/@!$()*+;=~[]')}?t={token}"

    def in_letter(self, token: str) -> str:
        """The address behind the letter's own link."""
        return self.by_web(token) if self.web else self.by_mail(token)

    def headers(self, token: str) -> str:
        """RFC 2369; and the promise of RFC 8058, which holds for https only."""
        if not self.web:
            return f"List-Unsubscribe: <{self.by_mail(token)}>\r\n"
        return (
            f"List-Unsubscribe: <{self.by_web(token)}>,\r\n <{self.by_mail(token)}>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        )


class Template:
    """`content` is a whole message but for what is one reader's own.

    Where the way out stands, in parts that are quoted-printable, it has `mark`: ASCII letters and
    digits, perhaps with soft line breaks between them.
    """

    def __init__(self, content: bytes, mark: str, ways: WaysOut) -> None:
        self._ways = ways
        places = re.compile(b"(?:=\r\n)?".join(sign.encode() for sign in mark))
        self._pieces = _on_lines_of_their_own(places.split(content))

    @cached_property
    def places(self) -> int:
        """How often the way out stands in it."""
        return len(self._pieces) - 1

    def letter_to(self, recipient: Recipient, message_id: str, date: str) -> bytes:
        """The bytes to send, with CR LF; `message_id` has its angle brackets (RFC 5322, 3.6.4)."""
        token = self._ways.tokens.of(recipient.key)
        head = (
            f"To: <{recipient.address}>\r\nMessage-ID: {message_id}\r\nDate: {date}\r\n"
            f"{self._ways.headers(token)}"
        )
        way_out = quoted_printable(self._ways.in_letter(token))
        return head.encode() + way_out.join(self._pieces)


def quoted_printable(address: str) -> bytes:
    """Within the limits of a line, for text that has a soft break on either side."""
    encoded = address.replace("=", "=3D")
    lines = re.findall(f".{{1,{LONGEST}}}(?<!=)(?<!=.)", encoded)
    return _SOFT_BREAK.join(line.encode() for line in lines)


def _on_lines_of_their_own(pieces: list[bytes]) -> list[bytes]:
    """Soft breaks around each place, so that no line grows too long."""
    for at in range(len(pieces) - 1):
        if not pieces[at].endswith(b"\n"):
            pieces[at] += _SOFT_BREAK
        if not pieces[at + 1].startswith(b"\r\n"):
            pieces[at + 1] = _SOFT_BREAK + pieces[at + 1]
    return pieces
