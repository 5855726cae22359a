"""The order of the Swedish alphabet."""

import pytest

from samverka.swedish.collation import initial, sort_key


def test_swedish_letters_come_last_in_their_order() -> None:
    names = ["Öland", "Ängelholm", "Åmål", "Zinkgruvan", "Alvesta"]
    assert sorted(names, key=sort_key) == ["Alvesta", "Zinkgruvan", "Åmål", "Ängelholm", "Öland"]


def test_w_is_a_letter_of_its_own_after_v() -> None:
    assert sorted(["Wa", "Vö", "Xa"], key=sort_key) == ["Vö", "Wa", "Xa"]


def test_accents_do_not_move_a_word() -> None:
    assert sorted(["Lindf", "Lindén", "Linde"], key=sort_key) == ["Linde", "Lindén", "Lindf"]


def test_german_u_stands_with_y() -> None:
    assert sorted(["Zorn", "Müller", "Myller", "Mz"], key=sort_key)[:2] == ["Myller", "Müller"]


def test_numbers_are_ordered_as_numbers() -> None:
    assert sorted(["steg 10", "steg 2", "steg 1"], key=sort_key) == ["steg 1", "steg 2", "steg 10"]


def test_case_decides_nothing_but_ties() -> None:
    assert sorted(["b", "A", "a", "B"], key=sort_key) == ["A", "a", "B", "b"]


def test_a_shorter_name_comes_before_a_longer_one_and_a_space_before_a_letter() -> None:
    names = ["Barnets plan", "Barnets", "Barnetsplan"]
    assert sorted(names, key=sort_key) == ["Barnets", "Barnets plan", "Barnetsplan"]


def test_both_ways_of_storing_a_letter_are_one_place() -> None:
    assert sort_key("A\u030a")[0] == sort_key("Å")[0]


def test_a_very_long_number_is_no_obstacle() -> None:
    assert sort_key("1" * 10_000) < sort_key("2" * 10_000)


@pytest.mark.parametrize(
    ("text", "letter"),
    [("åtgärd", "Å"), ("Éva", "E"), (" insats", "I"), ("ö", "Ö"), ("3 steg", "0–9"), ("", "#")],
)
def test_a_text_is_found_under_its_letter(text: str, letter: str) -> None:
    assert initial(text) == letter
