"""A text takes the form of its kind: the one that was asked for, or the one it shows."""

from collections.abc import Mapping
from dataclasses import replace

from samverka.errors import SamverkaError
from samverka.source.kinds import Kind
from samverka.word.reading import Reading, tidy_blocks
from samverka.word.shaped import Brief, Remark, Shaped
from samverka.word.shaping.labelled_texts import REVIEW, TRAINING, shape_labelled
from samverka.word.shaping.meeting import shape_meeting
from samverka.word.shaping.newsletter import shape_newsletter
from samverka.word.shaping.plain_pages import shape_page
from samverka.word.shaping.recognised import recognise_kind
from samverka.word.tree.nodes import Block, Blocks, Heading, Table, Text

LIKE = {
    Kind.MEETING: "mötesanteckningar",
    Kind.NEWSLETTER: "ett nyhetsbrev",
    Kind.REVIEW: "en kunskapsöversikt",
    Kind.TRAINING: "ett utbildningsmaterial",
}
TELLING = 60
"""How many blocks from the top are looked at for what kind a text is."""


def shape_reading(reading: Reading, brief: Brief, wanted: Kind | None) -> Shaped:
    """As the kind that was asked for or recognised; what only looks like it becomes a page."""
    if wanted is not None:
        return _as_kind(wanted, reading, brief)
    kind = _recognised(reading, brief)
    try:
        return _as_kind(kind, reading, brief)
    except SamverkaError as reason:
        if kind is Kind.PAGE:
            raise
        shaped = _as_kind(Kind.PAGE, reading, brief)
        said = f"dokumentet liknar {LIKE[kind]}, men {reason.what}: det blev en vanlig sida"
        hint = f"Rätta det i Word och importera igen. {reason.do}".strip()
        return replace(shaped, remarks=(*shaped.remarks, Remark("KIND01", said, hint)))


def _as_kind(kind: Kind, reading: Reading, brief: Brief) -> Shaped:
    tidied = tidy_blocks(_titled_by_editor(reading), keep_layout=kind is Kind.PAGE)
    shaped = _shape(tidied.blocks, kind, brief)
    return replace(shaped, remarks=(*shaped.remarks, *tidied.remarks))


def _recognised(reading: Reading, brief: Brief) -> Kind:
    near = tuple(map(_beginning, _titled_by_editor(reading)[:TELLING]))
    top = tidy_blocks(near, keep_layout=False)
    return recognise_kind(top.blocks, brief.name)


def _beginning(block: Block) -> Block:
    """A long table shows what it is by its first rows."""
    if isinstance(block, Table) and len(block.body) > TELLING:
        return replace(block, body=block.body[:TELLING])
    return block


def _shape(blocks: Blocks, kind: Kind, brief: Brief) -> Shaped:
    match kind:
        case Kind.MEETING:
            return shape_meeting(blocks, brief)
        case Kind.NEWSLETTER:
            return shape_newsletter(blocks, brief)
        case Kind.REVIEW:
            return shape_labelled(blocks, brief, REVIEW)
        case Kind.TRAINING:
            return shape_labelled(blocks, brief, TRAINING)
        case Kind.PAGE:
            return shape_page(blocks, brief)
        case Kind.INDICATOR:
            raise SamverkaError(
                "En indikator görs av en tabell, inte av ett dokument.",
                "Se handboken: en CSV-fil och en kort sida bredvid den i docs/indikatorer.",
            )


def _titled_by_editor(reading: Reading) -> Blocks:
    """A Markdown file's own title comes first where its text begins with no heading."""
    data = reading.front_matter.data if reading.front_matter else None
    title = data.get("title") if isinstance(data, Mapping) else None
    begins = reading.blocks and isinstance(reading.blocks[0], Heading)
    if begins or not isinstance(title, str) or not title.strip():
        return reading.blocks
    return (Heading(0, (Text(title),)), *reading.blocks)
