"""A note that holds what only HTML can say becomes one line.

Python-Markdown finds no HTML block in a footnote, but tags within a line it lets through.
"""

from samverka.word.markdown.characters import BREAK, escaped, guarded
from samverka.word.markdown.lines import Lines, picture
from samverka.word.markdown.lists import has_form, list_tags
from samverka.word.markdown.tables import attributes, is_simple, parts_of
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from samverka.word.tree.walking import walk


def note_line(blocks: Blocks, lines: Lines) -> str | None:
    """The whole note as one line; None where Markdown can say it."""
    return guarded(_joined(blocks, lines)) if any(map(_needs_html, walk(blocks))) else None


def _needs_html(block: Block) -> bool:
    match block:
        case Table():
            return not is_simple(block)
        case Figure(caption=caption):
            return bool(caption)
        case Listing():
            return has_form(block)
        case _:
            return False


def _joined(blocks: Blocks, lines: Lines) -> str:
    return BREAK.join(filter(None, (_block(block, lines) for block in blocks)))


def _block(block: Block, lines: Lines) -> str:
    match block:
        case Paragraph(content):
            return lines.line(content).strip()
        case Heading():
            return _heading(block, lines)
        case Listing():
            return _list(block, lines)
        case Quote(inner):
            said = _joined(inner, lines)
            return f"<blockquote>{said}</blockquote>" if said else ""
        case Table():
            return _table(block, lines)
        case _:
            return _rare(block, lines)


def _rare(block: Block, lines: Lines) -> str:
    match block:
        case Figure(shown, caption):
            return _figure(picture(shown), lines.line(caption).strip())
        case CodeBlock(text):
            said = BREAK.join(map(escaped, text.strip().splitlines()))
            return f"<pre>{said}</pre>" if said else ""
        case Rule():
            return "<hr>"
        case _:
            return ""


def _heading(heading: Heading, lines: Lines) -> str:
    level = min(max(heading.level, 1), 6)
    said = lines.line(heading.content).replace(BREAK, " ").strip()
    return f"<h{level}>{said}</h{level}>" if said else ""


def _figure(shown: str, said: str) -> str:
    return f"<figure>{shown}<figcaption>{said}</figcaption></figure>" if said else shown


def _list(listing: Listing, lines: Lines) -> str:
    items = "".join(f"<li>{_joined(item, lines)}</li>" for item in listing.items)
    start, end = list_tags(listing)
    return f"<{start}>{items}</{end}>" if items else ""


def _table(table: Table, lines: Lines) -> str:
    def cell_of(cell: Cell, name: str) -> str:
        return f"<{name}{attributes(cell, name)}>{_joined(cell.blocks, lines)}</{name}>"

    rows = "".join(
        f"<tr>{''.join(cell_of(cell, name) for cell in row)}</tr>"
        for _, name, rows in parts_of(table)
        for row in rows
    )
    caption = _joined(table.caption, lines)
    return f"{caption}<table>{rows}</table>"
