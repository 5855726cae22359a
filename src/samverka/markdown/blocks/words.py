"""What may stand in a label, a list of choices or a second time on the page."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE

from samverka.markdown.html_tree import Node, heard_in, make, nodes_in
from samverka.markdown.safety import unescaped

_OF_ONE: Final = ("id", "name", "for")
"""Attributes that lead to a single element of a page."""


def plain_words(md: Markdown, element: Element) -> str:
    """The text of an element and its pictures; of raw HTML in it only signs and line breaks."""
    words = "".join(heard_in(element))
    return " ".join(unescaped(HTML_PLACEHOLDER_RE.sub(_sign(md), words)).split())


def copied(md: Markdown, element: Element) -> list[Node]:
    """The same once more, without what may stand only once on a page."""
    copy = deepcopy(element)
    for one in copy.iter():
        for name in _OF_ONE:
            one.attrib.pop(name, None)
        _sub_texts(one, _sign(md))
    return [node for node in nodes_in(copy) if not _is_note(node)]


def drop_fields(md: Markdown, element: Element) -> None:
    """Leaves out the fields among the raw HTML of an answer, which would be taken for ours."""

    def kept(found: re.Match[str]) -> str:
        raw = str(md.htmlStash.rawHtmlBlocks[int(found[1])]).lower()
        return "" if raw.startswith(("<input", "<label", "</label")) else found[0]

    for one in element.iter():
        _sub_texts(one, kept)
        if one is not element and one.tag in ("input", "label"):
            one.tag, one.attrib = "span", {}


def _sub_texts(element: Element, replace: Callable[[re.Match[str]], str]) -> None:
    if element.text:
        element.text = HTML_PLACEHOLDER_RE.sub(replace, element.text)
    if element.tail:
        element.tail = HTML_PLACEHOLDER_RE.sub(replace, element.tail)


def _sign(md: Markdown) -> Callable[[re.Match[str]], str]:
    def said(found: re.Match[str]) -> str:
        raw = str(md.htmlStash.rawHtmlBlocks[int(found[1])])
        return raw if raw.startswith("&") else " " * raw.startswith("<br")

    return said


def _is_note(node: Node) -> bool:
    """The mark of a footnote, which leads back to where it stands first."""
    return not isinstance(node, str) and node.find(".//a[@class='footnote-ref']") is not None


def paragraph(css: str, *nodes: Node) -> Element:
    """A paragraph with a class."""
    return make("p", *nodes, **{"class": css})
