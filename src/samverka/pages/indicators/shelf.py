"""Charts drawn before are kept under `.samverka/cache/`, which anybody may empty at any time."""

import contextlib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.files import write_bytes
from samverka.pages.indicators.pictures import Picture
from samverka.source.journal import PRIVATE, make_private_folder

FOLDER: Final = PurePosixPath(PRIVATE, "cache", "charts")
LIBRARIES: Final = ("altair", "vl-convert-python")
DRAWN_BY: Final = ("colours.py", "drawing.py", "sizes.py", "svg.py")


class Shelf:
    """What is asked for once is kept for the next build; `tidy` removes what nobody asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._used: set[str] = set()

    def take(self, picture: Picture) -> bytes:
        """The finished SVG; drawn only where no earlier build has drawn the same."""
        key = sha256(f"{_drawer()} {picture!r}".encode())
        name = f"{key.hexdigest()}.svg"
        self._used.add(name)
        place = self._root / FOLDER / name
        with contextlib.suppress(OSError):
            return place.read_bytes()
        svg = _draw(picture)
        with contextlib.suppress(OSError):
            make_private_folder(self._root)
            write_bytes(place, svg)
        return svg

    def tidy(self) -> None:
        """Leave only what this build has used."""
        with contextlib.suppress(OSError):
            for path in (self._root / FOLDER).glob("*.svg"):
                if path.name not in self._used:
                    path.unlink()


def drawn_all(root: Path, pictures: Iterable[Picture]) -> Iterator[bytes]:
    """The finished SVG of each."""
    shelf = Shelf(root)
    for picture in pictures:
        yield shelf.take(picture)
    shelf.tidy()


def _draw(picture: Picture) -> bytes:
    """The libraries take most of a second to load, and an unchanged site needs none of it."""
    from samverka.pages.indicators.drawing import draw  # noqa: PLC0415
    from samverka.pages.indicators.svg import finished  # noqa: PLC0415

    return finished(draw(picture), picture.told)


@cache
def _drawer() -> str:
    """Changes with the libraries and with our own drawing."""
    ours = (Path(__file__).with_name(name).read_bytes() for name in DRAWN_BY)
    versions = " ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return f"{versions} {sha256(b''.join(ours)).hexdigest()}"
