"""What is good to know before a module, where its editor has named another page by its file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets
from samverka.findings import Finding, Noted, Severity
from samverka.source.frontmatter import TrainingMatter
from samverka.source.reading import SUFFIX

_HINT: Final = "Skriv titeln på en sida som är publicerad, eller vad läsaren bör kunna."


def with_prerequisites(entries: Iterable[Entry]) -> Noted[tuple[Entry, ...]]:
    """The entries with the title of each page that was named by its file.

    A file that is not among them is left out and told: its name says nothing to a reader, and may
    be that of a page nobody may know of.
    """
    read = tuple(entries)
    titles = {place: one.title for one in reversed(read) for place in (one.path, one.page)}
    findings = tuple(one for entry in read for one in _findings(entry, titles))
    return Noted(tuple(_titled(entry, titles) for entry in read), findings)


def _titled(entry: Entry, titles: dict[PurePosixPath, str]) -> Entry:
    matter = entry.matter
    if not isinstance(matter, TrainingMatter) or not any(map(_is_file, matter.prerequisites)):
        return entry
    said = (_title(one, entry, titles) for one in matter.prerequisites)
    kept = tuple(one for one in said if one is not None)
    return replace(entry, matter=matter.model_copy(update={"prerequisites": kept}))


def _findings(entry: Entry, titles: dict[PurePosixPath, str]) -> Iterator[Finding]:
    matter = entry.matter
    written = matter.prerequisites if isinstance(matter, TrainingMatter) else ()
    for number, one in enumerate(written):
        if _title(one, entry, titles) is None:
            place = entry.place_of("prerequisites", number)
            said = f"prerequisites: {one} är ingen publicerad sida och visas inte"
            yield Finding(place, "SITE10", Severity.WARNING, said, _HINT)


def _title(written: str, entry: Entry, titles: dict[PurePosixPath, str]) -> str | None:
    """As in a link, or as the file lies in the project; other words stay as they are."""
    if not _is_file(written):
        return written
    places = (*possible_targets(entry.path, written), PurePosixPath(written))
    return next((titles[place] for place in places if place in titles), None)


def _is_file(written: str) -> bool:
    return written.casefold().endswith(SUFFIX)
