"""Three sequences laid side by side: where two later versions of one text differ from it.

As diff3 (Khanna, Kunal and Pierce, 2007), but changes that only touch one another need not clash:
one side may change a paragraph and the other the paragraph after it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import attrgetter

Key = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sides:
    """The same text three times: as it was, as the page has it, and as Word has it."""

    base: Sequence[str]
    mine: Sequence[str]
    theirs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Region:
    """One place in the text, as a range of each side; `changed` is False where all agree."""

    base: slice
    mine: slice
    theirs: slice
    changed: bool


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Where one side has `start` to `end` instead of the base's `low` to `high`."""

    low: int
    high: int
    start: int
    end: int
    is_mine: bool


def regions(sides: Sides, *, apart: int) -> Iterator[Region]:
    """All of the text, in order; changes of both sides with fewer than `apart` between are one."""
    hunks = [*_hunks(sides, is_mine=True), *_hunks(sides, is_mine=False)]
    hunks.sort(key=attrgetter("low", "high"))
    at = {"base": 0, "mine": 0, "theirs": 0}
    for group in _groups(hunks, sides, apart):
        low, high = min(h.low for h in group), max(h.high for h in group)
        yield from _agreed(at, low - at["base"])
        grown = {True: 0, False: 0}
        for hunk in group:
            grown[hunk.is_mine] += hunk.end - hunk.start - (hunk.high - hunk.low)
        length = high - low
        yield _step(at, (length, length + grown[True], length + grown[False]), changed=True)
    yield from _agreed(at, len(sides.base) - at["base"])


def _agreed(at: dict[str, int], length: int) -> Iterator[Region]:
    if length:
        yield _step(at, (length, length, length), changed=False)


def _step(at: dict[str, int], lengths: tuple[int, int, int], *, changed: bool) -> Region:
    ranges: list[slice] = []
    for side, length in zip(at, lengths, strict=True):
        ranges.append(slice(at[side], at[side] + length))
        at[side] += length
    base, mine, theirs = ranges
    return Region(base, mine, theirs, changed)


def _hunks(sides: Sides, *, is_mine: bool) -> Iterator[_Hunk]:
    """As many for as many are changed one for one."""
    side = sides.mine if is_mine else sides.theirs
    matcher = SequenceMatcher(None, sides.base, side, autojunk=False)
    for name, low, high, start, end in matcher.get_opcodes():
        if name == "replace" and high - low == end - start:
            for step in range(high - low):
                yield _Hunk(low + step, low + step + 1, start + step, start + step + 1, is_mine)
        elif name != "equal":
            yield _Hunk(low, high, start, end, is_mine)


def _groups(hunks: Sequence[_Hunk], sides: Sides, apart: int) -> Iterator[list[_Hunk]]:
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and not any(_clash(hunk, other, sides, apart) for other in group):
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _clash(one: _Hunk, other: _Hunk, sides: Sides, apart: int) -> bool:
    if one.is_mine == other.is_mine:
        return False
    if one.low < other.high + apart and other.low < one.high + apart:
        return True
    if (one.low, one.high) == (other.low, other.high):
        return True
    touch = one.low == other.high or other.low == one.high
    return touch and not _added(one, sides).isdisjoint(_added(other, sides))


def _added(hunk: _Hunk, sides: Sides) -> set[str]:
    side = sides.mine if hunk.is_mine else sides.theirs
    return set(side[hunk.start : hunk.end])
