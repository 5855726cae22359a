"""JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

VERSION: Final = "https://jsonfeed.org/version/"
_TEXT: Final = ("summary", "content_text", "content_html")


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as it came; `dates` in the order they count, in any of the ways people write them."""

    id: str
    title: str
    link: str
    dates: tuple[str, ...]
    text: str


def is_json(content: bytes) -> bool:
    """True for what can only be JSON."""
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def json_items(content: bytes) -> tuple[RawItem, ...] | None:
    """The items in their order; None where it is no JSON Feed."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, Mapping) or not _text(told, "version").startswith(VERSION):
        return None
    items = told.get("items")
    return tuple(_items(items)) if isinstance(items, list) else ()


def _items(items: list[Any]) -> Iterator[RawItem]:
    for item in items:
        if isinstance(item, Mapping):
            link = _text(item, "url") or _text(item, "external_url")
            dates = tuple(_text(item, key) for key in ("date_published", "date_modified"))
            text = next(filter(None, (_text(item, key) for key in _TEXT)), "")
            yield RawItem(_text(item, "id") or link, _text(item, "title"), link, dates, text)


def _text(told: Mapping[str, Any], key: str) -> str:
    """Numbers are taken for text, as the specification asks of ids."""
    value = told.get(key, "")
    return str(value) if isinstance(value, (str, int)) else ""
