"""The way from the start page to a page, by the folders it lies in."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from samverka.pages.wording import Link
from samverka.source.addresses import page_address
from samverka.source.kinds import INDEX
from samverka.source.reading import SUFFIX


def trail_of(
    page: PurePosixPath, title_of: Callable[[PurePosixPath], str | None]
) -> tuple[Link, ...]:
    """The first pages of the folders above, the outermost first; neither start page nor itself.

    Below a page of the same name as the folder, that page stands for it. `title_of` says None of a
    page that does not exist.
    """
    return tuple(_above(page, title_of))


def _above(page: PurePosixPath, title_of: Callable[[PurePosixPath], str | None]) -> Iterator[Link]:
    for folder in reversed(page.parents[:-1]):
        firsts = (folder / INDEX, folder.with_name(f"{folder.name}{SUFFIX}"))
        titled = ((one, title_of(one)) for one in firsts if one != page)
        first, title = next((one for one in titled if one[1] is not None), (page, None))
        if title is not None:
            yield Link(title, page_address(first))
