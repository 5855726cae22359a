"""What every import gets, whatever its kind: clean runs, honest links, headings that are headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverka.source.addresses import heading_anchor
from samverka.swedish.speech import begins_with_dialogue_dash, spoken_quotation
from samverka.word.inlines import cut, plain_text, trimmed
from samverka.word.shaped import Remark
from samverka.word.tree import (
    LINE_LEVEL,
    Block,
    Blocks,
    Break,
    Cell,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Style,
    Styled,
    Table,
    Text,
)
from samverka.word.walking import map_cells, rewrite, rewrite_blocks, walk

SAFE = re.compile(r"(?:https?|mailto|tel):|#.|[^:#]*$|[^:]*[/?#]", re.IGNORECASE)
ARROWS = re.compile(r"\s*(?:>>|»|›)+\s*$")
LARGE_LINE = 13.0
"""Points from which a bold line in a table is a title, not a label."""

STAR_NOTE = re.compile(r"(\*{1,3})\s*(?=\S)")


def clean_blocks(blocks: Blocks) -> Blocks:
    """Runs joined, emphasis without white space at its ends, nothing empty."""
    return tuple(cleaned for block in blocks for cleaned in _clean(block))


def _clean(block: Block) -> Blocks:
    match block:
        case Paragraph():
            content = _clean_inlines(block.content)
            return (replace(block, content=content),) if content else ()
        case Heading():
            content = _clean_inlines(_without_strong(block.content))
            return (replace(block, content=content),) if content else ()
        case Listing():
            items = tuple(clean_blocks(item) for item in block.items)
            kept = tuple(item for item in items if item)
            return (replace(block, items=kept),) if kept else ()
        case Quote():
            inner = clean_blocks(block.blocks)
            return (Quote(inner),) if inner else ()
        case Table():
            return (map_cells(block, clean_blocks),)
        case _:
            return (block,)


def _without_strong(content: Inlines) -> Inlines:
    def change(inline: Inline) -> Inlines:
        is_strong = isinstance(inline, Styled) and inline.style is Style.STRONG
        return inline.content if isinstance(inline, Styled) and is_strong else (inline,)

    return rewrite(content, change)


def _clean_inlines(content: Inlines) -> Inlines:
    return trimmed(_joined(tuple(part for inline in content for part in _settled(inline))))


def _settled(inline: Inline) -> Iterator[Inline]:
    """White space and breaks at the ends of styled text stand outside it."""
    if isinstance(inline, Note):
        yield Note(clean_blocks(inline.blocks))
        return
    if isinstance(inline, Text):
        yield Text(re.sub(r"[ \t\r\n]+", " ", inline.text))
        return
    if not isinstance(inline, Styled | Link):
        yield inline
        return
    inner = _joined(tuple(part for item in inline.content for part in _settled(item)))
    core = trimmed(inner)
    if not core:
        yield from inner
        return
    said, kept = plain_text(inner), plain_text(core)
    start = said.find(kept)
    if said[:start]:
        yield Text(" ")
    yield replace(inline, content=core)
    if said[start + len(kept) :]:
        yield Text(" ")


def _joined(content: Inlines) -> Inlines:
    """Neighbours of the same style or the same link become one."""
    made: list[Inline] = []
    for inline in content:
        before = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(before, Text):
            made[-1] = Text(re.sub(r" {2,}", " ", before.text + inline.text))
        elif isinstance(inline, Styled) and isinstance(before, Styled) and _same(inline, before):
            made[-1] = replace(before, content=_joined(before.content + inline.content))
        elif isinstance(inline, Link) and isinstance(before, Link) and inline.url == before.url:
            made[-1] = replace(before, content=_joined(before.content + inline.content))
        elif inline != Text(""):
            made.append(inline)
    return tuple(_bridged(made))


def _same(one: Styled, other: Styled) -> bool:
    return one.style is other.style


def _bridged(made: list[Inline]) -> Iterator[Inline]:
    """`**a** **b**` is one run: a lone space between two of the same style joins them."""
    place = 0
    while place < len(made):
        one = made[place]
        while (
            place + 2 < len(made)
            and isinstance(one, Styled)
            and made[place + 1] == Text(" ")
            and isinstance(other := made[place + 2], Styled)
            and _same(one, other)
        ):
            one = replace(one, content=_joined((*one.content, Text(" "), *other.content)))
            place += 2
        yield one
        place += 1


@dataclass(frozen=True, slots=True)
class Linked:
    """Blocks whose links all lead somewhere, and what was said about the others."""

    blocks: Blocks
    remarks: tuple[Remark, ...]


def mend_links(blocks: Blocks) -> Linked:
    """Unsafe links and links to nowhere become text; `>>` goes from the texts of the others."""
    targets = {
        anchor: heading_anchor(plain_text(block.content))
        for block in walk(blocks)
        if isinstance(block, Heading)
        for anchor in block.anchors
    }
    remarks: list[Remark] = []

    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, Link):
            return (inline,)
        content = _without_arrows(inline.content)
        said = plain_text(content)
        if inline.url.startswith("#") and inline.url[1:] in targets:
            return (Link(f"#{targets[inline.url[1:]]}", content),)
        if inline.url in ("", "#") or inline.url.startswith("#"):
            message = (
                f"länken ”{said}” leder ingenstans ({inline.url or 'tom'}) och blev vanlig text"
            )
            hint = "Skriv in rätt adress på sidan, eller ta bort hänvisningen."
            remarks.append(Remark("LINK02", message, hint, said))
            return content
        if not SAFE.match(inline.url.strip()):
            message = f"länken ”{said}” har en adress som inte tillåts och blev vanlig text"
            hint = "Tillåtna adresser börjar med https:, http:, mailto: eller tel:."
            remarks.append(Remark("LINK03", message, hint, said))
            return content
        return (Link(inline.url.strip(), content),) if content else ()

    return Linked(rewrite_blocks(blocks, change), tuple(remarks))


def _without_arrows(content: Inlines) -> Inlines:
    said = plain_text(content)
    found = ARROWS.search(said)
    return trimmed(cut(content, 0, found.start())) if found and found.start() else content


def unwrap_layout(blocks: Blocks) -> Blocks:
    """Tables that only place things beside each other become what is in them, row by row."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            for row in block.rows:
                for cell in row:
                    made.extend(unwrap_layout(cell.blocks))
        else:
            made.append(map_cells(block, _without_lines) if isinstance(block, Table) else block)
    return tuple(made)


