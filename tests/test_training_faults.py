"""What an editor is told of a block that cannot be used, and what the page shows instead."""

import pytest
from markdown import Markdown

from samverka.findings import Severity
from samverka.markdown.blocks.faults import block_faults
from samverka.markdown.dialect import DIALECT

RIGHT = "- [x] a\n    f\n- [ ] b\n    g"
TALK = "Syfte\n:   S\n\nFrågor\n:   1. F\n"
FILM = "    src: f.mp4\n    captions: f.vtt\n\nText.\n///"


def told(text: str) -> list[tuple[int, str]]:
    """The faults that are errors."""
    return [
        (fault.line, fault.message)
        for fault in block_faults(text)
        if fault.severity is Severity.ERROR
    ]


def html(text: str) -> str:
    return Markdown(extensions=[*DIALECT]).convert(text)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"\n/// questoin | A\n{RIGHT}\n///", 2, "det finns inget block som heter questoin"),
        (f"/// question | A\n{RIGHT}", 1, "blocket question är inte stängt innan sidan tar slut"),
        (f"/// question | A\n{RIGHT}\n\n## B", 1, "blocket question är inte stängt innan rubriken"),
        ("Text.\n\n///\n", 3, "raden /// stänger inget block"),
        (f"/// question |\n{RIGHT}\n///", 1, "frågan har ingen text"),
        ("/// question | A\n- [ ] a\n- [ ] b\n///", 1, "inget svar är markerat som rätt"),
        ("/// question | A\n- [x] a\n///", 1, "frågan har bara ett svar"),
        ("/// question | A\n- [x] a\n- [ ]\n    f\n///", 3, "ett svar har ingen text"),
        ("/// question | A\n- [x] a\n- b\n///", 2, "svaret b har ingen ruta"),
        ("/// question | A\n- [x] a\n- [ ] a\n///", 3, "2 svar har samma text: a"),
        ("/// question | A\n- a\n- b\n///", 1, "listan i frågan har inga rutor"),
        ("/// question | A\n- [x] a\n\n  två steg\n- [ ] b\n///", 1, "svaren hänger inte ihop"),
        ("/// question | A\n- [x] a\n\n    - [ ] b\n///", 1, "svaren hänger inte ihop"),
        (f"/// question | A\n    type: singel\n{RIGHT}\n///", 2, "det finns ingen frågetyp"),
        (f"/// question | A\n    type: order\n{RIGHT}\n///", 2, "type: order ska ha en numrerad"),
        (f"/// question | A\n    type: match\n{RIGHT}\n///", 2, "type: match ska ha en tabell"),
        ("/// question | A\n    type: single\n1. a\n2. b\n///", 2, "type: single ska ha en lista"),
        (
            "/// question | A\n    type: single\n- [x] a\n- [x] b\n///",
            2,
            "type: single har flera rätta svar",
        ),
        (f"/// question | A\n    id: Två ord\n{RIGHT}\n///", 2, "id Två ord går inte att använda"),
        (f"/// question | A\n    idd: x\n{RIGHT}\n///", 2, "question har ingen inställning som"),
        (f"/// question | A\nid: x\n{RIGHT}\n///", 2, "raden id: x är inte indragen"),
        (f"/// question | A\n    id: x\n    id: y\n{RIGHT}\n///", 3, "id står två gånger"),
        (f"/// question | A\n    bara ord\n{RIGHT}\n///", 2, "raden under question går inte"),
        ("/// question | A\n1. a\n///", 1, "det finns bara en sak att ordna"),
        ("/// question | A\n1. a\n2. a\n///", 3, "2 rader har samma text: a"),
        ("/// question | A\n| a |\n| --- |\n| b |\n///", 1, "tabellen har inte två kolumner"),
        (
            "/// question | A\n| a | b |\n| --- | --- |\n| c | d |\n| e | |\n| f | g |\n///",
            5,
            "en cell i tabellen är tom",
        ),
        (
            "/// question | A\n| a | b |\n| --- | --- |\n| c | d |\n| e | d |\n///",
            1,
            "det finns inget att välja mellan",
        ),
        ("/// case | A\n///", 1, "case har ingen text"),
        ("/// case | A\n    id: x\n\nText.\n///", 2, "case har ingen inställning som heter id"),
        (f"/// apt | A\n\n{TALK}\n///", 1, "apt saknar minutes"),
        (f"/// apt | A\n    minutes: tio\n\n{TALK}\n///", 2, "minutes: tio är inget antal"),
        ("/// apt | A\n    minutes: 9\n\nSyfte\n:   S\n///", 1, "apt saknar Frågor"),
        ("/// apt | A\n    minutes: 9\n\nFrågor\n:   1. F\n///", 1, "apt saknar Syfte"),
        (
            f"/// apt | A\n    minutes: 9\n\n{TALK}\nAvslutning\n:   x\n///",
            10,
            "apt har ingen del som heter Avslutning",
        ),
        (
            "/// apt | A\n    minutes: 9\n\nSyfte\n:   S\n\nFrågor\n:   F?\n///",
            7,
            "Frågor har ingen numrerad lista",
        ),
        ("/// checklist | A\nText.\n///", 1, "checklistan har inget att bocka av"),
        ("/// checklist | A\n- [ ] a\n- [ ]\n///", 3, "en rad i checklistan saknar ruta"),
        ("/// video | A\n\nText.\n///", 1, "filmen saknar src"),
        ("/// video | A\n    src: f.mp4\n\nText.\n///", 1, "filmen saknar undertexter"),
        (f"/// video |\n{FILM}", 1, "filmen har ingen titel"),
        (f"/// video | A\n{FILM.replace('Text.', '')}", 1, "filmen saknar text för den som inte"),
        (
            f"/// video | A\n{FILM.replace('vtt', 'srt')}",
            3,
            "undertexterna f.srt är ingen .vtt-fil",
        ),
        (f"/// video | A\n{FILM.replace('f.mp4', 'javascript:x')}", 2, "adressen javascript:x går"),
        (f"/// video | A\n{FILM.replace('f.vtt', 'https://x.se/f.vtt')}", 3, "captions ligger på"),
        ("<div>\n/// case | A\nx\n///\n</div>", 2, "blocket case gick inte att läsa"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, message: str) -> None:
    faults = told(text)
    assert [(at, said[: len(message)]) for at, said in faults if at == line] == [(line, message)]
    assert all(fault.hint.endswith((".", "?")) for fault in block_faults(text))


