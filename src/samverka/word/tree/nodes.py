"""The neutral tree between Word and Markdown: what a text consists of, and nothing of its format.

Every value is frozen; the passes make new trees.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

LINE_LEVEL = 9
"""The level of a heading that is only a bold or large line: below every styled heading."""


class Style(StrEnum):
    """How a run of text is set."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they stand; never a line break, but a tab where the source has one."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Content set in a style."""

    style: Style
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """`url` as written in the source; `#name` points inside the document."""

    url: str
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Picture:
    """`target` names the picture within its source; `alt` is empty where there is none.

    `title` is what the source says besides `alt`; a `decorative` one needs no words.
    """

    target: str
    alt: str = ""
    title: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text that links lead to, by the name they use for it."""

    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote, at the place it is called from."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Break:
    """A line break; a soft one only wrapped the source's text."""

    soft: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX; `display` on a line of its own."""

    tex: str
    display: bool = False


Inline: TypeAlias = Text | Styled | Link | Picture | Anchor | Note | Break | Formula
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`mark` is a class for the site, as `decision` or `kicker`."""

    content: Inlines
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 0 is the document's title, LINE_LEVEL a line that only looks like a heading.

    `size` is in points where the source gives one; `anchors` are the names links use for it;
    `label` is what the source's own numbering sets before it.
    """

    level: int
    content: Inlines
    anchors: tuple[str, ...] = ()
    size: float = 0.0
    subtitle: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """`start` is the first number, None for bullets; `form` as HTML has it: 1, a, A, i or I.

    An item without blocks of its own but a listing inside it stands for a level that was skipped.
    """

    items: tuple["Blocks", ...]
    start: int | None = None
    form: str = "1"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Cell:
    """Spans count rows and columns."""

    blocks: "Blocks"
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`head` rows first; every row lists only the cells that begin in it.

    A `layout` table only places things beside each other: it is no table to a reader.
    """

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: "Blocks" = ()
    layout: bool = False

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Head and body together."""
        return self.head + self.body


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption."""

    picture: Picture
    caption: Inlines


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text to be shown letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A dividing line."""


Block: TypeAlias = Paragraph | Heading | Listing | Quote | Table | Figure | CodeBlock | Rule
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole source document; `properties` are the file's own (title, creator)."""

    blocks: Blocks
    properties: dict[str, str] = field(default_factory=dict)
