"""The steps of a training page: an H2 and what follows it, to be shown one at a time."""

from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

HEADING: Final = "h2"
NOTES: Final = "footnote"
"""The class of the notes at the end of a page, which belong to every step."""


class StepProcessor(Treeprocessor):
    """Puts each step in a `section.step`; the heading keeps its id, and its place in the order."""

    def run(self, root: Element) -> None:
        """Runs when the elements have their ids; what stands before the first H2 stays outside."""
        if root.find(HEADING) is None:
            return
        children, step = list(root), root
        root[:] = []
        for child in children:
            if child.tag == HEADING:
                step = Element("section", {"class": "step"})
                root.append(step)
            home = root if NOTES in (child.get("class") or "").split() else step
            home.append(child)
