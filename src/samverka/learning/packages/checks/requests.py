"""Requests to other sites: a package may link to them, but never load anything from there."""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Final

from samverka.learning.packages.package import Package

_OUTSIDE: Final = re.compile(r"\s*(?:(?:https?|wss?|ftp):)?[\\/]{2}", re.IGNORECASE)
_LINKS: Final = frozenset({"a", "area"})
_LOADING: Final = frozenset(
    {"src", "srcset", "poster", "data", "href", "xlink:href", "action", "formaction", "background"}
)
_STYLE: Final = re.compile(
    r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE
)
_SCRIPT: Final = re.compile(
    r"""(?:\b(?:fetch|import|importScripts|open|sendBeacon|Request|Worker|WebSocket|EventSource)"""
    r"""\s*\(|\bfrom|\.(?:src|href|action)\s*=)\s*(?:["'][A-Z]+["']\s*,\s*)?["'`]"""
    r"""((?:https?:|wss?:)?//[^"'`\s]+)"""
)
"""A call or an attribute that is given an address; names of things may look like addresses."""
_REFRESH: Final = re.compile(r"url\s*=\s*(\S+)", re.IGNORECASE)


def request_faults(package: Package) -> Iterator[str]:
    """What its pages, pictures, styles and scripts would load from somewhere else."""
    for file in package.files:
        find = _READERS.get(file.path.suffix.lower())
        if find is not None:
            text = file.content.decode("utf-8", errors="replace")
            for address in dict.fromkeys(find(text)):
                yield f"Filen {file.path} hämtar något från en annan webbplats: {address}"


class _Reader(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            self.found.extend(_addresses_in(tag, name, value or ""))

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.found.extend(_STYLE.findall(data))
        elif self._inside == "script":
            self.found.extend(_SCRIPT.findall(data))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = ""


def _addresses_in(tag: str, name: str, value: str) -> Iterator[str]:
    if name == "style":
        yield from _STYLE.findall(value)
    elif tag == "meta" and name == "content":
        yield from (found for found in _REFRESH.findall(value) if _OUTSIDE.match(found))
    elif name in _LOADING and tag not in _LINKS:
        candidates = value.split(",") if name == "srcset" else [value]
        yield from (one.strip() for one in candidates if _OUTSIDE.match(one))


def _in_page(text: str) -> list[str]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


_READERS: Final[Mapping[str, Callable[[str], list[str]]]] = MappingProxyType(
    {
        ".html": _in_page,
        ".htm": _in_page,
        ".svg": _in_page,
        ".css": _STYLE.findall,
        ".js": _SCRIPT.findall,
    }
)
