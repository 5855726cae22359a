"""Whether a platform can remember what a learner does: SCORM 1.2 has room for 4,096 characters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from samverka.learning.packages.package import LAUNCH, Package

ROOM: Final = 4096
"""Characters (RTE 3.4.4, cmi.suspend_data is a CMIString4096)."""
_FIELDS: Final = frozenset({"input", "option"})


@dataclass(slots=True)
class _Asked:
    """A question as its fields show it: what may be chosen, and in how many rows."""

    key: str
    type: str
    values: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def longest(self) -> str:
        """The longest answer, as the player writes it down."""
        values = list(dict.fromkeys(self.values))
        if self.type == "multiple":
            return " ".join(values)
        return " ".join([max(values, key=len, default="")] * max(self.rows, 1))


class _Page(HTMLParser):
    """Reads the questions and steps of a module (see the player's README)."""

    def __init__(self) -> None:
        super().__init__()
        self.version = ""
        self.asked: list[_Asked] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.version = said.get("data-version", self.version)
        if tag == "h2":
            self.anchors.append(said.get("id", ""))
        if "data-question" in said:
            self.asked.append(_Asked(said["data-question"], said.get("data-type", "")))
        elif self.asked and tag == "select":
            self.asked[-1].rows += 1
        elif self.asked and tag in _FIELDS:
            self.asked[-1].values.append(said.get("value", ""))


def memory_faults(package: Package) -> Iterator[str]:
    """Counted as the player's state is written when every question is answered and checked."""
    content = next((file.content for file in package.files if file.path == LAUNCH), b"")
    page = _Page()
    page.feed(content.decode("utf-8", errors="replace"))
    page.close()
    answers = {one.key: one.longest for one in page.asked if one.type != "text"}
    last = max(page.anchors, key=len, default="")
    state = [page.version, answers, list(answers), page.anchors, last, "step"]
    size = len(json.dumps(state, separators=(",", ":")))
    if size > ROOM:
        yield (
            f"Svaren i modulen kan ta {size} tecken, och en lärplattform minns bara {ROOM}. "
            "Dela modulen i två, eller ge frågorna kortare id."
        )
