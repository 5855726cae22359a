"""Where the copies of a page lie, and the links to them."""

from pathlib import PurePosixPath

from samverka.catalogue.entry import Entry
from samverka.learning.packages.offline import FORM as OFFLINE
from samverka.pages.wording import Link
from samverka.settings import Settings
from samverka.source.addresses import file_name
from samverka.source.kinds import INDEX, Kind


def word_path(address: str, title: str) -> PurePosixPath:
    """Named so that a reader knows the file again among others in a folder."""
    return PurePosixPath(address, f"{file_name(title) or 'sida'}.docx")


def markdown_path(address: str) -> PurePosixPath:
    """Beside the page itself."""
    return PurePosixPath(address, INDEX)


def offline_path(entry: Entry) -> PurePosixPath:
    """Of a module: the name its package has wherever it is made."""
    return PurePosixPath(entry.address, f"{entry.path.stem}-{OFFLINE}.zip")


def offline_links(entry: Entry | None, settings: Settings) -> tuple[Link, ...]:
    """Of a module only."""
    if entry is None or entry.kind is not Kind.TRAINING or not settings.copies.offline:
        return ()
    return (Link("Ladda ner för att använda utan nät", str(offline_path(entry))),)


def copy_links(address: str, title: str, settings: Settings) -> tuple[Link, ...]:
    """The start page is no text to take along."""
    links = (
        (settings.copies.word, "Ladda ner som Word", word_path(address, title)),
        (settings.copies.markdown, "Ladda ner som Markdown", markdown_path(address)),
    )
    return tuple(Link(text, str(path)) for wanted, text, path in links if wanted and address)
