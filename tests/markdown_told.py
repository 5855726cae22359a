"""What a tree says and how, as one list of tokens; `markdown_read` has the page's."""

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from samverka.word.tree.nodes import (
    Anchor,
    Block,
    Blocks,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Style,
    Styled,
    Table,
    Text,
)

TAGS = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.STRIKE: "del",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
    Style.CODE: "code",
}
EDGE = r"<</?(?:li|td|th|table|blockquote|h\d|ul|ol|figcaption|hr)\b[^>]*>>"
GAP = r"(?:<<(?:p|br)>>)+"
BLOCK = rf"{EDGE}|<<(?:p|br|img)\b.*?>>"


def mark(said: str) -> str:
    """A token that is no text: an element, or its end."""
    return f"<<{said}>>"


def tidy(tokens: Iterable[str]) -> list[str]:
    """Text runs together, white space is one space, a line that says nothing is left out."""
    text = re.sub(rf"\s*({BLOCK})\s*", r"\1", "".join(tokens))
    text = re.sub(rf"({EDGE}|\A){GAP}|{GAP}(?={EDGE}|\Z)", r"\1", text)
    text = re.sub(r"\s+", " ", re.sub(GAP, " / ", text))
    return [part.strip() for part in re.split(r"(<<.*?>>)", text) if part.strip()]


def told(blocks: Blocks) -> list[str]:
    """The tokens of a tree, its notes last."""
    tokens = [*_blocks(blocks)]
    notes = [*_notes(blocks)]
    for number, note in enumerate(notes, start=1):
        tokens += [mark(f"li fn:{number}"), *_blocks(note), mark("/li")]
    return tidy(tokens)


def _notes(blocks: Blocks) -> Iterator[Blocks]:
    """Those called from other notes after all called from the text."""
    found = [blocks]
    for place in found:
        calls: list[Blocks] = []
        _collect(place, calls)
        found.extend(calls)
    yield from found[1:]


def _collect(value: object, calls: list[Blocks]) -> None:
    if isinstance(value, Note):
        calls.append(value.blocks)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, calls)
    elif isinstance(value, Table):
        _collect((value.caption, value.head, value.body), calls)
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            _collect(getattr(value, name), calls)


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from (mark("p"), *_block(block), mark("p"))


def _in(tag: str, inner: Iterable[str]) -> Iterator[str]:
    yield from (mark(tag), *inner, mark(f"/{tag.split(maxsplit=1)[0]}"))


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(block)


@_block.register
def _(block: Paragraph) -> Iterator[str]:
    yield from _line(block.content)


@_block.register
def _(block: Heading) -> Iterator[str]:
    yield from _in(f"h{min(max(block.level, 1), 6)}", _line(block.content))


@_block.register
def _(block: Listing) -> Iterator[str]:
    items = (token for item in block.items for token in _in("li", _blocks(item)))
    yield from _in("ul" if block.start is None else "ol", items)


@_block.register
def _(block: Quote) -> Iterator[str]:
    yield from _in("blockquote", _blocks(block.blocks))


@_block.register
def _(block: CodeBlock) -> Iterator[str]:
    yield block.text


@_block.register
def _(block: Rule) -> Iterator[str]:  # noqa: ARG001 - it says the same everywhere
    yield mark("hr")


@_block.register
def _(block: Table) -> Iterator[str]:
    yield from _blocks(block.caption)
    yield mark("table")
    for rows, name in ((block.head, "th"), (block.body, "td")):
        for cell in (cell for row in rows for cell in row):
            tag = "td" if block.layout else name
            yield from _in(f"{tag} {cell.rows} {cell.columns}", _blocks(cell.blocks))
    yield mark("/table")


@_block.register
def _(block: Figure) -> Iterator[str]:
    yield from (*_inline(block.picture), *_in("figcaption", _line(block.caption)))


def _line(content: Inlines) -> Iterator[str]:
    for inline in content:
        yield from _inline(inline)


@singledispatch
def _inline(inline: Inline) -> Iterator[str]:
    raise TypeError(inline)


@_inline.register
def _(inline: Text) -> Iterator[str]:
    yield inline.text


@_inline.register
def _(inline: Styled) -> Iterator[str]:
    yield from _in(TAGS[inline.style], _line(inline.content))


@_inline.register
def _(inline: Link) -> Iterator[str]:
    yield from _in(f"a {inline.url}", _line(inline.content))


@_inline.register
def _(inline: Picture) -> Iterator[str]:
    role = "presentation" if inline.decorative else ""
    yield mark(f"img {inline.target}|{inline.alt}|{inline.title}|{role}")


@_inline.register
def _(inline: Note) -> Iterator[str]:  # noqa: ARG001 - its words stand last
    yield mark("note")


@_inline.register
def _(inline: Anchor) -> Iterator[str]:
    yield mark(f"id {inline.name}")


@_inline.register
def _(inline: Break) -> Iterator[str]:
    yield " " if inline.soft else mark("br")
