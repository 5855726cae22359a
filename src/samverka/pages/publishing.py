"""Everything the site gets besides its sources; a new sort of page or file is named here."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from samverka.findings import Noted
from samverka.pages.attendance import attendance_page
from samverka.pages.calendar import calendar_page
from samverka.pages.citation import citation_files
from samverka.pages.contents_list import contents_page
from samverka.pages.decisions import decision_pages
from samverka.pages.feeds import feed_page, feeds, promised_feeds
from samverka.pages.generated import GeneratedPage, RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.hosting import host_headers
from samverka.pages.ics import calendar_files
from samverka.pages.lists import list_pages
from samverka.pages.markdown_copy import markdown_copies
from samverka.pages.news import news_pages
from samverka.pages.redirects import redirect_pages
from samverka.pages.sitemap import robots, sitemap
from samverka.pages.topics import topic_lists
from samverka.pages.word_copy import word_copies

T = TypeVar("T")
MakePages = Callable[[Around], Noted[tuple[GeneratedPage, ...]]]
MakeFiles = Callable[[Around], Noted[tuple[StaticFile, ...]]]
MakeCopies = Callable[[Around, tuple[RenderedPage, ...]], Noted[tuple[StaticFile, ...]]]

PAGES: Final[tuple[MakePages, ...]] = (
    list_pages,
    decision_pages,
    attendance_page,
    calendar_page,
    topic_lists,
    news_pages,
    feed_page,
)
FILES: Final[tuple[MakeFiles, ...]] = (
    calendar_files,
    citation_files,
    promised_feeds,
    robots,
    host_headers,
)
COPIES: Final[tuple[MakeCopies, ...]] = (
    feeds,
    sitemap,
    word_copies,
    markdown_copies,
    redirect_pages,
)


def generated_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """Pages that no editor wrote, and what goes below the text of some that one did."""
    made = _together(make(around) for make in PAGES)
    return Noted((*made.value, contents_page(around, made.value)), made.findings)


def static_files(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """Files that follow from the catalogue alone; pages may link to them."""
    return _together(make(around) for make in FILES)


def copies(around: Around, rendered: tuple[RenderedPage, ...]) -> Noted[tuple[StaticFile, ...]]:
    """Files made of the pages as they came out: feeds, copies to take along, indexes."""
    return _together(make(around, rendered) for make in COPIES)


def _together(made: Iterable[Noted[tuple[T, ...]]]) -> Noted[tuple[T, ...]]:
    everything = tuple(made)
    return Noted(
        tuple(one for noted in everything for one in noted.value),
        tuple(finding for noted in everything for finding in noted.findings),
    )
