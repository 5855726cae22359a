"""Where in a source something stands, so that a message can say the line."""

from pathlib import Path, PurePosixPath

from samverka.findings import Place
from samverka.source.document import split_front_matter
from samverka.source.kinds import DOCS, NEWSLETTER_ADDRESS, NEWSLETTERS


def place_of(root: Path, source: PurePosixPath, words: str) -> Place:
    """The first line of the source's text that holds the words; no line where none does."""
    written = _read(root, source)
    at = written.find(words, len(written) - len(split_front_matter(written).body))
    return Place(str(source), _line_at(root, source, at) if at >= 0 else None)


def place_in(root: Path, source: PurePosixPath, text: str, line: int) -> Place:
    """The line of the source where a line of its own text stands."""
    at = _read(root, source).rfind(text.rstrip())
    return Place(str(source), _line_at(root, source, at) + line - 1 if at >= 0 else None)


def _line_at(root: Path, source: PurePosixPath, at: int) -> int:
    return _read(root, source).count("\n", 0, at) + 1


def _read(root: Path, source: PurePosixPath) -> str:
    try:
        return (root / source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def source_of(root: Path, page: str) -> PurePosixPath:
    """The source of a page, as MkDocs names it."""
    newsletter = PurePosixPath(NEWSLETTERS, *PurePosixPath(page).parts[1:])
    if page.startswith(f"{NEWSLETTER_ADDRESS}/") and (root / newsletter).is_file():
        return newsletter
    return PurePosixPath(DOCS, page)
