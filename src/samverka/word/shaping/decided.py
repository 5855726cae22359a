"""Sentences that record a decision become paragraphs of their own, not a word changed."""

from collections.abc import Iterator
from dataclasses import replace

from samverka.swedish.decisions import decision_spans
from samverka.word.tidying.runs import without_strong
from samverka.word.tree.inlines import cut, plain_text, trimmed
from samverka.word.tree.nodes import Block, Blocks, Heading, Listing, Paragraph

DECISION = "decision"


def mark_decisions(blocks: Blocks) -> Blocks:
    """Also what stands under a heading that says only `Beslut`."""
    made: list[Block] = []
    under_decision = False
    for block in blocks:
        if isinstance(block, Heading):
            under_decision = _says_decision(block)
            made.append(block)
        elif under_decision and isinstance(block, Paragraph):
            made.append(Paragraph(without_strong(block.content), DECISION))
        elif isinstance(block, Listing):
            made.append(replace(block, items=tuple(mark_decisions(i) for i in block.items)))
        elif isinstance(block, Paragraph) and not block.mark:
            made.extend(_cut_out(block))
        else:
            made.append(block)
    return tuple(made)


def _says_decision(heading: Heading) -> bool:
    return plain_text(heading.content).strip().rstrip(":").casefold() in (
        "beslut",
        "styrgruppens beslut",
    )


def _cut_out(paragraph: Paragraph) -> Iterator[Block]:
    said = plain_text(paragraph.content)
    position = 0
    for start, end in decision_spans(said):
        yield from _part(paragraph, position, start)
        decided = trimmed(cut(paragraph.content, start, end))
        yield Paragraph(without_strong(decided), DECISION)
        position = end
    yield from _part(paragraph, position, len(said))


def _part(paragraph: Paragraph, start: int, end: int) -> Iterator[Paragraph]:
    content = trimmed(cut(paragraph.content, start, end))
    if content:
        yield replace(paragraph, content=content)
