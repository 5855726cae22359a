"""Charts drawn before are kept for the next build."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from samverka.pages.indicators.pictures import Picture
from samverka.pages.kept import Kept, name_of

SORT: Final = "charts"
LIBRARIES: Final = ("altair", "vl-convert-python")
DRAWN_BY: Final = ("colours.py", "drawing.py", "sizes.py", "svg.py")


def drawn_all(root: Path, pictures: Iterable[Picture]) -> Iterator[bytes]:
    """The finished SVG of each; drawn only where the last build has not drawn the same."""
    kept = Kept(root, SORT)
    for picture in pictures:
        name = name_of(*_drawer(), repr(picture))
        yield kept.get(name) or kept.put(name, _draw(picture))
    kept.forget_others()


def _draw(picture: Picture) -> bytes:
    """The libraries take most of a second to load, and an unchanged site needs none of it."""
    from samverka.pages.indicators.drawing import draw  # noqa: PLC0415
    from samverka.pages.indicators.svg import finished  # noqa: PLC0415

    return finished(draw(picture), picture.told)


@cache
def _drawer() -> tuple[bytes | str, ...]:
    """Changes with the libraries and with our own drawing."""
    ours = (Path(__file__).with_name(name).read_bytes() for name in DRAWN_BY)
    return (*(f"{name} {metadata.version(name)}" for name in LIBRARIES), *ours)
