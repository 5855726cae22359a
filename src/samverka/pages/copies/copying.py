"""The text of a page as its copies have it: what a reader needs away from the site, in order."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import Node, classes_of, fill, make, parse_html, words_of
from samverka.markdown.outward import box_sign, choices_said

_SKIPPED = """
script style template noscript iframe object form textarea dialog nav
"""
_ATTRIBUTES = "href src alt id lang dir colspan rowspan scope start type reversed"
SKIPPED: Final = frozenset(_SKIPPED.split())
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
LEFT_OUT: Final = frozenset({"headerlink", "footnote-backref", "terms", "answers--text"})
"""Of these classes."""

MARKED: Final = {
    "decision": "Beslut",
    "action": "Åtgärd",
    "notice": "Påhittat",
    "page__lead": "Ingress",
    "talk__question": "Fråga",
    "talk__label": "Etikett",
}
"""The style of a marked paragraph, by the class it has on the page."""

BOX_LABEL: Final = "Etikett"
"""The style of the words that say what a box is."""
KEY: Final = "Svar och förklaring"

CAPTION: Final = "Image Caption"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_BACK = re.compile(r"(?:&#160;|\s)<a class=\"footnote-backref\"[^>]*>[^<]*</a>")
"""The way back from a note, with the space before it."""

Draw = Callable[[Element], Node | None]
"""What stands for a picture or a drawing; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Copier:
    """`base` is the page's own full address, "" where the site's is not known.

    Without it links within the site are kept as they stand only where `is_beside`: the copy stays
    in the page's folder. `draw` puts in pictures.
    """

    base: str
    draw: Draw
    is_beside: bool

    def text(self, html: str) -> Iterator[Node]:
        """The nodes of a rendered page, its notes last."""
        body = parse_html(_BACK.sub("", html))
        notes = [note for note in body.iter() if "footnote" in classes_of(note)]
        yield from self._inside(body)
        for note in (item for notes_ in notes for item in notes_.iter("li")):
            if anchor := note.get("id"):
                aside = make("aside", *self._inside(note), id=anchor)
                aside.set("epub:type", "footnote")
                yield aside

    def _inside(self, element: Element) -> Iterator[Node]:
        if element.text:
            yield element.text
        for child in element:
            if not _is_left_out(child):
                yield from self._one(child)
            if child.tail:
                yield child.tail

    def _one(self, element: Element) -> Iterator[Node]:
        special = _SPECIAL.get(element.tag)
        if special:
            yield from special(self, element)
        elif part := next((_PARTS[name] for name in classes_of(element) if name in _PARTS), None):
            yield from part(self, element)
        elif style := next((MARKED[name] for name in classes_of(element) if name in MARKED), ""):
            yield from self._marked(element, style)
        else:
            yield self._same(element)

    def _same(self, element: Element, tag: str = "") -> Element:
        copy = Element(tag or element.tag)
        copy.attrib = {name: value for name, value in element.items() if name in ATTRIBUTES}
        return fill(copy, self._inside(element))

    def _marked(self, element: Element, style: str) -> Iterator[Node]:
        copy = self._same(element)
        yield copy if copy.tag == "li" else make("div", copy, data_custom_style=style)

    def link(self, element: Element) -> Iterator[Node]:
        """A link where it leads somewhere from the copy, a label as a word, a note as a note."""
        classes, target = classes_of(element), element.get("href", "")
        if "mark" in classes:
            yield make("strong", f"{words_of(element)}:")
        elif "footnote-ref" in classes:
            mark = make("a", words_of(element), href=target)
            mark.set("epub:type", "noteref")
            yield mark
        elif led := self._led(target):
            link = self._same(element)
            link.set("href", led)
            yield link
        else:
            yield from self._inside(element)

    def _led(self, target: str) -> str:
        if not target or target.startswith("#") or _SCHEME.match(target):
            return target
        if self.base:
            return urljoin(self.base, target)
        return target if self.is_beside else ""

    def picture(self, element: Element) -> Iterator[Node]:
        """What the copy can show of it."""
        drawn = self.draw(element)
        if drawn is not None:
            yield drawn

    def button(self, element: Element) -> Iterator[Node]:
        """A word of the glossary is a button with its meaning; others have nothing to press."""
        if "term" in classes_of(element):
            yield from self._inside(element)

    def box(self, element: Element) -> Iterator[Node]:
        """A sign for each box of a list of tasks, and for each answer to choose."""
        if sign := box_sign(element):
            yield sign

    def note_mark(self, element: Element) -> Iterator[Node]:
        """The mark of a note is set by the program that shows the copy."""
        if element.get("id", "").startswith("fnref"):
            yield from self._inside(element)
        else:
            yield self._same(element)

    def caption(self, element: Element) -> Iterator[Node]:
        """The words below a figure."""
        inside = make("p", *self._inside(element)) if not _has_blocks(element) else None
        copy = inside if inside is not None else self._same(element, "div")
        yield make("div", copy, data_custom_style=CAPTION)

    def figure(self, element: Element) -> Iterator[Node]:
        """Its parts, one after the other."""
        yield self._same(element, "div")

    def table(self, element: Element) -> Iterator[Node]:
        """One that only places things beside each other is read cell by cell."""
        if element.get("role") != "presentation":
            yield self._same(element)
            return
        for cell in element.iter():
            if cell.tag in ("td", "th"):
                yield self._same(cell, "div")

    def summary(self, element: Element) -> Iterator[Node]:
        """What opens the details on the page stands above them."""
        yield make("p", make("strong", *self._inside(element)))

    def words(self, element: Element) -> Iterator[Node]:
        """The name of a field where there is no field."""
        yield from self._inside(element)

    def asked(self, element: Element) -> Iterator[Node]:
        """The question stands above its answers."""
        yield make("p", *self._inside(element))

    def number(self, element: Element) -> Iterator[Node]:
        """Of a question, apart from its words."""
        yield make("strong", f"{words_of(element)}.")

    def box_title(self, element: Element) -> Iterator[Node]:
        """No heading: the outline is the author's."""
        yield make("p", make("strong", words_of(element)))

    def legend(self, element: Element) -> Iterator[Node]:
        """A question is not left alone at the foot of a page."""
        yield make("div", make("p", *self._inside(element)), data_custom_style="Fråga")

    def choices(self, element: Element) -> Iterator[Node]:
        """What there is to choose between in a row."""
        yield choices_said(element)

    def details(self, element: Element) -> Iterator[Node]:
        """What is folded on the page is open in a copy."""
        copy = self._same(element, "div")
        if "question__key" in classes_of(element) and len(copy):
            said = words_of(copy[0])
            key = make("p", make("strong", KEY if said.startswith("Visa") else said))
            copy[0], key.tail = key, copy[0].tail
        yield copy

    def box_label(self, element: Element) -> Iterator[Node]:
        """What a box is, with a style of its own."""
        yield make("div", self._same(element), data_custom_style=BOX_LABEL)

    def verdict(self, element: Element) -> Iterator[Node]:
        """Beside the answer it judges."""
        yield f"({words_of(element).lower()})"

    def equation(self, element: Element) -> Iterator[Node]:
        """As it stands."""
        copy = deepcopy(element)
        copy.tail = None
        yield copy


