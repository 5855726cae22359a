"""Somebody's words, however they were set: behind a dash, in quotation marks, or as a bullet."""

from dataclasses import replace

from samverka.swedish.speech import begins_with_dialogue_dash, spoken_quotation
from samverka.word.tree.inlines import cut, plain_text
from samverka.word.tree.nodes import Block, Blocks, Listing, Paragraph, Quote, Style, Styled

MARKS = ("”", '"', "»", "“", "„")
DASHES = "-–—−\u2010\u2011\u2012\u2015 \u00a0"


def find_quotations(blocks: Blocks) -> Blocks:
    """Paragraphs and list items with a speaker become quotations, never bullets."""
    return tuple(made for block in blocks for made in _as_quotations(block))


def _as_quotations(block: Block) -> Blocks:
    match block:
        case Paragraph() if _opens_speech(block) and _is_spoken(block):
            return (Quote((_without_dash(block),)),)
        case Listing(items=items, start=None) if all(_are_spoken(item) for item in items):
            words = [p for item in items for p in item if isinstance(p, Paragraph)]
            return tuple(Quote((_without_dash(paragraph),)) for paragraph in words)
        case _:
            return (block,)


def _opens_speech(paragraph: Paragraph) -> bool:
    """A dash, a quotation mark, or all of it in italics."""
    said = plain_text(paragraph.content)
    if begins_with_dialogue_dash(said) or said.startswith(MARKS):
        return True
    return all(isinstance(i, Styled) and i.style is Style.EMPHASIS for i in paragraph.content)


def _are_spoken(item: Blocks) -> bool:
    return all(isinstance(block, Paragraph) and _is_spoken(block) for block in item)


def _is_spoken(paragraph: Paragraph) -> bool:
    return spoken_quotation(plain_text(_without_dash(paragraph).content)) is not None


def _without_dash(paragraph: Paragraph) -> Paragraph:
    said = plain_text(paragraph.content)
    kept = said.lstrip(DASHES)
    return replace(
        paragraph, content=cut(paragraph.content, len(said) - len(kept), len(said), with_first=True)
    )
