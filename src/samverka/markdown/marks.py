"""Decisions and actions: paragraphs with a word, a sign and an address of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor


@dataclass(frozen=True, slots=True)
class Mark:
    """`css` is what the source writes in `{: .css }`, `anchor` begins the paragraph's address."""

    css: str
    word: str
    anchor: str


MARKS = (Mark("decision", "Beslut", "beslut"), Mark("action", "Åtgärd", "atgard"))
MARKED_TAGS = frozenset({"p", "li"})
_ID = re.compile(r'\bid="([^"]+)"')
"""As `samverka.markdown.safety` writes it."""


class MarkProcessor(Treeprocessor):
    """Gives marked paragraphs their label; not a word of the text is changed."""

    def run(self, root: Element) -> None:
        """Runs after attr_list, toc and safety, so that no anchor is taken twice."""
        taken = {anchor for element in root.iter() if (anchor := element.get("id"))}
        taken.update(self._raw_anchors())
        for mark in MARKS:
            for number, element in enumerate(_marked(root, mark), start=1):
                _label(element, mark, number, taken)

    def _raw_anchors(self) -> Iterator[str]:
        for block in self.md.htmlStash.rawHtmlBlocks:
            if isinstance(block, str):
                yield from map(unescape, _ID.findall(block))


def _marked(root: Element, mark: Mark) -> Iterator[Element]:
    for element in root.iter():
        if element.tag in MARKED_TAGS and mark.css in (element.get("class") or "").split():
            yield element


def _label(element: Element, mark: Mark, number: int, taken: set[str]) -> None:
    anchor = element.get("id") or _free_anchor(mark, number, taken)
    taken.add(anchor)
    element.set("id", anchor)
    label = Element("a", {"class": f"mark mark--{mark.css}", "href": f"#{anchor}"})
    label.set("aria-label", f"{mark.word} {number}, länk till stycket")
    SubElement(label, "span", {"class": "mark__sign", "aria-hidden": "true"})
    SubElement(label, "span", {"class": "mark__word"}).text = mark.word
    label.tail = f" {element.text or ''}"
    element.text = None
    element.insert(0, label)


def _free_anchor(mark: Mark, number: int, taken: set[str]) -> str:
    names = (f"{mark.anchor}-{step}" for step in count(number))
    return next(name for name in names if name not in taken)
