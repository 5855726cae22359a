"""The message a letter becomes: read back by Python's own parser, and unflowed by another hand."""

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.errors import SamverkaError
from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter, Picture
from samverka.mail.outbox.flowed import flow
from samverka.mail.outbox.message import build_message

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LETTER = Letter(
    name="2020-09",
    subject="Nyhetsbrev för september: så når vi fler föräldrar i hela länet före jul, del två",
    preheader="Två nya utbildningar.",
    html='<p lang="sv">Hej å <img src="cid:a@samverka" alt="Logotyp"></p>\n' * 9,
    text="Rubrik\n\nEtt stycke som är " + "mycket " * 30 + "långt.\n\n-- \nSamverkan\n",
    leaving="mailto:a@exempel.se?subject=Avsluta%20prenumerationen",
    source=Source(PurePosixPath("newsletters/2020-09.md"), "0" * 64),
    pictures=(Picture("a@samverka", "logotyp.png", "image/png", PNG),),
)


def unflow(text: str) -> str:
    """Written from RFC 3676, section 4, and knowing nothing of the code that is tried."""
    lines: list[tuple[int, str]] = []
    joins = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        if joins and lines and lines[-1][0] == depth and said != "-- ":
            lines[-1] = (depth, lines[-1][1] + said)
        else:
            lines.append((depth, said))
        joins = said.endswith(" ") and said != "-- "
    return "\n".join(f"{'>' * depth}{' ' if depth and said else ''}{said}" for depth, said in lines)


def parsed(letter: Letter) -> EmailMessage:
    sent = build_message(letter).as_bytes()
    return email.message_from_bytes(sent, policy=email.policy.default)


def said_by(part: EmailMessage) -> str:
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def tree(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def as_typed(text: str) -> str:
    """Line by line: no space at the end, and one space after the signs of a quotation."""
    signature, lines = "-- ", []
    for line in text.split("\n"):
        quoted = re.match(r"(?:> ?)+", line)
        depth = quoted[0].count(">") if quoted else 0
        said = line[quoted.end() :].rstrip(" ") if quoted else line.rstrip(" ")
        typed = f"{'>' * depth}{' ' if depth and said else ''}{said}"
        lines.append(line if line == signature else typed)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kort",
        "ord " * 60 + "slut",
        "x" * 200 + " efter",
        "före " + "https://exempel.se/" + "å" * 200 + " efter",
        "före https://exempel.se/" + "a" * 80,
        "> citat " + "ord " * 60 + "slut",
        ">> djupt " + "ord " * 60 + "slut",
        "From början\n indraget\n  mer indraget",
        "ord " * 17 + "a > b " * 20 + "From x",
        "ord " * 17 + "ord -- ord " * 20 + "x",
        "-- \nnamn",
        "två  blanksteg " * 20 + "x",
        "en rad\n\n\ntre tomma",
    ],
)
def test_flowed_text_is_read_back_as_it_was(text: str) -> None:
    assert unflow(flow(text)) == as_typed(text)


@given(st.text(st.sampled_from("a b>-F\nfrom å"), max_size=300))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert unflow(flow(text)) == as_typed(text)


@given(st.text(st.sampled_from("ab cå->"), max_size=400))
def test_no_flowed_line_is_longer_than_a_screen_but_for_a_long_word(text: str) -> None:
    for line in flow(text).split("\n"):
        words = line.lstrip(" >").rstrip(" ").replace("-- ", "--").split(" ")
        assert len(line) <= 78 or max(map(len, words)) > 60 or "  " in line


def test_a_message_holds_text_html_and_the_pictures_the_html_shows() -> None:
    message = parsed(LETTER)
    assert tree(message) == [
        *("multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"),
    ]
    text, html, picture = (part for part in message.walk() if not part.is_multipart())
    assert unflow(said_by(text)) == LETTER.text
    assert dict(text["Content-Type"].params) == {
        "charset": "utf-8",
        "format": "flowed",
        "delsp": "no",
    }
    assert said_by(html) == LETTER.html
    assert picture.get_content() == PNG
    assert picture["Content-ID"] == "<a@samverka>"
    assert picture.get_content_disposition() == "inline"
    assert message["Subject"] == LETTER.subject


def test_a_letter_without_pictures_has_two_parts() -> None:
    message = parsed(replace(LETTER, pictures=()))
    assert tree(message) == ["multipart/alternative", "text/plain", "text/html"]


def test_every_server_can_take_the_bytes() -> None:
    sent = build_message(LETTER).as_bytes()
    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) <= 78
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", sent)
    assert sent == build_message(LETTER).as_bytes()


def test_nothing_in_a_message_says_who_or_when() -> None:
    assert set(build_message(LETTER).keys()) == {"Subject", "MIME-Version", "Content-Type"}


def test_what_looks_like_a_boundary_does_not_end_a_part() -> None:
    text = "Före\n\n--=_0_\n--\nEfter\n"
    sent = build_message(replace(LETTER, text=text))
    boundaries = {part.get_boundary() for part in sent.walk() if part.is_multipart()}
    assert all(one and one.startswith("=_") for one in boundaries)
    assert len(boundaries) == 2
    plain = parsed(replace(LETTER, text=text)).get_body(("plain",))
    assert isinstance(plain, EmailMessage)
    assert said_by(plain) == text


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\0", "\x85", "\u2028", "\ud800"])
def test_a_subject_that_would_make_a_header_of_its_own_is_refused(sign: str) -> None:
    with pytest.raises(SamverkaError, match="Ämnesraden") as refused:
        build_message(replace(LETTER, subject=f"Hej{sign}Bcc: alla@exempel.se"))
    assert "newsletters/2020-09.md" in refused.value.do


@pytest.mark.parametrize("subject", ["", "  ", "x" * 10_000_000])
def test_a_subject_that_is_empty_or_endless_is_refused(subject: str) -> None:
    with pytest.raises(SamverkaError, match=r"är tom|högst 250"):
        build_message(replace(LETTER, subject=subject))


WORDS = (
    "för",
    "små",
    "och",
    "i",
    "Kronoberg",
    "gäller!",
    "(samverkan)",
    '"x"',
    ",",
    "Växjö\u00a0län",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_a_subject_and_a_name_are_read_back_as_they_were(words: str) -> None:
    message = build_message(replace(LETTER, subject=words))
    message["From"] = Address(words, addr_spec="brev@exempel.se")
    sent = message.as_bytes()
    read = email.message_from_bytes(re.sub(rb"\r\n(?=[ \t])", b"", sent))
    assert str(make_header(decode_header(read["Subject"]))) == words
    said = str(make_header(decode_header(read["From"])))
    assert said == f"{words} <brev@exempel.se>" or parseaddr(said)[0] == words
    assert max(map(len, sent.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78


@pytest.mark.parametrize("subject", ["å" * 250, "x" * 250, "Familj 👨‍👩‍👧 " * 9 + "."])
def test_a_long_subject_is_read_back_as_it_was(subject: str) -> None:
    assert parsed(replace(LETTER, subject=subject))["Subject"].strip() == subject
