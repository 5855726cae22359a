"""A Message-ID tells us, and only us, which letter to whom it names."""

import re
import secrets

from hypothesis import given
from hypothesis import strategies as st

from samverka.mail.subscribers.message_ids import CHANCE_BYTES, Delivery, MessageIds

SECRET = "x" * 43
KEY = "Abcdefghij-_0123456789"
IDS = MessageIds(SECRET)
DELIVERY = Delivery("2026-11", KEY)
ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
MSG_ID = re.compile(rf"<{ATEXT}(\.{ATEXT})*@{ATEXT}(\.{ATEXT})*>")
"""RFC 5322, section 3.6.4: what is between the brackets is two dot-atoms."""


def test_a_message_id_reads_back_as_the_delivery_it_was_made_of() -> None:
    made = IDS.of(DELIVERY, "exempel.se", secrets.token_bytes(CHANCE_BYTES))
    assert IDS.read(made) == DELIVERY
    assert IDS.read(f" {made}\r\n") == DELIVERY
    assert IDS.read(made.strip("<>")) == DELIVERY
    assert len(made) < 100


@given(issue=st.text(min_size=1, max_size=20), chance=st.binary(min_size=1, max_size=20))
def test_any_name_of_an_issue_makes_a_message_id_of_the_standard(issue: str, chance: bytes) -> None:
    if not issue.isprintable():
        return
    made = IDS.of(Delivery(issue, KEY), "exempel.se", chance)
    assert MSG_ID.fullmatch(made)
    assert IDS.read(made) == Delivery(issue, KEY)


def test_a_domain_with_swedish_letters_is_written_in_ascii() -> None:
    made = IDS.of(DELIVERY, "växjö.example", b"chance")
    assert made.endswith("@xn--vxj-qla6g.example>")
    assert IDS.read(made) == DELIVERY


def test_nobody_without_the_secret_can_make_or_change_one() -> None:
    made = IDS.of(DELIVERY, "exempel.se", b"chance")
    assert MessageIds("y" * 43).read(made) is None
    assert IDS.read(made.replace("2026-11", "2026-12")) is None
    assert IDS.read(made.replace(KEY, KEY[::-1])) is None


@given(st.text())
def test_any_other_text_names_nothing(text: str) -> None:
    assert IDS.read(text) is None
