"""A module as everything after it sees it, read from its Markdown."""

from fractions import Fraction
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.catalogue.building import build_catalogue
from samverka.learning.faults import entry_findings
from samverka.learning.minutes import WORDS_A_MINUTE, seconds_of, share_minutes, total_minutes
from samverka.learning.module import Choice, Module, Point, QuestionType
from samverka.learning.reading import module_of, modules_of, read_module
from samverka.markdown.html_tree import parse_html, words_of
from samverka.settings import read_settings
from samverka.source.reading import read_all
from tests.training_project import MODULE, entry_in, project_with

BARNET_FIRST = "- [x] Barnet\n    Ja.\n- [x] En förälder\n    Ja.\n"
FREE = "/// question | Hur tänker du?\n\nDet finns inget rätt svar.\n///\n"


def module_in(root: Path, text: str = MODULE, **matter: object) -> Module:
    project_with(root, text, **matter)
    return module_of(entry_in(root))


def test_a_module_is_its_headings_questions_and_times(tmp_path: Path) -> None:
    module = module_in(tmp_path)
    assert (module.name, module.title) == ("prov", "Ansvar på våra möten")
    assert (module.minutes, module.pass_mark) == (20, 60)
    assert [(step.anchor, step.title) for step in module.steps] == [
        ("vem-ansvarar", "Vem ansvarar?"),
        ("öva", "Öva"),
    ]
    assert sum(step.minutes for step in module.steps) == 20
    assert [len(step.questions) for step in module.steps] == [1, 4]
    assert len(module.scored) == 4


def test_each_sort_of_question_is_read(tmp_path: Path) -> None:
    one, several, order, match, free = module_in(tmp_path).questions
    assert (one.key, one.number, one.type) == ("ansvarig", 1, QuestionType.SINGLE)
    assert one.choices == (Choice("a", "Läraren"), Choice("b", "Rektorn"))
    assert (one.right, one.explanation) == (("b",), "Rollen följer barnets ålder.")
    assert (several.type, several.right) == (QuestionType.MULTIPLE, ("a", "b"))
    for question, rows in (
        (order, {"Fråga", "Lyssna", "Planera"}),
        (match, {"Förskolan", "BVC"}),
    ):
        keys = {choice.key for choice in question.choices}
        assert set(question.rows) == rows
        assert len(question.right) == len(question.rows)
        assert set(question.right) <= keys
    told = {choice.key: choice.text for choice in match.choices}
    assert {row: told[key] for row, key in zip(match.rows, match.right, strict=True)} == {
        "Förskolan": "Stöd i gruppen",
        "BVC": "Hälsobesök",
    }
    assert (free.type, free.right, free.is_scored) == (QuestionType.TEXT, (), False)


def test_an_answer_that_is_a_picture_has_the_words_for_it(tmp_path: Path) -> None:
    dog, cat = "![Hund](prov/hjul.png)", "![Katt](prov/hjul.png)"
    text = (
        f"/// question | Vad?\n\n- [x] {dog}\n- [ ] {cat}\n///\n\n"
        f"/// question | Ordna\n\n1. {dog}\n2. {cat}\n///\n\n"
        "/// question | Para\n\n| A | B |\n| --- | --- |\n"
        f"| {dog} | {cat} |\n| Hus | {dog} |\n///\n"
    )
    chosen, ordered, matched = module_in(tmp_path, text).questions
    assert [one.text for one in chosen.choices] == ["Hund", "Katt"]
    assert sorted(ordered.rows) == ["Hund", "Katt"]
    assert matched.rows == ("Hund", "Hus")
    texts = {one.key: one.text for one in matched.choices}
    assert [texts[key] for key in matched.right] == ["Katt", "Hund"]


def test_what_is_for_the_meeting_is_read(tmp_path: Path) -> None:
    (talk,) = module_in(tmp_path).discussions
    assert (talk.title, talk.minutes) == ("Prata om ansvar", 15)
    assert "Att alla vet vem som ansvarar." in talk.purpose
    assert "Papper." in talk.material
    assert "Bestäm nästa steg." in talk.closing
    assert talk.points[0].question == "Vem ansvarar hos oss?"
    assert "Låt alla svara." in talk.points[0].note
    assert talk.points[1] == Point("Vad gör vi sedan?")


def test_addresses_are_as_on_the_page_and_footnotes_stand_after_the_last_step(
    tmp_path: Path,
) -> None:
    module = module_in(tmp_path)
    assert 'href="../../om/"' in module.html
    assert 'src="hjul.png"' in module.html
    assert 'href="mall.pdf"' in module.html
    assert module.loads == (PurePosixPath("utbildning/prov/hjul.png"),)
    assert module.html.rindex("</section>") < module.html.index("Ibland två.")
    assert module.html.index("handlar om ansvar") < module.html.index("<section")


def test_a_text_without_headings_is_one_step(tmp_path: Path) -> None:
    (step,) = module_in(tmp_path, "Bara text.", pass_mark=0).steps
    assert (step.title, step.minutes) == ("Ansvar på våra möten", 20)
    assert f'id="{step.anchor}"' in module_of(entry_in(tmp_path)).html


