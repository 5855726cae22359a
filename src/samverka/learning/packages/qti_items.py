"""A question as an item of IMS QTI 2.1."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element as HtmlElement

from samverka.learning.module import Choice, Question, QuestionType
from samverka.learning.packages.manifest import Element, add, identifier, start, xml_file
from samverka.learning.packages.package import Courseware, PackageFile
from samverka.markdown.html_tree import classes_of, parse_html, words_of

QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
MATCH_CORRECT: Final = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
RESPONSE: Final = "RESPONSE"
SCORE: Final = "SCORE"
FEEDBACK: Final = "FEEDBACK"
EXPLANATION: Final = "EXPLANATION"
"""An outcome that nothing sets: its feedback is shown whatever the answer is."""
GENERAL: Final = "general_fb"
_CHOICE: Final = frozenset((QuestionType.SINGLE, QuestionType.MULTIPLE))
_RESPONSES: Final = {
    QuestionType.SINGLE: ("single", "identifier"),
    QuestionType.MULTIPLE: ("multiple", "identifier"),
    QuestionType.ORDER: ("ordered", "identifier"),
    QuestionType.MATCH: ("multiple", "directedPair"),
    QuestionType.TEXT: ("single", "string"),
}
"""Cardinality and base type of the answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around a question on the page, as plain words; `feedback` by key of choice."""

    body: str = ""
    feedback: Mapping[str, str] = field(default_factory=dict)


def told_in(html: str) -> dict[str, Told]:
    """By the key of the question."""
    found = (one for one in parse_html(html).iter("div") if one.get("data-question"))
    return {one.get("data-question", ""): _told(one) for one in found}


def _told(element: HtmlElement) -> Told:
    body = next((words_of(one) for one in element.iter() if _is(one, "question__body")), "")
    verdicts = [one for one in element.iter("li") if one.get("data-answer")]
    feedback = {
        verdict.get("data-answer", ""): words_of(one)
        for verdict in verdicts
        for one in verdict.iter()
        if _is(one, "feedback")
    }
    return Told(body, {key: words for key, words in feedback.items() if words})


def _is(element: HtmlElement, name: str) -> bool:
    return name in classes_of(element)


def item_name(course: Courseware, question: Question) -> str:
    """Unique also in a bank of questions from many modules."""
    return f"{identifier(course)}-{question.key}"


def item_path(question: Question) -> PurePosixPath:
    """Where in the package it lies; a file of Windows cannot be named as a key like `con`."""
    return PurePosixPath(f"fragor/fraga-{question.key}.xml")


def question_item(course: Courseware, question: Question, told: Told) -> PackageFile:
    """The file of an item."""
    root = start("assessmentItem", QTI)
    root.set("identifier", item_name(course, question))
    root.set("title", f"Fråga {question.number}")
    root.set("adaptive", "false")
    root.set("timeDependent", "false")
    root.set(LANG, "sv")
    feedback = dict(told.feedback) if question.type in _CHOICE else {}
    _declare(root, question, has_feedback=bool(feedback))
    body = add(root, "itemBody")
    if told.body:
        add(body, "p", told.body)
    _ASK[question.type](body, question)
    _process(root, question, feedback)
    _tell(root, question, feedback)
    return xml_file(item_path(question), root)


def _declare(root: Element, question: Question, *, has_feedback: bool) -> None:
    cardinality, base = _RESPONSES[question.type]
    response = add(
        root, "responseDeclaration", identifier=RESPONSE, cardinality=cardinality, baseType=base
    )
    if question.is_scored:
        correct = add(response, "correctResponse")
        for value in right_values(question):
            add(correct, "value", value)
        _declare_outcome(root, SCORE, ("single", "float"))
    if has_feedback:
        _declare_outcome(root, FEEDBACK, ("multiple", "identifier"))
    if question.explanation:
        _declare_outcome(root, EXPLANATION, ("single", "identifier"))


def _declare_outcome(root: Element, name: str, kind: tuple[str, str]) -> None:
    cardinality, base = kind
    outcome = add(
        root, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base
    )
    if name == SCORE:
        add(add(outcome, "defaultValue"), "value", "0")


def row_name(row: int) -> str:
    """Of the row with that place, from 0: an identifier begins with a letter."""
    return f"rad-{row + 1}"


def choice_name(question: Question, choice: str) -> str:
    """As a row's; the keys of single and multiple are letters already."""
    return choice if question.type in _CHOICE else f"val-{choice}"


