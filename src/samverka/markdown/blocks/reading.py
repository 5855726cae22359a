"""The blocks of a text as elements, while Python-Markdown parses it."""

import re
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from samverka.markdown.blocks.content import Content, content_of
from samverka.markdown.blocks.found import NAME, STAMP, FoundBlock, Scanned
from samverka.markdown.blocks.marking import mark

BEFORE_FENCES: Final = 29
"""Of the preprocessors: spaces and line ends 30, fenced code 25."""
LAST: Final = 0

_HEADER: Final = re.compile(rf"/{{3,}} {NAME} \| {STAMP.pattern}")


class BlockElement(Element):
    """A block until it is drawn. No source can bring one: it is known by its class alone."""

    def __init__(self, found: FoundBlock) -> None:
        super().__init__("div")
        self.found = found
        self.title = SubElement(self, "p")
        self.title.text = found.title
        self.content: Content | None = None
        """What stands in it; None until it has been read to its end."""


class ScanningProcessor(Preprocessor):
    """Stamps the blocks of one text after the other; `scanned` is the last."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.scanned = Scanned("")

    def run(self, lines: list[str]) -> list[str]:
        """Blocks of other extensions are left to them."""
        manager = self.md.parser.blockprocessors["blocks"]
        others = manager.blocks.keys() - {NAME} if isinstance(manager, BlocksProcessor) else ()
        self.scanned = mark("\n".join(lines), others)
        return self.scanned.text.split("\n")


class StampProcessor(Postprocessor):
    """Where a header became no block, as in code, it is shown as it was written."""

    def __init__(self, md: Markdown, scanning: ScanningProcessor) -> None:
        super().__init__(md)
        self._scanning = scanning

    def run(self, text: str) -> str:
        """Runs when nothing else is left to do."""
        return _HEADER.sub(self._written, text) if NAME in text else text

    def _written(self, found: re.Match[str]) -> str:
        return escape(self._scanning.scanned.blocks[int(found[1])].written, quote=False)


class StampedBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """Every block of ours, as pymdownx sees it."""

    NAME = NAME
    ARGUMENT = True

    def on_validate(self, parent: Element) -> bool:
        """Only a stamp makes a block."""
        del parent
        return bool(STAMP.fullmatch(self.argument))

    def on_create(self, parent: Element) -> Element:
        """The block's element, with its title."""
        scanning: ScanningProcessor = self.config["scanning"]
        number = STAMP.sub(r"\1", self.argument)
        element = BlockElement(scanning.scanned.blocks[int(number)])
        parent.append(element)
        return element

    def on_markdown(self) -> str:
        """As Markdown."""
        return "block"

    def on_end(self, block: Any) -> None:  # noqa: ANN401 - what on_create gave
        """Its texts are still as written: a line is a line."""
        found: FoundBlock = block.found
        block.content = content_of(block, found.kind, found.said("type"))


def register_reading(md: Markdown) -> ScanningProcessor:
    """Teach the parser our blocks; answers for what is found of them in each text."""
    scanning = ScanningProcessor(md)
    manager = BlocksExtension().register_block_mgr(md)
    manager.register(StampedBlock, {"scanning": scanning})
    md.preprocessors.register(scanning, "samverka_block_stamps", BEFORE_FENCES)
    md.postprocessors.register(StampProcessor(md, scanning), "samverka_block_headers", LAST)
    return scanning
