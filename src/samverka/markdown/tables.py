"""Tables that can be scrolled with the keyboard where they are wider than the page."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

LONGEST_NAME = 80


class TableProcessor(Treeprocessor):
    """Puts each table in a named, focusable region."""

    def run(self, root: Element) -> None:
        """The class on the table keeps the theme from wrapping it once more."""
        tables = [
            (parent, child) for parent in root.iter() for child in parent if child.tag == "table"
        ]
        for number, (parent, table) in enumerate(tables, start=1):
            _wrap(parent, table, number)


def _wrap(parent: Element, table: Element, number: int) -> None:
    region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    region.set("aria-label", _name(table, number))
    region.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = region
    table.set("class", f"table {table.get('class', '')}".strip())
    region.append(table)


def _name(table: Element, number: int) -> str:
    headings = (" ".join("".join(cell.itertext()).split()) for cell in table.iter("th"))
    said = ", ".join(heading for heading in headings if heading)
    return f"Tabell {number}: {said}"[:LONGEST_NAME] if said else f"Tabell {number}"
