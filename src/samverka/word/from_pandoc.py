"""Pandoc's JSON tree (Text.Pandoc.Definition) becomes ours."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Break,
    Cell,
    CodeBlock,
    Figure,
    Formula,
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
    Tree,
)

Json = Any

LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
PROGRAM = re.compile(r"<(script|style)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
QUOTES = {"SingleQuote": ("’", "’"), "DoubleQuote": ("”", "”")}


def tree_from_pandoc(pandoc: Json, *, has_meta: bool = False) -> Tree:
    """The document; with `has_meta` what pandoc took out as title, authors and date comes first."""
    meta = pandoc["meta"] if has_meta else {}
    first = [Heading(0, content) for content in _meta_lines(meta, "title")]
    second = [Heading(0, content, subtitle=True) for content in _meta_lines(meta, "subtitle")]
    others = [
        Paragraph(content)
        for key in ("author", "date", "abstract")
        for content in _meta_lines(meta, key)
    ]
    return Tree((*first, *second, *others, *_blocks(pandoc["blocks"])))


def _meta_lines(meta: Json, key: str) -> Iterator[Inlines]:
    value = meta.get(key)
    if value is None:
        return
    for item in value["c"] if value["t"] == "MetaList" else [value]:
        if item["t"] == "MetaInlines":
            yield _inlines(item["c"])
        elif item["t"] == "MetaBlocks":
            for block in _blocks(item["c"]):
                if isinstance(block, Paragraph):
                    yield block.content
        elif item["t"] == "MetaString":
            yield (Text(item["c"]),)


def _blocks(nodes: Iterable[Json]) -> Blocks:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: Json) -> Blocks:
    make = BLOCKS.get(node["t"])
    return make(node.get("c")) if make else ()


def _paragraph(content: Json) -> Blocks:
    return (Paragraph(_inlines(content)),)


def _header(content: Json) -> Blocks:
    level, attributes, inner = content
    return (Heading(level, _inlines(inner), (attributes[0], *_span_names(inner))),)


def _bullets(content: Json) -> Blocks:
    return (Listing(tuple(_blocks(item) for item in content)),)


def _numbers(content: Json) -> Blocks:
    (start, _, _), items = content
    return (Listing(tuple(_blocks(item) for item in items), start),)


def _lines(content: Json) -> Blocks:
    joined = [part for line in content for part in (*_inlines(line), Break())]
    return (Paragraph(tuple(joined[:-1])),)


def _definitions(content: Json) -> Blocks:
    return tuple(block for term, meanings in content for block in _definition(term, meanings))


def _definition(term: Json, meanings: Json) -> Blocks:
    strong = Paragraph((Styled(Style.STRONG, _inlines(term)),))
    return (strong, *(block for meaning in meanings for block in _blocks(meaning)))


def _division(content: Json) -> Blocks:
    return _blocks(content[1])


def _figure(content: Json) -> Blocks:
    _, (_, caption), nodes = content
    inner = _blocks(nodes)
    said = tuple(part for block in _blocks(caption) for part in _content_of(block))
    match inner:
        case (Paragraph(content=(Picture() as picture,)),) if said:
            return (Figure(picture, said),)
        case _:
            return (*inner, *((Paragraph(said),) if said else ()))


def _content_of(block: Block) -> Inlines:
    return block.content if isinstance(block, Paragraph | Heading) else ()


def _table(content: Json) -> Blocks:
    _, (_, caption), _, head, bodies, foot = content
    body_rows = [row for body in bodies for part in (body[2], body[3]) for row in part]
    table = Table(
        tuple(_row(row) for row in head[1]),
        tuple(_row(row) for row in (*body_rows, *foot[1])),
        _blocks(caption),
    )
    return (table,)


def _row(row: Json) -> tuple[Cell, ...]:
    return tuple(Cell(_blocks(blocks), rows, columns) for _, _, rows, columns, blocks in row[1])


def _inlines(nodes: Iterable[Json]) -> Inlines:
    made: list[Inline] = []
    for node in nodes:
        for inline in _inline(node):
            if made and isinstance(inline, Text) and isinstance(made[-1], Text):
                made[-1] = Text(made[-1].text + inline.text)
            else:
                made.append(inline)
    return tuple(made)


def _inline(node: Json) -> Inlines:
    make = INLINES.get(node["t"])
    return make(node.get("c")) if make else ()


def _styled(style: Style) -> Callable[[Json], Inlines]:
    return lambda content: (Styled(style, _inlines(content)),)


def _quoted(content: Json) -> Inlines:
    before, after = QUOTES[content[0]["t"]]
    return (Text(before), *_inlines(content[1]), Text(after))


def _raw_block(source: str) -> Blocks:
    """The words of HTML that stands in Markdown, none of its tags or programs."""
    said = TAG.sub(" ", PROGRAM.sub(" ", source)).strip()
    return (Paragraph((Text(unescape(said)),)),) if said else ()


def _picture(content: Json) -> Inlines:
    _, alt, (target, title) = content
    said = "".join(part.text for part in _inlines(alt) if isinstance(part, Text))
    return (Picture(target, said or title.removeprefix("fig:")),)


def _span_names(nodes: Iterable[Json]) -> Iterator[str]:
    for node in nodes:
        if node["t"] == "Span" and node["c"][0][0]:
            yield node["c"][0][0]


BLOCKS: Mapping[str, Callable[[Json], Blocks]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _header,
    "BulletList": _bullets,
    "OrderedList": _numbers,
    "BlockQuote": lambda content: (Quote(_blocks(content)),),
    "Div": _division,
    "Table": _table,
    "Figure": _figure,
    "CodeBlock": lambda content: (CodeBlock(content[1]),),
    "HorizontalRule": lambda _: (Rule(),),
    "LineBlock": _lines,
    "DefinitionList": _definitions,
    "RawBlock": lambda content: _raw_block(content[1]),
}
INLINES: Mapping[str, Callable[[Json], Inlines]] = {
    "Str": lambda content: (Text(content.replace("\u00ad", "")),),
    "Space": lambda _: (Text(" "),),
    "SoftBreak": lambda _: (Break(soft=True),),
    "LineBreak": lambda _: (Break(),),
    "Emph": _styled(Style.EMPHASIS),
    "Strong": _styled(Style.STRONG),
    "Strikeout": _styled(Style.STRIKE),
    "Superscript": _styled(Style.SUPERSCRIPT),
    "Subscript": _styled(Style.SUBSCRIPT),
    "Link": lambda content: (Link(content[2][0], _inlines(content[1])),),
    "Image": _picture,
    "Note": lambda content: (Note(_blocks(content)),),
    "Code": lambda content: (Styled(Style.CODE, (Text(content[1]),)),),
    "Math": lambda content: (Formula(content[1], content[0]["t"] == "DisplayMath"),),
    "Span": lambda content: _inlines(content[1]),
    "Cite": lambda content: _inlines(content[1]),
    "Underline": _inlines,
    "SmallCaps": _inlines,
    "Quoted": _quoted,
    "RawInline": lambda content: (Break(),) if LINE_BREAK.fullmatch(content[1]) else (),
}
"""What pandoc's constructors become; one that is not here holds no text."""
