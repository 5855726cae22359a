"""Signed proofs that one who leaves is the one the letter was sent to."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Final

from itsdangerous import BadSignature, Signer

from samverka.errors import SamverkaError

SECRET: Final = "SAMVERKA_SECRET"  # noqa: S105  the name of the variable
SHORTEST: Final = 32
_PURPOSE: Final = b"samverka: leave"
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{22}~[A-Za-z0-9_-]{43}")
_LONGEST: Final = 2**16
_MOST: Final = 20


class Tokens:
    """Makes and reads the proofs; `secret` is the same where letters are sent and mail is read."""

    def __init__(self, secret: str) -> None:
        self._signer = Signer(secret, salt=_PURPOSE, sep="~", digest_method=hashlib.sha256)

    def of(self, key: str) -> str:
        """ASCII letters, digits, `-`, `_` and one `~`: safe in addresses, headers and subjects."""
        return self._signer.sign(key).decode()

    def key_in(self, token: str) -> str | None:
        """The recipient's key; None where the token was not made with our secret."""
        try:
            return self._signer.unsign(token).decode()
        except (BadSignature, UnicodeError):
            return None

    def key_within(self, text: str) -> str | None:
        """The key of the first token of ours in a text where mail programs may have broken it.

        Spaces and line breaks mean nothing. A text can hold more than is looked at.
        """
        return next(filter(None, map(self.key_in, _tokens_within(text))), None)

    def has_anothers(self, text: str) -> bool:
        """Whether it holds what has the form of our tokens, and none that is."""
        return bool(_tokens_within(text)) and self.key_within(text) is None


def _tokens_within(text: str) -> list[str]:
    whole = re.sub(r"\s+", "", text[:_LONGEST]).replace("%7E", "~").replace("%7e", "~")
    return _FORM.findall(whole)[:_MOST]


def read_secret(environment: Mapping[str, str]) -> str:
    """Raise `SamverkaError`, with a new secret to use, where there is none that is long enough."""
    secret = environment.get(SECRET, "")
    if len(secret) >= SHORTEST:
        return secret
    what = f"är kortare än {SHORTEST} tecken" if secret else "är inte satt"
    raise SamverkaError(
        f"Miljövariabeln {SECRET} {what}. Den skyddar länken för att sluta prenumerera.",
        f"Spara den här en gång och använd samma vid varje utskick: {secrets.token_urlsafe(32)}",
    )
