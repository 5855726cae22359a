"""How large words may be for all of them to stay within their box on a slide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

WIDE: Final = 0.54
"""Of a letter's height, an ordinary letter's width with the space around it: a little more than
Calibri's, for the fonts that stand in for it."""
LINE: Final = 1.22
"""Of a letter's height, a line."""
BETWEEN: Final = 0.45
"""Of a letter's height, the space above a paragraph."""
BULLET: Final = 27.0
"""Points to the left of an item."""

ALONE: Final = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18)
"""Points, the largest first: one paragraph that fills a slide, such as a question."""
SEVERAL: Final = (26, 24, 22, 20, 18)
HEADINGS: Final = (28, 26, 24, 22, 20, 18, 16, 14, 12)
FIRST: Final = (40, 36, 32, 28, 24, 20, 18, 16, 14, 12)
BELOW: Final = (20, 18, 16, 14, 12)


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand, in points, without the margins inside it."""

    width: float
    height: float

    def holds(self, paragraphs: Iterable[str], size: int) -> bool:
        """Whether all of them have room at a size in points."""
        return sum(self._tall(text, size) for text in paragraphs) <= self.height

    def size_of(self, paragraphs: Sequence[str], sizes: Sequence[int]) -> int:
        """The largest of the sizes at which they have room, else the smallest."""
        return next((size for size in sizes if self.holds(paragraphs, size)), sizes[-1])

    def _tall(self, text: str, size: int) -> float:
        letters = max(1, int((self.width - BULLET) / (size * WIDE)))
        rows = max(1, len(wrap(text, letters)))
        return size * (rows * LINE + BETWEEN)
