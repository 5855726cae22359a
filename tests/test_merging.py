"""Both sides of a text together: nothing new is lost, nothing is made up."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.source.merging.conflicts import END, IN_WORD, MARKS, ON_PAGE, conflicts_in
from samverka.source.merging.pages import Merged, Versions, merge_page
from samverka.source.merging.pieces import join_pieces, split_pieces
from samverka.source.reading import read_all

PAGE = PurePosixPath("docs/om.md")
HEAD = "---\ntitle: Om\nsource:\n  file: om.docx\n  sha256: {}\n---\n\n"
BASE = """\
# Om

Första stycket är här.

Andra stycket handlar om hur vi möts varje månad och vad vi gör tillsammans.

-   en
-   två
-   tre

| A | B |
| --- | --- |
| 1 | 2 |
| 3 | 4 |

Sista stycket.
"""


def merged(mine: str, theirs: str, base: str = BASE) -> Merged:
    sides = [
        HEAD.format(name * 64) + body
        for name, body in zip("aab", (base, mine, theirs), strict=True)
    ]
    return merge_page(PAGE, Versions(*sides))


def body(result: Merged) -> str:
    assert result.text.startswith(HEAD.format("b" * 64))
    return result.text.removeprefix(HEAD.format("b" * 64))


def codes(result: Merged) -> set[str]:
    return {finding.code for finding in result.findings}


def test_changes_in_different_places_are_both_there() -> None:
    mine = BASE.replace("Första", "Min första")
    theirs = BASE.replace("Sista", "Det nya sista")
    result = merged(mine, theirs)
    assert body(result) == mine.replace("Sista", "Det nya sista")
    assert codes(result) == {"MERGE02"}


def test_paragraphs_after_one_another_do_not_clash() -> None:
    mine = BASE.replace("Första", "Min första")
    theirs = BASE.replace("Andra stycket", "Nästa del")
    assert body(merged(mine, theirs)) == mine.replace("Andra stycket", "Nästa del")


def test_a_finding_says_what_came_from_word_and_where() -> None:
    theirs = BASE.replace("Sista stycket.\n", "Nytt i slutet.\n").replace(
        "Första stycket är här.\n\n", ""
    )
    result = merged(BASE.replace("två", "2"), theirs)
    assert [(f.place.line, f.message) for f in result.findings] == [
        (None, "borttaget, som i Word: ”Första stycket är här.”"),
        (21, "ändrat i Word: ”Nytt i slutet.”"),
    ]
    assert result.text.splitlines()[20] == "Nytt i slutet."


def test_words_far_apart_in_one_paragraph_are_joined() -> None:
    mine = BASE.replace("Andra stycket", "Det här stycket")
    theirs = BASE.replace("tillsammans.", "ihop.")
    assert "Det här stycket handlar om hur vi möts varje månad och vad vi gör ihop." in body(
        merged(mine, theirs)
    )


@pytest.mark.parametrize(
    ("of_mine", "of_theirs"),
    [
        (("Första", "Min"), ("Första", "Deras")),
        (("varje", "ibland varje"), ("månad", "vecka")),
        (("Andra", "**Andra**"), ("tillsammans", "ihop")),
        (("| 1 | 2 |", "| 1 | min |"), ("| 1 | 2 |", "| 1 | deras |")),
        (("två", "min tvåa"), ("två", "deras tvåa")),
        (
            ("Sista stycket.\n", "Sista stycket.\n\nMitt.\n"),
            ("Sista stycket.\n", "Sista stycket.\n\nDeras.\n"),
        ),
    ],
)
def test_a_clash_keeps_both_versions_between_marks(
    of_mine: tuple[str, str], of_theirs: tuple[str, str]
) -> None:
    mine, theirs = BASE.replace(*of_mine), BASE.replace(*of_theirs)
    result = merged(mine, theirs)
    lines = body(result).splitlines()
    assert codes(result) == {"MERGE01"}
    assert [line for line in lines if line.startswith("====")] == [ON_PAGE, IN_WORD, END]
    assert set(mine.splitlines()) | set(theirs.splitlines()) <= set(lines)
    (finding,) = result.findings
    assert finding.place.line is not None
    assert result.text.splitlines()[finding.place.line - 1] == ON_PAGE


def test_each_choice_in_a_clash_gives_that_side() -> None:
    mine, theirs = BASE.replace("två", "min"), BASE.replace("två", "deras")
    result = body(merged(mine, theirs))
    start, middle, end = (result.index(mark) for mark in (ON_PAGE, IN_WORD, END))
    assert result[start:middle].removeprefix(ON_PAGE).strip() == "-   min"
    assert result[middle:end].removeprefix(IN_WORD).strip() == "-   deras"


def test_a_paragraph_one_side_took_away_and_the_other_changed_is_asked_about() -> None:
    mine = BASE.replace("Första stycket är här.\n\n", "")
    result = merged(mine, BASE.replace("Första", "Deras"))
    assert "==== Borttaget på sidan ====\n\n==== Ändrat i Word: ====\n\nDeras stycket" in body(
        result
    )


def test_a_table_row_from_each_side_stands_in_the_table() -> None:
    mine = BASE.replace("| 1 | 2 |", "| min | 2 |")
    theirs = BASE.replace("| 3 | 4 |\n", "| 3 | 4 |\n| 5 | 6 |\n")
    assert "| min | 2 |\n| 3 | 4 |\n| 5 | 6 |\n" in body(merged(mine, theirs))


def test_a_table_is_never_broken_by_marks() -> None:
    mine = BASE.replace("| 1 | 2 |", "| min | 2 |")
    theirs = BASE.replace("| 1 | 2 |", "| deras | 2 |")
    assert "| --- | --- |\n| min | 2 |\n| 3 | 4 |\n\n==== Ändrat i Word" in body(
        merged(mine, theirs)
    )


def test_the_same_change_on_both_sides_is_made_once() -> None:
    both = BASE.replace("Första", "Rätt")
    assert body(merged(both, both)) == both


def test_front_matter_is_merged_key_by_key_with_the_editors_comments() -> None:
    base = meeting("  - name: Ada\n  - name: Bo\n")
    mine = base.replace("title: Möte", "title: Möte  # vårt namn").replace("Ada", "Ada Ek")
    theirs = base.replace("  - name: Bo\n", "  - name: Bo\n  - name: Cy\n").replace(
        "a.docx", "b.docx"
    )
    result = merge_page(PurePosixPath("docs/moten/a/2022-01-01.md"), Versions(base, mine, theirs))
    assert result.text == (
        mine.replace("  - name: Bo\n", "  - name: Bo\n  - name: Cy\n").replace("a.docx", "b.docx")
    )
    assert [f.message for f in result.findings] == ["uppgiften present är hämtad ur Word"]


def test_where_the_two_lists_make_no_front_matter_the_pages_own_is_kept_and_word_shown() -> None:
    base = meeting("  - name: Ada\n")
    mine = meeting("- name: Ada\n- name: Min\n")
    theirs = meeting("  - name: Ada\n  - name: Deras\n")
    result = merge_page(PurePosixPath("docs/moten/a/2022-01-01.md"), Versions(base, mine, theirs))
    assert result.text.startswith(mine.split("\n\n")[0])
    assert codes(result) == {"MERGE01"}
    assert "present:\n  - name: Ada\n  - name: Deras\n```" in result.text


def meeting(people: str) -> str:
    origin = "source:\n  file: a.docx\n  sha256: b\n"
    return f"---\ntitle: Möte\ndate: 2022-01-01\nforum: a\npresent:\n{people}{origin}---\n\nText.\n"


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_key_changed_on_both_sides_keeps_the_pages_and_shows_both(key: str) -> None:
    head = (
        "---\ntitle: Om\ndescription: Kort\nsource:\n  file: a\n  sha256: b\n---\n\n# Om\n\nText.\n"
    )
    was = next(line for line in head.splitlines() if line.startswith(key))
    mine, theirs = head.replace(was, f"{key}: Min"), head.replace(was, f"{key}: Deras")
    result = merge_page(PAGE, Versions(head, mine, theirs))
    assert codes(result) == {"MERGE01"}
    assert f"{key}: Min\n" in result.text.split("---\n")[1]
    assert (
        f"# Om\n\n{ON_PAGE}\n\n```yaml\n{key}: Min\n```\n\n{IN_WORD}\n\n```yaml\n{key}: Deras"
        in (result.text)
    )


def test_marks_in_a_code_block_are_not_something_to_choose_in() -> None:
    shown = f"Så här ser det ut:\n\n```\n{ON_PAGE}\n{END}\n```\n"
    assert not list(conflicts_in(PAGE, shown))
    assert list(conflicts_in(PAGE, f"{shown}\n{END}\n"))


PIECES = st.sampled_from(
    [
        "Ett.",
        "Två.",
        "Tre.",
        "-   a",
        "-   b\n    -   bb",
        "| x |\n| --- |\n| y |",
        "## R",
        "1.  c\n\n    d",
    ]
)
WORDS = st.sampled_from(["Vi", "ses", "snart", "igen.", "**Nu**"])
LINES = st.lists(
    st.one_of(PIECES, st.lists(WORDS, min_size=1, max_size=9).map(" ".join)), max_size=7
)
TEXTS = LINES.map(lambda pieces: "\n\n".join(pieces) + "\n" if pieces else "")


def lines(text: str) -> set[str]:
    return {line for line in text.splitlines() if line.strip()}


@given(TEXTS, TEXTS)
def test_a_side_that_did_not_change_leaves_the_other_as_it_is(base: str, other: str) -> None:
    assert body(merged(base, other, base)) == other
    assert body(merged(other, base, base)) == other
    assert body(merged(other, other, base)) == other


SHORT = st.lists(st.sampled_from("abcdefgh"), max_size=8).map(
    lambda pieces: "\n\n".join(pieces) + "\n"
)


@given(SHORT, SHORT, SHORT)
def test_nothing_new_is_lost_and_nothing_made_up(base: str, mine: str, theirs: str) -> None:
    made = lines(body(merged(mine, theirs, base))) - set(MARKS)
    assert (lines(mine) | lines(theirs)) - lines(base) <= made
    assert lines(mine) & lines(theirs) <= made
    assert made <= lines(mine) | lines(theirs)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_of_either_side_is_lost_that_was_not_there_before(
    base: str, mine: str, theirs: str
) -> None:
    made = body(merged(mine, theirs, base)).split()
    assert set(mine.split()) | set(theirs.split()) <= {*made, *base.split()}


@given(TEXTS, TEXTS, TEXTS)
def test_a_clash_can_always_be_found_again(base: str, mine: str, theirs: str) -> None:
    result = merged(mine, theirs, base)
    found = [f for f in result.findings if f.code == "MERGE01"]
    assert found == list(conflicts_in(PAGE, result.text))
    assert result.text.count(END) == len(found)


@given(TEXTS)
def test_pieces_are_the_text(text: str) -> None:
    assert join_pieces(split_pieces(text)) == text


def test_reading_the_sources_says_where_there_is_something_to_choose(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    result = merged(BASE.replace("två", "min"), BASE.replace("två", "deras"))
    (tmp_path / PAGE).write_text(result.text, encoding="utf-8")
    read = read_all(tmp_path)
    assert len(read.value) == 1
    assert [finding for finding in read.findings if finding.code == "MERGE01"] == [*result.findings]
