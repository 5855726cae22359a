"""`Header`: what stands above a page's text, in the order a reader meets it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from samverka.catalogue.catalogue import Catalogue
from samverka.pages.wording import Link
from samverka.settings import Settings

_COLUMNS: Final = (
    ("organisation", "Organisation"),
    ("role", "Roll"),
    ("replaces", "Ersätter"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; a fact that says nothing is left out before it gets here."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and what the notes say beside it; `replaces` is another person's name."""

    name: str
    organisation: str = ""
    role: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Those who were there, or were not, with a column for each thing told of any of them."""

    label: str
    persons: tuple[Person, ...]

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The heading of each column that is not empty, and the person's attribute in it."""
        return tuple(
            (heading, name)
            for name, heading in _COLUMNS
            if any(getattr(one, name) for one in self.persons)
        )


@dataclass(frozen=True, slots=True)
class Points:
    """The few sentences a reader should take along."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in words; `day` is for machines, `file` for the reader's own calendar."""

    title: str
    day: str
    when: str
    place: str
    contact: Link | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The way to the entry before or after."""

    label: str
    link: Link


@dataclass(frozen=True, slots=True)
class Related:
    """A page a reader of this one may want too; `detail` says its kind and date."""

    link: Link
    detail: str


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a page: as a sentence, and as files for reference managers.

    `report` is the sentence for the full report behind it, where there is one.
    """

    text: str
    files: tuple[Link, ...]
    report: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Every kind fills what it has, and templates print what is there.

    `contents` is the heading over the page's own contents list; none where it is empty. `notice`
    is told above everything else. `trail` leads here from the start page. `copies` are the page's
    other forms, to take along.
    """

    kind: str
    title: str
    label: str = ""
    notice: str = ""
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    people: tuple[People, ...] = ()
    points: Points | None = None
    happenings: tuple[Happening, ...] = ()
    contents: str = ""
    trail: tuple[Link, ...] = ()
    areas: tuple[Link, ...] = ()
    audience: tuple[Link, ...] = ()
    citation: Citation | None = None
    related: tuple[Related, ...] = ()
    copies: tuple[Link, ...] = ()
    previous: Neighbour | None = None
    next: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a page may look at besides its own entry.

    `root` is the project's folder; `today` is the day the site is built; `site_url` ends with a
    slash, and is empty where the site's address is not known yet. `site` is the folder the site is
    written to; only what was published lies there, once the pages are rendered.
    """

    catalogue: Catalogue
    settings: Settings
    root: Path
    today: dt.date
    site_url: str = ""
    site: Path = Path("site")

    def whole(self, address: str) -> str:
        """A page's or file's whole address, percent-encoded; "" where the site's is not known."""
        return f"{self.site_url}{quote(unquote(address))}" if self.site_url else ""


def facts(*pairs: tuple[str, tuple[Link, ...]]) -> tuple[Fact, ...]:
    """The facts that say something."""
    said = ((label, tuple(value for value in values if value.text)) for label, values in pairs)
    return tuple(Fact(label, values) for label, values in said if values)


def points(label: str, items: tuple[str, ...]) -> Points | None:
    """None where there are no points."""
    return Points(label, items) if items else None
