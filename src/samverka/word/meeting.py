"""Meeting notes: the head becomes front matter, the agenda H2, the decisions are marked."""

import re
from dataclasses import dataclass, field
from datetime import date

from samverka.errors import SamverkaError
from samverka.source.kinds import Kind
from samverka.swedish.dates import find_dates, find_times
from samverka.swedish.people import read_people
from samverka.word import attendance
from samverka.word.agenda import first_item, join_numbers, shape_agenda
from samverka.word.agenda_tables import unfold_agenda_tables
from samverka.word.decided import mark_decisions
from samverka.word.head_tables import split_head_tables
from samverka.word.inlines import lines_of, plain_text
from samverka.word.labels import Labelled, Labels, text_lines
from samverka.word.shaped import Brief, Moved, Remark, Shaped
from samverka.word.titles import Titled, take_title, with_description
from samverka.word.tree import Block, Blocks, Heading, Listing, Paragraph, Table, Text
from samverka.word.walking import block_text

TITLE = re.compile(
    r"(?:mötes|minnes|samman(?:komst|trädes)|tjänste)?anteckning|protokoll|\bmöte\b", re.IGNORECASE
)
OTHER_FORUM = "ovriga"
NAME = r"(?P<name>[A-ZÅÄÖ][\w-]+(?:[ \u00a0][A-ZÅÄÖ][\w-]*){1,3})"
SECRETARY = re.compile(
    r"(?i:(?:anteckningar(?:na)?|protokoll(?:et)?)\s+(?:är\s+)?"
    r"(?:förd\w*|skriv\w*|gjord\w*|upprätta\w*)\s+av"
    r"|(?:vid|för)\s+(?:anteckningarna|protokollet)"
    r"|(?:mötes)?sekreterare|protokollförare|antecknat\s+av)"
    rf"\s*[:,]?\s*{NAME}"
)
CHAIR = re.compile(rf"\b[Oo]rdförande,?\s+{NAME}")

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
LONGEST_PERSON = 110
"""More letters for a person than this is a sentence about somebody."""

PEOPLE = ("present", "absent")
BECAME = {
    "when": "date, start och end",
    "when_and_place": "date, start, end och place",
    **{key: key for key in ("place", "present", "absent", "chair", "secretary")},
}
ONE_LINE = ("when", "place", "when_and_place", "chair", "secretary")


@dataclass(slots=True)
class _Head:
    """The meeting's head while it is read: lines per key, and what was no part of it."""

    brief: Brief
    lines: dict[str, list[str]] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    key: str = ""

    def read(self, block: Block) -> None:
        if isinstance(block, Table) and (fields := LABELS.read_table(block)):
            for labelled in fields:
                self._take(labelled)
            self.key = ""
        elif isinstance(block, Paragraph | Heading):
            self._read_lines(block)
        elif self.key in PEOPLE and isinstance(block, Listing | Table) and self._are_people(block):
            self._continue(text_lines((block,)), block_text(block))
        else:
            self.rest.append(block)

    def _read_lines(self, block: Paragraph | Heading) -> None:
        for line in lines_of(block.content):
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
        read = read_people((said,), self.brief.organisations)
        return (
            bool(read.people) and not read.unread and len(said) < LONGEST_PERSON * len(read.people)
        )

    def _are_people(self, block: Block) -> bool:
        read = read_people(text_lines((block,)), self.brief.organisations)
        return len(read.people) > len(read.unread)

    def _take(self, labelled: Labelled) -> None:
        self.key = labelled.key
        self.lines.setdefault(labelled.key, []).extend(labelled.lines)
        self.moved.append(Moved(labelled.text, BECAME[labelled.key]))

    def _continue(self, lines: tuple[str, ...], text: str = "") -> None:
        """`text` is what the source had, where it had more than the lines."""
        self.lines.setdefault(self.key, []).extend(lines)
        self.moved.append(Moved(text or " ".join(lines), BECAME[self.key]))


