"""The same answers give the same score and status on the site, in SCORM 1.2, 2004 and cmi5.

The oracle counts in its own way, by the words that a reader sees.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from string import punctuation
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from samverka.learning.packages.package import Courseware
from tests.training_courses import course_of
from tests.training_lms import RECORDS, VERBS, Kept, platforms
from tests.training_page import Asked

pytestmark = pytest.mark.browser

WORDS: Final = ('Å, "ä" & <b>', "Ö {x} [,] y", "Rektorn", "1[.]2, 3", "Läraren #1")
Action = tuple[str | int, ...]
Answer = tuple[str, ...]
Bench = tuple[Page, Kept, Path]
"""The page that drives the stand-ins, what they hold, and where modules are written."""


@dataclass(frozen=True, slots=True)
class Score:
    """As `Samverka.score` gives it."""

    answered: int
    total: int
    right: int
    percent: int
    status: str


@dataclass
class Reader:
    """What a reader has chosen, in the words of the page."""

    questions: Sequence[Asked]
    pass_mark: int | None
    chosen: dict[int, Answer] = field(default_factory=dict)

    def take(self, action: Action) -> None:
        kind, place, *said = action
        if kind == "choose":
            self._choose(int(place), str(said[0]))
        elif kind == "row":
            rows = self.questions[int(place)].rows
            old = self.chosen.get(int(place), ("",) * len(rows))
            new = tuple(
                str(said[0]) if row == said[1] else one for row, one in zip(rows, old, strict=True)
            )
            self.chosen[int(place)] = new

    def _choose(self, place: int, word: str) -> None:
        old = self.chosen.get(place, ())
        if self.questions[place].type == "single":
            self.chosen[place] = (word,)
        else:
            self.chosen[place] = tuple({*old} ^ {word})

    def is_right(self, place: int) -> bool:
        asked, answer = self.questions[place], self.chosen[place]
        texts = dict(asked.choices)
        right = [texts[key] for key in asked.right]
        return list(answer) == right if asked.rows else sorted(answer) == sorted(right)

    def score(self) -> Score:
        scored = [place for place, one in enumerate(self.questions) if one.type != "text"]
        answered = [one for one in scored if self.chosen.get(one) and all(self.chosen[one])]
        right = sum(map(self.is_right, answered))
        share = Fraction(100 * right, len(scored))
        status = "incomplete"
        if len(answered) == len(scored):
            is_passed = self.pass_mark is None or share >= self.pass_mark
            status = "passed" if is_passed else "failed"
            status = "completed" if self.pass_mark is None else status
        percent = int(share + Fraction(1, 2))
        return Score(len(answered), len(scored), right, percent, status)


@dataclass(frozen=True, slots=True)
class Told:
    """What an LMS holds of a module; `percent` only where it is done."""

    status: str
    percent: int | None


@dataclass
class Oracle:
    """What each visit must show, and what each LMS must then hold."""

    reader: Reader
    told: Told = Told("incomplete", None)
    judged: list[tuple[str, int, int]] = field(default_factory=list)
    """What cmi5 hears at the end of a session: once passed stays passed."""

    def visit(self, actions: Sequence[Action]) -> Score:
        done: Score | None = None
        for action in (*actions, ("leave", 0)):
            self.reader.take(action)
            score = self.reader.score()
            if score.status != "incomplete":  # what is reached is not lost by taking back an answer
                done = score
        if done is not None:
            self.told = Told(done.status, done.percent)
            self._judge(done)
        return self.reader.score()

    def _judge(self, done: Score) -> None:
        if done.status != "completed" and "passed" not in [one[0] for one in self.judged]:
            self.judged.append((done.status, done.right, done.total))


# A random module, and what somebody does with it


@dataclass(frozen=True, slots=True)
class Story:
    """A module, its pass mark, and what is done in each visit."""

    questions: tuple[Asked, ...]
    pass_mark: int | None
    visits: list[list[Action]]


@st.composite
def asked(draw: st.DrawFn, key: str) -> Asked:
    type_ = draw(st.sampled_from(("single", "multiple", "order", "match", "text")))
    if type_ == "text":
        return Asked(key, "text")
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True))
    if type_ in ("order", "match"):
        keys = [str(place) for place in range(1, len(words) + 1)]
        right = draw(st.permutations(keys))
        choices = [(one, one if type_ == "order" else f"Till {one}") for one in keys]
        return Asked(key, type_, tuple(choices), tuple(words), tuple(right))
    choices = list(zip("abcd", words, strict=False))
    most = 1 if type_ == "single" else len(words)
    right = draw(
        st.lists(
            st.sampled_from([one for one, _ in choices]), min_size=1, max_size=most, unique=True
        )
    )
    return Asked(key, type_, tuple(choices), (), tuple(sorted(right)))


@st.composite
def modules(draw: st.DrawFn) -> tuple[Asked, ...]:
    first = draw(asked("forsta").filter(lambda one: one.type != "text"))
    count = draw(st.integers(0, 4))
    return (first, *(draw(asked(f"fraga-{number}")) for number in range(count)))


def choose(place: int, text: str) -> Action:
    return ("choose", place, text)


def fill(place: int, rows: Sequence[str], texts: Sequence[str]) -> list[Action]:
    return [("row", place, text, row) for row, text in zip(rows, texts, strict=True)]


def actions_on(place: int, one: Asked) -> st.SearchStrategy[list[Action]]:
    """A choice, a whole answer, the right answer, or asking for feedback."""
    check: Action = ("check", place)
    found: list[st.SearchStrategy[list[Action]]] = [st.just([check])]
    words = dict(one.choices)
    right = [words[key] for key in one.right]
    text = st.sampled_from(list(words.values()) or [""])
    if one.rows:
        size = len(one.rows)
        guesses = st.lists(text, min_size=size, max_size=size)
        taken = st.sampled_from(one.rows).map(lambda row: fill(place, [row], [""]))
        found += [st.just(fill(place, one.rows, right)), taken]
        found.append(guesses.map(lambda texts: fill(place, one.rows, texts)))
    elif one.type != "text":
        found += [text.map(lambda said: [choose(place, said)])] * 2
        found.append(st.just([choose(place, said) for said in right]))
    return st.one_of(found)


@st.composite
def visits(draw: st.DrawFn, questions: Sequence[Asked]) -> list[list[Action]]:
    """First mostly one answer to each question, then a few more, in one to three visits."""
    order = draw(st.permutations(range(len(questions))))
    done = [action for place in order for action in draw(actions_on(place, questions[place]))]
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(questions) - 1))
        done += draw(actions_on(place, questions[place]))
        done += draw(st.sampled_from(([], [("step", 0)], [("step", 1)])))
    cuts = sorted(draw(st.lists(st.integers(0, len(done)), max_size=2)))
    ends = [0, *cuts, len(done)]
    return [done[start:end] for start, end in pairwise(ends)]


@pytest.fixture(scope="module")
def bench(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with platforms() as (address, kept):
        page = browser.new_page()
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        page.goto(address)
        yield page, kept, tmp_path_factory.mktemp("kurs")
        page.close()


def written(text: str) -> str:
    """As Markdown that means nothing but the text."""
    return "".join(f"&#{ord(sign)};" if sign in punctuation else sign for sign in text)


def block_of(one: Asked) -> str:
    """The question, as an editor writes it."""
    words = {key: written(text) for key, text in one.choices}
    if one.type == "order":
        rows = sorted(zip(map(int, one.right), one.rows, strict=True))
        content = [f"{place}. {written(row)}" for place, row in rows]
    elif one.type == "match":
        pairs = zip(one.rows, one.right, strict=True)
        lines = [f"| {written(row)} | {words[key]} |" for row, key in pairs]
        content = ["| Vad | Vart |", "| --- | --- |", *lines]
    else:
        ticks = {key: "x" if key in one.right else " " for key in words}
        content = [f"- [{ticks[key]}] {text}" for key, text in words.items()]
    options = f"    id: {one.key}\n    type: {one.type}"
    return "\n".join((f"/// question | {one.text}\n{options}\n", *content, "", "///", ""))


def course_with(root: Path, questions: Sequence[Asked], pass_mark: int | None) -> Courseware:
    """The questions shared out on two steps, read from Markdown as an editor's module is."""
    half = (len(questions) + 1) // 2
    parts = [
        "\n".join((f"## Steg {place}\n\nLäs det här.\n", *map(block_of, held)))
        for place, held in enumerate((questions[:half], questions[half:]), 1)
    ]
    course = course_of(root, "\n".join(parts), pass_mark=pass_mark)
    assert [one.key for one in course.module.questions] == [one.key for one in questions]
    return course


