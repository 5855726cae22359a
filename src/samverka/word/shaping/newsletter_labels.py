"""`Tema:` and `Målgrupp:` in a newsletter stay lines of their own, however they were set."""

from dataclasses import replace

from samverka.word.shaping.labels import Labels
from samverka.word.tree.inlines import cut, lines_of, plain_text, trimmed
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
)

KEPT = (
    "tema, målgrupp, målgrupper, för vem, tid, datum, dag, plats, lokal, anmälan, kostnad, pris, "
    "arrangör, medverkande, föreläsare, sista anmälningsdag, sista anmälan, länk, språk"
)
LABELS = Labels.of(line=KEPT)


def keep_labelled_lines(blocks: Blocks) -> Blocks:
    """Each labelled line a paragraph that begins with its label in bold."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        label = _lone_label(before)
        if label and isinstance(block, Paragraph) and not _labelled_lines(block):
            made[-1] = _line(label, block.content)
        else:
            made.extend(_kept(block))
    return tuple(made)


def _kept(block: Block) -> Blocks:
    match block:
        case Paragraph():
            return _labelled_lines(block) or (block,)
        case Listing(items=items, start=None):
            lines = [_lines_of_item(item) for item in items]
            return tuple(one for line in lines for one in line) if all(lines) else (block,)
        case Table() if not block.head or len(block.rows) > 1:
            return _rows(block) or (block,)
        case _:
            return (block,)


def _lines_of_item(item: Blocks) -> Blocks:
    match item:
        case (Paragraph() as paragraph,):
            return _labelled_lines(paragraph)
        case _:
            return ()


def _labelled_lines(paragraph: Paragraph) -> Blocks:
    """The paragraph's lines where its first one begins with a label and a colon."""
    lines = lines_of(paragraph.content)
    if not lines or _labelled(lines[0]) is None:
        return ()
    return tuple(_labelled(line) or replace(paragraph, content=line) for line in lines if line)


def _labelled(line: Inlines) -> Paragraph | None:
    said = plain_text(line)
    label, colon, _ = said.partition(":")
    if not colon or not LABELS.is_label(label):
        return None
    return _line(label.strip(), trimmed(cut(line, len(label) + 1, len(said))))


def _line(label: str, content: Inlines) -> Paragraph:
    bold = Styled(Style.STRONG, (Text(f"{label}:"),))
    return Paragraph((bold, Text(" "), *content) if content else (bold,))


def _lone_label(block: Block | None) -> str:
    said = plain_text(block.content).strip() if isinstance(block, Paragraph | Heading) else ""
    return said.rstrip(":").strip() if LABELS.is_label(said) else ""


def _rows(table: Table) -> Blocks:
    """A table of labels and values, a line for each."""
    lines: list[Paragraph] = []
    for row in table.rows:
        match [cell.blocks for cell in row]:
            case [(Paragraph() | Heading() as label,), (Paragraph(content=value),)]:
                name = _lone_label(label)
                if not name:
                    return ()
                lines.append(_line(name, value))
            case _:
                return ()
    return tuple(lines)
