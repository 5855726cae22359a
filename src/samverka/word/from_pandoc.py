"""Pandoc's JSON tree (Text.Pandoc.Definition) becomes ours."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from samverka.word.prepare import LINE_STYLE, SUBTITLE_STYLE, TITLE_STYLE
from samverka.word.tree import (
    LINE_LEVEL,
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

STYLES = {
    "Emph": Style.EMPHASIS,
    "Strong": Style.STRONG,
    "Strikeout": Style.STRIKE,
    "Superscript": Style.SUPERSCRIPT,
    "Subscript": Style.SUBSCRIPT,
}
QUOTES = {"SingleQuote": ("’", "’"), "DoubleQuote": ("”", "”")}


def tree_from_pandoc(pandoc: Json) -> Tree:
    """The document; what pandoc took for title, subtitle, authors and date comes first again."""
    meta = pandoc["meta"]
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


def _block(node: Json) -> Blocks:  # noqa: PLR0911  one line per constructor of the format
    content = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            return (Paragraph(_inlines(content)),)
        case "Header":
            level, attributes, inner = content
            return (Heading(level, _inlines(inner), (attributes[0], *_span_names(inner))),)
        case "BulletList":
            return (Listing(tuple(_blocks(item) for item in content)),)
        case "OrderedList":
            (start, _, _), items = content
            return (Listing(tuple(_blocks(item) for item in items), start),)
        case "BlockQuote":
            return (Quote(_blocks(content)),)
        case "Div":
            return _division(content)
        case "Table":
            return (_table(content),)
        case "Figure":
            return _figure(content)
        case "CodeBlock":
            return (CodeBlock(content[1]),)
        case "HorizontalRule":
            return (Rule(),)
        case _:
            return _rare_block(node)


def _rare_block(node: Json) -> Blocks:
    content = node.get("c")
    match node["t"]:
        case "LineBlock":
            lines = [_inlines(line) for line in content]
            joined = [part for line in lines for part in (*line, Break())]
            return (Paragraph(tuple(joined[:-1])),)
        case "DefinitionList":
            return tuple(
                block for term, meanings in content for block in _definition(term, meanings)
            )
        case "RawBlock":
            return (Paragraph((Text(content[1]),)),)
        case _:
            return ()


def _definition(term: Json, meanings: Json) -> Blocks:
    strong = Paragraph((Styled(Style.STRONG, _inlines(term)),))
    return (strong, *(block for meaning in meanings for block in _blocks(meaning)))


def _division(content: Json) -> Blocks:
    (_, _, pairs), nodes = content
    inner = _blocks(nodes)
    style = dict(pairs).get("custom-style", "")
    if style == TITLE_STYLE:
        return tuple(_as_heading(block, Heading(0, ())) for block in inner)
    if style == SUBTITLE_STYLE:
        return tuple(_as_heading(block, Heading(0, (), subtitle=True)) for block in inner)
    if style.startswith(LINE_STYLE):
        size = float(style.removeprefix(LINE_STYLE) or 0)
        return tuple(_as_heading(block, Heading(LINE_LEVEL, (), size=size)) for block in inner)
    return inner


def _as_heading(block: Block, pattern: Heading) -> Block:
    if isinstance(block, Paragraph):
        return replace(pattern, content=block.content)
    return block


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


def _table(content: Json) -> Table:
    _, (_, caption), _, head, bodies, foot = content
    body_rows = [row for body in bodies for part in (body[2], body[3]) for row in part]
    return Table(
        tuple(_row(row) for row in head[1]),
        tuple(_row(row) for row in (*body_rows, *foot[1])),
        _blocks(caption),
    )


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


def _inline(node: Json) -> Inlines:  # noqa: PLR0911  one line per constructor of the format
    content = node.get("c")
    match node["t"]:
        case "Str":
            return (Text(content.replace("\u00ad", "")),)
        case "Space":
            return (Text(" "),)
        case "SoftBreak":
            return (Break(soft=True),)
        case "LineBreak":
            return (Break(),)
        case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript":
            return (Styled(STYLES[node["t"]], _inlines(content)),)
        case "Link":
            return (Link(content[2][0], _inlines(content[1])),)
        case "Image":
            return (_picture(content),)
        case "Note":
            return (Note(_blocks(content)),)
        case "Code":
            return (Styled(Style.CODE, (Text(content[1]),)),)
        case "Math":
            return (Formula(content[1], content[0]["t"] == "DisplayMath"),)
        case _:
            return _rare_inline(node)


def _rare_inline(node: Json) -> Inlines:
    content = node.get("c")
    match node["t"]:
        case "Span" | "Cite":
            return _inlines(content[1])
        case "Underline" | "SmallCaps":
            return _inlines(content)
        case "Quoted":
            before, after = QUOTES[content[0]["t"]]
            return (Text(before), *_inlines(content[1]), Text(after))
        case "RawInline":
            return (Text(content[1]),)
        case _:
            return ()


def _picture(content: Json) -> Picture:
    _, alt, (target, title) = content
    said = "".join(part.text for part in _inlines(alt) if isinstance(part, Text))
    return Picture(target, said or title.removeprefix("fig:"))


def _span_names(nodes: Iterable[Json]) -> Iterator[str]:
    for node in nodes:
        if node["t"] == "Span" and node["c"][0][0]:
            yield node["c"][0][0]