def shape_meeting(blocks: Blocks, brief: Brief) -> Shaped:
    """Raise `SamverkaError` where no date can be found: it is the page's address."""
    unfolded = unfold_agenda_tables(split_head_tables(blocks, LABELS))
    joined = join_numbers(unfolded.blocks)
    titled = with_description(take_title(joined, TITLE), brief.settings.vision)
    start = first_item(titled.blocks, LABELS.is_label)
    head = _Head(brief)
    for block in titled.blocks[:start]:
        head.read(block)
    body = mark_decisions(shape_agenda(titled.blocks[start:], LABELS.is_label))
    people = attendance.read_attendance(
        head.lines.get("present", ()), head.lines.get("absent", ()), brief.organisations
    )
    left = tuple(Paragraph((Text(piece),)) for piece in people.unread)
    fields = _fields(titled, head, people, body)
    return Shaped(
        kind=Kind.MEETING,
        stem=f"{fields['forum']}/{fields['date']}",
        fields=fields,
        blocks=(*_title_block(titled), *head.rest, *left, *body),
        remarks=tuple(_remarks(head, people, body, fields)),
        moved=(
            Moved(titled.description, "description"),
            *head.moved,
            *(Moved(text, "dagordningens punkter") for text in unfolded.headers),
        ),
    )


def _title_block(titled: Titled) -> Blocks:
    return (Heading(1, titled.title),) if titled.title else ()


def _fields(
    titled: Titled, head: _Head, people: attendance.Attendance, body: Blocks
) -> dict[str, object]:
    when = " ".join([*head.lines.get("when", ()), *head.lines.get("when_and_place", ())])
    times = find_times(when)
    forum = _forum(titled.text, head.brief)
    return {
        "title": titled.text or head.brief.name,
        "date": _date(when, titled.text, head.brief.name),
        "description": titled.description,
        "forum": forum,
        "start": times[0].begins if times else None,
        "end": times[0].ends if times else None,
        "place": _place(head, when),
        "chair": _one_name(head, "chair") or people.chair or _first_match(CHAIR, body[:4]),
        "secretary": _one_name(head, "secretary") or _first_match(SECRETARY, body[-6:]),
        "present": attendance.as_fields(people.present),
        "absent": attendance.as_fields(people.absent),
    }


def _place(head: _Head, when: str) -> str | None:
    said = " ".join(head.lines.get("place", ()))
    if said or "when_and_place" not in head.lines:
        return said or None
    ends = [*(d.end for d in find_dates(when)), *(t.end for t in find_times(when))]
    return when[max(ends, default=0) :].strip(" ,.;–-") or None


def _date(when: str, title: str, name: str) -> date:
    for text in (when, title, name):
        found = find_dates(text)
        if found:
            return found[0].first
    raise SamverkaError(
        "hittar inget datum för mötet",
        "Skriv en rad i dokumentet, till exempel Tid: 4 juni 2021 kl. 8.30-9.30.",
    )


def _forum(title: str, brief: Brief) -> str:
    """The forum whose longest name stands in the title, else in the file's name."""
    names = [
        (len(name), name, key)
        for key, forum in brief.settings.forums.items()
        for name in (forum.name, *forum.also)
    ]
    for text in (title, brief.name):
        for _, name, key in sorted(names, reverse=True):
            if re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE):
                return key
    return OTHER_FORUM


def _one_name(head: _Head, key: str) -> str | None:
    read = read_people(tuple(head.lines.get(key, ())), head.brief.organisations)
    return read.people[0].name if read.people else next(iter(head.lines.get(key, ())), None)


def _first_match(pattern: re.Pattern[str], blocks: Blocks) -> str | None:
    for block in blocks:
        found = pattern.search(block_text(block))
        if found:
            return re.sub(r"\s+", " ", found["name"])
    return None


def _remarks(
    head: _Head, people: attendance.Attendance, body: Blocks, fields: dict[str, object]
) -> list[Remark]:
    organisations = head.brief.organisations
    remarks = [
        *attendance.twice_named(head.lines.get("present", ()), organisations),
        *attendance.twice_named(head.lines.get("absent", ()), organisations),
        *attendance.on_both_lists(people),
        *attendance.names_alike(people, map(block_text, body)),
        *attendance.not_read(people),
    ]
    if fields["forum"] == OTHER_FORUM:
        known = ", ".join(forum.name for forum in head.brief.settings.forums.values())
        said = "ser inte vilket forum som möttes; mötet lades bland övriga"
        hint = f"Skriv forumets namn i rubriken ({known}), eller lägg till forumet i mkdocs.yml."
        remarks.append(Remark("MEET01", said, hint, "forum:"))
    return remarks
