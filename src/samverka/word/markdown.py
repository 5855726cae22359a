"""A tree becomes Markdown as Python-Markdown reads it.

Lists nest with four spaces, a paragraph is one line, and what Markdown cannot say (merged cells,
several paragraphs in a cell) is an HTML table with Markdown in its cells.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Break,
    Cell,
    CodeBlock,
    Figure,
    Formula,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Style,
    Styled,
    Table,
    Text,
)

MARKERS = {Style.EMPHASIS: "*", Style.STRONG: "**", Style.STRIKE: "~~"}
TAGS = {Style.SUPERSCRIPT: "sup", Style.SUBSCRIPT: "sub"}

SPECIAL = re.compile(r"[\\`*\[\]<>{}|~^]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|!(?=\[)|==(?==*\S)")
LINE_START = re.compile(
    r"(?P<number>\d+)(?P<dot>[.)])(?=\s|$)|(?P<sign>#{1,6}(?=\s|$)|[-+](?=\s|$)|:(?=\s)|-{3,}|={3,}|!{3}|\?{3})"
)
ENTITIES = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "^": "&#94;", "&": "&amp;"}
BREAK = "<br>"


def markdown_of(blocks: Blocks) -> str:
    """The text of the blocks, footnotes last; ends without a line break."""
    writer = _Writer()
    text = writer.blocks(blocks)
    return "\n\n".join([text, *writer.footnotes()]) if text else "\n\n".join(writer.footnotes())


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, anywhere but at the start of a line."""
    return SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    mark = found.group()
    if mark.startswith("=="):
        return "&#61;" * len(mark)
    return ENTITIES.get(mark, f"\\{mark}")


def _guard_start(line: str) -> str:
    found = LINE_START.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.start('dot') :]}"
    return f"&#58;{line[1:]}" if line.startswith(":") else f"\\{line}"


