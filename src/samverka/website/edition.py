"""`Edition`: everything one build of the site needs to know, read before MkDocs begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.withheld import Source, Sources
from samverka.files import read_text
from samverka.findings import Finding, Noted
from samverka.pages.header import Around, Header
from samverka.pages.headers import header_of, plain_header
from samverka.pages.lists import ListPage, list_pages
from samverka.settings import Settings, parse_settings
from samverka.source.addresses import page_path
from samverka.source.reading import read_all, source_paths


@dataclass(frozen=True, slots=True)
class Edition:
    """`entries` and `lists` are found by their place among the pages, as MkDocs writes it."""

    root: Path
    settings: Settings
    catalogue: Catalogue
    entries: dict[str, Entry]
    lists: dict[str, ListPage]
    sources: Sources

    def title_of(self, page: str) -> str | None:
        """The title of one of our pages."""
        entry, listed = self.entries.get(page), self.lists.get(page)
        return entry.title if entry else listed.title if listed else None

    def header_of(self, page: str) -> Header | None:
        """The header of one of our pages; None for what another plugin has made."""
        if entry := self.entries.get(page):
            return header_of(entry, Around(self.catalogue, self.settings))
        listed = self.lists.get(page)
        return plain_header(listed.title) if listed else None

    def text_of(self, page: str) -> str | None:
        """The Markdown of a page: what the editor wrote, then the section's list."""
        entry, listed = self.entries.get(page), self.lists.get(page)
        if entry is None and listed is None:
            return None
        parts = (entry.text if entry else "", listed.markdown if listed else "")
        return "\n\n".join(part.rstrip() for part in parts if part) + "\n"

    def hidden_pages(self) -> frozenset[PurePosixPath]:
        """The places hidden sources would have had among the pages."""
        return frozenset(page_path(source.path) for source in self.sources.hidden)


def read_edition(config_file: Path, is_left_out: Callable[[str], bool]) -> Noted[Edition]:
    """The public edition of the project that `config_file` stands in.

    `is_left_out` says which pages the settings of MkDocs keep from the site.
    """
    root = config_file.parent
    settings = parse_settings(read_text(config_file, config_file.name))
    read = read_all(root)
    wanted = (one for one in read.value if not is_left_out(str(page_path(one.path))))
    catalogue = build_catalogue(wanted, settings)
    edition = Edition(
        root=root,
        settings=settings,
        catalogue=catalogue.value,
        entries={str(entry.page): entry for entry in catalogue.value.entries},
        lists={str(one.page): one for one in list_pages(catalogue.value, settings)},
        sources=_sources(root, catalogue.value),
    )
    return Noted(edition, _sorted(read.findings + catalogue.findings))


def _sorted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.place.path, one.place.line or 0)))


def _sources(root: Path, catalogue: Catalogue) -> Sources:
    """What cannot be used is kept with the hidden: it might be meant to be."""
    public = {entry.path for entry in catalogue.entries}
    everything = tuple(_read_sources(root))
    return Sources(
        hidden=tuple(source for source in everything if source.path not in public),
        public=tuple(source for source in everything if source.path in public),
    )


def _read_sources(root: Path) -> Iterator[Source]:
    for path in source_paths(root):
        yield Source(path, _text_of(root, path))


def _text_of(root: Path, path: PurePosixPath) -> str:
    try:
        return (root / path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
