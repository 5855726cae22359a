"""Finds the blocks of a text by its lines: where each begins and ends, and what stands wrong."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from samverka.markdown.blocks.fault import BlockFault, nearest
from samverka.markdown.blocks.kinds import (
    KINDS,
    NAMED,
    NOT_IN_A_QUESTION,
    QUESTION,
)
from samverka.markdown.blocks.options import Option, options_below
from samverka.markdown.links import FENCE

_SKIPPED: Final = re.compile(f"{FENCE}|^ *<!--.*?-->", re.MULTILINE | re.DOTALL)
_OPENS: Final = re.compile(r"( *)(/{3,}) *([\w-]+) *(?:\|(.*))?")
_CLOSES: Final = re.compile(r" *(/{3,}) *")
_HEADING: Final = re.compile(r"#{1,2}(?!#)")
_ITEM: Final = re.compile(r"( *)(?:[-+*]|\d+\.|:|\[\^[^\]]+\]:)\s")
_DEEPEST: Final = 8
"""Blocks in each other."""
_LONGEST_ITEM: Final = 1000
"""Lines."""
_CODE: Final = 4
"""Spaces: a line with as many is code, but in an item of a list."""


@dataclass(slots=True, eq=False)
class Span:
    """A block while its end is looked for."""

    name: str
    title: str
    indent: int
    fence: int
    begin: int
    """Its first line, counted from 0."""
    below: int
    """The first line below its header."""
    options: dict[str, Option] = field(default_factory=dict)
    faults: list[BlockFault] = field(default_factory=list)
    inner: list["Span"] = field(default_factory=list)
    end: int = -1
    """The line that closes it, or the line before which it ends."""
    is_closed: bool = False

    @property
    def depth(self) -> int:
        """Blocks in each other, itself among them."""
        return 1 + max((one.depth for one in self.inner), default=0)


class Scanner:
    """`all` are the blocks in order, `extra` the lines that close nothing.

    `skipped` are lines of code and comments; `others` are names of blocks that are not ours.
    """

    def __init__(self, text: str, others: Collection[str]) -> None:
        self.lines = text.split("\n")
        self.others = others
        self.faults: list[BlockFault] = []
        self.all: list[Span] = []
        self.roots: list[Span] = []
        self.extra: set[int] = set()
        self._stack: list[Span] = []
        self._excused = 0
        self.skipped = set(_skipped_lines(text))

    def read(self) -> None:
        """Every line once; what is open at the end ends there."""
        at = 0
        while at < len(self.lines):
            at = at + 1 if at in self.skipped else self._line(at)
        self._cut(0, len(self.lines), "sidan tar slut")

    def _line(self, at: int) -> int:
        line = self.lines[at]
        if _HEADING.match(line):
            self._cut(0, at, f"rubriken {line.strip('# ')}")
        elif (closes := _CLOSES.fullmatch(line)) and self._is_block(at):
            self._close(at, len(closes[1]))
        elif (opens := _OPENS.fullmatch(line)) and self._is_block(at):
            return self._open(at, opens)
        return at + 1

    def _is_block(self, at: int) -> bool:
        """False for a line of indented code."""
        indent = _indent(self.lines[at])
        return indent < _CODE or self._is_in_item(at, indent)

    def _is_in_item(self, at: int, indent: int) -> bool:
        for line in reversed(self.lines[max(0, at - _LONGEST_ITEM) : at]):
            if _ITEM.match(line) and _indent(line) < indent:
                return True
            if line.strip() and _indent(line) == 0:
                return False
        return False

    def _open(self, at: int, found: re.Match[str]) -> int:
        pad, fence, name, title = found.groups(default="")
        name = name.lower()
        if name in NOT_IN_A_QUESTION:
            self._cut(self._place_of(QUESTION.name), at, f"nästa {name} börjar")
        if len(self._stack) == _DEEPEST:
            return self._too_deep(at)
        one = Span(name, title.strip(), len(pad), len(fence), at, at + 1)
        if name in KINDS:
            below = options_below(self.lines, at, KINDS[name])
            one.below, one.options = at + 1 + below.length, below.options
            one.faults += below.faults
        elif name not in self.others:
            one.faults.append(_unknown(name, at + 1))
        (self._stack[-1].inner if self._stack else self.roots).append(one)
        self.all.append(one)
        self._stack.append(one)
        return one.below

    def _place_of(self, name: str) -> int:
        """Of the outermost open block of the name; past the end where there is none."""
        names = [one.name for one in self._stack]
        return names.index(name) if name in names else len(names)

    def _too_deep(self, at: int) -> int:
        self.extra.add(at)
        self._excused += 1
        said = f"blocket ligger i fler än {_DEEPEST} andra"
        self.faults.append(BlockFault(at + 1, said, "Flytta ut det ur några av dem."))
        return at + 1

    def _close(self, at: int, fence: int) -> None:
        if not self._stack:
            self._leave_over(at)
            return
        same = [place for place, one in enumerate(self._stack) if one.fence == fence]
        place = same[-1] if same else len(self._stack) - 1
        self._cut(place + 1, at, "blocket det står i slutar")
        one = self._stack.pop()
        one.end, one.is_closed = at, True

    def _leave_over(self, at: int) -> None:
        self.extra.add(at)
        if self._excused:
            self._excused -= 1
            return
        hint = "Ta bort raden, eller kontrollera att blockets första rad är rätt skriven."
        self.faults.append(BlockFault(at + 1, "raden /// stänger inget block", hint))

    def _cut(self, place: int, at: int, before: str) -> None:
        """Blocks that nobody closed, from `place` on, end where the next one in them begins."""
        while len(self._stack) > place:
            one = self._stack.pop()
            self._excused += 1
            one.end = one.inner[0].begin if one.inner else at
            if one.name in KINDS:
                one.faults.append(_not_closed(one, before))
            else:
                one.end = one.below  # perhaps no block at all: only its line is shown
            home = self._stack[-1].inner if self._stack else self.roots
            home += one.inner
            one.inner = []


def _skipped_lines(text: str) -> Iterator[int]:
    """Those of fenced code and of comments."""
    for found in _SKIPPED.finditer(text):
        first = text.count("\n", 0, found.start())
        yield from range(first, first + found[0].count("\n") + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unknown(name: str, line: int) -> BlockFault:
    meant = NAMED.get(nearest(name, NAMED))
    known = ", ".join(KINDS)
    hint = f"Menade du {meant}?" if meant else f"De block som finns är {known}."
    return BlockFault(line, f"det finns inget block som heter {name}", hint)


def _not_closed(one: Span, before: str) -> BlockFault:
    said = f"blocket {one.name} är inte stängt innan {before}"
    hint = "Skriv /// på en egen rad där blocket slutar."
    if one.name == QUESTION.name:
        hint += " Inuti en fråga får ingen annan fråga stå, ingen checklista och inget apt."
    return BlockFault(one.begin + 1, said, hint)
