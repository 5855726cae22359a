"""All feeds of the settings fetched at once, and what they say remembered."""

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

import httpx

from samverka.feeds.faults import FeedError, FeedPlaces, broken_memory, feed_fault
from samverka.feeds.fetching import Bounds, Fetched, fetch
from samverka.feeds.memory import (
    FOLDER,
    BrokenMemoryError,
    Memory,
    Validators,
    load_memory,
    make_memory_folder,
    memory_paths,
    save_memory,
)
from samverka.feeds.reading import ReadFeed, read_feed
from samverka.feeds.remembering import remember
from samverka.findings import Finding, Place, Severity
from samverka.settings import Feed
from samverka.source.lock import locked

AT_ONCE: Final = 6
LOCK: Final = "lock"
HELD: Final = "Parternas nyheter hämtas redan av någon annan."


class FeedStatus(StrEnum):
    """What came of a feed."""

    NEW = "nytt"
    UNCHANGED = "oförändrat"
    FAILED = "fel"


@dataclass(frozen=True, slots=True)
class Gathered:
    """`new` items were never seen before; `current` stand in the feed now, as far as is known."""

    feed: Feed
    status: FeedStatus
    new: int
    current: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run is given from outside; `now` is aware."""

    root: Path
    client: httpx.Client
    now: dt.datetime
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class _Visited:
    fetched: Fetched
    read: ReadFeed | None


@dataclass(frozen=True, slots=True)
class _Source:
    """A feed with its place in the settings and what was known of it."""

    feed: Feed
    place: Place
    path: PurePosixPath
    known: Memory | None
    findings: tuple[Finding, ...] = ()

    @property
    def validators(self) -> Validators:
        """Only for the address that gave them: for another the answer would say nothing."""
        is_same = self.known is not None and self.known.url == self.feed.url
        return self.known.validators if self.known and is_same else Validators()

    def told(self, code: str, message: str, hint: str) -> Finding:
        said = f"{self.feed.name}: {message}"
        return Finding(self.place, code, Severity.WARNING, said, hint)


def gather(feeds: Sequence[Feed], errand: Errand) -> Iterator[Gathered]:
    """What came of each, in the order of the settings; one that fails keeps what it had.

    Raise `SamverkaError` where another run is under way.
    """
    make_memory_folder(errand.root)
    with locked(errand.root / FOLDER / LOCK, HELD):
        sources = _sources(feeds, errand.root)
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feeds")
        try:
            visits = [pool.submit(_visit, source, errand) for source in sources]
            for source, visit in zip(sources, visits, strict=True):
                yield _come_of(source, visit, errand)
        finally:
            pool.shutdown(cancel_futures=True)


def _sources(feeds: Sequence[Feed], root: Path) -> tuple[_Source, ...]:
    places = FeedPlaces(root)
    pairs = zip(feeds, memory_paths(feeds), strict=True)
    return tuple(_source(feed, path, places.of(feed), root) for feed, path in pairs)


def _source(feed: Feed, path: PurePosixPath, place: Place, root: Path) -> _Source:
    try:
        return _Source(feed, place, path, load_memory(root, path))
    except BrokenMemoryError:
        return _Source(feed, place, path, None, (broken_memory(path),))


def _visit(source: _Source, errand: Errand) -> _Visited:
    fetched = fetch(errand.client, source.feed.url, source.validators, errand.bounds)
    return _Visited(fetched, None if fetched.content is None else read_feed(fetched))


def _come_of(source: _Source, visit: Future[_Visited], errand: Errand) -> Gathered:
    try:
        visited = visit.result()
    except FeedError as fault:
        findings = (*source.findings, feed_fault(source.place, source.feed, fault))
        return Gathered(source.feed, FeedStatus.FAILED, 0, _current(source.known), findings)
    memory = _memory(source, visited, errand.now)
    save_memory(errand.root, source.path, memory)
    new = sum(one.first_seen == errand.now for one in memory.items)
    status = FeedStatus.NEW if new else FeedStatus.UNCHANGED
    findings = (*source.findings, *_remarks(source, visited))
    return Gathered(source.feed, status, new, _current(memory), findings)


def _memory(source: _Source, visited: _Visited, now: dt.datetime) -> Memory:
    """A feed without items leaves those of the last reading, and is read again the next time."""
    known = source.known or Memory(source.feed.url, now)
    checked = replace(known, url=source.feed.url, checked=now)
    if visited.read is None:
        return checked
    if not visited.read.items:
        return replace(checked, validators=Validators())
    items = remember(known.items, visited.read.items, now)
    return replace(checked, validators=visited.fetched.validators, items=items)


def _current(memory: Memory | None) -> int:
    return sum(one.is_current for one in memory.items) if memory else 0


def _remarks(source: _Source, visited: _Visited) -> Iterator[Finding]:
    moved_to, read = visited.fetched.moved_to, visited.read
    if moved_to:
        hint = f"Byt adressen i mkdocs.yml till {moved_to}"
        yield source.told("FEED04", "flödet har flyttat för gott", hint)
    if read is None:
        return
    if read.is_damaged:
        said = "flödet är skadat; det som gick att läsa är med"
        yield source.told("FEED06", said, "Tipsa den som sköter webbplatsen.")
    if not read.items:
        said = "flödet är tomt; det som hämtades sist visas så länge"
        yield source.told("FEED08", said, "Är det tomt länge, kontrollera adressen.")
    elif read.left_out:
        said = f"{read.left_out} av nyheterna saknar rubrik eller länk och är inte med"
        yield source.told("FEED09", said, "Tipsa den som sköter webbplatsen.")
