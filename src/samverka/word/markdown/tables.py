"""Tables: with pipes where they are simple, otherwise as HTML with Markdown in the cells."""

from collections.abc import Callable, Iterator

from samverka.word.markdown.characters import BREAK
from samverka.word.markdown.lines import Lines
from samverka.word.tree.nodes import Blocks, Cell, Paragraph, Table

Row = tuple[Cell, ...]


def is_simple(table: Table) -> bool:
    """One row of headings, every cell its own and only text in it."""
    rows = table.rows
    return (
        not table.layout
        and len(table.head) == 1
        and bool(table.body)
        and len({len(row) for row in rows}) == 1
        and bool(rows[0])
        and all(_is_text(cell) and cell.rows == cell.columns == 1 for row in rows for cell in row)
    )


def pipe_table(table: Table, lines: Lines) -> str:
    """A simple table."""
    rows = [[cell_line(cell, lines) for cell in row] for row in table.rows]
    rule = ["---"] * len(rows[0])
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def cell_line(cell: Cell, lines: Lines) -> str:
    """The paragraphs of a cell, each on a line of its own."""
    said = (
        lines.line(block.content).strip() for block in cell.blocks if isinstance(block, Paragraph)
    )
    return BREAK.join(filter(None, said))


def html_table(table: Table, lines: Lines, blocks: Callable[[Blocks], str]) -> str:
    """Any table; `blocks` writes a cell that holds more than text."""

    def cell_of(cell: Cell, name: str) -> str:
        start = f"<{name}{attributes(cell, name)}"
        if _is_text(cell):
            return f'{start} markdown="span">{cell_line(cell, lines)}</{name}>'
        return f'{start} markdown="block">\n\n{blocks(cell.blocks)}\n\n</{name}>'

    role = ' role="presentation"' if table.layout else ""
    made = [f'<table{role} markdown="1">']
    for part, name, rows in parts_of(table):
        made.append(f'<{part} markdown="1">')
        for row in rows:
            made += ['<tr markdown="1">', *(cell_of(cell, name) for cell in row), "</tr>"]
        made.append(f"</{part}>")
    return "\n".join((*made, "</table>"))


def parts_of(table: Table) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
    """The elements of a table: part, cell and rows. What only places things has no headings."""
    if table.layout:
        yield "tbody", "td", table.rows
        return
    if table.head:
        yield "thead", "th", table.head
    if table.body:
        yield "tbody", "td", table.body


def attributes(cell: Cell, name: str) -> str:
    """Spans, and what a heading stands above (HTML 4.9.10)."""
    said = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    said += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    if name == "th":
        said += f' scope="{"colgroup" if cell.columns > 1 else "col"}"'
    return said


def _is_text(cell: Cell) -> bool:
    return all(isinstance(block, Paragraph) for block in cell.blocks)
