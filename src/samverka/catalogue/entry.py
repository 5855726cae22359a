"""`Entry`: what the site knows about one document."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from samverka.catalogue.links import possible_targets
from samverka.findings import Place
from samverka.markdown.links import link_targets
from samverka.source.addresses import address_of, page_path
from samverka.source.document import Document, matter_place
from samverka.source.frontmatter import FrontMatter, MeetingMatter, NewsletterMatter
from samverka.source.kinds import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` is the source's, `page` its place among the pages, `address` below the site's root.

    `leads_to` are the places among the pages that the links of its text may mean;
    `written` is the front matter's own text.
    """

    path: PurePosixPath
    page: PurePosixPath
    address: str
    kind: Kind
    title: str
    date: dt.date | None
    description: str
    audience: tuple[str, ...]
    areas: tuple[str, ...]
    forum: str
    is_public: bool
    invented: bool
    matter: FrontMatter
    text: str
    leads_to: frozenset[PurePosixPath]
    written: str = field(repr=False)

    def place_of(self, *location: str | int) -> Place:
        """Where a value of the front matter stands: its key, then its position in a list."""
        return matter_place(self.path, self.written, location)

    @property
    def changed(self) -> dt.date | None:
        """The day it last had something new for its readers."""
        return max(filter(None, (self.date, self.matter.updated)), default=None)

    @classmethod
    def of(cls, document: Document) -> "Entry":
        """The entry of a document, whoever may read it."""
        matter, text = document.matter, document.text_without_title
        return cls(
            path=document.path,
            page=page_path(document.path),
            address=address_of(document.path),
            kind=document.kind,
            title=matter.title,
            date=_date_of(matter),
            description=_description_of(matter),
            audience=matter.audience,
            areas=matter.areas,
            forum=matter.forum if isinstance(matter, MeetingMatter) else "",
            is_public=matter.is_public,
            invented=matter.invented,
            matter=matter,
            text=text,
            written=document.written,
            leads_to=frozenset(
                page
                for _, target in link_targets(text)
                for page in possible_targets(document.path, target)
            ),
        )


def _date_of(matter: FrontMatter) -> dt.date | None:
    if matter.date is None and isinstance(matter, NewsletterMatter):
        return dt.date.fromisoformat(f"{matter.issue}-01")
    return matter.date


def _description_of(matter: FrontMatter) -> str:
    if isinstance(matter, NewsletterMatter):
        return matter.description or matter.preheader
    return matter.description
