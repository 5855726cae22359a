"""The register: who gets letters, who has left, and what is kept about either."""

import datetime as dt
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.mail.subscribers.recipient import key_of
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Outcome, Reason, Signup, Suppression

MARCH, APRIL, MAY = (dt.date(2026, month, 1) for month in (3, 4, 5))


def signup(address: str, *audiences: str, consent: dt.date = MARCH, source: str = "Möte") -> Signup:
    return Signup(address, frozenset(audiences), consent, source)


def test_one_without_audiences_gets_everything_and_others_only_theirs(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.add(
            [signup("alla@e.se"), signup("chef@e.se", "Chefer"), signup("b@e.se", "B")], MAY
        )
        assert {one.address for one in register.recipients()} == {
            "alla@e.se",
            "chef@e.se",
            "b@e.se",
        }
        assert {one.address for one in register.recipients("Chefer")} == {"alla@e.se", "chef@e.se"}
        keys = [one.key for one in register.recipients()]
    assert keys == sorted(keys)


def test_the_salt_is_made_once_and_keys_are_the_same_the_next_day(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        first, key = register.salt, register.recipient_of("Anna@E.se").key
    with open_register(tmp_path) as register:
        assert register.salt == first
        assert register.recipient_of("anna@e.se").key == key == key_of("anna@e.se", first)


def test_one_who_has_left_is_kept_as_a_key_and_no_list_brings_the_address_back(
    tmp_path: Path,
) -> None:
    with open_register(tmp_path) as register:
        register.add([signup("anna@e.se")], MARCH)
        key = register.recipient_of("anna@e.se").key
        assert register.suppress([key, "okänd"], "unsubscribed", APRIL) == (key, "okänd")
        assert register.suppress([key], "bounced", MAY) == ()
        assert register.add([signup("anna@e.se", consent=MAY)], MAY) == {Outcome.SUPPRESSED: 1}
        assert not register.has_address("anna@e.se")
        assert register.suppressed()[key] == Suppression(Reason.UNSUBSCRIBED, APRIL)


def test_who_asks_anew_returns_with_a_consent_given_since(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        key = register.recipient_of("anna@e.se").key
        register.suppress([key], "unsubscribed", APRIL)
        with pytest.raises(SamverkaError, match="1 mars 2026"):
            register.add_again(signup("anna@e.se", consent=MARCH), MAY)
        assert register.is_suppressed(key)
        register.add_again(signup("anna@e.se", "Chefer", consent=MAY), MAY)
        assert not register.is_suppressed(key)
        assert register.has_address("ANNA@e.se")


def test_one_who_is_there_keeps_the_consent_unless_more_is_asked_for(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.add([signup("anna@e.se", "A")], MARCH)
        assert register.add([signup("anna@e.se", "A", consent=APRIL, source="Webb")], APRIL) == {
            Outcome.UNCHANGED: 1
        }
        assert register.add([signup("anna@e.se", "B", consent=APRIL, source="Webb")], APRIL) == {
            Outcome.WIDENED: 1
        }
        (one,) = register.subscribers()
        assert one.signup == signup("anna@e.se", "A", "B", consent=APRIL, source="Webb")
        assert one.added == MARCH


def test_a_choice_of_everything_is_never_narrowed_by_a_list(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.add([signup("anna@e.se")], MARCH)
        assert register.add([signup("anna@e.se", "A")], APRIL) == {Outcome.UNCHANGED: 1}
        assert [one.address for one in register.recipients("B")] == ["anna@e.se"]
