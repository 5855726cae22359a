"""The partners' news that a letter may tell: what was new when it was first seen, and still is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverka.feeds.items import NewsItem
from samverka.feeds.news import read_news
from samverka.findings import Noted
from samverka.mail.choosing.keys import news_keys
from samverka.settings import Feed
from samverka.swedish.local_time import ZONE

OLDEST: Final = dt.timedelta(days=31)
"""Of what is first seen: the first reading of a feed shows years of it."""

STILL_OLDER: Final = 2
"""With so many older ones left in its feed, an item was taken away; others were pushed out."""


@dataclass(frozen=True, slots=True)
class PartnerNews:
    """The newest first; `keys` are those of each item."""

    items: tuple[NewsItem, ...]
    keys: Mapping[NewsItem, tuple[str, ...]]


def read_partner_news(root: Path, feeds: Sequence[Feed], today: dt.date) -> Noted[PartnerNews]:
    """Of what is remembered of the feeds, never from the network."""
    read = read_news(root, feeds, today)
    items = read.value.items
    first, current = _first_readings(items), _current_days(items)
    news = (
        one
        for one in items
        if not _is_old(one, first[one.source]) and not _is_withdrawn(one, current[one.source])
    )
    return Noted(PartnerNews(tuple(news), news_keys(items)), read.findings)


def _first_readings(items: Sequence[NewsItem]) -> Mapping[str, dt.datetime]:
    """By source: nothing of a feed was seen before."""
    first: dict[str, dt.datetime] = {}
    for one in items:
        first[one.source] = min(first.get(one.source, one.first_seen), one.first_seen)
    return first


def _current_days(items: Sequence[NewsItem]) -> Mapping[str, Sequence[dt.date]]:
    days: defaultdict[str, list[dt.date]] = defaultdict(list)
    for one in items:
        days[one.source].extend([one.day] if one.is_current else [])
    return days


def _is_old(item: NewsItem, first_reading: dt.datetime) -> bool:
    """Of an undated item in the first reading of its feed nobody knows the age."""
    if item.published is None and item.first_seen == first_reading:
        return True
    return item.day < item.first_seen.astimezone(ZONE).date() - OLDEST


def _is_withdrawn(item: NewsItem, current: Sequence[dt.date]) -> bool:
    older = sum(day < item.day for day in current)
    return not item.is_current and older >= STILL_OLDER
