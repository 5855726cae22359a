"""The kinds of document and where each of them lives."""

from enum import StrEnum
from pathlib import PurePosixPath

DOCS = "docs"
NEWSLETTERS = "newsletters"
NEWSLETTER_ADDRESS = "nyhetsbrev"
INDEX = "index.md"
"""The first page of a folder."""


class Kind(StrEnum):
    """What a document is; follows from its folder."""

    NEWSLETTER = "newsletter"
    MEETING = "meeting"
    REVIEW = "review"
    TRAINING = "training"
    INDICATOR = "indicator"
    PAGE = "page"


FOLDERS = {
    Kind.NEWSLETTER: PurePosixPath(NEWSLETTERS),
    Kind.MEETING: PurePosixPath(DOCS, "moten"),
    Kind.REVIEW: PurePosixPath(DOCS, "kunskapsoversikter"),
    Kind.TRAINING: PurePosixPath(DOCS, "utbildning"),
    Kind.INDICATOR: PurePosixPath(DOCS, "indikatorer"),
    Kind.PAGE: PurePosixPath(DOCS),
}


def kind_of(path: PurePosixPath) -> Kind:
    """The kind of the document at `path`, relative to the project; an index.md is a page."""
    if path.name == INDEX:
        return Kind.PAGE
    return next(kind for kind, folder in FOLDERS.items() if path.is_relative_to(folder))
