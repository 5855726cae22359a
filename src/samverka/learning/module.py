"""`Module`: a training module as everything after it sees it; read by `learning/reading.py`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from samverka.catalogue.entry import Entry


class QuestionType(StrEnum):
    """How a question is answered; as in the block's `type` and in `data-type` on the page."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    TEXT = "text"
    """Free text to think with: never scored, never kept, never sent."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: `key` is what an answer says of it, `text` its plain words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """`key` is unique in the module, and the name of its fields on the page.

    An answer is a row of strings, equal to `right` where it is right: for `single` the key of one
    choice, for `multiple` the keys that are chosen in the order of `choices`, for `order` and
    `match` what is chosen in each of `rows` ("" where nothing is yet).
    """

    key: str
    number: int
    type: QuestionType
    text: str
    choices: tuple[Choice, ...] = ()
    rows: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def is_scored(self) -> bool:
        """Free text is not."""
        return self.type is not QuestionType.TEXT


@dataclass(frozen=True, slots=True)
class Step:
    """An H2 section: `anchor` is its heading's, `minutes` about what it takes to read and do."""

    anchor: str
    title: str
    minutes: int
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A question to talk about: `question` is plain words, `note` the leader's support as HTML."""

    question: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """An `apt` block: talk at a workplace meeting. All but `title` and `points` is HTML."""

    anchor: str
    title: str
    minutes: int | None
    purpose: str
    material: str
    points: tuple[Point, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Module:
    """`name` is its file's; `html` the whole text as on the site, in `section.step`s.

    Addresses in `html` are relative to the page's. `loads` are the files it shows itself, by their
    place among the pages; `version` changes when answers kept before no longer fit the questions.
    """

    entry: Entry
    name: str
    title: str
    minutes: int
    pass_mark: int | None
    version: str
    html: str
    steps: tuple[Step, ...]
    discussions: tuple[Discussion, ...]
    loads: tuple[PurePosixPath, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """In the order of the page."""
        return (question for step in self.steps for question in step.questions)

    @property
    def scored(self) -> tuple[Question, ...]:
        """Those that count."""
        return tuple(question for question in self.questions if question.is_scored)
