"""Writes the blocks of a text anew, so that what pymdownx is given is always whole.

What it makes of a block whose options or end are wrong cannot be told from ordinary text; a block
with a stamp for its header, no options, and an end of its own it always takes.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from samverka.markdown.blocks.found import NAME, FoundBlock, Scanned, stamp_of
from samverka.markdown.blocks.kinds import CHECKLIST, KINDS, QUESTION
from samverka.markdown.blocks.scanning import Scanner, Span

_ANSWER: Final = re.compile(r" {0,3}(?:[-+*] +\[[ xX]?\]|\d+\.)(?: |$)")
_ANSWERED: Final = frozenset({QUESTION.name, CHECKLIST.name})


def mark(text: str, others: Collection[str] = ()) -> Scanned:
    """`others` are names of blocks that are not ours, which are left as they stand."""
    if "///" not in text:
        return Scanned(text)
    scanner = Scanner(text, others)
    scanner.read()
    return _Writer(scanner).written()


class _Writer:
    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._lines = scanner.lines
        self._ours = [one for one in scanner.all if one.name not in scanner.others]
        self._begins = {one.begin: (number, one) for number, one in enumerate(self._ours)}
        self._ends: dict[int, list[Span]] = {}
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
                header = f"{_slashes(one)} {NAME} | {stamp_of(number)}"
                yield from ("", f"{' ' * one.indent}{header}", "")
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

    def _found(self, number: int, one: Span) -> FoundBlock:
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

    def _content(self, one: Span) -> Iterator[tuple[int, str]]:
        """Its own lines, and not those of the blocks within it."""
        within = {at for inner in one.inner for at in range(inner.begin, inner.end + 1)}
        for at in range(one.below, min(one.end, len(self._lines))):
            if at not in within:
                yield at, self._lines[at]


def _slashes(one: Span) -> str:
    """An outer block has more of them than those within it, whatever the source has."""
    return "/" * (2 + one.depth)