def test_what_is_asked_before_the_first_heading_counts(tmp_path: Path) -> None:
    first = "/// question | Vem?\n    id: forst\n\n- [x] Barnet\n- [ ] Ingen\n///\n\n"
    module = module_in(tmp_path, first + MODULE)
    assert [(one.key, one.number) for one in module.scored][:2] == [("forst", 1), ("ansvarig", 2)]
    assert [len(step.questions) for step in module.steps] == [2, 4]


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        ("Det finns alltid", "Det finns nästan alltid", True),
        ("Läraren ser ofta", "Läraren ser alltid", True),
        ("Rollen följer", "Ansvaret följer", True),
        ("- [ ] Läraren", "- [ ] En lärare", True),
        ("- [x] Barnet", "- [x] barnet", True),
        ("2. Lyssna", "2. Lyssna på barnet", True),
        ("| BVC | Hälsobesök |", "| BVC | Hälsobesöken |", True),
        (FREE, "", True),
        ("id: ansvarig", "id: ansvar", False),
        ("- [ ] Grannen", "- [x] Grannen", False),
        ("- [ ] Grannen", "- [ ] Grannen\n- [ ] Chefen", False),
        (BARNET_FIRST, "- [x] En förälder\n    Ja.\n- [x] Barnet\n    Ja.\n", False),
        ("2. Lyssna\n3. Planera", "2. Planera\n3. Lyssna", False),
    ],
)
def test_the_version_changes_with_what_kept_answers_would_mean(
    tmp_path: Path, before: str, after: str, *, is_same: bool
) -> None:
    assert before in MODULE
    first = module_in(tmp_path / "a").version
    second = module_in(tmp_path / "b", MODULE.replace(before, after)).version
    assert (first == second) is is_same


def test_the_order_of_the_questions_does_not_matter_to_kept_answers(tmp_path: Path) -> None:
    asked = [f"/// question | {name}?\n    id: {name}\n\n- [x] Ja\n- [ ] Nej\n///" for name in "ab"]
    first = module_in(tmp_path / "a", "## Ett\n\n" + "\n\n".join(asked)).version
    second = module_in(tmp_path / "b", "## Ett\n\n" + "\n\n".join(reversed(asked))).version
    assert first == second


def test_the_same_text_is_the_same_module_and_is_read_once(tmp_path: Path) -> None:
    project_with(tmp_path)
    read = build_catalogue(read_all(tmp_path).value, read_settings(tmp_path)).value
    assert modules_of(read)[0] is modules_of(read)[0]
    assert modules_of(read) == (module_of(entry_in(tmp_path)),)


def test_without_a_time_the_text_and_the_questions_tell_it(tmp_path: Path) -> None:
    words = "ord " * 400
    question = "/// question | Fråga?\n\n- [x] {0}\n    {0}\n- [ ] Nej\n\n{0}\n///".format(
        "ord " * 50
    )
    text = f"## Ett\n\n{words}\n\n## Två\n\n{question}"
    module = module_in(tmp_path, text, duration="null")
    others = ["Ett", "Två", "Fråga?", "Nej"]
    minutes = Fraction(400 + 3 * 50 + len(others), WORDS_A_MINUTE)
    assert seconds_of(parse_html(module.html)) == 45 + minutes * 60
    assert module.minutes == 4
    assert sum(step.minutes for step in module.steps) == module.minutes


def test_a_film_takes_its_own_minutes_and_a_talk_none(tmp_path: Path) -> None:
    said = "ord " * 2000
    film = f"/// video | Film\n    src: f.mp4\n    captions: f.vtt\n    minutes: 3\n\n{said}\n///\n"
    talk = f"/// apt | Prata\n    minutes: 30\n\nSyfte\n:   {said}\n\nFrågor\n:   1. Vad?\n///\n"
    heading = 1
    assert module_in(tmp_path, f"## Se\n\n{film}\n{talk}", duration="null").minutes == 3 + heading


def test_a_case_and_a_reflection_take_time_to_think(tmp_path: Path) -> None:
    boxes = "/// case | Ali\n\nHan väntar.\n///\n\n/// reflection | Vi\n\nHur gör vi?\n///\n"
    module = module_in(tmp_path, f"## Tänk\n\n{boxes}", duration="null")
    minutes = Fraction(len(words_of(parse_html(module.html)).split()), WORDS_A_MINUTE)
    assert seconds_of(parse_html(module.html)) == 30 + 60 + minutes * 60


def test_what_the_front_matter_says_is_held_against_the_text(tmp_path: Path) -> None:
    project_with(tmp_path, "## Ett\n\nText.\n\n## Två\n\nText.", duration=1)
    told = read_module(entry_in(tmp_path)).findings
    assert [(one.place.line, one.code) for one in told] == [(3, "LEARN01"), (4, "LEARN02")]


def test_a_fault_in_a_block_is_told_with_its_line(tmp_path: Path) -> None:
    project_with(tmp_path, MODULE.replace("- [x] Rektorn", "- [ ] Rektorn"))
    (told,) = entry_findings(tmp_path, entry_in(tmp_path))
    lines = (tmp_path / told.place.path).read_text(encoding="utf-8").splitlines()
    assert told.place.path == "docs/utbildning/prov.md"
    assert "/// question | Vem är barnensbästa" in lines[(told.place.line or 0) - 1]


@given(
    st.lists(st.integers(0, 4000), min_size=1, max_size=20),
    st.one_of(st.none(), st.integers(1, 600)),
)
def test_the_steps_take_the_time_of_the_whole_and_none_takes_nothing(
    seconds: list[int], said: int | None
) -> None:
    weights = [Fraction(one) for one in seconds]
    total = total_minutes(said, weights)
    shared = share_minutes(total, weights)
    assert sum(shared) == total
    assert min(shared) >= 1
    for one, other in zip(range(len(seconds)), range(1, len(seconds)), strict=False):
        if seconds[one] > seconds[other]:
            assert shared[one] >= shared[other]