_SPECIAL: Final[dict[str, Callable[[Copier, Element], Iterator[Node]]]] = {
    "a": Copier.link,
    "button": Copier.button,
    "details": Copier.details,
    "fieldset": Copier.figure,
    "figcaption": Copier.caption,
    "figure": Copier.figure,
    "img": Copier.picture,
    "input": Copier.box,
    "label": Copier.words,
    "legend": Copier.legend,
    "math": Copier.equation,
    "select": Copier.choices,
    "summary": Copier.summary,
    "sup": Copier.note_mark,
    "svg": Copier.picture,
    "table": Copier.table,
}


_PARTS: Final[dict[str, Callable[[Copier, Element], Iterator[Node]]]] = {
    "box__label": Copier.box_label,
    "box__title": Copier.box_title,
    "question__number": Copier.number,
    "verdict": Copier.verdict,
}
"""Of questions and boxes, by class."""


def _is_left_out(element: Element) -> bool:
    classes = classes_of(element)
    return (
        element.tag in SKIPPED
        or bool(classes & LEFT_OUT)
        or "footnote" in classes
        or element.get("data-copy") == "skip"
        or "hidden" in element.attrib
    )


def _has_blocks(element: Element) -> bool:
    return any(child.tag in ("p", "ul", "ol", "div", "table") for child in element)