def right_values(question: Question) -> tuple[str, ...]:
    """The right answer as QTI says it: of an order the rows as they should come."""
    rows = range(len(question.right))
    if question.type is QuestionType.ORDER:
        places = [choice.key for choice in question.choices]
        by_place = sorted(rows, key=lambda row: places.index(question.right[row]))
        return tuple(row_name(row) for row in by_place)
    if question.type is QuestionType.MATCH:
        pairs = ((row_name(row), choice_name(question, question.right[row])) for row in rows)
        return tuple(f"{row} {choice}" for row, choice in pairs)
    return tuple(choice_name(question, key) for key in question.right)


def _add_choices(body: Element, question: Question) -> None:
    """`maxChoices` 0: as many as one likes."""
    most = "1" if question.type is QuestionType.SINGLE else "0"
    asked = add(
        body, "choiceInteraction", responseIdentifier=RESPONSE, shuffle="false", maxChoices=most
    )
    add(asked, "prompt", question.text)
    for choice in question.choices:
        add(asked, "simpleChoice", choice.text, identifier=choice_name(question, choice.key))


def _add_order(body: Element, question: Question) -> None:
    asked = add(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="false")
    add(asked, "prompt", question.text)
    for row, text in enumerate(question.rows):
        add(asked, "simpleChoice", text, identifier=row_name(row))


def _add_match(body: Element, question: Question) -> None:
    """Each row goes with one; a choice may go with several (`matchMax` 0)."""
    most = str(len(question.rows))
    asked = add(
        body, "matchInteraction", responseIdentifier=RESPONSE, shuffle="false", maxAssociations=most
    )
    add(asked, "prompt", question.text)
    rows = [Choice(row_name(row), text) for row, text in enumerate(question.rows)]
    choices = [Choice(choice_name(question, one.key), one.text) for one in question.choices]
    for things, limit in ((rows, "1"), (choices, "0")):
        group = add(asked, "simpleMatchSet")
        for one in things:
            add(group, "simpleAssociableChoice", one.text, identifier=one.key, matchMax=limit)


def _add_text(body: Element, question: Question) -> None:
    asked = add(body, "extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines="5")
    add(asked, "prompt", question.text)


_ASK: Final = {
    QuestionType.SINGLE: _add_choices,
    QuestionType.MULTIPLE: _add_choices,
    QuestionType.ORDER: _add_order,
    QuestionType.MATCH: _add_match,
    QuestionType.TEXT: _add_text,
}


def _process(root: Element, question: Question, feedback: Mapping[str, str]) -> None:
    """The standard's template where it does; else what it does, and the feedback on each choice."""
    if not question.is_scored:
        return
    processing = add(root, "responseProcessing")
    if not feedback:
        processing.set("template", MATCH_CORRECT)
        return
    condition = add(processing, "responseCondition")
    first, last = add(condition, "responseIf"), add(condition, "responseElse")
    matched = add(first, "match")
    add(matched, "variable", identifier=RESPONSE)
    add(matched, "correct", identifier=RESPONSE)
    for branch, points in ((first, "1"), (last, "0")):
        add(add(branch, "setOutcomeValue", identifier=SCORE), "baseValue", points, baseType="float")
    for key in feedback:
        _show_at(processing, question, key)


def _show_at(processing: Element, question: Question, key: str) -> None:
    """The feedback of a choice that is among those chosen."""
    branch = add(add(processing, "responseCondition"), "responseIf")
    is_single = question.type is QuestionType.SINGLE
    test = add(branch, "match" if is_single else "member")
    add(test, "baseValue", choice_name(question, key), baseType="identifier")
    add(test, "variable", identifier=RESPONSE)
    shown = add(add(branch, "setOutcomeValue", identifier=FEEDBACK), "multiple")
    add(shown, "variable", identifier=FEEDBACK)
    add(shown, "baseValue", feedback_name(key), baseType="identifier")


def feedback_name(key: str) -> str:
    """Of the feedback on the choice with that key."""
    return f"svar-{key}"


def _tell(root: Element, question: Question, feedback: Mapping[str, str]) -> None:
    told = [(FEEDBACK, feedback_name(key), "show", words) for key, words in feedback.items()]
    if question.explanation:
        told.append((EXPLANATION, GENERAL, "hide", question.explanation))
    for outcome, name, when, words in told:
        modal = add(root, "modalFeedback", outcomeIdentifier=outcome, showHide=when)
        modal.set("identifier", name)
        add(modal, "p", words)
