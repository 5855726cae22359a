"""A Markdown text in the pieces that an editor moves as one: a paragraph, a list item, a table."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ITEM = re.compile(r"(?:[-*+]|\d+[.)])(?:\s|$)")
FENCE = re.compile(r"(`{3,}|~{3,})")
OPENING = re.compile(r"<(table|div|figure|section|details|aside|ul|ol|dl|blockquote)\b")
INDENTED = ("    ", "\t")


@dataclass(frozen=True, slots=True)
class Piece:
    """`gap` is the blank lines before it, each with its line break."""

    gap: str
    text: str


def split_pieces(body: str) -> tuple[Piece, ...]:
    """Every line of the body is in one piece; list items without children stand alone."""
    pieces: list[Piece] = []
    gap, lines = "\n", list[str]()
    open_until: _Ending | None = None
    blanks = ""
    for line in body.strip("\n").split("\n"):
        if open_until is None and not line.strip():
            blanks += f"{line}\n"
            continue
        if lines and open_until is None and _begins(line, lines[0], blanks):
            pieces.append(Piece(gap, "\n".join(lines)))
            gap, lines = blanks, []
        elif blanks and lines:
            lines.extend(blanks.split("\n")[:-1])
        blanks = ""
        lines.append(line)
        open_until = _ending(line, open_until)
    return (*pieces, Piece(gap, "\n".join(lines))) if lines else tuple(pieces)


def join_pieces(pieces: Iterable[Piece]) -> str:
    """The text again; only list items follow one another without a blank line."""
    made: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        made.append(f"{gap_between(before, piece)}{piece.text}\n")
        before = piece
    return "".join(made)


def gap_between(before: Piece | None, piece: Piece) -> str:
    """The blank lines that `piece` needs where it stands after `before`."""
    if before is None:
        return ""
    both = ITEM.match(piece.text) and ITEM.match(before.text)
    return piece.gap or ("" if both else "\n")


@dataclass(frozen=True, slots=True)
class _Ending:
    """What ends a table, a fence and their like, in which blank lines and all else may stand."""

    tag: str
    depth: int
    fence: str = ""


def _begins(line: str, first: str, blanks: str) -> bool:
    """Whether the line is the first of a piece, after the piece that began with `first`."""
    if line.startswith(INDENTED):
        return False
    return bool(blanks or (ITEM.match(line) and ITEM.match(first)))


def _ending(line: str, now: _Ending | None) -> _Ending | None:
    if now is None:
        return _opened(line)
    if now.fence:
        return None if line.strip().startswith(now.fence) else now
    depth = now.depth + _balance(line, now.tag)
    return _Ending(now.tag, depth) if depth > 0 else None


def _opened(line: str) -> _Ending | None:
    fence, tag = FENCE.match(line), OPENING.match(line)
    if fence:
        return _Ending("", 0, fence[1])
    if tag and (depth := _balance(line, tag[1])) > 0:
        return _Ending(tag[1], depth)
    return None


def _balance(line: str, tag: str) -> int:
    return len(re.findall(rf"<{tag}\b", line)) - line.count(f"</{tag}>")


def lines_of(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    """Each piece with the line it begins on in the joined text, counted from 1."""
    line, before = 1, None
    for piece in pieces:
        line += gap_between(before, piece).count("\n")
        yield line, piece
        line += piece.text.count("\n") + 1
        before = piece
