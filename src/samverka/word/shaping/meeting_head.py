"""The head of meeting notes: when, where and who, from labelled lines and tables."""

from dataclasses import dataclass, field

from samverka.swedish.dates import find_dates, find_times
from samverka.swedish.people import read_people
from samverka.word.shaped import Brief, Moved
from samverka.word.shaping.attendance import is_organisation
from samverka.word.shaping.attendance_tables import (
    LONGEST_PERSON,
    PEOPLE,
    read_attendance_table,
)
from samverka.word.shaping.labels import Labelled, Labels, is_column_names, text_lines
from samverka.word.tree.inlines import lines_of, plain_text
from samverka.word.tree.nodes import Block, Break, Heading, Inlines, Listing, Paragraph, Table, Text
from samverka.word.tree.walking import block_text, inner_blocks

LABELS = Labels.of(
    when="tid, datum, dag, mötesdatum, mötestid, datum och tid, tid och datum, när",
    place="plats, lokal, mötesplats, var",
    when_and_place="tid och plats, datum och plats, plats och tid, tid/plats, datum/plats",
    present=(
        "närvarande, deltagare, deltagande, deltog, närvaro, närvarande ledamöter, beslutande, "
        "närvarande personer, övriga närvarande, övriga deltagare, medverkande, ledamöter, "
        "adjungerade, adjungerad"
    ),
    absent=(
        "frånvarande, frånvaro, ej närvarande, inte närvarande, förhinder, anmält förhinder, "
        "meddelat förhinder, anmäld frånvaro, anmält frånvaro"
    ),
    chair="ordförande, mötesordförande, mötesledare",
    secretary=(
        "sekreterare, mötessekreterare, protokollförare, antecknare, vid anteckningarna, "
        "vid protokollet"
    ),
)
BECAME = {
    "when": "date, start och end",
    "when_and_place": "date, start, end och place",
    **{key: key for key in ("place", "present", "absent", "chair", "secretary")},
}
ONE_LINE = ("when", "place", "when_and_place", "chair", "secretary")


@dataclass(slots=True)
class Head:
    """The meeting's head while it is read: lines per key, and what was no part of it."""

    brief: Brief
    lines: dict[str, list[str]] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    key: str = ""

    def read(self, block: Block) -> None:
        """Take what the block says of the meeting, and keep the rest of it."""
        match block:
            case Paragraph() | Heading():
                self._read_lines(block)
            case Table() if self._read_table(block):
                pass
            case Listing() if _holds_labels(block):
                for inner in inner_blocks(block):
                    self.read(inner)
            case Listing() | Table() if self.key in PEOPLE and self._are_people(block):
                self._end_group()
                self._continue(text_lines((block,)), block_text(block))
            case _:
                self.rest.append(block)

    def _read_table(self, table: Table) -> bool:
        people = read_attendance_table(table, LABELS)
        for key, lines in people.items():
            self.key = key
            self._continue(lines)
        if people:
            self.moved.append(Moved(block_text(table), "present och absent"))
            return True
        fields = LABELS.read_table(table)
        for labelled in fields:
            self._take(labelled)
        self.key = "" if fields else self.key
        return bool(fields)

    def _read_lines(self, block: Paragraph | Heading) -> None:
        for line in _logical_lines(block.content):
            labelled = LABELS.read_line(line)
            said = plain_text(line)
            if labelled is not None and self._is_label(labelled):
                self._take(labelled)
            elif self.key and self._goes_on(said):
                self._continue((said,))
            elif line:
                self.key = ""
                self.rest.append(Paragraph(line))

    def _is_label(self, labelled: Labelled) -> bool:
        if self.key in PEOPLE and labelled.key in ("chair", "secretary"):
            return labelled.sure
        return labelled.sure or not labelled.lines or self._fits(labelled)

    def _fits(self, labelled: Labelled) -> bool:
        """A label without a colon is one only where what follows is of its sort."""
        said = " ".join(labelled.lines)
        match labelled.key:
            case "when" | "when_and_place":
                return bool(find_dates(said) or find_times(said))
            case "place":
                return said[:1].isupper() and not said.endswith(".")
            case _:
                read = read_people(labelled.lines, self.brief.organisations)
                return bool(read.people) and len(read.unread) <= len(read.people)

    def _goes_on(self, said: str) -> bool:
        if self.key in ONE_LINE:
            return not self.lines.get(self.key)
        if is_organisation(said, self.brief.organisations):
            return True
        read = read_people((said,), self.brief.organisations)
        return (
            bool(read.people) and not read.unread and len(said) < LONGEST_PERSON * len(read.people)
        )

    def _are_people(self, block: Block) -> bool:
        lines = text_lines((block,))
        others = [line for line in lines if not is_organisation(line, self.brief.organisations)]
        read = read_people(others, self.brief.organisations)
        return len(read.people) > len(read.unread) or (bool(lines) and not others)

    def _end_group(self) -> None:
        """A new list does not belong to an organisation that stands above an earlier one."""
        lines = self.lines.get(self.key, [])
        if lines and not is_organisation(lines[-1], self.brief.organisations):
            lines.append("")

    def _take(self, labelled: Labelled) -> None:
        self.key = labelled.key
        self._add(labelled.lines)
        self.moved.append(Moved(labelled.text, BECAME[labelled.key]))

    def _add(self, lines: tuple[str, ...]) -> None:
        named = [line for line in lines if self.key not in PEOPLE or not is_column_names(line)]
        self.lines.setdefault(self.key, []).extend(named)

    def _continue(self, lines: tuple[str, ...], text: str = "") -> None:
        """`text` is what the source had, where it had more than the lines."""
        self._add(lines)
        self.moved.append(Moved(text or " ".join(lines), BECAME[self.key]))


def _holds_labels(listing: Listing) -> bool:
    firsts = [item[0] for item in listing.items if item]
    return bool(firsts) and all(
        isinstance(first, Paragraph) and LABELS.read_line(first.content) is not None
        for first in firsts
    )


def _logical_lines(content: Inlines) -> tuple[Inlines, ...]:
    """The lines; one that only wrapped, and does not begin with a label, goes on."""
    lines = lines_of(content)
    if not any(isinstance(inline, Break) and inline.soft for inline in content):
        return lines
    made: list[Inlines] = []
    for line in lines:
        if made and LABELS.read_line(line) is None:
            made[-1] = (*made[-1], Text(" "), *line)
        else:
            made.append(line)
    return tuple(made)
