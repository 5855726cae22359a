"""A letter is rendered once, and each reader's own is the same but for their way out."""

import dataclasses
import re
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.errors import SamverkaError
from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Schedule, fingerprint
from samverka.mail.sending.message import WaysOut, quoted_printable
from samverka.mail.subscribers.tokens import Tokens
from tests.post import COMPOSER, LETTER, NOW, SECRET, WAY_OUT, recipient

ANNA = recipient("anna@example.org")
DATE = "Sun, 22 Nov 2026 10:00:00 +0100"


def bytes_to_anna(html: str, text: str, ways: WaysOut = COMPOSER.ways) -> bytes:
    letter = dataclasses.replace(LETTER, html=html, text=text)
    composer = dataclasses.replace(COMPOSER, ways=ways)
    frozen = composer.freeze(letter, Schedule(NOW))
    return composer.template(frozen).letter_to(ANNA, "<a@example.org>", DATE)


def bodies(content: bytes) -> tuple[str, str]:
    message = message_from_bytes(content, policy=policy.default)
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content().replace("\r\n", "\n")


def own(ways: WaysOut = COMPOSER.ways) -> str:
    return ways.in_letter(Tokens(SECRET).of(ANNA.key))


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_wherever_the_way_out_stands_it_becomes_the_readers_own(before: str) -> None:
    html = f'<p>{before}<a href="{WAY_OUT}">x</a>{before}</p>\n{WAY_OUT}\n'
    content = bytes_to_anna(html, f"Sluta: {WAY_OUT}\n\n{WAY_OUT}")
    text, shown = bodies(content)
    assert shown == html.replace(WAY_OUT, own())
    assert text.count(own()) == 2
    _, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert content.isascii()
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")


@pytest.mark.parametrize("length", range(300, 380))
def test_no_line_grows_too_long_however_the_way_out_falls(length: int) -> None:
    ways = dataclasses.replace(COMPOSER.ways, web=f"https://example.org/{'a' * (length - 300)}")
    content = bytes_to_anna(f'<a href="{WAY_OUT}">{"x" * length}</a>', WAY_OUT, ways)
    assert own(ways) in bodies(content)[1]
    _, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76


@given(st.text("abc=.%3D", min_size=1, max_size=400))
def test_an_encoded_address_reads_as_it_was(address: str) -> None:
    encoded = quoted_printable(address)
    assert re.sub(rb"=\r\n", b"", encoded).replace(b"=3D", b"=").decode() == address
    assert max(map(len, encoded.split(b"\r\n"))) <= 76


def test_without_an_app_on_the_web_one_leaves_by_mail_and_no_click_is_promised() -> None:
    ways = WaysOut(Tokens(SECRET), "slut+brev@example.org")
    message = message_from_bytes(bytes_to_anna(LETTER.html, LETTER.text, ways))
    token = Tokens(SECRET).of(ANNA.key)
    assert message["List-Unsubscribe"] == (
        f"<mailto:slut%2Bbrev@example.org?subject=avsluta%20{token}>"
    )
    assert "List-Unsubscribe-Post" not in message


@pytest.mark.parametrize(
    "subject", ["Hej\r\nBcc: alla@example.org", "Hej\nBcc: a@example.org", "å" * 10_000_000, " "]
)
def test_a_subject_that_is_no_header_is_refused(subject: str) -> None:
    letter = dataclasses.replace(LETTER, subject=subject)
    with pytest.raises(SamverkaError, match="Ämnesraden"):
        COMPOSER.freeze(letter, Schedule(NOW))


@pytest.mark.parametrize(
    "letter",
    [dataclasses.replace(LETTER, html="<p>Hej</p>"), dataclasses.replace(LETTER, text="Hej")],
    ids=["html", "text"],
)
def test_a_letter_nobody_can_leave_is_refused(letter: Letter) -> None:
    with pytest.raises(SamverkaError, match="sluta prenumerera"):
        COMPOSER.freeze(letter, Schedule(NOW))


def test_headers_say_whose_the_letters_are_and_nothing_of_our_programs() -> None:
    message = message_from_bytes(bytes_to_anna(LETTER.html, LETTER.text), policy=policy.default)
    assert message["From"] == "Samverkan <brev@example.org>"
    assert message["Reply-To"] == "fraga@example.org"
    assert message["List-Id"] == "<nyhetsbrev.example.org>"
    assert {name for name, _ in message.items() if name.startswith("X-")} == set()
    once = [name for name, _ in message.items()]
    assert len(once) == len(set(once))


def test_two_letters_differ_where_readers_see_a_difference() -> None:
    others = ({"subject": "A"}, {"html": "A"}, {"text": "A"})
    prints = {fingerprint(dataclasses.replace(LETTER, **other)) for other in ({}, *others)}  # type: ignore[arg-type]
    assert len(prints) == 4
    assert fingerprint(dataclasses.replace(LETTER, preheader="A")) in prints
