"""Words of the glossary in running text: explained where they are first used on a page.

The word becomes a button, and its explanation a popover after the text: both are the browser's
own, so no script is needed (HTML, the popover attribute; WCAG 2.2, 1.4.13).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from samverka.markdown.safety import without_escapes
from samverka.swedish.lexicon import lexicon
from samverka.swedish.phrases import Phrases

MOST: Final = 12
"""Explained words on a page; with more of them the text drowns."""

LONGEST_KEPT: Final = 24
"""Characters; as wide as the column of a small phone."""

_OPENS: Final = re.compile(r"[(\[]+$")
_CLOSES: Final = re.compile(r"[)\].,;:!?…]+")
_NOT_IN: Final = lexicon(
    "h1 h2 h3 h4 h5 h6 a abbr button caption cite code dfn dt figcaption kbd label legend math pre "
    "q samp script select style summary svg textarea th var"
)
_NOT_IN_CLASSES: Final = lexicon(
    "admonition-title box__label box__title caption entries forums kicker mark no-terms"
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """`address` leads to the term on the glossary's page, as a source would write the link."""

    name: str
    meaning: str
    anchor: str
    address: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The words to explain on one page: `phrases` finds them, each by its explanation's name."""

    phrases: Phrases
    explanations: Mapping[str, Explanation]


class TermProcessor(Treeprocessor):
    """Not a word of the text is changed."""

    def __init__(self, md: Markdown, explained: Explained) -> None:
        super().__init__(md)
        self._explained = explained

    def run(self, root: Element) -> None:
        """Runs when all other elements are in place, and before the host follows their links."""
        taken = {identity for element in root.iter() if (identity := element.get("id"))}
        page = _Page(self._explained, taken)
        page.walk(root)
        if page.used:
            root.append(_explanations(page.used))


class _Page:
    """One page's running text; `used` are the explanations by the ids of their popovers."""

    def __init__(self, explained: Explained, taken: set[str]) -> None:
        self.used: dict[str, Explanation] = {}
        self._left = dict(explained.explanations)
        self._find = explained.phrases.find
        self._taken = taken

    def walk(self, element: Element) -> None:
        """In the order of the text."""
        element.text, first = self._marked(element.text)
        children = list(element)
        element[:] = first
        for child in children:
            if not _is_left_alone(child):
                self.walk(child)
            element.append(child)
            child.tail, following = self._marked(child.tail)
            element.extend(following)

    def _marked(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text up to the first word to explain, and that word with what follows it."""
        if not text or isinstance(text, AtomicString) or not self._has_room:
            return text, []
        shown, lead, begin = without_escapes(text), "", 0
        found: list[Element] = []
        for start, end, identity in self._first_uses(shown):
            first, last = _with_punctuation(shown, start, end)
            if found:
                found[-1].tail = shown[begin:first]
            else:
                lead = shown[:first]
            found.append(_kept_together(shown[first:start], shown[start:end], shown[end:last]))
            found[-1][0].set("popovertarget", identity)
            begin = last
        if not found:
            return text, []
        found[-1].tail = shown[begin:]
        return lead, found

    @property
    def _has_room(self) -> bool:
        return len(self.used) < MOST and bool(self._left)

    def _first_uses(self, text: str) -> Iterator[tuple[int, int, str]]:
        for found in self._find(text):
            explanation = self._left.pop(found.name, None) if self._has_room else None
            if explanation is not None:
                identity = self._free(f"ord-{explanation.anchor}")
                self.used[identity] = explanation
                yield found.start, found.end, identity

    def _free(self, name: str) -> str:
        names = (f"{name}{'_' * step}" for step in count())
        identity = next(name for name in names if name not in self._taken)
        self._taken.add(identity)
        return identity


def _is_left_alone(element: Element) -> bool:
    classes = (element.get("class") or "").split()
    return element.tag in _NOT_IN or not _NOT_IN_CLASSES.isdisjoint(classes)


def _with_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the brackets, commas and full stops beside it; long phrases may need a line."""
    if end - start > LONGEST_KEPT:
        return start, end
    before, after = _OPENS.search(text[:start]), _CLOSES.match(text, end)
    return start - len(before[0] if before else ""), after.end() if after else end


def _kept_together(before: str, word: str, after: str) -> Element:
    """A button may else be parted from its comma where the line ends."""
    kept = Element("span", {"class": "term-kept"})
    kept.text = before
    button = SubElement(kept, "button", {"type": "button", "class": "term"})
    button.text, button.tail = word, after
    return kept


def _explanations(used: Mapping[str, Explanation]) -> Element:
    root = Element("div", {"class": "terms", "data-search-exclude": ""})
    for identity, explanation in used.items():
        note = SubElement(root, "section", {"class": "term-note", "id": identity})
        note.attrib |= {"popover": "auto", "role": "dialog", "aria-label": explanation.name}
        said = SubElement(note, "p")
        name = SubElement(said, "strong")
        name.text, name.tail = AtomicString(explanation.name), f" {explanation.meaning}"
        ways = SubElement(note, "p", {"class": "term-note__ways"})
        link = SubElement(ways, "a", {"href": f"{explanation.address}#{explanation.anchor}"})
        link.text, link.tail = "Visa i ordlistan", " "
        close = {"type": "button", "popovertarget": identity, "popovertargetaction": "hide"}
        SubElement(ways, "button", close).text = "Stäng"
    return root
