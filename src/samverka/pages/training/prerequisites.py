"""What is good to know before a module, as links where there is something to open."""

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.learning.prerequisites import Prerequisite, prerequisites_of
from samverka.pages.wording import Link, linked


def prerequisite_links(entry: Entry, catalogue: Catalogue) -> tuple[Link, ...]:
    """In the editor's order; a page of ours by its title."""
    return tuple(map(_link, prerequisites_of(entry, catalogue)))


def _link(one: Prerequisite) -> Link:
    return Link(one.entry.title, one.entry.address) if one.entry else linked(one.text)
