"""Blocks become Markdown.

Lists nest with four spaces and a paragraph is one line. What Markdown cannot say (merged cells,
several blocks in a cell) is HTML with Markdown in it, and so is a list or a quotation that holds
such HTML, as Python-Markdown finds HTML only where a line begins.
"""

import re
from dataclasses import dataclass, field, replace

from samverka.word.markdown.characters import guarded, verbatim
from samverka.word.markdown.lines import Lines, picture
from samverka.word.markdown.lists import NOTHING, holds_html, indented, is_tight, led, list_of
from samverka.word.markdown.notes import note_line
from samverka.word.markdown.tables import html_table, is_simple, pipe_table
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    CodeBlock,
    Figure,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
)

_HASH = re.compile("#(?=#*$)")
_NOT_IN_LABEL = re.compile(r"[^\w .():§/–-]")


def markdown_of(blocks: Blocks) -> str:
    """The text of the blocks, footnotes last; ends without a line break."""
    writer = _Writer()
    return "\n\n".join(filter(None, (writer.blocks(blocks), *writer.footnotes())))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes blocks; its lines collect the footnotes. Lines of a heading stay apart in a cell."""

    lines: Lines = field(default_factory=Lines)
    in_cell: bool = False

    def footnotes(self) -> list[str]:
        """What the notes say, those called from other notes last."""
        said: list[str] = []
        for number, blocks in enumerate(self.lines.notes, start=1):
            said.append(f"[^{number}]: {self._note(blocks)}")
        return said

    def _note(self, blocks: Blocks) -> str:
        """No marks: the way back to the text is put where they would stand."""
        blocks = tuple(replace(b, mark="") if isinstance(b, Paragraph) else b for b in blocks)
        line = note_line(blocks, self.lines)
        return indented(led(self.blocks(blocks))) if line is None else line

    def blocks(self, blocks: Blocks) -> str:
        """Blocks with an empty line between them."""
        parts: list[str] = []
        before: Block | None = None
        for block in blocks:
            if text := self.block(block):
                if isinstance(block, Listing | Quote) and type(before) is type(block):
                    parts.append(NOTHING)
                parts.append(text)
                before = block
        return "\n\n".join(parts)

    def block(self, block: Block) -> str:
        """One block, empty where it says nothing."""
        match block:
            case Paragraph(content, mark):
                return self._paragraph(content, mark)
            case Heading():
                return self._heading(block)
            case Listing():
                return self._listing(block)
            case Quote(inner):
                return _quote(self.blocks(inner))
            case _:
                return self._rare_block(block)

    def _rare_block(self, block: Block) -> str:
        match block:
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case CodeBlock(text):
                return _fenced(text)
            case Rule():
                return "---"
            case _:
                return ""

    def _paragraph(self, content: Inlines, mark: str = "") -> str:
        text = guarded(self.lines.line(content))
        return f"{text}\n{{: .{mark} }}" if mark and text else text

    def _heading(self, heading: Heading) -> str:
        """What Word numbered it with is no text of its own: the site shows it before the text."""
        broken = "<br> " if self.in_cell else " "
        said = self.lines.line(heading.content).replace("<br>", broken).strip()
        said = _HASH.sub(r"\\#", said)
        label = _NOT_IN_LABEL.sub("", heading.label).strip()
        signs = "#" * min(max(heading.level, 1), 6)
        shown = f'{signs} {said} {{: data-number="{label}" }}' if label else f"{signs} {said}"
        return shown if said else ""

    def _figure(self, figure: Figure) -> str:
        shown = picture(figure.picture)
        said = self.lines.line(figure.caption).strip()
        if not said:
            return shown
        caption = f'<figcaption markdown="span">{said}</figcaption>'
        return f'<figure markdown="1">\n{shown}\n{caption}\n</figure>'

    def _listing(self, listing: Listing) -> str:
        if is_tight(listing):
            return list_of(listing, [self._tight(item) for item in listing.items], "\n")
        return list_of(listing, [self.blocks(item) for item in listing.items], "\n\n")

    def _tight(self, item: Blocks) -> str:
        return "\n".join(filter(None, map(self.block, item)))

    def _table(self, table: Table) -> str:
        caption = "\n\n".join(
            self._paragraph(block.content, "caption")
            if isinstance(block, Paragraph)
            else self.block(block)
            for block in table.caption
        )
        return "\n\n".join(filter(None, (caption, self._grid(table))))

    def _grid(self, table: Table) -> str:
        if is_simple(table):
            return pipe_table(table, self.lines)
        return html_table(table, self.lines, replace(self, in_cell=True).blocks)


def _quote(text: str) -> str:
    if holds_html(text):
        return f'<blockquote markdown="1">\n\n{text}\n\n</blockquote>'
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _fenced(code: str) -> str:
    """Fences longer than any in the code."""
    code = verbatim(code)
    if not code.strip():
        return ""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}\n{code}\n{fence}"
