"""What is good to know before a module: a page of ours where the editor has named one."""

from pathlib import PurePosixPath

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets
from samverka.pages.wording import Link, linked
from samverka.source.frontmatter import TrainingMatter


def prerequisite_links(entry: Entry, catalogue: Catalogue) -> tuple[Link, ...]:
    """Each is written as a file, as the title of a page, as an address or in free words."""
    matter = entry.matter
    written = matter.prerequisites if isinstance(matter, TrainingMatter) else ()
    return tuple(_link(one, entry, catalogue) for one in written)


def _link(text: str, entry: Entry, catalogue: Catalogue) -> Link:
    found = _by_title(text, catalogue) or _by_file(text, entry, catalogue)
    return Link(found.title, found.address) if found else linked(text)


def _by_title(text: str, catalogue: Catalogue) -> Entry | None:
    wanted = _plain(text)
    return next((one for one in catalogue.entries if _plain(one.title) == wanted), None)


def _by_file(text: str, entry: Entry, catalogue: Catalogue) -> Entry | None:
    """As in a link, or as the file lies in the project."""
    target = text.strip()
    places = set(possible_targets(entry.path, target)) if " " not in target else set()
    same = PurePosixPath(target)
    return next((one for one in catalogue.entries if one.page in places or one.path == same), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
