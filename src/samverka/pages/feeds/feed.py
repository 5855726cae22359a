"""`Feed` and `Article`: what a feed says, whatever its format."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """`html` is the page's whole text; addresses lead right from where the feed stands."""

    id: str
    title: str
    address: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    html: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """`articles` is never empty, newest first; `addresses` are the feed's own, by file ending."""

    name: str
    id: str
    title: str
    subtitle: str
    page: str
    addresses: Mapping[str, str]
    author: str
    email: str
    articles: tuple[Article, ...]

    @property
    def updated(self) -> dt.datetime:
        """When its newest article was changed."""
        return max(article.updated for article in self.articles)
