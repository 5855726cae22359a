"""Three-way merge of a text: what was changed on the page and what was changed in Word, together.

Pieces first; where both sides changed one piece, its lines; where both changed one line, its words.
What cannot be joined safely is handed back as it stands on both sides. Nothing new on either side
is ever left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from samverka.source.merging.diff3 import Region, Sides, regions
from samverka.source.merging.pieces import Piece

WORDS_APART = 3
"""So many unchanged words between two changes make them two; fewer could make one odd sentence."""

MARKUP = re.compile(r"[][*_`<>|{}#\\]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the merged text.

    `came` is what Word changed here, `went` what it took away. `theirs` is None but where the two
    sides clash: then `pieces` are the page's and `theirs` are Word's.
    """

    pieces: tuple[Piece, ...]
    came: bool = False
    went: tuple[Piece, ...] = ()
    theirs: tuple[Piece, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Slices:
    base: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def merge_pieces(
    base: Sequence[Piece], mine: Sequence[Piece], theirs: Sequence[Piece]
) -> tuple[Stretch, ...]:
    """The merged text in order.

    Where a text stands in several places it can be unclear which of them a side took away. If that
    would lose what both sides have, all of it is a clash.
    """
    stretches = [*_stretches(base, mine, theirs)]
    made = {piece.text for one in stretches for piece in (*one.pieces, *(one.theirs or ()))}
    if not {piece.text for piece in mine} & {piece.text for piece in theirs} <= made:
        return (Stretch(tuple(mine), theirs=tuple(theirs)),)
    return tuple(stretches)


def _stretches(
    base: Sequence[Piece], mine: Sequence[Piece], theirs: Sequence[Piece]
) -> Iterator[Stretch]:
    sides = Sides(*([piece.text for piece in side] for side in (base, mine, theirs)))
    for region in regions(sides, apart=0):
        part = _Slices(
            tuple(base[region.base]), tuple(mine[region.mine]), tuple(theirs[region.theirs])
        )
        if region.changed:
            yield from _settled(part)
        else:
            yield Stretch(tuple(map(_agreed, part.base, part.mine, part.theirs)))


def _agreed(base: Piece, mine: Piece, theirs: Piece) -> Piece:
    return theirs if mine.gap == base.gap else mine


def _settled(part: _Slices) -> Iterator[Stretch]:
    """What both have at the beginning and the end is no clash; what is between them may be one."""
    base, mine, theirs = map(_texts, (part.base, part.mine, part.theirs))
    if mine in (base, theirs) or theirs == base:
        yield _clear(part)
        return
    head = _common(mine, theirs)
    tail = _common(mine[head:][::-1], theirs[head:][::-1])
    if not head and not tail:
        yield _joined(part)
        return
    inner = _Slices(
        _without(part.base, part.mine[:head], part.mine[len(mine) - tail :]),
        part.mine[head : len(mine) - tail],
        part.theirs[head : len(theirs) - tail],
    )
    yield Stretch(part.mine[:head])
    yield from _settled(inner)
    yield Stretch(part.mine[len(mine) - tail :])


def _clear(part: _Slices) -> Stretch:
    """Only one side has changed this, or both in the same way."""
    if _texts(part.mine) != _texts(part.base) or _texts(part.mine) == _texts(part.theirs):
        return Stretch(part.mine)
    went = () if part.theirs else part.base
    return Stretch(part.theirs, came=bool(part.theirs), went=went)


def _joined(part: _Slices) -> Stretch:
    if len(part.base) == len(part.mine) == len(part.theirs) == 1:
        text = merge_lines(part.base[0].text, part.mine[0].text, part.theirs[0].text)
        if text is not None:
            return Stretch((Piece(part.mine[0].gap, text),), came=True)
    return Stretch(part.mine, theirs=part.theirs)


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """The lines of one piece, None where they clash."""
    sides = Sides(base.split("\n"), mine.split("\n"), theirs.split("\n"))
    made = _merged(sides, 1, lambda region: _merge_line(sides, region))
    return None if made is None else "\n".join(made)


def _merge_line(sides: Sides, region: Region) -> list[str] | None:
    base, mine, theirs = (
        sides.base[region.base],
        sides.mine[region.mine],
        sides.theirs[region.theirs],
    )
    if not len(base) == len(mine) == len(theirs) == 1:
        return None
    words = Sides(base[0].split(" "), mine[0].split(" "), theirs[0].split(" "))
    made = None if _touches_markup(words) else _merged(words, WORDS_APART, lambda _: None)
    return None if made is None else [" ".join(made)]


def _touches_markup(words: Sides) -> bool:
    changed = (
        word
        for region in regions(words, apart=0)
        if region.changed
        for word in (
            *words.base[region.base],
            *words.mine[region.mine],
            *words.theirs[region.theirs],
        )
    )
    return any(map(MARKUP.search, changed))


def _merged(
    sides: Sides, apart: int, settle: Callable[[Region], list[str] | None]
) -> list[str] | None:
    """None where `settle` cannot join what both sides changed."""
    made: list[str] = []
    for region in regions(sides, apart=apart):
        base, mine, theirs = (
            sides.base[region.base],
            sides.mine[region.mine],
            sides.theirs[region.theirs],
        )
        part = theirs if mine == base else mine if theirs in (mine, base) else None
        settled = settle(region) if part is None else list(part)
        if settled is None:
            return None
        made.extend(settled)
    return made


def _texts(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first are equal."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _without(
    base: tuple[Piece, ...], head: Sequence[Piece], tail: Sequence[Piece]
) -> tuple[Piece, ...]:
    """The base less what it has in common with the settled beginning and end."""
    first = _common(_texts(base), _texts(head))
    rest = base[first:]
    last = _common(_texts(rest)[::-1], _texts(tail)[::-1])
    return rest[: len(rest) - last]
