"""Plain text as format=flowed (RFC 3676): narrow lines that a reader's program joins again."""

import re
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 72
"""Characters of a line where there is a space to break at (RFC 3676, section 4.2)."""
SIGNATURE: Final = "-- "
"""Stands alone above a signature and is never joined with it (section 4.3)."""
_QUOTED: Final = re.compile(r"((?:>[ ]?)*)(.*)", re.DOTALL)
_STUFFED: Final = (" ", ">", "From ")
"""What a line begins with where it needs a space before it (section 4.4)."""
_WORD: Final = re.compile(r"[^ ]+ *| +")


def flow(text: str) -> str:
    """`text`, a paragraph to a line, as lines of format=flowed with DelSp=no; line feeds only.

    A line that begins with `>` is a quotation as deep as there are such signs.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(flowed for line in lines for flowed in _flow_line(line))


def _flow_line(line: str) -> Iterator[str]:
    if line == SIGNATURE:
        yield line
        return
    quotes, said = _QUOTED.fullmatch(line).groups()  # type: ignore[union-attr]  # matches any line
    depth = quotes.count(">")
    for piece in _pieces(said.rstrip(" "), WIDTH - depth):
        yield f"{'>' * depth}{_stuffed(piece, is_quoted=depth > 0)}"


def _pieces(said: str, width: int) -> Iterator[str]:
    """As long as they may be; a word is never broken, and every piece but the last ends in space.

    No piece looks like the line above a signature.
    """
    piece = ""
    for word in _WORD.findall(said):
        is_full = piece and len(piece) + len(word.rstrip(" ")) > width
        if is_full and piece != SIGNATURE:
            yield piece
            piece = ""
        piece += word
    yield piece


def _stuffed(piece: str, *, is_quoted: bool) -> str:
    return f" {piece}" if piece and (is_quoted or piece.startswith(_STUFFED)) else piece
