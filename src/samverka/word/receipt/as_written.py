"""Text of the source that became front matter in another form, kept in its own words.

`4 juni 2021` becomes 2021-06-04 and `Närvarande:` a key: the words themselves are kept beside.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samverka.schema import Data
from samverka.word.counting.page import PageLine
from samverka.word.counting.words import words_of
from samverka.word.shaped import Moved

NO_TEXT = ("date", "end_date", "start", "end", "issue", "forum", "events", "source")
"""Keys whose values are told in a form of ours, or copied from what stays in the text."""


@dataclass(frozen=True, slots=True)
class Written:
    """`lines` are to be kept as they are; `words` all that the front matter then holds."""

    lines: tuple[str, ...]
    words: Counter[str]


def keep_as_written(
    fields: Mapping[str, Data], moved: Iterable[Moved], page: tuple[PageLine, ...]
) -> Written:
    """The lines with a word that no value of the front matter has; equal values count once."""
    has_title = any(line.level == 1 for line in page)
    texts = dict.fromkeys(
        text
        for key, value in fields.items()
        if key not in NO_TEXT and not (key == "title" and has_title)
        for text in _texts(value)
    )
    free = Counter(words_of("\n".join(texts)))
    taken: Counter[str] = Counter()
    lines: list[str] = []
    kept: Counter[str] = Counter()
    for line in _lines(moved):
        words = Counter(words_of(line))
        if words <= free:
            free -= words
            taken += words
        else:
            lines.append(line)
            kept += words
    return Written(tuple(lines), taken + kept + (free - kept))


def _lines(moved: Iterable[Moved]) -> Iterator[str]:
    for one in moved:
        for line in one.text.splitlines():
            if words_of(line):
                yield " ".join(line.split())


def _texts(value: Data) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NO_TEXT:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
