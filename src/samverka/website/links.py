"""The links of a page, as MkDocs can follow them; those to hidden pages become plain text."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets, target_as_page
from samverka.findings import Finding, Noted, Severity
from samverka.markdown.links import (
    after_path,
    link_targets,
    replace_targets,
    resolve_target,
)
from samverka.source.addresses import page_path, way
from samverka.source.places import place_in

NOWHERE = "dold:"
"""No browser knows this kind of address, so `samverka.markdown` leaves only the words."""


@dataclass(frozen=True, slots=True)
class Linked:
    """`hidden` are the pages and files that are not published, by their place among the pages.

    `published` are those that are, by the same.
    """

    root: Path
    hidden: frozenset[str]
    published: Container[str]

    def follow(self, entry: Entry, markdown: str) -> Noted[str]:
        """The page's Markdown with its links led right, and what its editor should look at."""
        followed = replace_targets(markdown, lambda target: self._led(entry.path, target))
        return Noted(followed, tuple(self._findings(entry)))

    def _led(self, source: PurePosixPath, target: str) -> str:
        if self._is_hidden(source, target):
            return NOWHERE
        found, page = resolve_target(source, target), target_as_page(source, target)
        if found is None or page is None or found.parts[0] == source.parts[0]:
            return target
        return way(page_path(source), page) + after_path(target)

    def _is_hidden(self, source: PurePosixPath, target: str) -> bool:
        meant = tuple(possible_targets(source, target))
        if any(str(page) in self.hidden for page in meant):
            return True
        is_there = any(str(page) in self.published for page in meant)
        return not is_there and any(self._is_made_of_hidden(page) for page in meant)

    def _is_made_of_hidden(self, place: PurePosixPath) -> bool:
        """What a page becomes lies in the folder that is named as the page."""
        folders = (folder for folder in place.parents if folder.name)
        return any(str(folder.with_name(f"{folder.name}.md")) in self.hidden for folder in folders)

    def _findings(self, entry: Entry) -> Iterator[Finding]:
        for line, target in link_targets(entry.text):
            if self._is_hidden(entry.path, target):
                place = place_in(self.root, entry.path, entry.text, line)
                said = f"länken {target} går till något som inte är publicerat; den visas som text"
                yield Finding(place, "SITE04", Severity.WARNING, said)