def _without_lines(blocks: Blocks) -> Blocks:
    """Bold lines in a table of data are bold text, not headings."""
    return tuple(
        Paragraph((Styled(Style.STRONG, block.content),)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _is_layout(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    filled = [cell for cell in cells if cell.blocks]
    if len(filled) <= 1 or max(len(row) for row in table.rows) == 1:
        return True
    if any(_is_title(b) for c in cells for b in c.blocks):
        return True
    if any(is_picture_only(cell.blocks) for cell in filled):
        return not table.head or len(table.rows) == 1 or _has_long_text(filled)
    return len(table.rows) == 1 and _has_long_text(filled)


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and (block.level < LINE_LEVEL or block.size >= LARGE_LINE)


def _has_long_text(cells: list[Cell]) -> bool:
    return any(len(cell.blocks) > 2 for cell in cells)


def is_picture_only(blocks: Blocks) -> bool:
    """Pictures, and nothing to read."""
    return all(
        isinstance(block, Paragraph)
        and all(isinstance(i, Picture | Break) or i == Text(" ") for i in block.content)
        for block in blocks
    )


def find_bold_lines(blocks: Blocks) -> Blocks:
    """A paragraph that is one short line in bold is a heading, however Word had it."""
    return tuple(
        Heading(LINE_LEVEL, block.content) if _is_bold_line(block) else block for block in blocks
    )


def _is_bold_line(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.mark:
        return False
    said = plain_text(block.content)
    return (
        bool(said)
        and len(said) <= 200
        and not said.endswith((".", ":", ",", ";"))
        and all(_is_bold(inline) for inline in block.content)
    )


def _is_bold(inline: Inline) -> bool:
    if isinstance(inline, Styled):
        return inline.style is Style.STRONG or all(_is_bold(i) for i in inline.content)
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())


def find_quotations(blocks: Blocks) -> Blocks:
    """Paragraphs and list items that are somebody's words become quotations, never bullets."""
    return tuple(made for block in blocks for made in _as_quotations(block))


def _as_quotations(block: Block) -> Blocks:
    if isinstance(block, Paragraph) and begins_with_dialogue_dash(plain_text(block.content)):
        words = _without_dash(block)
        if spoken_quotation(plain_text(words.content)) is not None:
            return (Quote((words,)),)
    if isinstance(block, Listing) and block.start is None and all(map(_is_spoken, block.items)):
        return tuple(
            Quote((_without_dash(p),)) for i in block.items for p in i if isinstance(p, Paragraph)
        )
    return (block,)


def _is_spoken(item: Blocks) -> bool:
    return all(
        isinstance(block, Paragraph) and spoken_quotation(plain_text(block.content)) is not None
        for block in item
    )


def _without_dash(paragraph: Paragraph) -> Paragraph:
    said = plain_text(paragraph.content)
    kept = said.lstrip("-–—− \u00a0")
    return replace(paragraph, content=cut(paragraph.content, len(said) - len(kept), len(said)))


def find_star_notes(blocks: Blocks) -> Blocks:
    """`word*` with a later paragraph `* explanation` is a footnote."""
    made: list[Block] = []
    for block in blocks:
        found = STAR_NOTE.match(plain_text(block.content)) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and found:
            note = Paragraph(cut(block.content, found.end(), len(plain_text(block.content))))
            called = _call_note(made, found.group(1), Note((note,)))
            if called is not None:
                made = called
                continue
        made.append(block)
    return tuple(made)


def _call_note(blocks: list[Block], stars: str, note: Note) -> list[Block] | None:
    call = re.compile(rf"(?<=[\w)”\"]){re.escape(stars)}(?![\w*])")
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if not isinstance(block, Paragraph | Heading):
            continue
        said = plain_text(block.content)
        found = call.search(said)
        if found:
            before = cut(block.content, 0, found.start())
            after = cut(block.content, found.end(), len(said))
            blocks = list(blocks)
            blocks[place] = replace(block, content=(*before, note, *after))
            return blocks
    return None
