"""What the items of a digest are known again by, when they move, change title or come anew.

An item has several keys, and was told where any of them was. A key is one word for what sort of
thing it knows again, a day or `-`, and a digest of the name: printable ASCII, whatever the name.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from types import MappingProxyType
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.redirects import redirects
from samverka.errors import SamverkaError
from samverka.feeds.items import NewsItem
from samverka.feeds.links import link_key
from samverka.feeds.news import TELLING_WORDS
from samverka.feeds.plain import bare_title
from samverka.feeds.remembering import are_near

NO_DAY: Final = "-"
_NAME_SIGNS: Final = 24
_KEY: Final = re.compile(r"([a-z]+) (-|\d{4}-\d{2}-\d{2}) ([0-9a-f]+)", re.ASCII)


class Sort(StrEnum):
    """What a key knows again, and when it is the same.

    PAGE: told on its day or later, so that only a later change is new. NEWS: within a few days, or
    whenever where the key has no day. START: no item, but the first day that digests told of.
    """

    PAGE = "sida"
    NEWS = "nyhet"
    START = "start"


@dataclass(frozen=True, slots=True)
class Key:
    """`name` is a digest of what is known again; `day` is None where it does not matter."""

    sort: Sort
    day: dt.date | None
    name: str

    def __str__(self) -> str:
        return f"{self.sort} {self.day or NO_DAY} {self.name}"

    def is_told_by(self, told: "Key") -> bool:
        """Whether one who was told `told` knows of this too."""
        if self.sort is Sort.START or (self.sort, self.name) != (told.sort, told.name):
            return False
        if self.sort is Sort.PAGE:
            return self.day is None or (told.day is not None and told.day >= self.day)
        return are_near(self.day, told.day)


def parse_key(text: str) -> Key:
    """Raise `SamverkaError` where it is no key."""
    found = _KEY.fullmatch(text)
    try:
        if found is not None:
            day = None if found[2] == NO_DAY else dt.date.fromisoformat(found[2])
            return Key(Sort(found[1]), day, found[3])
    except ValueError:
        pass
    raise SamverkaError(
        "Listan över vad brevet berättar är skadad.", "Gör brevet på nytt: samverka digest --new"
    )


def start_key(day: dt.date) -> str:
    """Goes with every digest: what is older than the first such day was never news here."""
    return str(_key(Sort.START, day))


@lru_cache(1)
def page_keys(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """By the address of each dated entry: it is known by that, and by those it had before.

    Where no other of its kind has the title, it is known by that too: files are renamed.
    """
    names: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in redirects(catalogue).value:
        names[one.entry.address].append(("address", one.old))
    titles = _counted(catalogue)
    keys: dict[str, tuple[str, ...]] = {}
    for entry in catalogue.entries:
        own = [("address", entry.address), *names[entry.address]]
        title = _title(entry)
        if titles[title] == 1:
            own.append(title)
        if entry.changed is not None:
            keys[entry.address] = tuple(str(_key(Sort.PAGE, entry.changed, *one)) for one in own)
    return MappingProxyType(keys)


def _counted(catalogue: Catalogue) -> Mapping[tuple[str, ...], int]:
    counts: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for entry in catalogue.entries:
        counts[_title(entry)] += 1
    return counts


def _title(entry: Entry) -> tuple[str, ...]:
    """Meetings have one title, but each its day."""
    return "title", entry.kind, entry.forum, bare_title(entry.title), str(entry.date)


def news_keys(items: Iterable[NewsItem]) -> Mapping[NewsItem, tuple[str, ...]]:
    """Each is known by its mark; and where that was lost, or others tell the same, by what it says.

    Two of its id, link and title are enough, or one within a few days. Ids and links that
    several items share tell nothing.
    """
    everything = tuple(items)
    titles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in everything:
        for part in _traits(item):
            titles[part].add(bare_title(item.title))
    return {
        item: tuple(
            map(str, _news_keys(item, [one for one in _traits(item) if len(titles[one]) == 1]))
        )
        for item in everything
    }


def _traits(item: NewsItem) -> tuple[tuple[str, ...], ...]:
    title = bare_title(item.title)
    is_telling = len(title.split()) >= TELLING_WORDS
    named = ("title", title) if is_telling else ("title", title, item.source)
    return ("id", item.id, item.source), ("link", link_key(item.link)), named


def _news_keys(item: NewsItem, traits: list[tuple[str, ...]]) -> Iterable[Key]:
    if item.mark:
        yield _key(Sort.NEWS, None, "mark", item.mark)
    yield from (_key(Sort.NEWS, item.day, *one) for one in traits)
    yield from (_key(Sort.NEWS, None, *one, *other) for one, other in combinations(traits, 2))


def _key(sort: Sort, day: dt.date | None, *name: str) -> Key:
    digest = sha256("\0".join(name).encode()).hexdigest()
    return Key(sort, day, digest[:_NAME_SIGNS])
