"""The tree of a text becomes one that every mail program shows, of a short list of elements."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from xml.etree.ElementTree import Element

from samverka.mail.letter.bodies import NOTE
from samverka.markdown.html_tree import Node, classes_of, fill, make, nodes_in, words_of
from samverka.markdown.marks import MARKS
from samverka.markdown.outward import box_sign, choices_said
from samverka.markdown.safety import is_safe_address

_KEPT: Final = frozenset(
    {
        *("p", "ul", "ol", "li", "blockquote", "dl", "dt", "dd", "br", "hr", "pre", "code"),
        *("strong", "b", "em", "i", "sub", "sup", "del", "ins", "u", "s", "small", "cite", "q"),
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "div"),
    }
)
_ATTRIBUTES: Final = frozenset({"colspan", "rowspan", "scope", "start", "type", "reversed", "lang"})
_RENAMED: Final = {
    "kbd": "code", "samp": "code", "dfn": "em", "var": "em", "mark": "strong", "figure": "div",
    "section": "div", "article": "div", "details": "div", "summary": "p", "figcaption": "p",
    "header": "div", "footer": "div", "address": "p", "main": "div", "h1": "h3", "h2": "h3",
    "fieldset": "div", "legend": "p",
    "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
}  # fmt: skip
_FILMS: Final = {"video": "Film", "audio": "Ljud", "svg": "Bild"}
_UNSEEN: Final = frozenset({"headerlink", "footnote-backref", "answers--text"})
_SILENT: Final = frozenset({"button", "textarea", "script", "style", "nav", "template", "track"})
_STRONG: Final = frozenset({"admonition-title", "box__label", "box__title"})
_CLASSES: Final = frozenset({"kicker", "caption", *(mark.css for mark in MARKS)})
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")
_BLOCKS: Final = frozenset(
    {"p", "h3", "h4", "ul", "ol", "dl", "blockquote", "pre", "table", "div", "hr"}
)
_NEVER_EMPTY: Final = frozenset({"p", "div", "h3", "h4", "li", "blockquote", "ul", "ol"})
Draw = Callable[[Element], Node]


@dataclass(slots=True)
class Cleaner:
    """`draw` makes what stands for a picture; `addresses` are whole ones for some that are not.

    `web` is where films and drawings can be seen. `level` is the last heading's.
    """

    draw: Draw
    addresses: Callable[[str], str]
    web: str
    level: int = 2

    def clean(self, body: Element) -> Element:
        """A `div`; what is on no list is left out, and its words are kept."""
        self.level = 2
        return fill(Element("div"), self._inside(body))

    def _inside(self, element: Element) -> Iterator[Node]:
        if element.text:
            yield element.text
        for child in element:
            yield from self._one(child)
            if child.tail:
                yield child.tail

    def _one(self, element: Element) -> Iterator[Node]:
        if element.tag in _SILENT or "hidden" in element.attrib or classes_of(element) & _UNSEEN:
            return
        special = self._specials.get(element.tag)
        said = special(self, element) if special else None
        if said is not None:
            yield said
            return
        tag = self._tag(element)
        attributes = dict(_attributes(element, tag)) if tag else {}
        made = fill(Element(tag or "div", attributes), self._inside(element))
        if tag is None or (tag == "div" and not attributes and _holds_blocks(made)):
            yield from nodes_in(made)
        elif tag not in _NEVER_EMPTY or len(made) or (made.text or "").strip():
            yield made

    def _tag(self, element: Element) -> str | None:
        tag = _RENAMED.get(element.tag, element.tag)
        if tag in {"h3", "h4"}:
            self.level = min(int(tag[1]), self.level + 1)
            return f"h{self.level}"
        return tag if tag in _KEPT else None

    def _picture(self, element: Element) -> Node:
        return self.draw(element)

    def _link(self, element: Element) -> Node:
        classes = classes_of(element)
        if "footnote-ref" in classes:
            return f"[{words_of(element)}]"
        if "mark" in classes:
            return make("strong", f"{words_of(element)}:")
        address = self.addresses(element.get("href", ""))
        if not address.startswith(_SCHEMES) or not is_safe_address(address):
            return fill(Element("span"), self._inside(element))
        link = fill(Element("a", {"href": address}), self._inside(element))
        for within in list(link.iter("a"))[1:]:
            within.tag, within.attrib = "span", {}
        return link

    def _film(self, element: Element) -> Node:
        kind = _FILMS[element.tag]
        said = element.get("aria-label") or element.get("title") or ""
        words = f"{kind}: {said}" if said else f"{kind} på webben"
        return make("a", words, href=self.web) if self.web else words

    def _box(self, element: Element) -> Node:
        return box_sign(element)

    def _choices(self, element: Element) -> Node:
        return choices_said(element)

    def _equation(self, element: Element) -> Node:
        return make("code", element.get("alttext") or words_of(element))

    def _note(self, element: Element) -> Element | None:
        name = element.get("id") or ""
        if not name.startswith(NOTE):
            return None
        number = name.removeprefix(NOTE)
        said = (node for block in element for node in self._inside(block))
        return fill(make("p", f"[{number}] ", **{"class": "note"}), said)

    def _columns(self, table: Element) -> Element | None:
        if table.get("role") != "presentation":
            return None
        return make("div", *(fill(Element("div"), self._inside(cell)) for cell in _cells(table)))

    _specials: ClassVar[Mapping[str, Callable[["Cleaner", Element], Node | None]]] = {
        "img": _picture,
        "a": _link,
        "input": _box,
        "select": _choices,
        "math": _equation,
        "video": _film,
        "audio": _film,
        "svg": _film,
        "aside": _note,
        "table": _columns,
    }


def _cells(table: Element) -> Iterator[Element]:
    """Its own, not those of a table within it."""
    for child in table:
        if child.tag in {"td", "th"}:
            yield child
        elif child.tag in {"tr", "thead", "tbody", "tfoot"}:
            yield from _cells(child)


def _holds_blocks(element: Element) -> bool:
    """Nothing but blocks, so that it need not be one itself."""
    texts = (element.text, *(child.tail for child in element))
    return not "".join(filter(None, texts)).strip() and all(one.tag in _BLOCKS for one in element)


def _attributes(element: Element, tag: str) -> Iterator[tuple[str, str]]:
    classes = classes_of(element)
    look = _look_of(element, classes)
    if look:
        yield "class", look
    for name, said in element.items():
        if name in _ATTRIBUTES:
            yield name, said
    align = _alignment(element)
    if align and tag in {"td", "th"}:
        yield "align", align


def _look_of(element: Element, classes: frozenset[str]) -> str:
    if element.tag in {"summary", "legend"} or classes & _STRONG:
        return "term"
    if element.tag == "details" or "admonition" in classes:
        return "aside"
    return next(iter(sorted(classes & _CLASSES)), "data" if element.tag == "table" else "")


def _alignment(element: Element) -> str:
    style: Mapping[str, str] = dict(
        pair.replace(" ", "").split(":", 1)
        for pair in (element.get("style") or "").split(";")
        if ":" in pair
    )
    return style.get("text-align", element.get("align", ""))
