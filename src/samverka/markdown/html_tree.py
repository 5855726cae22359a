"""HTML as a tree, and a tree as HTML; for text that has already been made safe."""

from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from samverka.markdown.allowed import VOID

DEEPEST: Final = 100
"""Elements within each other; what lies deeper is laid side by side."""

Node = Element | str


def parse_html(html: str) -> Element:
    """A `body` with everything in it; what is not closed ends with what it stands in."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def html_of(element: Element) -> str:
    """The element as HTML, in one line where its text is."""
    return tostring(element, encoding="unicode", method="html")


def inside_of(element: Element) -> str:
    """What stands in the element, as HTML."""
    return escape(element.text or "", quote=False) + "".join(map(html_of, element))


def make(tag: str, *nodes: Node, **attributes: str) -> Element:
    """An element of elements and texts; `data_custom_style` becomes `data-custom-style`."""
    element = Element(tag, {name.replace("_", "-"): said for name, said in attributes.items()})
    return fill(element, nodes)


def fill(element: Element, nodes: Iterable[Node]) -> Element:
    """The element with the nodes after what it has."""
    for node in nodes:
        if isinstance(node, str):
            _say(element, node)
        else:
            element.append(node)
    return element


def nodes_in(element: Element) -> list[Node]:
    """Its text and its elements, to be put elsewhere."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in list(element):
        tail, child.tail = child.tail, None
        nodes += [child, tail] if tail else [child]
    return nodes


def words_of(element: Element) -> str:
    """Its text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def heard_in(element: Element) -> Iterator[str]:
    """Its texts in order, with what stands for each picture, and without what is to choose from."""
    if element.tag == "select":
        return
    yield element.get("alt", "") if element.tag == "img" else element.text or ""
    for child in element:
        yield from heard_in(child)
        yield child.tail or ""


def classes_of(element: Element) -> frozenset[str]:
    """The names in its `class`."""
    return frozenset((element.get("class") or "").split())


def _say(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)
        if tag not in VOID and len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        element = SubElement(self._open[-1], tag, said)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        _say(self._open[-1], data)
