"""The letter as a draft that a mail program opens, ready to be addressed and sent by hand."""

from email.headerregistry import Address

from samverka.errors import SamverkaError
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.message import CONTROL, build_message
from samverka.settings import Sender


def render_draft(letter: Letter, sender: Sender) -> bytes:
    """An .eml that Outlook and others open as not yet sent.

    It has no Date and no Message-ID: the program that sends it writes them.
    """
    draft = build_message(letter)
    draft["X-Unsent"] = "1"
    draft["From"] = address_of(sender.name, sender.address)
    if sender.reply_to:
        draft["Reply-To"] = address_of("", sender.reply_to)
    return draft.as_bytes()


def address_of(name: str, address: str) -> Address:
    """As it stands in a header; a domain in other letters than ASCII as RFC 5891 writes it.

    Raise `SamverkaError` where mail programs could not take it.
    """
    local, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not domain or not local.isascii() or CONTROL.search(f"{name}{local}"):
        raise SamverkaError(
            f"Avsändaren {name} {address} går inte att använda i ett brev.".replace("  ", " "),
            "Rätta mail: sender: i mkdocs.yml. Före @ får bara a-z, 0-9, punkt och streck stå.",
        )
    return Address(name, local, domain)
