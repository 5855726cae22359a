"""Where in a source something stands, so that a message can say the line."""

from pathlib import Path, PurePosixPath

from samverka.findings import Place
from samverka.source.addresses import page_path
from samverka.source.kinds import DOCS, NEWSLETTER_ADDRESS, NEWSLETTERS


def place_of(root: Path, source: PurePosixPath, words: str) -> Place:
    """The first line of the source that holds the words; no line where none does."""
    try:
        lines = (root / source).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Place(str(source))
    line = next((number for number, text in enumerate(lines, start=1) if words in text), None)
    return Place(str(source), line)


def source_of(root: Path, page: str) -> PurePosixPath:
    """The source of a page, as MkDocs names it."""
    newsletter = PurePosixPath(NEWSLETTERS, *PurePosixPath(page).parts[1:])
    if page.startswith(f"{NEWSLETTER_ADDRESS}/") and (root / newsletter).is_file():
        return newsletter
    return PurePosixPath(DOCS, page)


def page_of(source: PurePosixPath) -> str:
    """The page of a source, as MkDocs names it."""
    return str(page_path(source))
