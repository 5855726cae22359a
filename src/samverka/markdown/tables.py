"""Tables: named, and to be scrolled with the keyboard where they are wider than the page."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from samverka.markdown.safety import unescaped

LONGEST_NAME = 80
CAPTION = "caption"
"""The class of a paragraph that names the table after it."""


class TableProcessor(Treeprocessor):
    """Puts each table in a named, focusable region.

    A table that only places things beside each other (`role="presentation"`) is no table to a
    reader: it is dressed as one or several columns.
    """

    def run(self, root: Element) -> None:
        """The class on the table keeps the theme from wrapping it once more."""
        number = 0
        for parent, table in [*_tables(root)]:
            if table.get("role") == "presentation":
                table.set("class", f"layout {table.get('class', '')}".strip())
                continue
            number += 1
            _head_columns(table)
            _take_caption(parent, table)
            _wrap(parent, table, self._name(table, number))

    def _name(self, table: Element, number: int) -> str:
        if (caption := table.find(CAPTION)) is not None:
            return self._words(caption)[:LONGEST_NAME]
        said = ", ".join(filter(None, map(self._words, table.iter("th"))))
        return f"Tabell {number}: {said}"[:LONGEST_NAME] if said else f"Tabell {number}"

    def _words(self, element: Element) -> str:
        """The text of an element; of raw HTML in it only signs and line breaks."""
        said = HTML_PLACEHOLDER_RE.sub(self._stashed, "".join(element.itertext()))
        return " ".join(unescaped(said).split())

    def _stashed(self, found: re.Match[str]) -> str:
        raw = str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
        return raw if raw.startswith("&") else " " * raw.startswith("<br")


def _tables(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        yield from ((parent, child) for child in parent if child.tag == "table")


def _head_columns(table: Element) -> None:
    """Headings say what they are the heading of (WCAG 2.2, technique H63)."""
    for head in table.findall("thead"):
        for cell in head.iter("th"):
            cell.attrib.setdefault("scope", "colgroup" if cell.get("colspan") else "col")


def _take_caption(parent: Element, table: Element) -> None:
    """The words above the table are its name to those who hear the page as well."""
    place = list(parent).index(table)
    above = parent[place - 1] if place else None
    if above is None or above.tag != "p" or CAPTION not in (above.get("class") or "").split():
        return
    parent.remove(above)
    above.tag = CAPTION
    table.insert(0, above)


def _wrap(parent: Element, table: Element, name: str) -> None:
    region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    region.set("aria-label", name)
    region.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = region
    table.set("class", f"table {table.get('class', '')}".strip())
    region.append(table)
