"""What a source may not bring to a page: scripts, event handlers, and loads from other sites.

Source text reaches the page in two ways: Markdown (with attr_list and md_in_html) makes elements
of it, or sets it aside as raw HTML. Both are held against the same short lists of elements,
attributes and kinds of address; what is on none of them is dropped, its text kept.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from samverka.markdown.allowed import (
    ATTRIBUTES,
    BEGIN_CLASSES,
    CLASSES_OF_QUESTIONS,
    ELEMENTS,
    LINKS,
    LOADS,
    OF_FIELDS,
    OF_QUESTIONS,
    SCHEMES,
    VOID,
    WITHOUT_TEXT,
)

ELSEWHERE: Final = "Bild på en annan webbplats"
_OF_THE_THEME = re.compile(r"__(?!tabbed_)")
_ALIGNMENT = re.compile(r"\s*text-align: ?(?:left|right|center);?\s*")
_BARE_AMPERSAND = re.compile(r"&(?!(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);)", re.IGNORECASE)
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")


def is_safe_address(address: str) -> bool:
    """False for every kind of address that can be made to run, and for what is no address."""
    plain = _UNSEEN.sub("", unescaped(address))
    scheme = _SCHEME.match(plain)
    try:
        urlsplit(plain)
    except ValueError:
        return False
    return scheme is None or scheme[1].lower() in SCHEMES


def is_elsewhere(address: str) -> bool:
    """True where a browser would fetch the address from another site."""
    plain = _UNSEEN.sub("", unescaped(address)).lower().replace("\\", "/")
    return plain.startswith(("http:", "https:", "//"))


def clean_html(html: str) -> str:
    """The same HTML without what a source may not bring; comments, notes to self, are emptied."""
    cleaner = _Cleaner()
    cleaner.feed(_BARE_AMPERSAND.sub("&amp;", html))
    cleaner.close()
    return "".join(cleaner.kept)


class SafetyProcessor(Treeprocessor):
    """Cleans the elements Markdown has made; runs before the host follows their links."""

    def run(self, root: Element) -> None:
        """The root is the host's own."""
        for element in list(root.iter())[1:]:
            _clean(element)


class RawHtmlProcessor(Treeprocessor):
    """Cleans the raw HTML that Markdown has set aside."""

    def run(self, root: Element) -> None:  # noqa: ARG002 - the host's signature
        """Runs after the inline patterns, which set aside the last of it."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(stash):
            if isinstance(block, str):
                stash[number] = clean_html(block)


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_TEXT:
            self._muted += 1
        elif not self._muted and tag in ELEMENTS:
            self.kept.append(_start_tag(tag, _without_field(tag, attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WITHOUT_TEXT:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in WITHOUT_TEXT:
            self._muted = max(0, self._muted - 1)
        elif not self._muted and tag in ELEMENTS - VOID:
            self.kept.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._muted:
            self.kept.append(data.replace("<", "&lt;"))

    def handle_comment(self, data: str) -> None:
        """An empty one still parts two lists from each other."""
        del data
        if not self._muted:
            self.kept.append("<!-- -->")

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def _without_field(tag: str, attrs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The attributes; of a field only those of a box to tick, whatever it was."""
    said = {name.lower(): value or "" for name, value in attrs}
    if tag != "input":
        return said
    return {name: value for name, value in said.items() if name in OF_FIELDS} | {"type": "checkbox"}


def _start_tag(tag: str, attributes: Mapping[str, str]) -> str:
    if tag == "img" and is_elsewhere(attributes.get("src", "")):
        text = escape(attributes.get("alt") or ELSEWHERE)
        return f'<a href="{escape(attributes["src"])}">{text}</a>'
    kept = (
        f'{name}="{escape(value)}"' for name, value in attributes.items() if _allowed(name, value)
    )
    return f"<{' '.join((tag, *kept))}>"


def _allowed(name: str, value: str) -> bool:
    name = name.lower()
    if name in LINKS | LOADS:
        return is_safe_address(value) and not (name in LOADS and is_elsewhere(value))
    if name == "style":
        return _ALIGNMENT.fullmatch(value) is not None
    if name == "class":
        return not any(map(_is_ours, value.split()))
    if name in {"id", "name"}:
        return not _OF_THE_THEME.match(value)
    if name in OF_QUESTIONS:
        return False
    return name in ATTRIBUTES or (name.startswith(("aria-", "data-")) and "data-md" not in name)


def _is_ours(css: str) -> bool:
    """A class that makes something work; "mermaid" has the theme fetch a program from elsewhere."""
    return css == "mermaid" or css in CLASSES_OF_QUESTIONS or css.startswith(BEGIN_CLASSES)


def _clean(element: Element) -> None:
    if element.tag == "img" and is_elsewhere(element.get("src", "")):
        _link_instead(element)
    if element.tag == "input":
        element.attrib = _without_field(element.tag, element.items())
    for name, value in list(element.items()):
        if not _allowed(name, unescaped(value or "")):
            del element.attrib[name]
    if element.tag.lower() in WITHOUT_TEXT:
        element.text = None
        element[:] = []
    _rename(element)


def _link_instead(picture: Element) -> None:
    picture.tag, picture.text = "a", picture.get("alt") or ELSEWHERE
    picture.attrib = {"href": picture.get("src", "")}


def _rename(element: Element) -> None:
    if element.tag == "img" and "src" not in element.attrib:
        element.text = element.attrib.pop("alt", "")
        element.tag = "span"
    elif (element.tag == "a" and "href" not in element.attrib) or element.tag not in ELEMENTS:
        element.tag = "span"


def unescaped(text: str) -> str:
    """Text as a reader sees it: without what Markdown or HTML has made of its signs."""
    return unescape(without_escapes(text))


def without_escapes(text: str) -> str:
    """Text with the signs that stood after a backslash as themselves."""
    return _ESCAPED.sub(lambda match: chr(int(match[1])), text)
