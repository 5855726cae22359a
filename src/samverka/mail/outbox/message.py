"""A letter as a mail message: its parts and its subject, before it is anyone's."""

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.outbox.flowed import flow

POLICY: Final = SMTP.clone(cte_type="7bit")
"""Lines end in CR LF, and any server can take them (RFC 5321)."""
LONGEST_SUBJECT: Final = 250
"""Characters; mail programs show some 60."""
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


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


def _check_subject(letter: Letter) -> None:
    fault = ""
    if not letter.subject.strip():
        fault = "är tom"
    elif _CONTROL.search(letter.subject):
        fault = "har en radbrytning eller ett osynligt tecken"
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
