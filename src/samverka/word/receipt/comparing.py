"""The source and the page side by side: which paragraph became which line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from samverka.word.counting.pieces import Piece
from samverka.word.counting.words import words_of
from samverka.word.receipt.accounts import Account
from samverka.word.receipt.locating import locate

LONGEST = 5_000
"""So many paragraphs, and lines, are laid side by side; a page of more is too slow to read."""

NEAR = 30
"""A paragraph that changed is looked for among so many lines."""

ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Before:
    """A paragraph of the source; `lost` words are nowhere, some are `moved` above the text."""

    piece: Piece
    lost: Counter[str]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """A line or a cell of the page; `added` words are not in the source."""

    text: str
    level: int
    added: Counter[str]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside what; either may be missing."""

    before: Before | None
    after: After | None


def compare(account: Account) -> Iterator[Row]:
    """Row by row, in the order of both; at most `LONGEST` of each."""
    left = list(_befores(account))[:LONGEST]
    right = list(_afters(account))[:LONGEST]
    texts = [one for one in left if one.piece.is_body]
    pairs = _pairs([one.piece.text for one in texts], [one.text for one in right])
    waiting = iter(left)
    for at, to in pairs:
        if at is not None:
            for one in waiting:
                if one is texts[at]:
                    break
                yield Row(one, None)
        yield Row(
            None if at is None else texts[at],
            None if to is None else right[to],
        )
    yield from (Row(one, None) for one in waiting)


def _befores(account: Account) -> Iterator[Before]:
    pieces = account.source.pieces
    moved = locate(account.moved, [one.text if one.is_body else "" for one in pieces])
    for place, piece in enumerate(pieces):
        if piece.is_body or piece.reason is not None:
            yield Before(piece, account.lost.get(place, Counter()), place in moved)


def _afters(account: Account) -> Iterator[After]:
    for place, line in enumerate(account.lines):
        left = Counter(account.added.get(place, Counter()))
        for part in line.parts:
            added = left & Counter(words_of(part)) if left else Counter()
            left -= added
            yield After(part, line.level, added)


def _pairs(left: list[str], right: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Indices that belong together; equal texts first, then those much alike between them."""
    lefts, rights = [words_of(text) for text in left], [words_of(text) for text in right]
    matcher = SequenceMatcher(None, [" ".join(w) for w in lefts], [" ".join(w) for w in rights])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _alike((lefts, range(i1, i2)), (rights, range(j1, j2)))


def _alike(
    left: tuple[Sequence[list[str]], range], right: tuple[Sequence[list[str]], range]
) -> Iterator[tuple[int | None, int | None]]:
    (lefts, places), (rights, free) = left, right
    at = free.start
    for place in places:
        words = Counter(lefts[place])
        near = range(at, min(at + NEAR, free.stop))
        found = next((to for to in near if _is_alike(words, rights[to])), None)
        if found is not None:
            yield from ((None, to) for to in range(at, found))
            at = found + 1
        yield place, found
    yield from ((None, to) for to in range(at, free.stop))


def _is_alike(words: Counter[str], others: list[str]) -> bool:
    shared = (words & Counter(others)).total()
    return shared > 0 and shared >= ALIKE * min(words.total(), len(others))
