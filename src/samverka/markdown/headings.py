"""The headings of a text and their anchors, as the page gets them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from markdown import Markdown

EXTENSIONS: Final = (
    "abbr",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "toc",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` without marks; `anchor` is the fragment that leads to it."""

    level: int
    text: str
    anchor: str


def headings(text: str, slug: Callable[[str, str], str]) -> tuple[Heading, ...]:
    """Every heading in order; the text is read as Markdown, so that code has none.

    `slug` makes an anchor of a heading's text and a separator, as toc asks it to.
    """
    reader = Markdown(
        extensions=[*EXTENSIONS, "samverka.markdown"],
        extension_configs={"toc": {"slugify": slug}},
    )
    reader.convert(text)
    return tuple(_flat(vars(reader)["toc_tokens"]))


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], unescape(token["name"]), token["id"])
        yield from _flat(token["children"])
