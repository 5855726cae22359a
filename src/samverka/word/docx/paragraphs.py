"""What a paragraph is: a title, a heading, an item of a list, a quotation, or plain text."""

from dataclasses import dataclass

from samverka.word.docx.items import Flow, Indented, Item
from samverka.word.docx.lines import Line
from samverka.word.docx.numbering import Number
from samverka.word.docx.standing_out import heading_size
from samverka.word.docx.styles import (
    BODY_LEVEL,
    NumberReference,
    Style,
    indent_of,
    number_reference,
    outline_of,
)
from samverka.word.opening.ooxml import Element, attribute, w
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    LINE_LEVEL,
    Anchor,
    Heading,
    Inlines,
    Paragraph,
    Quote,
    Text,
)

TITLES = ("title", "subtitle")
CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Given:
    """What a paragraph's own properties and its style say of it."""

    style_id: str | None
    style: Style
    number: Number | None
    depth: int
    level: int | None
    indent: int


def read_paragraph(paragraph: Element, line: Line, *, in_cell: bool) -> Flow | None:
    """What stands in the flow for the paragraph whose text has been read; None for nothing."""
    given = _given(paragraph, line)
    content = line.content
    said = plain_text(content).strip()
    if not content or (not said and all(isinstance(one, Anchor) for one in content)):
        return _numbered_cell(given) if in_cell else None
    if given.style.name in TITLES:
        return Heading(0, content, _names(content), subtitle=given.style.name == "subtitle")
    if given.style.is_quotation:
        return Quote((Paragraph(content),))
    if given.level is not None and said:
        return Heading(given.level + 1, content, _names(content), label=_label(given))
    return _ordinary(paragraph, line, given, said)


def _ordinary(paragraph: Element, line: Line, given: Given, said: str) -> Flow:
    content, is_caption = line.content, given.style.name == CAPTION
    size = None
    if not is_caption and (given.number is None or not _is_among_items(paragraph, line)):
        size = heading_size(paragraph, said, given.style, line.story.book.styles)
    block: Paragraph | Heading = Paragraph(content, CAPTION if is_caption else "")
    if size is not None:
        block = Heading(LINE_LEVEL, content, _names(content), size, label=_label(given))
    if given.number is not None:
        return Item(given.number, given.depth, (block,), given.indent)
    return block if isinstance(block, Heading) else Indented(block, given.indent)


def _given(paragraph: Element, line: Line) -> Given:
    book = line.story.book
    properties = paragraph.find(w("pPr"))
    style_id = None
    if properties is not None:
        style_id = attribute(properties.find(w("pStyle")), "val")
    style = book.styles.style(style_id)
    reference = _reference(properties, style)
    number, depth = _counted(reference, style_id, line)
    indent = indent_of(properties) if properties is not None else None
    if indent is None and reference is not None and number is not None:
        indent = book.numbering.indent_of(reference.list_id or "", depth)
    outline = outline_of(properties)
    level = style.level if outline is None else (outline if outline < BODY_LEVEL else None)
    return Given(style_id, style, number, depth, level, indent or style.indent or 0)


def _reference(properties: Element | None, style: Style) -> NumberReference | None:
    own = number_reference(properties)
    if own is None:
        return style.number
    if own.list_id is None and style.number is not None:
        return NumberReference(style.number.list_id, own.depth)
    return own


def _counted(
    reference: NumberReference | None, style_id: str | None, line: Line
) -> tuple[Number | None, int]:
    """The paragraph's number, and how deep in its list it stands."""
    numbering = line.story.book.numbering
    if reference is None or reference.list_id not in numbering:
        return None, 0
    list_id = reference.list_id or ""
    depth = reference.depth or numbering.depth_of_style(list_id, style_id) or 0
    return numbering.next_number(list_id, depth), depth


def _is_among_items(paragraph: Element, line: Line) -> bool:
    """The next paragraph is an item too: a bold item of a list is no heading."""
    following = paragraph.getnext()
    if following is None or following.tag != w("p"):
        return False
    properties = following.find(w("pPr"))
    style_id = attribute(properties.find(w("pStyle")), "val") if properties is not None else None
    style = line.story.book.styles.style(style_id)
    reference = _reference(properties, style)
    return reference is not None


def _label(given: Given) -> str:
    return given.number.text if given.number is not None else ""


def _numbered_cell(given: Given) -> Flow | None:
    """A table cell that holds nothing but Word's number."""
    if given.number is None or not given.number.text:
        return None
    return Paragraph((Text(given.number.text),))


def _names(content: Inlines) -> tuple[str, ...]:
    return tuple(one.name for one in content if isinstance(one, Anchor))
