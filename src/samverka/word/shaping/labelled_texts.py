"""Reviews and training: labelled lines to front matter, headings from level two."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samverka.source.addresses import file_name
from samverka.source.kinds import Kind
from samverka.swedish.dates import find_dates
from samverka.word.shaped import Brief, Moved, Shaped
from samverka.word.shaping.labels import Labelled, Labels, text_lines
from samverka.word.shaping.titles import flatten_headings, take_title, with_description
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Block, Blocks, Heading, Link, Listing, Paragraph
from samverka.word.tree.walking import inlines_in

NO_TITLE_WORD = re.compile(r"(?!)")
HOUSE = re.compile(r"universitet|högskol|institut|region|kommun|enhet|centrum|FoU", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MINUTES = re.compile(r"(\d{1,3})\s*min", re.IGNORECASE)
HOURS = re.compile(r"(\d{1,2})\s*tim", re.IGNORECASE)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)]")

Reader = Callable[[tuple[str, ...]], Any]
"""What the lines after a label become; None where they cannot be read: the line then stays."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a kind is written: its labels, and how the lines of each key are read."""

    kind: Kind
    labels: Labels
    readers: Mapping[str, Reader]
    lists: frozenset[str] = frozenset()
    """Keys whose text is a list below a line or heading, as `Det viktigaste`."""


def shape_labelled(blocks: Blocks, brief: Brief, pattern: Pattern) -> Shaped:
    """The document with what its labelled lines say in the front matter."""
    titled = with_description(take_title(blocks, NO_TITLE_WORD), brief.settings.vision)
    reading = _Reading(pattern)
    reading.read(titled.blocks)
    name = titled.text or brief.name
    fields = {"title": name, **({"subtitle": titled.description} if titled.description else {})}
    title = (Heading(1, titled.title),) if titled.title else ()
    said = Moved(titled.description, "subtitle")
    return Shaped(
        kind=pattern.kind,
        stem=file_name(name) or file_name(brief.name) or brief.checksum[:12],
        fields={**fields, **reading.fields},
        blocks=(*title, *flatten_headings(reading.without_empty_sections())),
        moved=(*((said,) if said.text else ()), *reading.moved),
    )


@dataclass(slots=True)
class _Reading:
    """The blocks gone through once: fields found, text moved, and the rest."""

    pattern: Pattern
    fields: dict[str, Any] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    emptied: dict[int, str] = field(default_factory=dict)
    """Places in `rest` after which a text was taken out, and what it became."""

    def read(self, blocks: Blocks) -> None:
        place = 0
        while place < len(blocks):
            place += self._read_one(blocks[place], blocks[place + 1 : place + 2])

    def without_empty_sections(self) -> Blocks:
        """The rest; a heading whose whole text became front matter goes the same way."""
        kept: list[Block] = []
        for place, block in enumerate(self.rest):
            following = self.rest[place + 1 : place + 2]
            if place in self.emptied and isinstance(block, Heading) and _ends(block, following):
                self.moved.append(Moved(plain_text(block.content), self.emptied[place]))
            else:
                kept.append(block)
        return tuple(kept)

    def _read_one(self, block: Block, following: Blocks) -> int:
        """How many blocks were used up."""
        labelled = self._labelled(block)
        if labelled is None:
            self.rest.append(block)
            return 1
        if labelled.lines:
            return self._keep(labelled.key, labelled.text, labelled.lines, (block,))
        if labelled.key in self.pattern.lists and following and isinstance(following[0], Listing):
            lines = _entries(following[0])
            text = " ".join([labelled.label, *lines])
            return self._keep(labelled.key, text, lines, (block, following[0]))
        self.rest.append(block)
        return 1

    def _labelled(self, block: Block) -> Labelled | None:
        """The label the block begins with, where it is one for sure and has not come before."""
        if not isinstance(block, Paragraph | Heading):
            return None
        labelled = self.pattern.labels.read_line(block.content)
        if labelled is None or labelled.key in self.fields:
            return None
        return labelled if labelled.sure or not labelled.lines else None

    def _keep(self, key: str, text: str, lines: tuple[str, ...], blocks: Blocks) -> int:
        value = self.pattern.readers[key](lines)
        if value is None or (_links(blocks) and key != "report"):
            self.rest.extend(blocks)
        else:
            if key == "report":
                value = {**value, **_link_in(blocks)}
                value.update(title=value["title"].strip(" .,;:"))
            self.fields.update(_names_and_houses(value) if key == "authors" else {key: value})
            self.moved.append(Moved(text, key))
            self.emptied[len(self.rest) - 1] = key
        return len(blocks)


