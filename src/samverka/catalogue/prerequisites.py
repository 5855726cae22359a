"""What is good to know before a module, where its editor has named another page by its file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets
from samverka.findings import Finding, Noted, Severity
from samverka.source.frontmatter import TrainingMatter
from samverka.source.kinds import Kind
from samverka.source.reading import SUFFIX

CODE: Final = "LEARN04"
_HINT: Final = "Skriv titeln på en sida som är publicerad, eller vad läsaren bör kunna."
_ALIKE: Final = 0.85
"""From 0 to 1: below it, words are no slip of the pen but another thing."""


def with_prerequisites(entries: Iterable[Entry]) -> Noted[tuple[Entry, ...]]:
    """The entries with the title of each page that was named by its file.

    A file that is not among them is left out and told: its name says nothing to a reader, and may
    be that of a page nobody may know of. A title with a letter wrong is told and kept.
    """
    pages = _Pages(tuple(entries))
    findings = tuple(finding for one in pages.entries for finding in pages.findings(one))
    return Noted(tuple(map(pages.titled, pages.entries)), findings)


@dataclass(frozen=True)
class _Pages:
    entries: tuple[Entry, ...]

    @cached_property
    def places(self) -> dict[PurePosixPath, str]:
        """The titles by file and by place among the pages."""
        everything = reversed(self.entries)
        return {place: one.title for one in everything for place in (one.path, one.page)}

    @cached_property
    def modules(self) -> dict[str, str]:
        """The titles of modules, by how they are compared."""
        return {folded(one.title): one.title for one in self.entries if one.kind is Kind.TRAINING}

    def titled(self, entry: Entry) -> Entry:
        """The entry with titles instead of files."""
        matter = entry.matter
        if not isinstance(matter, TrainingMatter) or not any(map(_is_file, matter.prerequisites)):
            return entry
        said = (self._title(one, entry) for one in matter.prerequisites)
        kept = tuple(one for one in said if one is not None)
        return replace(entry, matter=matter.model_copy(update={"prerequisites": kept}))

    def findings(self, entry: Entry) -> Iterator[Finding]:
        """What leads nowhere, or is nearly the title of a module."""
        matter = entry.matter
        written = matter.prerequisites if isinstance(matter, TrainingMatter) else ()
        for number, one in enumerate(written):
            near = get_close_matches(folded(one), self.modules, n=1, cutoff=_ALIKE)
            if self._title(one, entry) is None:
                said, hint = f"{one} är ingen publicerad sida och visas inte", _HINT
            elif near and near[0] != folded(one):
                said, hint = f"{one} blir ingen länk", f"Menade du {self.modules[near[0]]}?"
            else:
                continue
            place = entry.place_of("prerequisites", number)
            yield Finding(place, CODE, Severity.WARNING, f"prerequisites: {said}", hint)

    def _title(self, written: str, entry: Entry) -> str | None:
        """As in a link, or as the file lies in the project; other words stay as they are."""
        if not _is_file(written):
            return written
        places = (*possible_targets(entry.path, written), PurePosixPath(written))
        return next((self.places[place] for place in places if place in self.places), None)


def _is_file(written: str) -> bool:
    return written.casefold().endswith(SUFFIX)


def folded(text: str) -> str:
    """Words as they are compared: without capitals, with single spaces."""
    return " ".join(text.casefold().split())
