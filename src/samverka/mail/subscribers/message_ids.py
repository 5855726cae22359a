"""The name of a letter to one reader, signed, so that a mail that comes back says whose it was."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

CHANCE_BYTES: Final = 9
TEST: Final = "~"
"""In the place of the issue's name, which is never this: a letter to look at."""
_SIGNATURE_BYTES: Final = 12
_PURPOSE: Final = b"samverka: message-id"
_FORM: Final = re.compile(
    r"<?(?P<signed>(?P<issue>[\w%~-]{1,300})\.(?P<key>[\w-]{22})\.[\w-]{1,64})"
    r"\.(?P<signature>[\w-]{16})@[^\s<>@]{1,255}>?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An issue to one reader, as the journal knows it."""

    issue: str
    key: str


class MessageIds:
    """Makes and reads them; `secret` is the one of `Tokens`."""

    def __init__(self, secret: str) -> None:
        self._secret = hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)

    def of(self, delivery: Delivery, domain: str, chance: bytes) -> str:
        """`<ISSUE.KEY.CHANCE.SIGNATURE@DOMAIN>`: a msg-id of RFC 5322 (section 3.6.4), ASCII.

        `domain` is the sender's, `chance` some random bytes (`CHANCE_BYTES`): two letters never
        have the same. The name of an issue should be short: a header's line has 998 characters.
        """
        issue = quote(delivery.issue, safe="").replace(".", "%2E")
        signed = f"{issue}.{delivery.key}.{_base64url(chance)}"
        return f"<{signed}.{self._sign(signed)}@{domain.encode('idna').decode()}>"

    def read(self, text: str) -> Delivery | None:
        """None for every other Message-ID, and where the signature is not ours."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            return None
        is_ours = hmac.compare_digest(found["signature"], self._sign(found["signed"]))
        return Delivery(unquote(found["issue"]), found["key"]) if is_ours else None

    def is_anothers(self, text: str) -> bool:
        """Whether it has the form of ours, and another's signature."""
        return _FORM.fullmatch(text.strip()) is not None and self.read(text) is None

    def _sign(self, signed: str) -> str:
        digest = hmac.digest(self._secret, signed.encode(), hashlib.sha256)
        return _base64url(digest[:_SIGNATURE_BYTES])


def _base64url(content: bytes) -> str:
    """Without the `=` at its end (RFC 4648, section 5)."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()
