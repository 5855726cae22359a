"""The questions and discussions of a module, read out of its HTML (see the player's README)."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final
from xml.etree.ElementTree import Element

from samverka.learning.module import Choice, Discussion, Point, Question, QuestionType
from samverka.markdown.html_tree import (
    Node,
    classes_of,
    fill,
    heard_in,
    inside_of,
    nodes_in,
    words_of,
)

_BLOCKS: Final = frozenset(
    {"p", "ul", "ol", "dl", "div", "blockquote", "table", "figure", "pre", "section", "details"}
)
_TYPES: Final = {one.value: one for one in QuestionType}
_FIRST_LINE: Final = re.compile(r"(.*?\S[^\n]*)\n(.*)", re.DOTALL)


def questions_in(element: Element, first: int) -> tuple[Question, ...]:
    """In the order of the page; `first` is the number of the first."""
    found = (one for one in element.iter("div") if one.get("data-question"))
    return tuple(_question(one, number) for number, one in enumerate(found, first))


def _question(element: Element, number: int) -> Question:
    type_ = _TYPES.get(element.get("data-type", ""), QuestionType.TEXT)
    fields = list(element.iter("select"))
    return Question(
        key=element.get("data-question", ""),
        number=number,
        type=type_,
        text=_said(element, "question__text"),
        choices=_options(fields[0]) if fields else _answers(element),
        rows=tuple(_label(element, field) for field in fields),
        right=tuple(element.get("data-right", "").split()),
        explanation=_said(element, "question__explanation"),
    )


def _answers(element: Element) -> tuple[Choice, ...]:
    labels = (one for one in element.iter("label") if "answer" in classes_of(one))
    pairs = ((label, label.find(".//input")) for label in labels)
    return tuple(
        Choice(field.get("value", ""), _heard(label)) for label, field in pairs if field is not None
    )


def _options(field: Element) -> tuple[Choice, ...]:
    """The first says only that there is something to choose."""
    options = ((one.get("value", ""), words_of(one)) for one in field.iter("option"))
    return tuple(Choice(key, text) for key, text in options if key)


def _label(element: Element, field: Element) -> str:
    """Of a row: what stands in its `label`, beside the field or around it."""
    for label in element.iter("label"):
        if field in label.iter() or label.get("for") == field.get("id", "-"):
            return _heard(label)
    return ""


def _said(element: Element, name: str) -> str:
    found = next(_of_class(element, name), None)
    return "" if found is None else _heard(found)


def _heard(element: Element) -> str:
    return " ".join("".join(heard_in(element)).split())


def _of_class(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if name in classes_of(one))


def discussions_in(element: Element) -> tuple[Discussion, ...]:
    """In the order of the page."""
    return tuple(_discussion(one) for one in _of_class(deepcopy(element), "box--apt"))


def _discussion(element: Element) -> Discussion:
    minutes = element.get("data-minutes", "")
    parts = {one.get("data-apt", ""): one for one in element.iter("dd")}
    inside = {name: inside_of(one).strip() for name, one in parts.items()}
    return Discussion(
        anchor=element.get("id", ""),
        title=_said(element, "box__title"),
        minutes=int(minutes) if minutes.isdecimal() else None,
        purpose=inside.get("purpose", ""),
        material=inside.get("material", ""),
        points=tuple(_points(parts["points"])) if "points" in parts else (),
        closing=inside.get("closing", ""),
    )


def _points(element: Element) -> Iterator[Point]:
    row = element.find(".//ol")
    if row is None:
        row = element.find(".//ul")
    return (_point(one) for one in row or () if one.tag == "li")


def _point(item: Element) -> Point:
    """The first paragraph or line is the question, what stands below it the leader's support."""
    nodes = nodes_in(item)
    first = next((at for at, node in enumerate(nodes) if not _is_blank(node)), 0)
    if first < len(nodes) and _is_block(nodes[first]):
        head, rest = nodes[first : first + 1], nodes[first + 1 :]
    else:
        end = next((at for at, node in enumerate(nodes) if _is_block(node)), len(nodes))
        head, below = _split_line(nodes[:end])
        rest = [*([fill(Element("p"), below)] if below else []), *nodes[end:]]
    return Point(_words(head), inside_of(fill(Element("div"), rest)).strip())


def _split_line(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    for at, node in enumerate(nodes):
        found = _FIRST_LINE.fullmatch(node) if isinstance(node, str) else None
        if found and found[2].strip():
            return [*nodes[:at], found[1]], [found[2].strip("\n"), *nodes[at + 1 :]]
    return nodes, []


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _BLOCKS


def _words(nodes: Iterable[Node]) -> str:
    return words_of(fill(Element("p"), nodes))