@dataclass(slots=True)
class _Writer:
    """Collects the footnotes while it writes the rest."""

    notes: list[Blocks] = field(default_factory=list)

    def footnotes(self) -> Iterator[str]:
        written = 0
        while written < len(self.notes):
            text = self.blocks(self.notes[written])
            written += 1
            yield f"[^{written}]: " + text.replace("\n", "\n    ").replace("\n    \n", "\n\n")

    def blocks(self, blocks: Blocks) -> str:
        parts: list[str] = []
        for before, block in zip((None, *blocks), blocks, strict=False):
            text = self.block(block)
            if not text:
                continue
            if isinstance(before, Listing) and isinstance(block, Listing):
                parts.append("<!-- -->")
            parts.append(text)
        return "\n\n".join(parts)

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(content, mark):
                text = _guard_start(self.line(content))
                return f"{text}\n{{: .{mark} }}" if mark and text else text
            case Heading(level, content):
                said = self.line(content).replace(BREAK, " ")
                return f"{'#' * min(max(level, 1), 6)} {said}".strip()
            case Listing():
                return self._listing(block)
            case Quote(inner):
                lines = self.blocks(inner).split("\n")
                return "\n".join(f"> {line}".rstrip() for line in lines)
            case _:
                return self._rare_block(block)

    def _rare_block(self, block: Block) -> str:
        match block:
            case Table():
                return self._table(block)
            case Figure(picture, caption):
                said = f'<figcaption markdown="span">{self.line(caption)}</figcaption>'
                return f'<figure markdown="1">\n{self._picture(picture)}\n{said}\n</figure>'
            case CodeBlock(text):
                return "\n".join(f"    {line}" for line in text.split("\n"))
            case Rule():
                return "---"
            case _:
                return ""

    def _listing(self, listing: Listing) -> str:
        written = []
        for place, item in enumerate(listing.items):
            marker = "-" if listing.start is None else f"{listing.start + place}."
            text = self._tight(item) if _is_tight(item) else self.blocks(item)
            indented = re.sub(r"\n(?=[^\n])", "\n    ", text)
            written.append(f"{marker:<3} {indented}".rstrip() if text else marker)
        loose = not all(_is_tight(item) for item in listing.items)
        return ("\n\n" if loose else "\n").join(written)

    def _tight(self, item: Blocks) -> str:
        return "\n".join(filter(None, map(self.block, item)))

    def _table(self, table: Table) -> str:
        caption = self.blocks(table.caption)
        text = self._pipe_table(table) if _is_simple(table) else self._html_table(table)
        return f"{caption}\n{{: .caption }}\n\n{text}" if caption else text

    def _pipe_table(self, table: Table) -> str:
        rows = [[self._cell_line(cell) for cell in row] for row in table.rows]
        rule = ["---"] * len(rows[0])
        return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))

    def _cell_line(self, cell: Cell) -> str:
        return BREAK.join(
            self.line(block.content) for block in cell.blocks if isinstance(block, Paragraph)
        )

    def _html_table(self, table: Table) -> str:
        lines = ['<table markdown="1">']
        for name, rows in (("thead", table.head), ("tbody", table.body)):
            if rows:
                lines.append(f'<{name} markdown="1">')
                for row in rows:
                    lines.append('<tr markdown="1">')
                    lines.extend(self._html_cell(cell, is_head=name == "thead") for cell in row)
                    lines.append("</tr>")
                lines.append(f"</{name}>")
        return "\n".join([*lines, "</table>"])

    def _html_cell(self, cell: Cell, *, is_head: bool) -> str:
        name = "th" if is_head else "td"
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        scope = ' scope="col"' if is_head else ""
        if all(isinstance(block, Paragraph) for block in cell.blocks):
            return f'<{name}{spans}{scope} markdown="span">{self._cell_line(cell)}</{name}>'
        inner = self.blocks(cell.blocks)
        return f'<{name}{spans}{scope} markdown="block">\n\n{inner}\n\n</{name}>'

    def line(self, content: Inlines) -> str:
        return "".join(self._inline(inline) for inline in content)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return escaped(text)
            case Styled(Style.CODE, content):
                return f"`{plain_text(content)}`"
            case Styled(style, content) if style in MARKERS:
                return f"{MARKERS[style]}{self.line(content)}{MARKERS[style]}"
            case Styled(style, content):
                return f"<{TAGS[style]}>{self.line(content)}</{TAGS[style]}>"
            case Link():
                return self._link(inline)
            case _:
                return self._rare_inline(inline)

    def _rare_inline(self, inline: Inline) -> str:
        match inline:
            case Picture():
                return self._picture(inline)
            case Note(blocks):
                self.notes.append(blocks)
                return f"[^{len(self.notes)}]"
            case Break(soft):
                return " " if soft else BREAK
            case Formula(tex, display):
                return f"$${tex}$$" if display else f"\\({tex}\\)"
            case _:
                return ""

    def _link(self, link: Link) -> str:
        said = plain_text(link.content)
        if link.url in (said, f"mailto:{said}") and re.fullmatch(r"[\w.+~/:@%#?=&;,-]+", said):
            return f"<{said}>"
        return f"[{self.line(link.content)}]({_address(link.url)})"

    def _picture(self, picture: Picture) -> str:
        return f"![{escaped(picture.alt)}]({_address(picture.target)})"


def _address(url: str) -> str:
    cleaned = url.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return html.escape(cleaned.replace("<", "%3C").replace(">", "%3E"), quote=False).replace(
        "&amp;", "&"
    )


def _is_tight(item: Blocks) -> bool:
    return not item[0:] or (
        isinstance(item[0], Paragraph)
        and not item[0].mark
        and all(isinstance(block, Listing) for block in item[1:])
    )


def _is_simple(table: Table) -> bool:
    rows = table.rows
    return (
        bool(table.head)
        and len({len(row) for row in rows}) == 1
        and all(cell.rows == cell.columns == 1 for row in rows for cell in row)
        and all(isinstance(b, Paragraph) for row in rows for c in row for b in c.blocks)
        and len(table.head) == 1
    )
