"""Addresses and pages for those who read them somewhere else than on the site."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import (
    Node,
    classes_of,
    fill,
    inside_of,
    parse_html,
    words_of,
)

_ADDRESSES: Final = frozenset({"href", "src", "poster", "cite", "data"})
_ONLY_ON_THE_SITE: Final = frozenset(
    {"script", "style", "template", "form", "button", "textarea", "dialog"}
)
_LEFT_OUT: Final = frozenset({"headerlink", "terms", "answers--text"})
"""The classes of the sign beside a heading, of the explanations of words, and of an answer in the
reader's own words."""
_ONLY_WORDS: Final = frozenset({"term-kept", "term"})
"""The classes of a word that is explained."""
_AS_TEXT: Final = {"fieldset": "div", "legend": "p"}
"""What stands for the parts of a question where nobody can answer it."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """`site_url` as in `Around`; `file` is the address of the file whose addresses these are."""

    site_url: str
    file: str

    def lead_to(self, address: str) -> str:
        """A page's or file's address: with the site's own where it is known, else relative.

        Always ASCII (RFC 3986); `address` is below the site's root, percent-encoded or not.
        """
        path = quote(unquote(address))
        if self.site_url:
            return self.site_url + path
        folder = posixpath.dirname(self.file)
        way = posixpath.relpath(f"/{path}", f"/{folder}")
        return f"{way}/" if path.endswith("/") or not path else way

    def follow(self, target: str, page: str) -> str:
        """Where a link on the page with the address `page` leads, seen from here."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return target
        if parts.scheme or parts.netloc:
            return target
        if parts.path.startswith("/"):
            return urljoin(self.site_url, target)
        way = self.lead_to(_below_root(page, parts.path))
        return urlunsplit(("", "", way, parts.query, parts.fragment))


def _below_root(page: str, path: str) -> str:
    if not path:
        return page
    found = posixpath.normpath(f"/{page}{path}").strip("/")
    is_folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return f"{found}/" if is_folder and found else found


def box_sign(field: Element) -> str:
    """A sign for a box to tick or a choice to make; "" for every other field."""
    if field.get("type") not in {"radio", "checkbox"}:
        return ""
    return "☒ " if "checked" in field.attrib else "☐ "


def choices_said(field: Element) -> str:
    """What there is to choose between in a row; the numbers of an order say nothing."""
    words = [words_of(one) for one in field.iter("option") if one.get("value")]
    return "" if all(word.isdecimal() for word in words) else f" ({' / '.join(words)})"


def outward_html(html: str, page: str, seen_from: Viewpoint) -> str:
    """A page's text with its links led right, without what only works or is only seen on the site.

    `page` is the address the text was made for.
    """
    body = parse_html(html)
    return inside_of(fill(Element("body"), _Mover(page, seen_from).inside(body)))


@dataclass(frozen=True, slots=True)
class _Mover:
    page: str
    seen_from: Viewpoint

    def inside(self, element: Element) -> Iterator[Node]:
        if element.text:
            yield element.text
        for child in element:
            yield from self._one(child)
            if child.tail:
                yield child.tail

    def _one(self, element: Element) -> Iterator[Node]:
        if classes_of(element) & _ONLY_WORDS or element.tag == "label":
            yield from self.inside(element)
        elif element.tag == "input":
            yield box_sign(element)
        elif element.tag == "select":
            yield choices_said(element)
        elif not _is_left_out(element):
            tag = _AS_TEXT.get(element.tag, element.tag)
            said = {name: self._moved(name, value) for name, value in element.items()}
            yield fill(Element(tag, said), self.inside(element))

    def _moved(self, name: str, value: str) -> str:
        return self.seen_from.follow(value, self.page) if name in _ADDRESSES else value


def _is_left_out(element: Element) -> bool:
    is_hidden = "hidden" in element.attrib or classes_of(element) & _LEFT_OUT
    return element.tag in _ONLY_ON_THE_SITE or bool(is_hidden)
