"""Everything the site gets besides its sources; a new sort of page or file is named here."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final, TypeVar

from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.copies.markdown_copy import markdown_copies
from samverka.pages.copies.offline_copy import offline_copies
from samverka.pages.copies.slides import slide_copies
from samverka.pages.copies.word_copy import word_copies
from samverka.pages.feeds.publishing import feed_page, feeds, promised_feeds
from samverka.pages.generated import GeneratedPage, RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.indicators.publishing import indicator_files, indicator_pages
from samverka.pages.machine.hosting import host_headers
from samverka.pages.machine.sitemap import robots, sitemap
from samverka.pages.meetings.attendance import attendance_page
from samverka.pages.meetings.calendar import calendar_page
from samverka.pages.meetings.decisions import decision_pages
from samverka.pages.meetings.ics import calendar_files
from samverka.pages.reviews.citation import citation_files
from samverka.pages.statement import statement_pages
from samverka.pages.training.courses import course_lists
from samverka.pages.training.publishing import guide_pages
from samverka.pages.wayfinding.contents_list import contents_page
from samverka.pages.wayfinding.lists import list_pages
from samverka.pages.wayfinding.news import news_pages
from samverka.pages.wayfinding.partner_news import partner_news
from samverka.pages.wayfinding.redirects import redirect_pages
from samverka.pages.wayfinding.topics import topic_lists
from samverka.settings import FILE

T = TypeVar("T")
MakePages = Callable[[Around], Noted[tuple[GeneratedPage, ...]]]
MakeFiles = Callable[[Around], Noted[tuple[StaticFile, ...]]]
MakeCopies = Callable[[Around, tuple[RenderedPage, ...]], Noted[tuple[StaticFile, ...]]]

PAGES: Final[tuple[MakePages, ...]] = (
    list_pages,
    course_lists,
    decision_pages,
    attendance_page,
    calendar_page,
    topic_lists,
    news_pages,
    feed_page,
    statement_pages,
    indicator_pages,
    partner_news,
    guide_pages,
)
FILES: Final[tuple[MakeFiles, ...]] = (
    calendar_files,
    citation_files,
    promised_feeds,
    robots,
    host_headers,
    indicator_files,
)
COPIES: Final[tuple[MakeCopies, ...]] = (
    feeds,
    sitemap,
    redirect_pages,
    word_copies,
    slide_copies,
    markdown_copies,
    offline_copies,
)


def generated_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """Pages that no editor wrote, and what goes below the text of some that one did."""
    made = placed(_together(make(around) for make in PAGES), lambda one: one.page)
    return Noted((*made.value, contents_page(around, made.value)), made.findings)


def static_files(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """Files that follow from the catalogue alone; pages may link to them."""
    return placed(_together(make(around) for make in FILES), lambda one: one.path)


def copies(around: Around, rendered: tuple[RenderedPage, ...]) -> Noted[tuple[StaticFile, ...]]:
    """Files made of the pages as they came out: feeds, copies to take along, indexes."""
    made = _together(make(around, rendered) for make in COPIES)
    return placed(made, lambda one: one.path)


def _together(made: Iterable[Noted[tuple[T, ...]]]) -> Noted[tuple[T, ...]]:
    everything = tuple(made)
    return Noted(
        tuple(one for noted in everything for one in noted.value),
        tuple(finding for noted in everything for finding in noted.findings),
    )


def placed(made: Noted[tuple[T, ...]], place: Callable[[T], PurePosixPath]) -> Noted[tuple[T, ...]]:
    """The first at each place within the site; the others are told of and left out."""
    kept: dict[PurePosixPath, T] = {}
    findings = list(made.findings)
    for one in made.value:
        path = place(one)
        if not _is_within(path):
            findings.append(_left_out("SITE07", f"{path} skulle hamna utanför webbplatsen"))
        elif path in kept:
            findings.append(_left_out("SITE08", f"{path} skulle göras en gång till"))
        else:
            kept[path] = one
    return Noted(tuple(kept.values()), tuple(findings))


def _is_within(path: PurePosixPath) -> bool:
    """On Windows as well, where other signs lead out."""
    windows = PureWindowsPath(path)
    outward = path.is_absolute() or bool(windows.anchor) or ".." in windows.parts
    return bool(path.parts) and not outward


def _left_out(code: str, said: str) -> Finding:
    hint = "Byt namn eller titel på det som gäller, så att adresserna skiljer sig åt."
    return Finding(Place(FILE), code, Severity.ERROR, f"{said} och är inte med", hint)
