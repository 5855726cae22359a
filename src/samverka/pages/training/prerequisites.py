"""What is good to know before a module: a page of ours where the editor has named one."""

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.prerequisites import folded
from samverka.pages.wording import Link, linked
from samverka.source.frontmatter import TrainingMatter


def prerequisite_links(entry: Entry, catalogue: Catalogue) -> tuple[Link, ...]:
    """Each is the title of a page, an address or free words."""
    matter = entry.matter
    written = matter.prerequisites if isinstance(matter, TrainingMatter) else ()
    return tuple(_link(one, catalogue) for one in written)


def _link(text: str, catalogue: Catalogue) -> Link:
    wanted = folded(text)
    found = next((one for one in catalogue.entries if folded(one.title) == wanted), None)
    return Link(found.title, found.address) if found else linked(text)