@pytest.mark.parametrize(
    "text",
    [
        f"/// question | A\n{RIGHT}\n///",
        f"//// case | A\n/// question | B\n{RIGHT}\n///\n////",
        f"/// case | A\n/// question | B\n{RIGHT}\n///\n///",
        "/// question | A\n    type: multiple\n- [x] a\n    f\n- [ ] b\n    g\n///",
        '/// question | A\n    id: "a-1"   # kommentar\n1. a\n2. b\n///',
        "/// question | A\n    type: text\n\n- en\n- två\n///",
        f"/// apt | A\n    minutes: 9\n\n{TALK}\n///",
        f"/// video | A\n{FILM}",
        "/// video | A\n    src: https://film.example/x\n\nText.\n///",
        "/// question | A\r\n\tid: x\r\n\r\n- [x] a\r\n\tf\r\n- [ ] b\r\n\tg\r\n///",
        "En rad med /// i mitten.\n\n    ///\n\n`/// case`\n\n~~~\n///\n~~~",
        "Noter.\n\n///Footnotes Go Here///",
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    assert block_faults(text) == ()
    assert "box--fault" not in html(text)


def test_an_answer_without_feedback_is_a_warning_and_the_question_stands() -> None:
    text = "/// question | A\n- [x] a\n    f\n- [ ] b\n///"
    (fault,) = block_faults(text)
    assert (fault.line, fault.severity) == (4, Severity.WARNING)
    assert 'data-right="a"' in html(text)


def test_two_questions_with_the_same_id_name_each_other() -> None:
    block = f"/// question | A\n    id: x\n{RIGHT}\n///\n"
    assert told(block * 2) == [(9, "id x har redan frågan A")]
    assert html(block * 2).count('data-question="x"') == 1


def test_a_question_in_a_question_is_told_once_and_the_inner_one_works() -> None:
    text = f"/// question | A\n{RIGHT}\n\n/// question | B\n{RIGHT}\n///\n///"
    assert told(text) == [(1, "blocket question är inte stängt innan nästa question börjar")]
    assert html(text).count('class="question"') == 1


def test_a_forgotten_end_takes_no_more_than_its_own_text() -> None:
    first = "/// case | A\nText.\n\n/// facts | B\nFakta.\n///\n"
    text = f"{first}\n## Två\n\n/// question | C\n{RIGHT}\n///"
    shown = html(text)
    assert told(text) == [(1, "blocket case är inte stängt innan rubriken Två")]
    assert shown.count("box--fault") == 1
    assert 'class="box box--facts"' in shown
    assert 'class="question"' in shown


def test_everything_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = "/// question | A\n    id: Å\n    typ: x\n- [ ] a\n///\n\n/// vidoe | B\n///\n\n///"
    lines = [line for line, _ in told(text)]
    assert lines == sorted(lines)
    assert {1, 2, 3, 7, 10} == set(lines)


def test_a_faulty_block_is_readable_and_says_what_is_wrong() -> None:
    shown = html("/// question | Vem är *det*?\n    typ: x\n- [ ] Läraren\n    Nej.\n///")
    for words in (
        "Vem är <em>det</em>?",
        "typ: x",
        "[ ] Läraren",
        "Nej.",
        "Inget svar är markerat",
    ):
        assert words in shown
    assert "<input" not in shown
    assert 'aria-labelledby="fel-vem-ar-det--namn"' in shown


def test_the_name_that_was_meant_is_suggested() -> None:
    (fault,) = block_faults("/// xyz | A\nText.\n///")
    assert fault.hint.startswith("De block som finns är question, case")
    for said, meant in (("reflektion", "reflection"), ("fråga", "question"), ("film", "video")):
        (fault,) = block_faults(f"/// {said} | A\nText.\n///")
        assert fault.hint == f"Menade du {meant}?"


def test_an_option_below_an_empty_line_is_told_of() -> None:
    (fault,) = block_faults(f"/// question | A\n\n    id: a\n{RIGHT}\n///")
    assert (fault.line, fault.message) == (3, "raden id: a står under en tom rad")
    assert not block_faults("/// case | A\n\n    id: a\n///")


def test_blocks_in_blocks_have_an_end() -> None:
    text = "/// case | A\n" * 500 + "///\n" * 500
    assert any("fler än 8 andra" in message for _, message in told(text))
    assert "samverka" not in html(text)
