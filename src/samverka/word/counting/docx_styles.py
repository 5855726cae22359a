"""Which styles hide text or make up a table of contents, and what Word's own numbers say."""

import re
from dataclasses import dataclass

from samverka.word.counting.parts import Element, attribute, below, named, value
from samverka.word.counting.words import words_of

CONTENTS = re.compile(r"toc ?\d|innehåll \d")
LONGEST_CHAIN = 30
"""Styles based on one another: only a broken file has more, or has them in a ring."""

OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of styles."""

    contents: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()


def is_on(element: Element) -> bool:
    """A toggle property (ECMA-376 part 1, 17.3.2) that is given."""
    return attribute(element, "val") not in OFF


def read_styles(root: Element | None) -> Styles:
    """From the part `styles`."""
    styles = {attribute(style, "styleId") or "": style for style in named(root, "style")}
    contents = {
        key for key, style in styles.items() if CONTENTS.match((value(style, "name") or "").lower())
    }
    bases = {key: value(style, "basedOn") or "" for key, style in styles.items()}
    hides = {key: _hides(style) for key, style in styles.items()}
    numbers = {key: _numbers(style) for key, style in styles.items()}
    return Styles(frozenset(contents), _inheriting(hides, bases), _inheriting(numbers, bases))


def _inheriting(says: dict[str, bool | None], bases: dict[str, str]) -> frozenset[str]:
    return frozenset(style for style in says if _said(style, says, bases))


def _said(style: str, says: dict[str, bool | None], bases: dict[str, str]) -> bool:
    """What a style does not say, the one it is based on says (17.7.4.3)."""
    for _ in range(LONGEST_CHAIN):
        said = says.get(style)
        if said is not None:
            return said
        style = bases.get(style, "")
    return False


def _hides(style: Element) -> bool | None:
    vanishes = [one for own in named(style, "rPr") for one in named(own, "vanish")]
    return is_on(vanishes[0]) if vanishes else None


def _numbers(style: Element) -> bool | None:
    given = [one for own in named(style, "pPr") for one in named(own, "numPr")]
    return is_numbered(given[0]) if given else None


def is_numbered(numbering: Element) -> bool:
    """Whether `w:numPr` (17.3.1.19) gives a number and does not take one away."""
    return value(numbering, "numId") != "0"


def read_labels(root: Element | None) -> frozenset[str]:
    """The words of `lvlText` (17.9.11) without its numbers."""
    if root is None:
        return frozenset()
    said = [attribute(text, "val") or "" for text in below(root, "lvlText")]
    return frozenset(words_of(re.sub(r"%\d", " ", " ".join(said))))
