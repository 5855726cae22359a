"""Any other text: a page with its title, everything else as it stands."""

from samverka.source.addresses import file_name
from samverka.source.kinds import Kind
from samverka.word.shaped import Brief, Moved, Shaped
from samverka.word.shaping.titles import LOOK_AHEAD, Titled, flatten_headings, with_description
from samverka.word.tidying.headings import NUMBERED, SHORT_LINE
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import LINE_LEVEL, Blocks, Heading, Note, Paragraph
from samverka.word.tree.walking import inlines_in, walk

SECTION_NAMES = frozenset(
    [
        "inledning",
        "introduktion",
        "bakgrund",
        "innehåll",
        "innehållsförteckning",
        "sammanfattning",
        "syfte",
        "förord",
        "abstract",
        "introduction",
        "background",
        "summary",
        "contents",
        "preface",
    ]
)
"""Headings that say which part of a text follows, and not what the text is about."""

ENDS_SENTENCE = (".", "!", "?", ":", ",", ";")


def shape_page(blocks: Blocks, brief: Brief) -> Shaped:
    """The page; a text of several parts at the top level keeps them all as parts."""
    titled = with_description(_titled(blocks), brief.settings.vision)
    title = (Heading(1, titled.title),) if titled.title else ()
    name = titled.text.strip() or _name(titled.blocks) or brief.name.replace("_", " ")
    fields = {"title": name}
    if titled.description:
        fields["description"] = titled.description
    return Shaped(
        kind=Kind.PAGE,
        stem=file_name(name) or file_name(brief.name) or brief.checksum[:12],
        fields=fields,
        blocks=(*title, *flatten_headings(titled.blocks)),
        moved=(Moved(titled.description, "description"),) if titled.description else (),
    )


def _titled(blocks: Blocks) -> Titled:
    place = _title_place(blocks)
    block = blocks[place] if place is not None else None
    if place is None or not isinstance(block, Heading | Paragraph):
        return Titled((), "", blocks, 0)
    return Titled(block.content, "", (*blocks[:place], *blocks[place + 1 :]), place)


def _title_place(blocks: Blocks) -> int | None:
    """Where the title stands, if it is a line of its own that is not one part among others."""
    near = [(n, b) for n, b in enumerate(blocks[:LOOK_AHEAD]) if isinstance(b, Heading)]
    for place, heading in near:
        if heading.level == 0 and not heading.subtitle:
            return place
    styled = [b for b in walk(blocks) if isinstance(b, Heading) and 0 < b.level < LINE_LEVEL]
    if styled:
        highest = min(heading.level for heading in styled)
        tops = [heading for heading in styled if heading.level == highest]
        found = [n for n, b in near if b is tops[0]]
        return found[0] if found and len(tops) == 1 and tops[0] is styled[0] else None
    if near:
        return near[0][0]
    return 0 if blocks and _is_short_line(blocks[0]) else None


def _is_short_line(block: object) -> bool:
    if not isinstance(block, Paragraph) or any(isinstance(i, Note) for i in inlines_in((block,))):
        return False
    said = plain_text(block.content).strip()
    return 0 < len(said) <= SHORT_LINE and not said.endswith(ENDS_SENTENCE)


def _name(blocks: Blocks) -> str:
    """The first heading, where it says what the text is about."""
    first = next((b for b in walk(blocks) if isinstance(b, Heading)), None)
    said = plain_text(first.content).strip() if first is not None else ""
    is_section = NUMBERED.match(said) or said.casefold() in SECTION_NAMES
    return "" if is_section else said
