"""The two modules of this project's own site teach, and take the time they say."""

import re
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.learning.minutes import seconds_of
from samverka.learning.module import Module, QuestionType
from samverka.learning.reading import modules_of
from samverka.markdown.html_tree import classes_of, parse_html, words_of
from samverka.settings import read_settings
from samverka.source.document import read_document
from samverka.source.frontmatter import TrainingMatter

ROOT = Path(__file__).parent.parent
NAMES = ("introduktion-till-kronobarnsmodellen", "barnets-plan-i-praktiken")
FEWEST_WORDS = 5
"""Less teaches nothing: a bare "Ja." or "Fel." says neither why nor what else."""


def own_modules() -> tuple[Module, ...]:
    read = [read_document(ROOT, PurePosixPath("docs/utbildning", f"{name}.md")) for name in NAMES]
    documents = [one.value for one in read if one.value is not None]
    return modules_of(build_catalogue(documents, read_settings(ROOT)).value)


MODULES = own_modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def of_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in classes_of(element)]


def matter_of(module: Module) -> TrainingMatter:
    matter = module.entry.matter
    assert isinstance(matter, TrainingMatter)
    return matter


def test_the_modules_are_read_in_the_order_of_the_course() -> None:
    assert tuple(module.name for module in MODULES) == NAMES
    assert matter_of(MODULES[1]).prerequisites == (MODULES[0].title,)


@each_module
def test_every_answer_to_choose_has_feedback_that_teaches(module: Module) -> None:
    page = parse_html(module.html)
    answers = [one for one in page.iter() if one.get("data-answer")]
    choices = [len(one.choices) for one in module.questions if one.type in ("single", "multiple")]
    assert len(answers) == sum(choices)
    for answer in answers:
        said = "".join(map(words_of, of_class(answer, "feedback")))
        assert len(said.split()) >= FEWEST_WORDS, words_of(answer)


@each_module
def test_every_question_has_an_explanation_and_a_name_of_its_own(module: Module) -> None:
    page = parse_html(module.html)
    for question in of_class(page, "question"):
        assert of_class(question, "question__explanation"), question.get("id")
    assert not [one.key for one in module.questions if re.fullmatch(r"q\d+", one.key)]


@each_module
def test_the_right_answer_is_not_always_in_the_same_place(module: Module) -> None:
    right = {one.right for one in module.questions if one.type is QuestionType.SINGLE}
    assert len(right) >= 3


@each_module
def test_it_uses_every_sort_of_question_and_of_box(module: Module) -> None:
    assert {one.type for one in module.questions} == set(QuestionType)
    page = parse_html(module.html)
    for name in ("case", "reflection", "facts", "checklist", "apt"):
        assert of_class(page, f"box--{name}"), name
    assert not of_class(page, "box--fault")
    assert 5 <= len(module.steps) <= 7
    assert module.steps[-1].title == "Ta med dig"


@each_module
def test_it_takes_the_time_it_says(module: Module) -> None:
    minutes = float(seconds_of(parse_html(module.html))) / 60
    assert minutes == pytest.approx(module.minutes, rel=0.1)
