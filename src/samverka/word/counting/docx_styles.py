"""Which styles hide text or make up a table of contents, and what Word's own numbers say."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from samverka.word.counting.parts import Element, attribute, below, named, value
from samverka.word.counting.words import words_of

CONTENTS = re.compile(r"toc ?\d|innehåll \d")
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
    hidden = {key for key in styles if _inherits(key, styles, _hides)}
    numbered = {key for key in styles if _inherits(key, styles, numbers)}
    return Styles(frozenset(contents), frozenset(hidden), frozenset(numbered))


def _inherits(key: str, styles: dict[str, Element], says: Callable[[Element], bool | None]) -> bool:
    """What a style does not say, the one it is based on says (17.7.4.3)."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        said = says(styles[key])
        if said is not None:
            return said
        key = value(styles[key], "basedOn") or ""
    return False


def _hides(style: Element) -> bool | None:
    vanishes = [one for own in named(style, "rPr") for one in named(own, "vanish")]
    return is_on(vanishes[0]) if vanishes else None


def numbers(element: Element) -> bool | None:
    """Whether a style or a paragraph is numbered (17.3.1.19), None where it does not say."""
    given = [one for own in named(element, "pPr") for one in named(own, "numPr")]
    return value(given[0], "numId") != "0" if given else None


def read_labels(root: Element | None) -> frozenset[str]:
    """The words of `lvlText` (17.9.11) without its numbers."""
    if root is None:
        return frozenset()
    said = [attribute(text, "val") or "" for text in below(root, "lvlText")]
    return frozenset(words_of(re.sub(r"%\d", " ", " ".join(said))))