def told_by(record: str, kept: Any) -> Told:  # noqa: ANN401 -- the JSON of scorm-again
    if record == "scorm12":
        core = kept["cmi"]["core"]
        status, raw = core["lesson_status"], core["score"]["raw"]
    else:
        cmi = kept["cmi"]
        is_judged = cmi["success_status"] != "unknown"
        status = cmi["success_status"] if is_judged else cmi["completion_status"]
        raw = cmi["score"]["raw"]
        assert not is_judged or cmi["completion_status"] == "completed"
        assert status == "incomplete" or float(cmi["score"]["scaled"]) == int(raw) / 100
    return Told(status, None if status == "incomplete" else int(raw))


def judged_by(kept: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, int, int]]:
    found = [(verb.removeprefix(VERBS), said) for verb, said in kept]
    judged = [(verb, said["score"]) for verb, said in found if verb != "completed"]
    assert [verb for verb, _ in found].count("completed") <= 1
    assert all(said["scaled"] == said["raw"] / said["max"] for _, said in judged)
    return [(verb, said["raw"], said["max"]) for verb, said in judged]


def agree(bench: Bench, story: Story) -> None:
    page, kept, root = bench
    kept.begin(course_with(root, story.questions, story.pass_mark))
    found = page.evaluate("visits => run(visits)", story.visits)
    oracle = Oracle(Reader(story.questions, story.pass_mark))
    for place, actions in enumerate(story.visits):
        score = oracle.visit(actions)
        shown = {record: Score(**found[record][place]["score"]) for record in RECORDS}
        assert shown == dict.fromkeys(RECORDS, score)
        for record in ("scorm12", "scorm2004"):
            assert told_by(record, found[record][place]["kept"]) == oracle.told, record
        assert judged_by(found["cmi5"][place]["kept"]) == oracle.judged


