"""What a site sent, read as a feed: RSS, Atom or JSON Feed."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from time import strftime, struct_time
from typing import Any, Final

import feedparser

from samverka.feeds.faults import no_feed
from samverka.feeds.fetching import Fetched
from samverka.feeds.items import LONGEST_SUMMARY, LONGEST_TITLE, FeedItem
from samverka.feeds.json_feed import RawItem, is_json, json_items
from samverka.feeds.links import canonical_link
from samverka.feeds.plain import bare_title, plain_text
from samverka.swedish.dates import find_dates
from samverka.swedish.local_time import ZONE
from samverka.swedish.shortening import shortened

MOST_ITEMS: Final = 200
"""The newest are kept."""

MOST_ENTITIES: Final = 100
"""Declared in one document; each costs feedparser a look at all the others."""

FIRST_YEAR: Final = 1990
LONGEST_ID: Final = 500
LONGEST_PAGE: Final = 200_000
HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
"""Said of many good feeds: only the label on them is wrong."""

_DATES: Final = ("published", "updated", "created")
_FEED_TYPES: Final = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """`left_out` items had neither a usable link nor words; `is_damaged` where some may be lost."""

    items: tuple[FeedItem, ...]
    left_out: int = 0
    is_damaged: bool = False


def read_feed(fetched: Fetched) -> ReadFeed:
    """The newest items of the feed, each once; raise `FeedError` where it is none."""
    content, address = fetched.content or b"", fetched.validators.address
    if is_json(content):
        raw, is_damaged = json_items(content), False
        if raw is None:
            raise no_feed()
    else:
        raw, is_damaged = _read_xml(content, fetched)
    items = [item for one in raw if (item := _item(one, address)) is not None]
    return ReadFeed(_newest(items), len(raw) - len(items), is_damaged)


def _read_xml(content: bytes, fetched: Fetched) -> tuple[tuple[RawItem, ...], bool]:
    """Through a stream: feedparser takes text and bytes for names of files and addresses."""
    address = fetched.validators.address
    if content.replace(b"\0", b"").upper().count(b"<!ENTITY") > MOST_ENTITIES:
        raise no_feed()
    headers = {"content-type": fetched.content_type, "content-location": address}
    try:
        told = feedparser.parse(
            io.BytesIO(content),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # noqa: BLE001  whatever it has not expected in what others wrote
        raise no_feed() from None
    if not told.entries and not told.get("version"):
        raise no_feed(_named_feed(content, address))
    is_damaged = bool(told.bozo) and not isinstance(told.get("bozo_exception"), HARMLESS)
    return tuple(_raw(entry) for entry in told.entries), is_damaged


def _raw(entry: Any) -> RawItem:  # noqa: ANN401  a dict with ways of its own
    text = entry.get("summary") or next((one.get("value") for one in entry.get("content", ())), "")
    return RawItem(
        id=str(entry.get("id") or entry.get("link") or ""),
        title=str(entry.get("title") or ""),
        link=str(entry.get("link") or ""),
        dates=tuple(_written_dates(entry)),
        text=str(text or ""),
    )


def _written_dates(entry: Any) -> Iterator[str]:  # noqa: ANN401
    """`dict.get`, since the entry's own takes one date for another."""
    for name in _DATES:
        parsed = dict.get(entry, f"{name}_parsed")
        if isinstance(parsed, struct_time):
            yield strftime("%Y-%m-%dT%H:%M:00Z", parsed)
        else:
            yield str(dict.get(entry, name) or "")


def _item(raw: RawItem, address: str) -> FeedItem | None:
    """The first words stand for a title that is missing, as in short messages."""
    link = canonical_link(raw.link, address)
    text = plain_text(raw.text)
    title = shortened(plain_text(raw.title) or text, LONGEST_TITLE)
    if not link or not title:
        return None
    summary = "" if bare_title(text) == bare_title(title) else shortened(text, LONGEST_SUMMARY)
    known = plain_text(raw.id)[:LONGEST_ID] or link
    return FeedItem(known, title, link, _day(raw.dates), summary)


def _day(dates: Sequence[str]) -> dt.date | None:
    """The first that is a day at all, in Sweden."""
    return next((day for one in dates if (day := _read_day(one)) is not None), None)


def _read_day(written: str) -> dt.date | None:
    try:
        moment = dt.datetime.fromisoformat(written)
        day = moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        found = find_dates(written[:LONGEST_TITLE])
        if not found:
            return None
        day = found[0].first
    return day if day.year >= FIRST_YEAR else None


def _newest(items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """In the feed's order; those without a date count as new."""
    if len(items) <= MOST_ITEMS:
        return tuple(items)
    by_day = sorted(items, key=lambda item: item.published or dt.date.max, reverse=True)
    kept = {id(item) for item in by_day[:MOST_ITEMS]}
    return tuple(item for item in items if id(item) in kept)


class _FeedLinks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        is_alternate = "alternate" in said.get("rel", "").lower().split()
        if tag == "link" and is_alternate and _FEED_TYPES.fullmatch(said.get("type", "").strip()):
            self.found.append(said.get("href", ""))


def _named_feed(content: bytes, address: str) -> str:
    """The first feed that a web page names in its head (RSS autodiscovery)."""
    links = _FeedLinks()
    links.feed(content[:LONGEST_PAGE].decode(errors="replace"))
    return next(filter(None, (canonical_link(link, address) for link in links.found)), "")
