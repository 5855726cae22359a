"""Headings numbered by Word with letters: `## Tider {: data-number="Bilaga A" }`."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

HEADING = re.compile("h[1-6]")
GIVEN = "data-number"


class HeadingNumberProcessor(Treeprocessor):
    """The number stands before the heading's text, and is no part of its address."""

    def run(self, root: Element) -> None:
        """Runs after toc has named the headings."""
        for heading in list(root.iter()):
            number = heading.attrib.pop(GIVEN, "") if HEADING.fullmatch(str(heading.tag)) else ""
            if number:
                shown = Element("span", {"class": "number"})
                shown.text, shown.tail = number, f" {heading.text or ''}"
                heading.text = None
                heading.insert(0, shown)
