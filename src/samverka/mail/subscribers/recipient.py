"""`Recipient`: one who gets a letter, and the name that stands for the address."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass

KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Recipient:
    """`address` is normalised; `key` stands for it where the address itself should not be kept."""

    address: str
    key: str


def key_of(address: str, salt: bytes) -> str:
    """22 letters of base64url: a keyed hash of a normalised address (RFC 2104).

    Without the salt of the register nobody can try addresses against it.
    """
    digest = hmac.digest(salt, address.encode(), hashlib.sha256)[:KEY_BYTES]
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
