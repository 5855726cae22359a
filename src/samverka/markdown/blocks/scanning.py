"""Finds the blocks of a text by its lines: where each begins and ends, and what stands wrong.

What pymdownx makes of a block whose options or end are wrong cannot be told from ordinary text, so
it is never given one: `marked_text` writes each block anew, closed, with a stamp for its header.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from markdown.util import ETX, STX

from samverka.markdown.blocks.fault import BlockFault, nearest
from samverka.markdown.blocks.kinds import (
    CHECKLIST,
    KINDS,
    NOT_IN_A_QUESTION,
    QUESTION,
    BlockKind,
)
from samverka.markdown.blocks.options import Option, options_below
from samverka.markdown.links import FENCE

NAME: Final = "samverka"
"""Of the one block that pymdownx knows of ours."""
STAMP: Final = re.compile(f"{STX}{NAME}-block:(\\d+){ETX}")
"""The signs around it are taken out of every source before it is scanned (Python-Markdown)."""

_SKIPPED: Final = re.compile(f"{FENCE}|<!--.*?-->", re.MULTILINE | re.DOTALL)
_OPENS: Final = re.compile(r"( *)(/{3,}) *([\w-]+) *(?:\|(.*))?")
_CLOSES: Final = re.compile(r" *(/{3,}) *")
_ANSWER: Final = re.compile(r" {0,3}(?:[-+*] +\[[ xX]?\]|\d+\.)(?: |$)")
_HEADING: Final = re.compile(r"#{1,2}(?!#)")
_ITEM: Final = re.compile(r"( *)(?:[-+*]|\d+\.|:|\[\^[^\]]+\]:)\s")
_DEEPEST: Final = 8
"""Blocks in each other."""
_ANSWERED: Final = frozenset({QUESTION.name, CHECKLIST.name})
_CODE: Final = 4
"""Spaces: a line with as many is code, but in an item of a list."""


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """`kind` is None where there is none of that `name`; `content` are its own lines, numbered.

    `faults` are those of its header and its end.
    """

    number: int
    name: str
    kind: BlockKind | None
    title: str
    line: int
    options: Mapping[str, Option]
    content: tuple[tuple[int, str], ...]
    faults: tuple[BlockFault, ...]
    written: str
    """Its header as it stands in the source."""

    def said(self, option: str) -> str:
        """What an option says; "" where it is not said."""
        return self.options[option].value if option in self.options else ""

    def line_of(self, option: str) -> int:
        """The line of an option, or else the block's."""
        return self.options[option].line if option in self.options else self.line


@dataclass(frozen=True, slots=True)
class Scanned:
    """`text` has a stamp for each of `blocks`; `faults` are those that belong to no block."""

    text: str
    blocks: tuple[FoundBlock, ...] = ()
    faults: tuple[BlockFault, ...] = ()


@dataclass(slots=True, eq=False)
class _Open:
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
    inner: list["_Open"] = field(default_factory=list)
    end: int = -1
    """The line that closes it, or the line before which it ends."""
    is_closed: bool = False

    @property
    def depth(self) -> int:
        return 1 + max((one.depth for one in self.inner), default=0)


def scan(text: str, others: Collection[str] = ()) -> Scanned:
    """`others` are names of blocks that are not ours, which are left as they stand."""
    if "///" not in text:
        return Scanned(text)
    scanner = _Scanner(text, others)
    scanner.read()
    return _Writer(scanner).written()


class _Scanner:
    """`roots` are the outermost blocks in order, `extra` the lines that close nothing."""

    def __init__(self, text: str, others: Collection[str]) -> None:
        self.lines = text.split("\n")
        self.others = others
        self.faults: list[BlockFault] = []
        self.all: list[_Open] = []
        self.roots: list[_Open] = []
        self.extra: set[int] = set()
        self._stack: list[_Open] = []
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
            self._cut(0, at, f"rubriken på rad {at + 1}")
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
        for line in reversed(self.lines[:at]):
            if _ITEM.match(line) and _indent(line) < indent:
                return True
            if line.strip() and _indent(line) == 0:
                return False
        return False

    def _open(self, at: int, found: re.Match[str]) -> int:
        pad, fence, name, title = found.groups(default="")
        name = name.lower()
        if name in NOT_IN_A_QUESTION:
            self._cut(self._place_of(QUESTION.name), at, f"rad {at + 1}")
        if len(self._stack) == _DEEPEST:
            return self._too_deep(at)
        one = _Open(name, title.strip(), len(pad), len(fence), at, at + 1)
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
        said = f"blocket ligger i fler än {_DEEPEST} andra"
        self.faults.append(BlockFault(at + 1, said, "Flytta ut det ur några av dem."))
        return at + 1

    def _close(self, at: int, fence: int) -> None:
        if not self._stack:
            self._leave_over(at)
            return
        same = [place for place, one in enumerate(self._stack) if one.fence == fence]
        place = same[-1] if same else len(self._stack) - 1
        self._cut(place + 1, at, f"rad {at + 1}")
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
            one.faults.append(_not_closed(one, before))
            home = self._stack[-1].inner if self._stack else self.roots
            home += one.inner
            one.inner = []