def _ends(heading: Heading, following: list[Block]) -> bool:
    return not following or (
        isinstance(following[0], Heading) and following[0].level <= heading.level
    )


def _entries(listing: Listing) -> tuple[str, ...]:
    return tuple(" ".join(text_lines(item)) for item in listing.items)


def _links(blocks: Blocks) -> list[Link]:
    return [one for one in inlines_in(blocks) if isinstance(one, Link)]


def _link_in(blocks: Blocks) -> dict[str, str]:
    return next(({"url": link.url} for link in _links(blocks) if "://" in link.url), {})


def _one(lines: tuple[str, ...]) -> str:
    return " ".join(lines)


def _names(lines: tuple[str, ...]) -> list[str]:
    parts = re.split(r"\s*[,;]\s*|\s+(?:och|samt|&)\s+(?=[A-ZÅÄÖ])", _one(lines).rstrip("."))
    return [part for part in parts if part]


def _names_and_houses(entries: list[str]) -> dict[str, Any]:
    """`Författare: A B och C D, Exempelhögskolan` names an institution too."""
    people = [entry for entry in entries if " " in entry and not HOUSE.search(entry)]
    houses = [entry for entry in entries if entry not in people]
    if not people:
        return {"authors": entries}
    return {"authors": people, **({"institution": ", ".join(houses)} if houses else {})}


def _by_comma(lines: tuple[str, ...]) -> list[str]:
    return [part for part in re.split(r"\s*[,;]\s*", _one(lines).rstrip(".")) if part]


def _every(lines: tuple[str, ...]) -> list[str]:
    return list(lines)


def _minutes(lines: tuple[str, ...]) -> int | None:
    hours, minutes = HOURS.search(_one(lines)), MINUTES.search(_one(lines))
    total = (int(hours[1]) * 60 if hours else 0) + (int(minutes[1]) if minutes else 0)
    return total or None


def _level(lines: tuple[str, ...]) -> int | None:
    found = re.search(r"\b([1-3])\b", _one(lines))
    return int(found[1]) if found else None


def _variant(lines: tuple[str, ...]) -> str | None:
    said = _one(lines).casefold()
    return "short" if said.startswith("kort") else "long" if said.startswith("lång") else None


def _day(lines: tuple[str, ...]) -> date | None:
    found = find_dates(_one(lines))
    return found[0].first if found else None


def _report(lines: tuple[str, ...]) -> dict[str, Any]:
    said = _one(lines)
    year, doi = YEAR.search(said), DOI.search(said)
    title = re.sub(r"\s*(?:https?://\S+|doi:\s*\S+)", "", said, flags=re.IGNORECASE)
    address = re.search(r"https?://[^\s)]+[^\s).,;]", said)
    made: dict[str, Any] = {"title": title}
    if year:
        made["year"] = int(year.group())
    if address:
        made["url"] = address.group()
    if doi:
        made["doi"] = doi.group()
    return made


COMMON_LABELS = {
    "audience": "målgrupp, målgrupper, för vem, för dig som är",
    "date": "publicerad, datum, senast uppdaterad",
}
COMMON_READERS: dict[str, Reader] = {"audience": _by_comma, "date": _day}

REVIEW = Pattern(
    Kind.REVIEW,
    Labels.of(
        **COMMON_LABELS,
        authors="författare, av, text, skriven av, forskare",
        institution="institution, lärosäte, utgivare",
        report=(
            "rapporten i sin helhet, fullständig rapport, hela rapporten, läs hela rapporten, "
            "rapport, källa"
        ),
        key_findings=(
            "det viktigaste, det viktigaste i korthet, viktigaste resultaten, viktiga resultat, "
            "huvudresultat, huvudsakliga resultat, i korthet, slutsatser i korthet"
        ),
    ),
    {
        **COMMON_READERS,
        "authors": _names,
        "institution": _one,
        "report": _report,
        "key_findings": _every,
    },
    frozenset({"key_findings", "authors", "audience"}),
)
TRAINING = Pattern(
    Kind.TRAINING,
    Labels.of(
        **COMMON_LABELS,
        duration="tid, tidsåtgång, längd",
        goals="mål, lärandemål, efter utbildningen kan du, syfte och mål",
        level="nivå, steg",
        course="kurs, utbildning",
        variant="variant, version",
        prerequisites="förkunskaper",
    ),
    {
        **COMMON_READERS,
        "duration": _minutes,
        "goals": _every,
        "level": _level,
        "course": _one,
        "variant": _variant,
        "prerequisites": _by_comma,
    },
    frozenset({"goals", "prerequisites", "audience"}),
)
