"""The links of a page, as MkDocs can follow them; those to hidden pages become plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.catalogue.links import possible_targets, relative_target, target_as_page
from samverka.findings import Finding, Noted, Severity
from samverka.markdown.links import link_targets, replace_targets, resolve_target
from samverka.website.places import place_of

NOWHERE = "dold:"
"""No browser knows this kind of address, so `samverka.markdown` leaves only the words."""


@dataclass(frozen=True, slots=True)
class Linked:
    """`hidden` are the pages and files that are not published, by their place among the pages."""

    root: Path
    hidden: frozenset[str]

    def follow(self, source: PurePosixPath, text: str) -> Noted[str]:
        """The text with its links led right, and what the editor should look at."""
        findings = tuple(self._findings(source, text))
        return Noted(replace_targets(text, lambda target: self._led(source, target)), findings)

    def _led(self, source: PurePosixPath, target: str) -> str:
        if self._is_hidden(source, target):
            return NOWHERE
        found, page = resolve_target(source, target), target_as_page(source, target)
        if found is None or page is None or found.parts[0] == source.parts[0]:
            return target
        return relative_target(source, page) + _after_path(target)

    def _is_hidden(self, source: PurePosixPath, target: str) -> bool:
        return any(str(page) in self.hidden for page in possible_targets(source, target))

    def _findings(self, source: PurePosixPath, text: str) -> Iterator[Finding]:
        for _, target in link_targets(text):
            if self._is_hidden(source, target):
                place = place_of(self.root, source, target)
                said = f"länken {target} går till något som inte är publicerat; den visas som text"
                yield Finding(place, "SITE04", Severity.WARNING, said)


def _after_path(target: str) -> str:
    marks = (at for sign in "#?" if (at := target.find(sign)) >= 0)
    return target[min(marks, default=len(target)) :]
