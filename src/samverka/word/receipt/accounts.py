"""The receipt of an import: where every word of the source went, and every word of the page from.

Counts are words. A word of the body is on the page or in the front matter, or else it is lost;
what is left out besides has one of the reasons of `counting.pieces`.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from samverka.word.counting.page import PageLine
from samverka.word.counting.pieces import Piece, Reason, Source
from samverka.word.counting.words import words_of
from samverka.word.receipt.as_written import Written
from samverka.word.receipt.locating import Found, locate

NUMBER = re.compile(r"\d+|[ivxlcdm]+|[^\W\d_]{1,2}")
"""How Word numbers by itself: 1, iv, a; ECMA-376 part 1, 17.18.59."""


LONGEST_LABEL = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are no part of the page, as they stood; `share` in percent."""

    reason: Reason
    count: int
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Words nobody can account for: the place in the source, and what stands around them."""

    place: str
    words: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Words of the page that the source does not have; `line` of the body, as written."""

    line: int
    words: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """`words` are all of the source, `kept` those on the page or in the front matter."""

    words: int
    kept: int
    in_front_matter: int
    left_out: tuple[LeftOut, ...] = ()
    losses: tuple[Loss, ...] = ()
    additions: tuple[Addition, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Every lost word, in the order of the source."""
        return tuple(word for loss in self.losses for word in loss.words)

    @property
    def invented(self) -> tuple[str, ...]:
        """Every word the source does not have, in the order of the page."""
        return tuple(word for addition in self.additions for word in addition.words)


@dataclass(frozen=True, slots=True)
class Account:
    """The receipt, with the source and the page it is about and the places of what it found."""

    receipt: Receipt
    source: Source
    lines: tuple[PageLine, ...]
    lost: Found
    added: Found
    moved: Counter[str]
    """Words of the source that stand in the front matter instead of the text."""


def write_receipt(source: Source, lines: tuple[PageLine, ...], written: Written) -> Account:
    """Hold the words of the source against those of the page and its front matter."""
    body = _words(piece.text for piece in source.pieces if piece.is_body)
    page = _words(line.text for line in lines)
    gone, extra = body - page, page - body
    lost, moved = gone - written.words, gone & written.words
    asides = _asides(source.pieces, extra)
    if extra:
        _forgive_numbers(extra, lines, source)
    total = body.total() + sum(words.total() for words in asides.values())
    lost_at = locate(lost, [piece.text if piece.is_body else "" for piece in source.pieces])
    added_at = locate(extra, [line.text for line in lines])
    receipt = Receipt(
        words=total,
        kept=body.total() - lost.total(),
        in_front_matter=moved.total(),
        left_out=tuple(_left_out(reason, words, total) for reason, words in asides.items()),
        losses=tuple(_loss(source.pieces[at], words) for at, words in lost_at.items()),
        additions=tuple(_addition(lines[at], words) for at, words in added_at.items()),
    )
    return Account(receipt, source, lines, lost_at, added_at, moved)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(words_of("\n".join(texts)))


def _asides(pieces: Sequence[Piece], extra: Counter[str]) -> dict[Reason, Counter[str]]:
    """What is left out, by reason; what may stand on the page, and does, leaves `extra`."""
    asides: dict[Reason, Counter[str]] = {}
    for piece in pieces:
        if piece.is_body:
            continue
        words = Counter(words_of(piece.text))
        if piece.may_stand:
            stands = words & extra
            extra -= stands
            words -= stands
        if piece.reason is not None and words:
            asides.setdefault(piece.reason, Counter()).update(words)
    return {reason: asides[reason] for reason in Reason if reason in asides}


def _forgive_numbers(extra: Counter[str], lines: Iterable[PageLine], source: Source) -> None:
    """What Word writes before a line by itself is no invention: `Bilaga 2`, `1.1`, `a)`.

    Lines that are a paragraph of the source but for their number come first.
    """
    free = source.numbered
    said = [words_of(part) for line in lines for part in line.parts] if free else []
    known = {tuple(words_of(piece.text)) for piece in source.pieces} if free else set()
    for words in sorted(said, key=lambda words: not _is_numbered(words, known)):
        led = takewhile(lambda word: word in source.labels or NUMBER.fullmatch(word), words)
        label = Counter(led) & extra
        if label and free:
            extra -= label
            free -= 1


def _is_numbered(words: Sequence[str], known: Container[tuple[str, ...]]) -> bool:
    """Whether all but the first few are a paragraph by themselves."""
    longest = min(len(words), LONGEST_LABEL)
    return tuple(words) not in known and any(
        tuple(words[cut:]) in known or cut == len(words) for cut in range(1, longest + 1)
    )


def _left_out(reason: Reason, words: Counter[str], total: int) -> LeftOut:
    count = words.total()
    return LeftOut(reason, count, 100 * count / total, " ".join(words.elements()))


def _loss(piece: Piece, words: Counter[str]) -> Loss:
    lost = _in_order(piece.text, words)
    return Loss(piece.place, lost, quotation(piece.text, lost[0]))


def _addition(line: PageLine, words: Counter[str]) -> Addition:
    return Addition(line.number, _in_order(line.text, words), line.raw)


def _in_order(text: str, words: Counter[str]) -> tuple[str, ...]:
    left = Counter(words)
    found = []
    for word in words_of(text):
        if left[word] > 0:
            left[word] -= 1
            found.append(word)
    return tuple(found)


def quotation(text: str, word: str, around: int = 5) -> str:
    """The first `word` of a text with some words on either side."""
    said = text.split()
    at = next((n for n, one in enumerate(said) if word in words_of(one)), 0)
    first, last = max(at - around, 0), at + around + 1
    before, after = "… " if first else "", " …" if last < len(said) else ""
    return f"{before}{' '.join(said[first:last])}{after}"
