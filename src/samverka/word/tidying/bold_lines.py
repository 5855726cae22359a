"""Bold lines for headings, typed dashes for rules: how people set a text without styles."""

import re
from typing import TypeGuard

from samverka.word.tidying.headings import NUMBERED, SHORT_LINE, may_be_heading
from samverka.word.tidying.runs import without_strong
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Block,
    Blocks,
    Break,
    Heading,
    Inline,
    Paragraph,
    Rule,
    Style,
    Styled,
    Text,
)

TYPED_RULE = re.compile(r"(?:[_*=~.·•–—-]\s*){3,}")


def find_bold_lines(blocks: Blocks) -> Blocks:
    """A bold line is a heading, also with its text behind it in the same paragraph."""
    return tuple(_as_heading(part) for block in blocks for part in _split(block))


def _as_heading(block: Block) -> Block:
    if _is_bold_line(block):
        return Heading(LINE_LEVEL, without_strong(block.content))
    if isinstance(block, Paragraph) and TYPED_RULE.fullmatch(plain_text(block.content).strip()):
        return Rule()
    return block


def _split(block: Block) -> Blocks:
    if not isinstance(block, Paragraph):
        return (block,)
    place = next((n for n, one in enumerate(block.content) if isinstance(one, Break)), None)
    if place is not None:
        first, rest = Paragraph(block.content[:place]), Paragraph(block.content[place + 1 :])
        if _is_bold_line(first) and not all(map(_is_bold, rest.content)):
            return (first, rest)
    elif _runs_in(block):
        return (Paragraph(block.content[:1]), Paragraph(block.content[1:]))
    return (block,)


def _runs_in(paragraph: Paragraph) -> bool:
    """`**1. Mötet öppnas.** Ordföranden hälsar ...`: a numbered heading on its text's own line."""
    first, *rest = paragraph.content
    said = plain_text((first,)).strip()
    is_heading = _is_bold(first) and NUMBERED.match(said) and len(said) <= SHORT_LINE
    return bool(is_heading and plain_text(tuple(rest)).strip() and not any(map(_is_bold, rest)))


def _is_bold_line(block: Block) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph) or block.mark or not block.content:
        return False
    return may_be_heading(plain_text(block.content).strip()) and all(map(_is_bold, block.content))


def _is_bold(inline: Inline) -> bool:
    if isinstance(inline, Styled):
        return inline.style is Style.STRONG or all(_is_bold(i) for i in inline.content)
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())
