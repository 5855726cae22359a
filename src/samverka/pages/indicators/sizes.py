"""How large each picture is, in pixels, before a page has made it larger or smaller."""

from typing import Final

from samverka.pages.indicators.pictures import Comparison, Development, Picture

WIDE: Final = 340
LARGE: Final = (WIDE, 230)
SMALL: Final = (176, 140)
WORD: Final = (132, 40)
MARGIN: Final = 8
ROW, HEAD, FOOT, REMARK = 46, 34, 22, 20
"""Of a place, of the words above and below all places, and of the remark below everything."""


def size_of(picture: Picture) -> tuple[int, int]:
    """Width and height."""
    remark = REMARK if picture.told.remark else 0
    if isinstance(picture, Comparison):
        return WIDE, HEAD + ROW * len(picture.pairs) + FOOT + remark
    if isinstance(picture, Development):
        width, height = LARGE if picture.is_large else SMALL
        return width, height + remark
    return WORD
