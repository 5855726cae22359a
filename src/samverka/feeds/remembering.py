"""What a feed says now, held against what is remembered of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from samverka.feeds.items import FeedItem
from samverka.feeds.links import link_key
from samverka.feeds.memory import MOST, Remembered, mark_of
from samverka.feeds.plain import bare_title

FEW_DAYS: Final = 3
"""Between two items of one title that are taken for one: a title may come back, as of a letter."""


def remember(
    known: Sequence[Remembered], items: Sequence[FeedItem], now: dt.datetime
) -> tuple[Remembered, ...]:
    """The items of the feed in its order, then what has left it, the newest first.

    An item is known again by its id and link, or by one of these or its title within a few days,
    and keeps the moment it was first seen. The oldest of those that have left are forgotten.
    """
    shelf = _Shelf(known, _telling_keys(items))
    for item in items:
        shelf.put(item, now)
    current = shelf.current()
    left = sorted(shelf.left(), key=lambda one: one.first_seen, reverse=True)
    return (*current, *left)[: max(MOST, len(current))]


def are_near(one: dt.date | None, other: dt.date | None) -> bool:
    """True also where one of the days is not known."""
    return one is None or other is None or abs((one - other).days) <= FEW_DAYS


def keys_of(item: FeedItem) -> frozenset[str]:
    """What an item may be known again by."""
    return frozenset({f"id {item.id}", f"link {link_key(item.link)}"})


def _telling_keys(items: Sequence[FeedItem]) -> frozenset[str]:
    """Without those of items of several titles: some feeds give all theirs one id or one link."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        for key in keys_of(item):
            titles[key].add(bare_title(item.title))
    return frozenset(key for key, said in titles.items() if len(said) == 1)


class _Shelf:
    """The places of the remembered; an item goes to the place of the one it is, or to a new one."""

    def __init__(self, known: Sequence[Remembered], telling: frozenset[str]) -> None:
        self._telling = telling
        self._kept = [replace(one, is_current=False) for one in known]
        self._order: dict[int, None] = {}
        self._by_key: dict[str, int] = {}
        self._by_title: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for at, one in enumerate(self._kept):
            self._index(at, one)

    def put(self, item: FeedItem, now: dt.datetime) -> None:
        keys = keys_of(item) & self._telling
        at = self._place_of(item, keys)
        if at is None:
            at = len(self._kept)
            self._kept.append(Remembered(item, now, keys, is_current=True, mark=mark_of(item, now)))
        elif not self._kept[at].is_current:
            self._kept[at] = _renewed(self._kept[at], item, keys)
        self._order.setdefault(at)
        self._index(at, self._kept[at])

    def current(self) -> tuple[Remembered, ...]:
        return tuple(self._kept[at] for at in self._order)

    def left(self) -> Iterator[Remembered]:
        return (one for one in self._kept if not one.is_current)

    def _place_of(self, item: FeedItem, keys: frozenset[str]) -> int | None:
        title = bare_title(item.title)
        known = (self._by_key.get(key) for key in sorted(keys))
        found = (at for at in known if at is not None and self._is(at, item, keys))
        alike = (at for at in self._by_title.get(title, ()) if self._is_near(at, item))
        return next(found, next(alike, None))

    def _is(self, at: int, item: FeedItem, keys: frozenset[str]) -> bool:
        """One key alone is not enough: there are feeds that number their items from the top."""
        one = self._kept[at]
        is_same_title = bare_title(one.item.title) == bare_title(item.title)
        return keys <= one.keys or is_same_title or self._is_near(at, item)

    def _is_near(self, at: int, item: FeedItem) -> bool:
        return are_near(self._kept[at].item.published, item.published)

    def _index(self, at: int, one: Remembered) -> None:
        for key in one.keys:
            self._by_key.setdefault(key, at)
        if title := bare_title(one.item.title):
            self._by_title[title].setdefault(at)


def _renewed(known: Remembered, item: FeedItem, keys: frozenset[str]) -> Remembered:
    """The words are those of now; a day that is only moved forward makes nothing new."""
    days = [day for day in (known.item.published, item.published) if day is not None]
    renewed = replace(item, published=min(days, default=None))
    keys |= known.keys
    return replace(known, item=renewed, keys=keys, is_current=True)
