"""The way from the start page to a page, by the folders it lies in."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from samverka.pages.wording import Link
from samverka.source.addresses import page_address
from samverka.source.kinds import INDEX


def trail_of(
    page: PurePosixPath, title_of: Callable[[PurePosixPath], str | None]
) -> tuple[Link, ...]:
    """The first pages of the folders above, the outermost first; neither start page nor itself.

    `title_of` says None of a page that does not exist.
    """
    return tuple(_above(page, title_of))


def _above(page: PurePosixPath, title_of: Callable[[PurePosixPath], str | None]) -> Iterator[Link]:
    for folder in reversed(page.parents[:-1]):
        index = folder / INDEX
        title = None if index == page else title_of(index)
        if title is not None:
            yield Link(title, page_address(index))
