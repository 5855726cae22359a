"""The styles of a Word file: what a text is by its style and the styles that one builds on.

ECMA-376 part 1, 17.7. Built-in styles have English names whatever language Word had.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from samverka.word.docx.numbering import DEEPEST_LEVEL
from samverka.word.opening.ooxml import (
    Element,
    attribute,
    is_on,
    number_of,
    points_of,
    value_of,
    w,
    whole,
)

Value = TypeVar("Value")

USUAL_SIZE = 11.0
BODY_LEVEL = 9
"""The outline level of running text (17.3.1.20)."""

TOO_DEEP = 30
"""Styles that build on one another in a longer chain are cut: only a broken file has them."""

HEADING = re.compile(r"(?:heading|rubrik) ([1-9])")
CONTENTS = re.compile(r"(?:toc|innehåll) ?\d")
QUOTATIONS = ("quote", "intense quote", "block text", "citat", "starkt citat", "blockcitat")
"""What the names of styles for quotations begin with."""


@dataclass(frozen=True, slots=True)
class NumberReference:
    """Which of Word's lists, and how deep in it (from 0); a list of None says only the depth."""

    list_id: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class Style:
    """None where neither the style nor those it builds on say; `name` is in lower case.

    `level` counts headings from 0, `size` is in points, `indent` in twentieths of a point.
    """

    name: str = ""
    level: int | None = None
    number: NumberReference | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float = 0.0
    indent: int | None = None

    @property
    def is_contents(self) -> bool:
        """Whether it is for lines of a table of contents."""
        return CONTENTS.match(self.name) is not None

    @property
    def is_quotation(self) -> bool:
        """Whether it is for somebody's words."""
        return self.name.startswith(QUOTATIONS)


PLAIN = Style()


class Styles:
    """Each style is worked out once, when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self.body_size = USUAL_SIZE
        if root is not None:
            self._elements = {attribute(one, "styleId") or "": one for one in root.iter(w("style"))}
            default = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
            self.body_size = self._normal_size() or points_of(default) or USUAL_SIZE

    def style(self, key: str | None) -> Style:
        """The style of that id; a plain one where there is none."""
        if key is None:
            return PLAIN
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _worked_out(list(self._chain(key)))
        return made

    def _chain(self, key: str | None) -> Iterator[Element]:
        for _ in range(TOO_DEEP):
            element = self._elements.get(key or "")
            if element is None:
                return
            yield element
            key = value_of(element, "basedOn")

    def _normal_size(self) -> float:
        for element in self._elements.values():
            is_default = attribute(element, "default") in ("1", "true", "on")
            if is_default and attribute(element, "type") == "paragraph":
                return points_of(element.find(w("rPr")))
        return 0.0


def _worked_out(chain: list[Element]) -> Style:
    if not chain:
        return PLAIN
    runs = [one for one in (element.find(w("rPr")) for element in chain) if one is not None]
    paragraphs = [one for one in (element.find(w("pPr")) for element in chain) if one is not None]
    return Style(
        name=(value_of(chain[0], "name") or "").lower(),
        level=_level(chain, paragraphs),
        number=_first(number_reference(one) for one in paragraphs),
        bold=_first(is_on(one.find(w("b"))) for one in runs),
        italic=_first(is_on(one.find(w("i"))) for one in runs),
        hidden=_first(is_on(one.find(w("vanish"))) for one in runs),
        size=_first(points_of(one) or None for one in runs) or 0.0,
        indent=_first(indent_of(one) for one in paragraphs),
    )


def _level(chain: list[Element], paragraphs: list[Element]) -> int | None:
    """By a built-in heading anywhere in the chain, else by the outline level nearest."""
    names = [(value_of(element, "name") or "").lower() for element in chain]
    for name in names:
        if found := HEADING.fullmatch(name):
            return int(found[1]) - 1
    level = _first(outline_of(one) for one in paragraphs)
    if level is None or level >= BODY_LEVEL or CONTENTS.match(names[0]):
        return None
    return level


def number_reference(properties: Element | None) -> NumberReference | None:
    """What `w:numPr` says."""
    numbering = properties.find(w("numPr")) if properties is not None else None
    if numbering is None:
        return None
    depth = min(max(number_of(numbering, "ilvl") or 0, 0), DEEPEST_LEVEL)
    return NumberReference(value_of(numbering, "numId"), depth)


def outline_of(properties: Element | None) -> int | None:
    """The paragraph's own outline level, 9 for running text."""
    return number_of(properties, "outlineLvl")


def indent_of(properties: Element | None) -> int | None:
    """The left indent in twentieths of a point (17.3.1.12)."""
    element = properties.find(w("ind")) if properties is not None else None
    return whole(attribute(element, "left") or attribute(element, "start"))


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)
