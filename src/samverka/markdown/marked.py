"""The decisions and actions of a text, read from the page it becomes so that the two agree."""

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from samverka.markdown.dialect import Slugify, dialect_reader
from samverka.markdown.marks import MARKED_TAGS, MARKS

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
AGENDA: Final = "h2"
_BLOCKS: Final = frozenset({*HEADINGS, *MARKED_TAGS})
_APART: Final = frozenset(
    {"br", "div", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "details"}
)
_NO_WORDS: Final = frozenset({"mark", "headerlink", "footnote-ref", "footnote-backref"})
"""Links with these classes stand in the text without belonging to it."""
_KINDS: Final = {f"mark--{mark.css}": mark.css for mark in MARKS}
_KEPT: Final = 2048
"""Texts remembered between two readings of the same."""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """`css` is the mark's, `words` the text without label and notes; all as the page has them.

    `heading` is the agenda item: the heading of the second level above, else the nearest one.
    """

    css: str
    anchor: str
    words: str
    heading: str
    heading_anchor: str


@lru_cache(_KEPT)
def marked_paragraphs(text: str, slugify: Slugify) -> tuple[MarkedParagraph, ...]:
    """Those of a Markdown text; `slugify` names headings as it does on the site."""
    return marked_in(dialect_reader(slugify).convert(text))


def marked_in(html: str) -> tuple[MarkedParagraph, ...]:
    """Those of a page, each told when it ends."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


@dataclass(slots=True)
class _Open:
    tag: str
    anchor: str
    css: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(self.said).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[MarkedParagraph] = []
        self._open: list[_Open] = []
        self._heading = _Open("", "")
        self._muted = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._muted:
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag in _APART:
            self._part(tag, given.get("id", ""))
        elif tag == "math":
            self.handle_data(given.get("alttext", ""))
            self._muted = tag
        elif tag == "a":
            self._link(frozenset(given.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        if self._muted:
            self._muted = "" if tag == self._muted else self._muted
        elif any(block.tag == tag for block in self._open):
            while self._close().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._muted:
            for block in self._open:
                block.said.append(data)

    def _part(self, tag: str, anchor: str) -> None:
        """What begins a part also ends a paragraph or heading that nobody has ended."""
        self.handle_data(" ")
        if self._open and self._open[-1].tag != "li" and tag != "br":
            self._close()
        if tag in _BLOCKS:
            self._open.append(_Open(tag, anchor))

    def _link(self, classes: frozenset[str]) -> None:
        css = next((_KINDS[name] for name in sorted(classes & set(_KINDS))), "")
        if css and self._open and self._open[-1].tag in MARKED_TAGS:
            self._open[-1].css = css
        self._muted = "a" if classes & _NO_WORDS else ""

    def _close(self) -> _Open:
        block = self._open.pop()
        if block.tag in HEADINGS and (block.tag == AGENDA or self._heading.tag != AGENDA):
            self._heading = block
        if block.css:
            item = self._heading
            self.found.append(
                MarkedParagraph(block.css, block.anchor, block.words, item.words, item.anchor)
            )
        return block
