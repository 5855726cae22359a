"""An address as it is kept, compared and sent to: one spelling for each mailbox."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from email_validator import EmailNotValidError, validate_email

LONGEST: Final = 254
"""Signs in an address (RFC 5321, section 4.5.3.1.3, without the angle brackets)."""

_DOMAINS: Final = 4096
_PLAIN: Final = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*")
_LONGEST_NAME: Final = 64
"""RFC 5321, section 4.5.3.1.1."""


def normalise(address: str) -> str:
    """ASCII in lower case, the domain as IDNA; raise `ValueError` with what is wrong, in Swedish.

    No network is asked. RFC 5321 (section 2.4) lets a server tell Anna from anna; no server in use
    does, and one who is written both ways is one reader. Signs outside ASCII before the @ need
    SMTPUTF8 (RFC 6531) all the way to the mailbox, and are refused.
    """
    text = unicodedata.normalize("NFC", address.strip())
    if fault := _fault(text):
        raise ValueError(fault)
    name, _, domain = text.rpartition("@")
    name = name.lower()
    if not _PLAIN.fullmatch(name):
        _check(f"{name}@example.org", "det som står före @ går inte att skicka till")
    normalised = f"{name}@{_domain(domain)}"
    if len(normalised) > LONGEST:
        raise ValueError(f"adressen är längre än {LONGEST} tecken")
    return normalised


def _fault(text: str) -> str:
    """The slips that people make, each in words of its own."""
    if not text:
        return "adressen saknas"
    name, sign, domain = text.rpartition("@")
    faults = (
        (len(text) > LONGEST, f"adressen är längre än {LONGEST} tecken"),
        (not text.isprintable() or " " in text, "adressen har mellanslag eller osynliga tecken"),
        (not sign, "adressen saknar @"),
        ("@" in name, "adressen har mer än ett @"),
        (len(name) > _LONGEST_NAME, f"det står mer än {_LONGEST_NAME} tecken före @"),
        (not name.isascii(), "tecken som å, ä och ö får inte stå före @"),
        ("." not in domain, "det saknas något efter @, som .se"),
    )
    return next((said for is_so, said in faults if is_so), "")


@lru_cache(_DOMAINS)
def _domain(domain: str) -> str:
    """Readers share a few domains, and checking one costs far more than remembering it."""
    whole = _check(f"a@{domain}", "det som står efter @ går inte att skicka till")
    return whole.partition("@")[2]


def _check(address: str, said: str) -> str:
    try:
        ascii_address = validate_email(
            address, check_deliverability=False, allow_smtputf8=False
        ).ascii_email
    except EmailNotValidError:
        raise ValueError(said) from None
    if ascii_address is None:
        raise ValueError(said)
    return ascii_address.lower()
