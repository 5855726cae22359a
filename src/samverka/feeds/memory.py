"""What is remembered of a feed between two runs: one file for each, private, safe to delete.

A file is `.samverka/feeds/NAME-XXXXXXXX.json`, named after the feed's name in the settings: a feed
that moves keeps its memory. It holds what the site said of its content (for conditional requests)
and every item that was ever in the feed, up to `MOST`: also those that have left it, so that they
are known when they come back. Each has the moment it was first seen, which never changes, and all
the keys (ids and links) it has been known by. With these one can ask later what is new since a
certain moment. Deleted, everything is read anew, and all of it counts as first seen then.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

from samverka.errors import SamverkaError
from samverka.feeds.items import FeedItem
from samverka.feeds.links import canonical_link
from samverka.files import read_text, write_bytes
from samverka.settings import Feed
from samverka.source.addresses import file_name
from samverka.source.private import PRIVATE, make_private_folder

FOLDER: Final = PurePosixPath(PRIVATE, "feeds")
FORMAT: Final = 1
MOST: Final = 1000


class BrokenMemoryError(Exception):
    """The file cannot be used; a new one can be made in its place."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An item and how long it has been known; `is_current` while it stands in the feed.

    `mark` is what it is called here: it stays when its id, link, title and day all change in turn.
    """

    item: FeedItem
    first_seen: dt.datetime
    keys: frozenset[str]
    is_current: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What `address` said of its content when it was last read (RFC 9110, 8.8)."""

    address: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """`url` is the address in the settings then; `checked` when the feed last answered well."""

    url: str
    checked: dt.datetime
    validators: Validators = Validators()
    items: tuple[Remembered, ...] = ()


def mark_of(item: FeedItem, first_seen: dt.datetime) -> str:
    """The mark of an item as it was when it was first seen."""
    said = (first_seen.isoformat(), item.id, item.link, item.title, str(item.published))
    return sha256("\0".join(said).encode()).hexdigest()[:24]


def memory_paths(feeds: Sequence[Feed]) -> tuple[PurePosixPath, ...]:
    """The file of each feed; feeds of one name are told apart by their order."""
    paths: list[PurePosixPath] = []
    for feed in feeds:
        stem = f"{file_name(feed.name)}-{sha256(feed.name.encode()).hexdigest()[:8]}".strip("-")
        number = sum(path.name.startswith(stem) for path in paths) + 1
        paths.append(FOLDER / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json"))
    return tuple(paths)


def load_memory(root: Path, path: PurePosixPath) -> Memory | None:
    """None where there is none yet; raise `BrokenMemoryError` where it cannot be used."""
    file = root / path
    try:
        return _memory(json.loads(read_text(file))) if file.is_file() else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise BrokenMemoryError(str(path)) from fault
    except (SamverkaError, OSError) as fault:
        raise BrokenMemoryError(str(path)) from fault


def save_memory(root: Path, path: PurePosixPath, memory: Memory) -> None:
    """Written whole or not at all."""
    text = json.dumps(_told(memory), ensure_ascii=False, indent=1)
    write_bytes(root / path, f"{text}\n".encode())


def make_memory_folder(root: Path) -> None:
    """For its owner only."""
    make_private_folder(root)
    (root / FOLDER).mkdir(mode=0o700, exist_ok=True)


def _told(memory: Memory) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "url": memory.url,
        "checked": memory.checked.isoformat(),
        "validators": asdict(memory.validators),
        "items": [_told_item(one) for one in memory.items],
    }


def _told_item(one: Remembered) -> dict[str, Any]:
    published = one.item.published
    return {
        **asdict(one.item),
        "published": published.isoformat() if published else None,
        "first_seen": one.first_seen.isoformat(),
        "keys": sorted(one.keys),
        "is_current": one.is_current,
        "mark": one.mark,
    }


def _memory(told: Mapping[str, Any]) -> Memory:
    if told["format"] != FORMAT:
        raise ValueError
    validators = Validators(**{key: _text(value) for key, value in told["validators"].items()})
    items = tuple(_remembered(one) for one in told["items"])
    return Memory(_text(told["url"]), _moment(told["checked"]), validators, items)


def _remembered(told: Mapping[str, Any]) -> Remembered:
    published = told["published"]
    item = FeedItem(
        id=_text(told["id"]),
        title=_text(told["title"]),
        link=_link(told["link"]),
        published=dt.date.fromisoformat(published) if published is not None else None,
        summary=_text(told["summary"]),
    )
    keys = frozenset(_text(key) for key in told["keys"])
    first_seen = _moment(told["first_seen"])
    mark = _text(told.get("mark", "")) or mark_of(item, first_seen)
    return Remembered(item, first_seen, keys, told["is_current"] is True, mark)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value


def _link(value: object) -> str:
    """Nobody should have written here, but what is read becomes a link on a public page."""
    link = _text(value)
    if canonical_link(link) != link or not link:
        raise ValueError
    return link


def _moment(value: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment
