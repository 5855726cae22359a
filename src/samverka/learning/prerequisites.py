"""What is good to know before a module: a page of ours, an address elsewhere or free words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets
from samverka.findings import Finding, Severity
from samverka.source.frontmatter import TrainingMatter
from samverka.source.kinds import Kind
from samverka.source.reading import SUFFIX

CODE: Final = "LEARN04"
_ALIKE: Final = 0.85
"""From 0 to 1: below it, words are no slip of the pen but another thing."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """`entry` is the page that `text` names, where it names one of ours."""

    text: str
    entry: Entry | None


def prerequisites_of(entry: Entry, catalogue: Catalogue) -> tuple[Prerequisite, ...]:
    """Each is written as the title of a page, as its file, as an address or in free words."""
    matter = entry.matter
    written = matter.prerequisites if isinstance(matter, TrainingMatter) else ()
    return tuple(
        Prerequisite(text, _by_title(text, catalogue) or _by_file(text, entry, catalogue))
        for text in written
    )


def prerequisite_findings(entry: Entry, catalogue: Catalogue) -> Iterator[Finding]:
    """Files that lead nowhere, and titles of modules with a letter wrong."""
    titles = {_plain(one.title): one.title for one in catalogue.of_kind(Kind.TRAINING)}
    for at, one in enumerate(prerequisites_of(entry, catalogue)):
        near = get_close_matches(_plain(one.text), titles, n=1, cutoff=_ALIKE)
        is_file = PurePosixPath(one.text.strip()).suffix == SUFFIX
        if one.entry is None and (near or is_file):
            said = f"prerequisites: {one.text} finns inte på webbplatsen och blir ingen länk"
            hint = f"Menade du {titles[near[0]]}?" if near else "Skriv sidans titel."
            place = entry.place_of("prerequisites", at)
            yield Finding(place, CODE, Severity.WARNING, said, hint)


def _by_title(text: str, catalogue: Catalogue) -> Entry | None:
    wanted = _plain(text)
    return next((one for one in catalogue.entries if _plain(one.title) == wanted), None)


def _by_file(text: str, entry: Entry, catalogue: Catalogue) -> Entry | None:
    """As in a link, or as the file lies in the project."""
    target = text.strip()
    places = set(possible_targets(entry.path, target)) if " " not in target else set()
    same = PurePosixPath(target)
    return next((one for one in catalogue.entries if one.page in places or one.path == same), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
