"""Citations in a Markdown text, written as pandoc reads them: [@key, s. 3], @key, [-@key]."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samverka.markdown.links import FENCE, SPAN

_KEY = r"@(?:\{[^{}\s]+\}|\w(?:\w|[:.#$%&+?<>~/-](?=\w))*)"
_GROUP = rf"(?<![!\\\]\w])\[(?P<group>(?:[^\[\]\n\\]|\n(?![ \t]*\n))*?{_KEY}[^\[\]\\]*)\](?![(\[:])"
_NAMED = rf"(?<![\w@/.\\:+(\[-])(?P<named>{_KEY})(?:[ ]\[[^\[\]\n@]*\](?![(\[:]))?"
_PATTERN = re.compile(
    rf"{FENCE}|{SPAN}|<!--.*?-->|<[^>\n]*>|(?P<cited>{_GROUP}|{_NAMED})",
    re.MULTILINE | re.DOTALL,
)
_ONE_KEY = re.compile(rf"(?<![\w@/.\\:+]){_KEY}|(?<=-){_KEY}")


@dataclass(frozen=True, slots=True)
class InText:
    """A citation as it is written, the keys it names, and the line it begins on, from 1."""

    written: str
    keys: tuple[str, ...]
    line: int


def citations_in(markdown: str) -> Iterator[InText]:
    """Every citation outside code, comments and tags."""
    for match in _PATTERN.finditer(markdown):
        if match["cited"] and (keys := _keys(match["cited"])):
            yield InText(match["cited"], keys, markdown.count("\n", 0, match.start()) + 1)


def replace_citations(markdown: str, replace: Callable[[str], str]) -> str:
    """The text with each citation, as it is written, handed to `replace`."""

    def replaced(match: re.Match[str]) -> str:
        found = match["cited"]
        return replace(found) if found and _keys(found) else match[0]

    return _PATTERN.sub(replaced, markdown)


def _keys(written: str) -> tuple[str, ...]:
    return tuple(found[0][1:].strip("{}") for found in _ONE_KEY.finditer(written))
