"""`FeedItem` is what a feed says, `NewsItem` what we know of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

LONGEST_TITLE: Final = 200
LONGEST_SUMMARY: Final = 240
"""Characters."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """Plain text and a canonical link; `published` is None where the feed does not say it."""

    id: str
    title: str
    link: str
    published: dt.date | None
    summary: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An item with its history here.

    `day` is what it is dated by: `published` (Swedish local date), or the day of `first_seen` where
    that is not known or lies ahead. `is_current` is false for what has left its feed, which may
    have been withdrawn: it can be asked about, but is no longer shown.

    `mark` is what the item is called here, whatever its feed calls it.

    What is new since a moment has `first_seen` after it. At the first reading of a feed that is
    true of everything in it, so the one who asks looks at `day` too.
    """

    id: str
    title: str
    link: str
    published: dt.date | None
    source: str
    summary: str
    first_seen: dt.datetime
    day: dt.date
    is_current: bool
    mark: str = ""
