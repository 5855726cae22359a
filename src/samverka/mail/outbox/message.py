"""A letter as a mail message: its parts and its subject, before it is anyone's."""

import hashlib
import re
from email.header import Header
from email.headerregistry import Address, AddressHeader, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.outbox.flowed import flow


class _Policy(EmailPolicy):
    """Folds long headers, and writes other letters than ASCII in them as RFC 2047 says.

    The library's own way loses a space between two lines, puts one into a word, encodes a long
    address as if it were words, or leaves the first line empty.
    """

    def fold(self, name: str, value: str) -> str:
        """The header as its lines, the last one ended too."""
        if isinstance(value, UnstructuredHeader):
            return f"{name}: {_coded(value, name)}{self.linesep}"
        if isinstance(value, AddressHeader) and not value.isascii():
            return f"{name}: {', '.join(map(_mailbox, value.addresses))}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same; only ASCII is left in it."""
        return self.fold(name, value).encode("ascii")


POLICY: Final = _Policy(linesep="\r\n", cte_type="7bit", raise_on_defect=False, max_line_length=76)
"""Lines end in CR LF, any server can take them (RFC 5321), and none of quoted-printable has more
than 76 characters (RFC 2045, section 6.7)."""
LONGEST_SUBJECT: Final = 250
"""Characters; mail programs show some 60."""
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|=[?]")
"""What would end a header or a line, what cannot be written as UTF-8, and what mail programs take
for the beginning of a code (RFC 2047), which may hold any of these."""


def build_message(letter: Letter) -> EmailMessage:
    """The letter with its Subject, but no other header that says who, to whom or when.

    Its text is format=flowed, and both text and HTML are quoted-printable. The same letter gives
    the same bytes. Raise `SamverkaError` where the subject cannot be a header.
    """
    _check_subject(letter)
    message = EmailMessage(POLICY)
    message["Subject"] = letter.subject
    message.set_content(
        flow(letter.text), cte="quoted-printable", params={"format": "flowed", "delsp": "no"}
    )
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    _add_pictures(message, letter.pictures)
    _settle_parts(message, letter)
    return message


def _coded(text: str, name: str) -> str:
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name).encode(linesep="\r\n")


def _mailbox(one: Address) -> str:
    """The name on lines of its own, so that the address never makes one of them too long."""
    if one.display_name.isascii():
        return str(one)
    return f"{_coded(one.display_name, ' ' * 12)}\r\n <{one.addr_spec}>"


def _check_subject(letter: Letter) -> None:
    fault = ""
    if not letter.subject.strip():
        fault = "är tom"
    elif CONTROL.search(letter.subject):
        fault = "har en radbrytning, ett osynligt tecken eller =?, som mejlprogram läser som kod"
    elif len(letter.subject) > LONGEST_SUBJECT:
        fault = f"är {len(letter.subject)} tecken; den får vara högst {LONGEST_SUBJECT}"
    if fault:
        raise SamverkaError(
            f"Ämnesraden i brevet {letter.name} {fault}.",
            f"Rätta title överst i {letter.source.path} och gör brevet på nytt.",
        )


def _add_pictures(message: EmailMessage, pictures: tuple[Picture, ...]) -> None:
    """Beside the HTML that shows them (RFC 2387)."""
    if not pictures:
        return
    (_, page) = message.iter_parts()
    for picture in pictures:
        maintype, _, subtype = picture.media_type.partition("/")
        page.add_related(
            picture.content,
            maintype,
            subtype,
            cid=f"<{picture.cid}>",
            filename=picture.file_name,
            disposition="inline",
        )
    page.set_param("type", "text/html")


def _settle_parts(message: EmailMessage, letter: Letter) -> None:
    """`=_` stands in no part: neither quoted-printable nor base64 can write it (RFC 2045)."""
    digest = hashlib.sha256(letter.html.encode() + letter.text.encode()).hexdigest()[:32]
    for number, part in enumerate(message.walk()):
        if number:
            del part["MIME-Version"]  # the message says it for all of them
        if part.is_multipart():
            part.set_boundary(f"=_{number}_{digest}")
