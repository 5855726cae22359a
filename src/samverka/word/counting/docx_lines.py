"""One paragraph of a Word file while it is read: its text, parted by what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from samverka.word.counting.parts import Relation
from samverka.word.counting.pieces import Reason

PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(frozen=True, slots=True)
class Setting:
    """In which part the walk is, why its text is left out, and how the place is called."""

    relations: dict[str, Relation] = field(default_factory=dict)
    reason: Reason | None = None
    place: str = ""
    """Empty among the body's own paragraphs, which are numbered as they come."""


@dataclass(slots=True)
class Field:
    """A complex field (ECMA-376 part 1, 17.16.18): instruction, separator, result."""

    instruction: str = ""
    shows: bool = False
    choice: str = ""
    """What a drop-down list of a form shows where the result says nothing."""

    @property
    def is_page_number(self) -> bool:
        """Whether its result is the number of a page."""
        return is_page_number(self.instruction)


def is_page_number(instruction: str) -> bool:
    """Whether a field counts pages."""
    name, *_ = [*instruction.split(maxsplit=1), ""]
    return name.upper() in PAGE_FIELDS


@dataclass(slots=True)
class Line:
    """The text of a paragraph so far; runs are joined before their words are read."""

    setting: Setting
    hidden_style: bool = False
    reason: Reason | None = None
    hidden: bool = False
    font: str = ""
    """That of the run, where it says one."""

    fields: list[Field] = field(default_factory=list)
    texts: dict[Reason | None, list[str]] = field(default_factory=dict)
    after: list[Callable[[str], None]] = field(default_factory=list)
    """What stands beside the paragraph: text boxes, alt texts, charts. Each is told its place."""

    def add(self, text: str) -> None:
        """Text of a run; the instruction of a field is none."""
        if self.fields and not self.fields[-1].shows:
            return
        reason = self.reason
        if reason is None and self.hidden:
            reason = Reason.HIDDEN
        elif reason is Reason.HEADER and self._is_page_number():
            reason = Reason.PAGE_NUMBER
        self.texts.setdefault(reason, []).append(text)
        for one in self.fields:
            one.choice = ""

    def space(self) -> None:
        """A tab, a break or a hyphen: words end here, also those around hidden text."""
        if not self.fields or self.fields[-1].shows:
            self.texts.setdefault(self.reason, []).append(" ")

    def end_field(self) -> None:
        """The end of the innermost field."""
        if self.fields:
            self.add(self.fields.pop().choice)

    def _is_page_number(self) -> bool:
        return any(one.is_page_number for one in self.fields)
