"""The site's sections: one per kind that has a list of its own, and one per forum."""

from pathlib import PurePosixPath
from typing import Final

from samverka.pages.wording import KIND_HEADINGS
from samverka.source.addresses import page_path
from samverka.source.kinds import FOLDERS, INDEX, Kind

SECTIONS: Final = {
    kind: KIND_HEADINGS[kind]
    for kind in (Kind.TRAINING, Kind.REVIEW, Kind.NEWSLETTER, Kind.MEETING, Kind.INDICATOR)
}
"""The kinds that have one, and what it is called."""


def section_page(kind: Kind) -> PurePosixPath:
    """Where a kind's list stands."""
    return page_path(FOLDERS[kind] / INDEX)


def forum_page(forum: str) -> PurePosixPath:
    """Where a forum's list stands."""
    return page_path(FOLDERS[Kind.MEETING] / forum / INDEX)
