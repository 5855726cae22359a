"""Från våra parter: other sites' news, as they were when last fetched."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.feeds.items import NewsItem
from samverka.feeds.links import shown_host
from samverka.feeds.news import News, read_news
from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.entry_list import listed, title_link
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.wording import as_markdown, say_month
from samverka.settings import FILE
from samverka.source.kinds import INDEX
from samverka.swedish.dates import format_date
from samverka.swedish.local_time import ZONE

PAGE: Final = PurePosixPath("fran-vara-parter", INDEX)
TITLE: Final = "Från våra parter"
MOST: Final = 50
LEAD: Final = "Nyheter från parternas egna webbplatser. Rubrikerna leder dit."
NOT_FETCHED: Final = "Nyheterna är inte hämtade ännu."
NOTHING: Final = "Just nu finns inga nyheter från parterna."


def partner_news(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """No page where the settings name no feeds; the network is never asked."""
    feeds = around.settings.feeds
    if not feeds:
        return Noted(())
    read = read_news(around.root, feeds, around.today)
    page = GeneratedPage(PAGE, TITLE, _text(read.value), description=LEAD, lead=LEAD, contents="")
    return Noted((page,), (*read.findings, *_not_fetched(read.value)))


def _not_fetched(news: News) -> Iterator[Finding]:
    if news.unread:
        names = ", ".join(feed.name for feed in news.unread)
        said = f"inget är hämtat ännu från {names}"
        yield Finding(Place(FILE), "FEED11", Severity.NOTE, said, "Kör samverka feeds.")


def _text(news: News) -> str:
    if news.checked is None:
        return NOT_FETCHED
    day = format_date(news.checked.astimezone(ZONE).date())
    shown = [item for item in news.items if item.is_current][:MOST]
    told = _months(shown) if shown else (NOTHING,)
    return "\n\n".join((f"Senast hämtat {as_markdown(day)}.", *told))


def _months(items: Sequence[NewsItem]) -> Iterator[str]:
    for month, group in groupby(items, key=lambda item: item.day.replace(day=1)):
        block = listed(("\n".join(_lines(item)) for item in group), "entries partners")
        heading = as_markdown(say_month(month))
        yield f"## {heading}\n\n{block}"


def _lines(item: NewsItem) -> Iterator[str]:
    yield f"{title_link(item.title, item.link)}\n"
    facts = f"{format_date(item.day)} · {item.source}, på {shown_host(item.link)}"
    yield f"    {as_markdown(facts)}"
    yield "    {: .entry-facts }"
    if item.summary:
        yield f"\n    {as_markdown(item.summary)}\n    {{: .entry-text }}"
