"""The receipt of an import: where every word of the source went."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samverka.schema import Data
from samverka.word.shaped import Moved
from samverka.word.words import SourceWords, markdown_words, words_of


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that do not stand on the page: why, how many, and which."""

    reason: str
    count: int
    words: str
    became: bool = False
    """Whether they stand in the front matter in another form."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Counts are words; `missing` are those nobody can account for."""

    words: int
    kept: int
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]


def write_receipt(
    source: SourceWords, fields: Mapping[str, Data], body: str, moved: Iterable[Moved]
) -> Receipt:
    """Hold the words of the source against those of the page and its front matter."""
    arrived = Counter([*markdown_words(body), *_field_words(fields)])
    gone = source.text - arrived
    total = source.text.total()
    left_out = [
        LeftOut(reason, words.total(), " ".join(words.elements()))
        for reason, words in source.aside.items()
        if words
    ]
    for piece in moved:
        taken = [word for word in words_of(piece.text) if _take(gone, word)]
        if taken:
            left_out.append(LeftOut(f"blev {piece.into}", len(taken), " ".join(taken), became=True))
    missing = tuple(sorted(gone.elements()))
    return Receipt(total, total - len(missing), tuple(left_out), missing)


def _take(gone: Counter[str], word: str) -> bool:
    if gone[word] <= 0:
        return False
    gone[word] -= 1
    if not gone[word]:
        del gone[word]
    return True


def _field_words(value: Data) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _field_words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _field_words(inner)
    elif isinstance(value, str):
        yield from words_of(value)
