"""Everything remembered of the feeds together: each piece of news once, whoever told it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samverka.feeds.faults import broken_memory
from samverka.feeds.items import NewsItem
from samverka.feeds.links import link_key
from samverka.feeds.memory import BrokenMemoryError, Remembered, load_memory, memory_paths
from samverka.feeds.plain import bare_title
from samverka.feeds.remembering import are_near
from samverka.findings import Finding, Noted
from samverka.settings import Feed
from samverka.swedish.collation import sort_key
from samverka.swedish.local_time import ZONE

TELLING_WORDS = 4
"""A title of fewer words, as "Trevlig sommar!", may well be that of two pieces of news."""


@dataclass(frozen=True, slots=True)
class News:
    """`items` are the newest first; `checked` is when a feed last answered, None before the first.

    `unread` are feeds of which nothing is remembered.
    """

    items: tuple[NewsItem, ...]
    checked: dt.datetime | None
    unread: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """`teller` is the place of the feed in the settings."""

    teller: int
    item: NewsItem


def read_news(root: Path, feeds: Sequence[Feed], today: dt.date) -> Noted[News]:
    """What the memories hold, without the network; those that cannot be used are findings.

    Items are told once: the first day counts, then the order of the settings. What is dated after
    `today` is left out.
    """
    told: list[_Told] = []
    checked: list[dt.datetime] = []
    unread: list[Feed] = []
    findings: list[Finding] = []
    for teller, (feed, path) in enumerate(zip(feeds, memory_paths(feeds), strict=True)):
        try:
            memory = load_memory(root, path)
        except BrokenMemoryError:
            findings.append(broken_memory(path))
            continue
        if memory is None:
            unread.append(feed)
            continue
        checked.append(memory.checked)
        told.extend(_Told(teller, _news_item(one, feed, today)) for one in memory.items)
    items = sorted(_once([one for one in told if one.item.day <= today]), key=_newest_first)
    return Noted(News(tuple(items), max(checked, default=None), tuple(unread)), tuple(findings))


def _news_item(one: Remembered, feed: Feed, today: dt.date) -> NewsItem:
    item, published = one.item, one.item.published
    is_past = published is not None and published <= today
    return NewsItem(
        id=item.id,
        title=item.title,
        link=item.link,
        published=published,
        source=feed.name,
        summary=item.summary,
        first_seen=one.first_seen,
        day=published if published and is_past else one.first_seen.astimezone(ZONE).date(),
        is_current=one.is_current,
        mark=one.mark,
    )


def _once(told: Sequence[_Told]) -> Iterator[NewsItem]:
    """One feed's own items are known apart already; sorting keeps the order of the settings."""
    links: dict[str, int] = {}
    titles: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (not one.item.is_current, one.item.day)):
        alike = titles[bare_title(one.item.title)]
        first = links.setdefault(link_key(one.item.link), one.teller)
        if first == one.teller and not any(_is_same(one, other) for other in alike):
            yield one.item
        alike.append(one)


def _is_same(one: _Told, other: _Told) -> bool:
    return (
        one.teller != other.teller
        and len(one.item.title.split()) >= TELLING_WORDS
        and are_near(one.item.day, other.item.day)
    )


def _newest_first(item: NewsItem) -> tuple[object, ...]:
    return (-item.day.toordinal(), sort_key(item.source), sort_key(item.title), item.id, item.link)
