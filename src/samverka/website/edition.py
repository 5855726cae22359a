"""`Edition`: everything one build of the site needs to know, read before MkDocs begins."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.glossary import Glossary, glossary_entry, read_glossary
from samverka.catalogue.withheld import Sources, read_sources
from samverka.files import read_text
from samverka.findings import Finding, Noted
from samverka.learning.faults import entry_findings, unread_findings
from samverka.pages.copies.links import copy_links, offline_links
from samverka.pages.feeds.publishing import feed_names
from samverka.pages.generated import GeneratedPage, RenderedPage, StaticFile
from samverka.pages.header import Around, Header
from samverka.pages.headers import header_of, plain_header
from samverka.pages.machine.facts import MachineFacts, machine_facts
from samverka.pages.machine.structured import Subject
from samverka.pages.publishing import generated_pages, static_files
from samverka.pages.reviews.bibliography import cited_texts
from samverka.pages.wayfinding.trail import trail_of
from samverka.settings import Settings, parse_settings
from samverka.source.addresses import page_address, page_path
from samverka.source.places import place_in
from samverka.source.reading import read_all


@dataclass(frozen=True, slots=True)
class Host:
    """What MkDocs and the clock say of this build."""

    site_url: str
    today: dt.date
    site: Path = Path("site")


@dataclass(frozen=True, slots=True)
class Edition:
    """`entries` and `generated` are found by their place among the pages, as MkDocs writes it.

    So are `cited`: the texts of entries that have a bibliography, with its references.
    """

    around: Around
    entries: dict[str, Entry]
    generated: dict[str, GeneratedPage]
    files: tuple[StaticFile, ...]
    cited: dict[str, str]
    feeds: Mapping[str, str]
    sources: Sources
    glossary: Glossary

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.around.root

    @property
    def settings(self) -> Settings:
        """What mkdocs.yml says of the collaboration."""
        return self.around.settings

    @property
    def catalogue(self) -> Catalogue:
        """The entries, and the questions asked of them."""
        return self.around.catalogue

    def title_of(self, page: str) -> str | None:
        """The title of one of our pages."""
        entry, listed = self.entries.get(page), self.generated.get(page)
        return entry.title if entry else listed.title if listed else None

    def header_of(self, page: str) -> Header | None:
        """The header of one of our pages; None for what another plugin has made."""
        entry, listed = self.entries.get(page), self.generated.get(page)
        header = header_of(entry, self.around) if entry else listed and plain_header(listed)
        if not header:
            return None
        address = page_address(PurePosixPath(page))
        links = (
            *copy_links(address, header.title, self.settings),
            *offline_links(entry, self.settings),
        )
        trail = trail_of(PurePosixPath(page), self._published_title)
        return replace(header, trail=trail, copies=links)

    def _published_title(self, page: PurePosixPath) -> str | None:
        listed = self.generated.get(str(page))
        left_out = str(page) not in self.entries and listed is not None and listed.is_empty
        return None if left_out else self.title_of(str(page))

    def text_of(self, page: str) -> str | None:
        """The Markdown of a page: what the editor wrote, then the section's list."""
        entry, listed = self.entries.get(page), self.generated.get(page)
        if entry is None and listed is None:
            return None
        own = self.cited.get(page, entry.text) if entry else ""
        parts = (own, listed.markdown if listed else "")
        return "\n\n".join(part.rstrip() for part in parts if part) + "\n"

    def description_of(self, page: str) -> str:
        """What one of our pages says of itself to those who have not opened it."""
        entry, listed = self.entries.get(page), self.generated.get(page)
        said = entry.description if entry else ""
        return said or (listed.description if listed else "")

    def machine_of(self, page: RenderedPage) -> MachineFacts:
        """What programs read of one of our pages."""
        trail = trail_of(page.page, self._published_title)
        subject = Subject(page, self.description_of(str(page.page)), trail)
        return machine_facts(subject, self.around, self.feeds)

    def hidden_pages(self) -> frozenset[PurePosixPath]:
        """The places hidden sources would have had among the pages."""
        return frozenset(page_path(source.path) for source in self.sources.hidden)


def read_edition(
    config_file: Path, host: Host, is_left_out: Callable[[str], bool]
) -> Noted[Edition]:
    """The public edition of the project that `config_file` stands in.

    `is_left_out` says which pages the settings of MkDocs keep from the site.
    """
    root = config_file.parent
    settings = parse_settings(read_text(config_file, config_file.name))
    read = read_all(root)
    wanted = (one for one in read.value if not is_left_out(str(page_path(one.path))))
    catalogue = build_catalogue(wanted, settings)
    around = Around(catalogue.value, settings, root, host.today, host.site_url, host.site)
    glossary = _glossary(root, catalogue.value)
    pages, files, cited = generated_pages(around), static_files(around), cited_texts(around)
    edition = Edition(
        around=around,
        entries={str(entry.page): entry for entry in catalogue.value.entries},
        generated={str(one.page): one for one in pages.value},
        files=files.value,
        cited=cited.value,
        feeds=feed_names(around),
        sources=read_sources(root, catalogue.value.paths),
        glossary=glossary.value,
    )
    findings = (
        *(*read.findings, *catalogue.findings, *glossary.findings),
        *(*pages.findings, *files.findings, *cited.findings),
        *(*unread_findings(root, read), *_of_entries(root, catalogue.value)),
    )
    return Noted(edition, _sorted(findings))


def _of_entries(root: Path, catalogue: Catalogue) -> Iterator[Finding]:
    for entry in catalogue.entries:
        yield from entry_findings(root, entry)


def _glossary(root: Path, catalogue: Catalogue) -> Noted[Glossary]:
    entry = glossary_entry(catalogue)
    first = place_in(root, entry.path, entry.text, 1).line if entry else None
    return read_glossary(entry, above=(first or 1) - 1)


def _sorted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.place.path, one.place.line or 0)))
