"""A block as it was found in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markdown.util import ETX, STX

from samverka.markdown.blocks.fault import BlockFault
from samverka.markdown.blocks.kinds import BlockKind
from samverka.markdown.blocks.options import Option

NAME: Final = "samverka"
"""Of the one block that pymdownx knows of ours."""
STAMP: Final = re.compile(f"{STX}{NAME}-block:(\\d+){ETX}")
"""The signs around it are taken out of every source before it is scanned (Python-Markdown)."""


def stamp_of(number: int) -> str:
    """The stamp of the block with a number."""
    return f"{STX}{NAME}-block:{number}{ETX}"


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """`kind` is None where there is none of that `name`; `content` are its own lines, numbered.

    `faults` are those of its header and its end.
    """

    number: int
    name: str
    kind: BlockKind | None
    title: str
    line: int
    options: Mapping[str, Option]
    content: tuple[tuple[int, str], ...]
    faults: tuple[BlockFault, ...]
    written: str
    """Its header as it stands in the source."""

    def said(self, option: str) -> str:
        """What an option says; "" where it is not said."""
        return self.options[option].value if option in self.options else ""

    def line_of(self, option: str) -> int:
        """The line of an option, or else the block's."""
        return self.options[option].line if option in self.options else self.line


@dataclass(frozen=True, slots=True)
class Scanned:
    """`text` has a stamp for each of `blocks`; `faults` are those that belong to no block."""

    text: str
    blocks: tuple[FoundBlock, ...] = ()
    faults: tuple[BlockFault, ...] = ()
