"""Where the links of a letter lead: whole addresses on the site, or nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import chain
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from samverka.catalogue.links import possible_targets, target_as_page
from samverka.catalogue.withheld import withheld_files
from samverka.findings import Finding, Noted, Severity
from samverka.mail.choosing.project import Project
from samverka.markdown.links import after_path, link_targets, replace_targets
from samverka.pages.publishing import generated_pages, static_files
from samverka.source.addresses import page_address
from samverka.source.kinds import DOCS, INDEX, NEWSLETTER_ADDRESS, NEWSLETTERS
from samverka.source.places import place_in

NOWHERE: Final = "dold:"
"""No program knows this kind of address, so `samverka.markdown` leaves only the words."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MARKDOWN: Final = ".md"


@dataclass(frozen=True, slots=True)
class Led:
    """The text with whole addresses only; `pictures` as in `Issue`."""

    text: str
    pictures: dict[str, PurePosixPath] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Leader:
    """Leads the links of one text; `path` is where it lies, `address` its own page's, if any."""

    project: Project
    path: PurePosixPath
    address: str = ""

    def lead(self, text: str) -> Noted[Led]:
        """Links to what is hidden or missing keep their words only, and are told."""
        pictures: dict[str, PurePosixPath] = {}

        def led(target: str) -> str:
            found = self._led(target)
            if found.picture is not None:
                pictures[found.address] = found.picture
            return found.address

        followed = replace_targets(text, led)
        return Noted(Led(followed, pictures), tuple(self._findings(text)))

    def hides(self, address: str) -> bool:
        """Whether it is a whole address on our own site, of what is not published."""
        rooted = self._below_root(address)
        return rooted is not None and self._found(rooted).is_hidden

    def _led(self, target: str) -> "_Found":
        plain = unescape(target)
        if plain.startswith("#"):
            return _Found(f"{self.address}{_fragment(plain)}" if self.address else NOWHERE)
        if plain.startswith("//"):
            plain = f"https:{plain}"
        rooted = self._below_root(plain)
        if rooted is None and _SCHEME.match(plain):
            return _Found(target)  # of what is unsafe, `samverka.markdown` leaves only the words
        found = self._found(rooted or plain)
        is_elsewhere = rooted is not None and found.is_missing and not found.is_hidden
        return _Found(target) if is_elsewhere else found

    def _below_root(self, target: str) -> str | None:
        """A whole address on our own site, as seen from its root; None for others."""
        site = self.project.around.site_url
        return f"/{target.removeprefix(site)}" if target.startswith(site) else None

    def _found(self, target: str) -> "_Found":
        places = tuple(self._places(target))
        if any(place in self.project.hidden for place in places):
            return _Found(NOWHERE, is_hidden=True)
        written = (self._written(place, target) for place in places)
        made = (self._made(place, target) for place in places)
        return next(filter(None, chain(written, made)), _Found(NOWHERE, is_missing=True))

    def _written(self, place: PurePosixPath, target: str) -> "_Found | None":
        if place in self._pages:
            return self._to(page_address(place), target)
        file = self._file(place)
        return self._to_file(place, file, target) if file is not None else None

    def _made(self, place: PurePosixPath, target: str) -> "_Found | None":
        if place in self._made_pages:
            return self._to(page_address(place), target)
        return self._to(str(place), target) if place in self._made_files else None

    @property
    def _source(self) -> PurePosixPath:
        """Where relative links begin: for a text that lies in the outbox, at the site's root."""
        is_source = self.path.parts[0] in {DOCS, NEWSLETTERS}
        return self.path if is_source else PurePosixPath(DOCS, INDEX)

    def _places(self, target: str) -> Iterator[PurePosixPath]:
        as_written = target_as_page(self._source, target)
        if as_written is not None:
            yield as_written
        if unquote(target).strip("/") == "":
            yield PurePosixPath("index.md")
        yield from possible_targets(self._source, target)

    def _to(self, address: str, target: str) -> "_Found":
        return _Found(self.project.around.whole(address) + _fragment(after_path(target)))

    def _to_file(self, place: PurePosixPath, file: PurePosixPath, target: str) -> "_Found":
        sources = self.project.sources
        if withheld_files((place,), sources, frozenset()):
            return _Found(NOWHERE, is_hidden=True)
        found = self._to(str(place), target)
        is_picture = place.suffix.lower() in PICTURES and self._is_inside(file)
        return _Found(found.address, picture=file) if is_picture else found

    def _is_inside(self, file: PurePosixPath) -> bool:
        """False where a link of the file system leads elsewhere on the computer."""
        root = self.project.root
        return (root / file).resolve().is_relative_to((root / file.parts[0]).resolve())

    def _file(self, place: PurePosixPath) -> PurePosixPath | None:
        """The file at a place among the pages; none outside the folders, and no source."""
        hides = any(part.startswith(".") or "\\" in part for part in place.parts)
        if hides or place.suffix == _MARKDOWN or not place.parts:
            return None
        inside = [PurePosixPath(DOCS, place)]
        if place.parts[0] == NEWSLETTER_ADDRESS:
            inside.append(PurePosixPath(NEWSLETTERS, *place.parts[1:]))
        root = self.project.root
        return next((path for path in inside if (root / path).is_file()), None)

    @cached_property
    def _pages(self) -> frozenset[PurePosixPath]:
        return frozenset(entry.page for entry in self.project.around.catalogue.entries)

    @cached_property
    def _made_pages(self) -> frozenset[PurePosixPath]:
        """Asked for last, as they are costly to make."""
        return frozenset(page.page for page in generated_pages(self.project.around).value)

    @cached_property
    def _made_files(self) -> frozenset[PurePosixPath]:
        return frozenset(file.path for file in static_files(self.project.around).value)

    def _findings(self, text: str) -> Iterator[Finding]:
        for line, target in link_targets(text):
            found = self._led(target)
            place = place_in(self.project.root, self.path, text, line)
            if found.is_hidden:
                said = f"länken {target} går till något som inte är publicerat; den blir bara ord"
                yield Finding(place, "BREV01", Severity.WARNING, said)
            elif found.is_missing:
                said = f"länken {target} går till något som inte finns; den blir bara ord"
                yield Finding(place, "BREV02", Severity.WARNING, said, "Rätta länken på sidan.")


@dataclass(frozen=True, slots=True)
class _Found:
    address: str
    picture: PurePosixPath | None = None
    is_hidden: bool = False
    is_missing: bool = False


def _fragment(text: str) -> str:
    """A query and a fragment in ASCII, with nothing that ends an address in Markdown."""
    return quote(unquote(text), safe="#?&=/:;,+@!$'*~-._%")
