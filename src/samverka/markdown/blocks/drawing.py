"""The blocks of a page become questions and boxes, after the safety pass."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from samverka.findings import Severity
from samverka.markdown.blocks.boxes import draw_apt, draw_box, draw_checklist, draw_fault
from samverka.markdown.blocks.checks import faults_in
from samverka.markdown.blocks.fault import BlockFault
from samverka.markdown.blocks.films import FilmProcessor
from samverka.markdown.blocks.found import FoundBlock
from samverka.markdown.blocks.kinds import APT, CHECKLIST, QUESTION, VIDEO
from samverka.markdown.blocks.questions import draw_question
from samverka.markdown.blocks.reading import BlockElement, ScanningProcessor
from samverka.markdown.blocks.shaping import Asked, type_of
from samverka.markdown.blocks.words import plain_words

_PARTS: Final = frozenset(
    {"details", "div", "fieldset", "legend", "li", "ol", "p", "summary", "ul"}
)
_HYPHENS: Final = re.compile("-+")
_ID: Final = re.compile(r'\bid="([^"]+)"')
"""As `samverka.markdown.safety` writes it."""


class BlockProcessor(Treeprocessor):
    """Draws the blocks; `faults` are those of the last text, in the order of its lines."""

    def __init__(self, md: Markdown, scanning: ScanningProcessor, films: FilmProcessor) -> None:
        super().__init__(md)
        self._scanning, self._films = scanning, films
        self.faults: tuple[BlockFault, ...] = ()

    def run(self, root: Element) -> None:
        """Runs after the safety pass, so that nothing it makes can come from a source."""
        elements = [one for one in root.iter() if isinstance(one, BlockElement)]
        page = _Page(self.md, self._films, root)
        for element in elements:
            page.draw(element)
        scanned = self._scanning.scanned
        unread = _unread(scanned.blocks, elements) if scanned.blocks else ()
        self.faults = tuple(sorted((*scanned.faults, *page.faults, *unread)))


class _Page:
    """`taken` are the ids of the page, and `keys` those of its questions with their lines."""

    def __init__(self, md: Markdown, films: FilmProcessor, root: Element) -> None:
        self.faults: list[BlockFault] = []
        self._md, self._films = md, films
        self._taken = {anchor for one in root.iter() if (anchor := one.get("id"))}
        self._taken.update(_raw_anchors(md))
        blocks = [one.found for one in root.iter() if isinstance(one, BlockElement)]
        self._said = {one.said("id") for one in blocks}
        self._keys: dict[str, int] = {}
        self._number = 0

    def draw(self, element: BlockElement) -> None:
        """In place; a block with a fault as text."""
        faults = (*faults_in(element), *self._same_key(element))
        self.faults += faults
        broken = tuple(one for one in faults if one.severity is Severity.ERROR)
        kind = element.found.kind
        if broken or kind is None:
            draw_fault(element, self._free("fel", element), broken)
        elif kind is QUESTION:
            draw_question(self._md, self._asked(element))
        elif kind is APT:
            draw_apt(element, self._free(kind.anchor, element))
        elif kind is CHECKLIST:
            draw_checklist(self._md, element, self._free(kind.anchor, element))
        elif kind is VIDEO:
            self._films.draw(element, self._free(kind.anchor, element))
        else:
            draw_box(element, kind, self._free(kind.anchor, element))
        _part(element)

    def _same_key(self, element: BlockElement) -> Iterator[BlockFault]:
        key = element.found.said("id")
        if not key or element.found.kind is not QUESTION:
            return
        if key in self._keys:
            said = f"id {key} har redan frågan på rad {self._keys[key]}"
            yield BlockFault(element.found.line_of("id"), said, "Ge frågan ett eget id.")
        else:
            self._keys[key] = element.found.line

    def _asked(self, element: BlockElement) -> Asked:
        self._number += 1
        names = (f"q{number}" for number in count(self._number))
        key = element.found.said("id") or next(name for name in names if name not in self._said)
        self._said.add(key)
        anchor = self._unused(f"{QUESTION.anchor}-{key}")
        return Asked(element, type_of(element), key, anchor, self._number)

    def _free(self, begin: str, element: BlockElement) -> str:
        words = slugify(plain_words(self._md, element.title), "-")
        return self._unused(f"{begin}-{words}" if words else f"{begin}-1")

    def _unused(self, name: str) -> str:
        name = _HYPHENS.sub("-", name)  # two of them begin the ids within a block
        names = (name if step == 1 else f"{name}-{step}" for step in count(1))
        anchor = next(one for one in names if self._is_free(one))
        self._taken.add(anchor)
        return anchor

    def _is_free(self, anchor: str) -> bool:
        return not any(one == anchor or one.startswith(f"{anchor}--") for one in self._taken)


def _part(element: Element) -> None:
    """A line for each part, so that no program reads two of them as one word."""
    for one in element.iter():
        if one is not element and one.tag in _PARTS and not one.tail:
            one.tail = "\n"


def _raw_anchors(md: Markdown) -> Iterator[str]:
    for block in md.htmlStash.rawHtmlBlocks:
        if isinstance(block, str):
            yield from map(unescape, _ID.findall(block))


def _unread(blocks: tuple[FoundBlock, ...], elements: list[BlockElement]) -> Iterator[BlockFault]:
    """Blocks that stand where Markdown is not read."""
    read = {element.found.number for element in elements}
    for found in blocks:
        if found.number not in read:
            hint = "Ställ blocket för sig, utanför HTML."
            yield BlockFault(found.line, f"blocket {found.name} gick inte att läsa", hint)
