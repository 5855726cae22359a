"""`Feed` and `Article`: what a feed says, whatever its format."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def printable(text: str) -> str:
    """Only the characters XML 1.0 can hold (section 2.2)."""
    return _NOT_XML.sub("", text)