class _Writer:
    def __init__(self, scanner: _Scanner) -> None:
        self._scanner = scanner
        self._lines = scanner.lines
        self._ours = [one for one in scanner.all if one.name not in scanner.others]
        self._begins = {one.begin: (number, one) for number, one in enumerate(self._ours)}
        self._ends: dict[int, list[_Open]] = {}
        for one in self._ours:
            self._ends.setdefault(one.end, []).insert(0, one)
        self._homes = {
            at: one
            for one in self._ours
            if one.name in _ANSWERED
            for at, _ in self._content(one)
            if at not in scanner.skipped
        }

    def written(self) -> Scanned:
        """The text with its blocks written anew."""
        text = "\n".join(self._text())
        blocks = tuple(self._found(number, one) for number, one in enumerate(self._ours))
        return Scanned(text, blocks, tuple(self._scanner.faults))

    def _text(self) -> Iterator[str]:
        at = 0
        while at <= len(self._lines):
            closed = self._ends.get(at, [])
            for one in sorted(closed, key=lambda one: -one.begin):
                yield from ("", f"{' ' * one.indent}{_slashes(one)}", "")
            begun = self._begins.get(at)
            if begun:
                number, one = begun
                stamp = f"{STX}{NAME}-block:{number}{ETX}"
                yield from ("", f"{' ' * one.indent}{_slashes(one)} {NAME} | {stamp}", "")
                at = one.below
                continue
            if at < len(self._lines) and not any(one.is_closed for one in closed):
                yield from self._line(at)
            at += 1

    def _line(self, at: int) -> Iterator[str]:
        line = self._lines[at]
        home = self._homes.get(at)
        if home and _ANSWER.match(line[home.indent :]):
            yield ""  # an answer is an item of the outermost list, whatever stands above it
        yield f"\\{line.strip()}" if at in self._scanner.extra else line

    def _found(self, number: int, one: _Open) -> FoundBlock:
        content = tuple((at + 1, line) for at, line in self._content(one))
        return FoundBlock(
            number,
            one.name,
            KINDS.get(one.name),
            one.title,
            one.begin + 1,
            one.options,
            content,
            tuple(one.faults),
            "\n".join(self._lines[one.begin : one.below]),
        )

    def _content(self, one: _Open) -> Iterator[tuple[int, str]]:
        """Its own lines, and not those of the blocks within it."""
        within = {at for inner in one.inner for at in range(inner.begin, inner.end + 1)}
        for at in range(one.below, min(one.end, len(self._lines))):
            if at not in within:
                yield at, self._lines[at]


def _slashes(one: _Open) -> str:
    """An outer block has more of them than those within it, whatever the source has."""
    return "/" * (2 + one.depth)


def _skipped_lines(text: str) -> Iterator[int]:
    """Those of fenced code and of comments."""
    for found in _SKIPPED.finditer(text):
        first = text.count("\n", 0, found.start())
        yield from range(first, first + found[0].count("\n") + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unknown(name: str, line: int) -> BlockFault:
    meant = nearest(name, KINDS)
    known = ", ".join(KINDS)
    hint = f"Menade du {meant}?" if meant else f"De block som finns är {known}."
    return BlockFault(line, f"det finns inget block som heter {name}", hint)


def _not_closed(one: _Open, before: str) -> BlockFault:
    said = f"blocket {one.name} är inte stängt innan {before}"
    hint = "Skriv /// på en egen rad där blocket slutar."
    if one.name == QUESTION.name:
        hint += " Inuti en fråga får ingen annan fråga stå, ingen checklista och inget apt."
    return BlockFault(one.begin + 1, said, hint)
