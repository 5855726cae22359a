"""The plain text of a letter: as somebody would type it."""

from pathlib import Path

import pytest

from tests.letters import letter_of, mailing_site


def body_of(tmp_path: Path, markdown: str) -> str:
    """The text of the only article."""
    text = letter_of(mailing_site(tmp_path, f"## Rubrik\n\n{markdown}")).value.text
    return text.split("Rubrik\n------\n\n")[1].split("\n\n\n* * *")[0]


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("En **rad**\nsom är *bruten*.", "En rad som är bruten."),
        ("Rad ett<br>rad två", "Rad ett\nrad två"),
        ("[Ord](https://example.org/a)", "Ord <https://example.org/a>"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("<a@example.org>", "a@example.org"),
        ("[Mejla](mailto:a@example.org)", "Mejla <a@example.org>"),
        ("- ett\n- två\n    - under", "- ett\n- två\n  - under"),
        ("3. tre\n4. fyra", "3. tre\n4. fyra"),
        ("> Citat.\n>\n> Mer.", "> Citat.\n>\n> Mer."),
        ("### Tre\n\nText.", "Tre\n\nText."),
        ("    kod < 1", "    kod < 1"),
        ("Ord\n:   Mening", "Ord\n    Mening"),
        ("\\(x^2\\)", "x^2"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        ('!!! note "Obs"\n    Hej', "Obs\n\nHej"),
        ("| A | Bb |\n|---|---|\n| 111 | 2 |", "A     Bb\n111   2"),
    ],
)
def test_what_is_written_is_told_plainly(tmp_path: Path, markdown: str, said: str) -> None:
    assert body_of(tmp_path, markdown) == said


def test_a_wide_table_is_told_row_by_row(tmp_path: Path) -> None:
    long = "ord " * 20
    table = f"| År | Text |\n|---|---|\n| 2020 | {long} |\n| 2021 | {long} |"
    assert body_of(tmp_path, table) == "\n\n".join(
        f"År: {year}\nText: {long.strip()}" for year in (2020, 2021)
    )


def test_headings_events_and_contents_are_set_apart(tmp_path: Path) -> None:
    events = "[{title: Träff, date: 2026-06-01, place: Växjö}]"
    body = "## A\n\na\n\n## B\n\nb\n\n## C\n\nc"
    text = letter_of(mailing_site(tmp_path, body, events=events)).value.text
    assert "Nyhetsbrev maj\n==============\n" in text
    assert "I det här brevet\n----------------\n\n- A\n- B\n- C\n" in text
    assert "Träff\nMåndag 1 juni 2026\nVäxjö\nLägg till i kalendern <https://" in text


def test_no_line_ends_with_a_space_and_no_list_item_is_empty(tmp_path: Path) -> None:
    text = letter_of(mailing_site(tmp_path, "a \n\n- \n- b\n\n> c\n>\n> d")).value.text
    assert not [line for line in text.splitlines() if line != line.rstrip() or line == "-"]
