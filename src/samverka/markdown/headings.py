"""The headings of a text and their anchors, as the page gets them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, Final

from samverka.markdown.dialect import Slugify, dialect_reader

_KEPT: Final = 2048
"""Texts remembered between two readings of the same."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` without marks; `anchor` is the fragment that leads to it."""

    level: int
    text: str
    anchor: str


@lru_cache(_KEPT)
def headings(text: str, slugify: Slugify) -> tuple[Heading, ...]:
    """Every heading in order; the text is read as Markdown, so that code has none."""
    reader = dialect_reader(slugify)
    reader.convert(text)
    return tuple(_flat(vars(reader)["toc_tokens"]))


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], unescape(token["name"]), token["id"])
        yield from _flat(token["children"])
