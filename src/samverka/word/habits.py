"""How people write in Word: bold lines for headings, dashes for speech, asterisks for notes."""

import re
from dataclasses import replace
from typing import TypeGuard

from samverka.swedish.speech import begins_with_dialogue_dash, spoken_quotation
from samverka.word.inlines import cut, plain_text
from samverka.word.runs import without_strong
from samverka.word.tree import (
    LINE_LEVEL,
    Block,
    Blocks,
    Break,
    Heading,
    Inline,
    Listing,
    Note,
    Paragraph,
    Quote,
    Style,
    Styled,
    Text,
)

LONGEST_LINE = 200
STAR_NOTE = re.compile(r"(\*{1,3})\s*(?=\S)")


def split_bold_first_lines(blocks: Blocks) -> Blocks:
    """A bold line with its text after a line break, in one paragraph, is a heading and a text."""
    return tuple(part for block in blocks for part in _split(block))


def _split(block: Block) -> Blocks:
    if not isinstance(block, Paragraph) or not any(isinstance(i, Break) for i in block.content):
        return (block,)
    place = next(n for n, inline in enumerate(block.content) if isinstance(inline, Break))
    first, rest = Paragraph(block.content[:place]), Paragraph(block.content[place + 1 :])
    if _is_bold_line(first) and not all(map(_is_bold, rest.content)):
        return (first, rest)
    return (block,)


def find_bold_lines(blocks: Blocks) -> Blocks:
    """A paragraph that is one short line in bold is a heading, however Word had it."""
    return tuple(
        Heading(LINE_LEVEL, without_strong(block.content)) if _is_bold_line(block) else block
        for block in blocks
    )


def _is_bold_line(block: Block) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph) or block.mark:
        return False
    said = plain_text(block.content)
    return (
        bool(said)
        and len(said) <= LONGEST_LINE
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