MARKS: Final = st.one_of(st.none(), st.sampled_from((0, 50, 67, 100)), st.integers(0, 100))
NO_SHRINKING: Final = (Phase.explicit, Phase.generate)
"""A story takes a second or two."""


@st.composite
def stories(draw: st.DrawFn) -> Story:
    questions = draw(modules())
    return Story(questions, draw(MARKS), draw(visits(questions)))


@settings(max_examples=12, derandomize=True, phases=NO_SHRINKING)
@given(stories())
def test_a_dozen_readers_get_the_same_score_and_status_everywhere(
    bench: Bench, story: Story
) -> None:
    agree(bench, story)


@pytest.mark.slow
@settings(max_examples=300, phases=NO_SHRINKING)
@given(stories())
def test_three_hundred_readers_get_the_same_score_and_status_everywhere(
    bench: Bench, story: Story
) -> None:
    agree(bench, story)


def test_what_is_chosen_before_a_slow_lms_has_answered_counts(bench: Bench) -> None:
    page, kept, root = bench
    words = (("a", "Rektorn"), ("b", "Läraren"))
    questions = (
        Asked("ett", "single", words, (), ("a",)),
        Asked("tva", "single", words, (), ("b",)),
    )
    kept.begin(course_with(root, questions, 100))
    kept.slow = 0.3
    try:
        found = page.evaluate(
            "visits => run(visits, false)", [[choose(0, "Rektorn")], [choose(1, "Läraren")]]
        )
    finally:
        kept.slow = 0
    assert [one["score"]["right"] for one in found["cmi5"]] == [1, 2]
    assert judged_by(found["cmi5"][-1]["kept"]) == [("passed", 2, 2)]
