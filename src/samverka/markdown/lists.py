"""Numbered lists begin where the source says, with the kind of numbers it says."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.blockprocessors import OListProcessor
from markdown.treeprocessors import Treeprocessor

FORMS = frozenset("1aAiI")


class NumberedProcessor(OListProcessor):
    """A list may begin at any number."""

    LAZY_OL = False


class ListProcessor(Treeprocessor):
    """`{: type="a" }` after the first item belongs to the whole list."""

    def run(self, root: Element) -> None:
        """Runs after attr_list."""
        for numbered in root.iter("ol"):
            for element in _begin(numbered):
                form = element.attrib.pop("type", "")
                if form in FORMS and form:
                    numbered.set("type", form)


def _begin(numbered: Element) -> Iterator[Element]:
    for item in numbered[:1]:
        yield item
        yield from (child for child in item[:1] if child.tag == "p")
