"""Numbers read and written as Swedish writes them."""

from decimal import Decimal

import pytest

from samverka.swedish.numbers import (
    decimals_of,
    format_amount,
    format_change,
    format_number,
    format_plain,
    parse_number,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("12.5", "12.5"),
        ("0.125", "0.125"),
        ("1,234", "1.234"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("+4", "4"),
        (" 45 % ", "45"),
        ("45,2%", "45.2"),
    ],
)
def test_a_number_is_read_however_a_spreadsheet_writes_it(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", " ", "-", "–", "\u2212", "..", ".", "…", "Uppgift saknas"])
def test_what_says_that_there_is_no_number_is_none(written: str) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    "written", ["1.234", "ca 5", "1E+05", "1 23", "12 34,5", "1,2,3", "=1+1", "٣", "1" * 16, "nan"]
)
def test_what_is_no_number_or_could_be_two_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_number(written)


def test_numbers_are_written_with_spaces_that_do_not_break_and_a_comma() -> None:
    assert format_number(Decimal("1234567.25"), 1) == "1\u00a0234\u00a0567,2"
    assert format_number(Decimal(-3)) == "\u22123"
    assert format_number(Decimal("-0.01"), 1) == "0,0"
    assert format_number(Decimal(62), 1) == "62,0"


def test_a_share_has_its_sign_and_other_units_their_word() -> None:
    assert format_amount(Decimal("45.2"), "procent", 1) == "45,2\u00a0%"
    assert format_amount(Decimal(12), "dagar") == "12\u00a0dagar"
    assert format_amount(Decimal(12), "") == "12"


def test_one_of_a_unit_is_said_in_the_singular() -> None:
    assert format_amount(Decimal(1), "dagar") == "1\u00a0dag"
    assert format_amount(Decimal(-1), "timmar") == "\u22121\u00a0timme"
    assert format_amount(Decimal("1.0"), "dagar", 1) == "1,0\u00a0dagar"
    assert format_change(Decimal(1), "dagar") == "upp 1 dag"
    assert format_change(Decimal(1), "poäng") == "upp 1 poäng"


def test_a_change_between_shares_is_told_in_percentage_points() -> None:
    assert format_change(Decimal("4.5"), "%", 1) == "upp 4,5 procentenheter"
    assert format_change(Decimal(-1), "procent") == "ned 1 procentenhet"
    assert format_change(Decimal(-12), "dagar") == "ned 12 dagar"
    assert format_change(Decimal("0.04"), "dagar", 1) == "oförändrat"


def test_a_spreadsheet_gets_a_comma_a_hyphen_and_no_spaces() -> None:
    assert format_plain(Decimal("-1234.5"), 1) == "-1234,5"
    assert format_plain(Decimal("-0.4")) == "0"


def test_the_decimals_are_those_that_are_written() -> None:
    assert [decimals_of(Decimal(one)) for one in ("3", "3.10", "1E+2")] == [0, 2, 0]
