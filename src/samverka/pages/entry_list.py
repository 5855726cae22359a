"""A list of entries as Markdown; every page that lists something looks the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Group
from samverka.catalogue.entry import Entry
from samverka.markdown.headings import Heading, headings
from samverka.pages.ways import link_to
from samverka.pages.wording import (
    KIND_HEADINGS,
    KIND_WORDS,
    as_markdown,
    is_vision,
    joined,
    label_of,
    say_forum,
    say_month,
)
from samverka.settings import Settings
from samverka.source.addresses import heading_anchor, way
from samverka.source.frontmatter import ReviewMatter, TrainingMatter
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date

NOTHING: Final = "Här finns inget ännu."
_BETWEEN: Final = "\n\n"
ARTICLE: Final = 2
"""The level of the headings that divide a newsletter into articles."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What a list says of an entry, and leaves out because the page has said it already.

    `of_forum`: all are of one forum; `mixed`: they are of different kinds; `articles`: name the
    articles of a newsletter, each with a link to it.
    """

    settings: Settings
    of_forum: bool = False
    mixed: bool = False
    articles: bool = False

    def facts(self, entry: Entry) -> str:
        """The line below the title."""
        if self.of_forum:
            return say_date(entry)
        kind = KIND_WORDS[entry.kind] if self.mixed and entry.kind is not Kind.PAGE else ""
        return joined((kind, _facts(entry, self.settings), say_update(entry)), " · ")

    def text(self, entry: Entry) -> str:
        """The description, but not the vision that stands on every meeting's notes."""
        return "" if is_vision(entry.description, self.settings) else entry.description


def entry_list(groups: Iterable[Group], page: PurePosixPath, teller: Teller) -> str:
    """The groups under their headings, with links as seen from `page`."""
    parts = (_group(group, page, teller) for group in groups)
    return "\n\n".join(parts) or NOTHING


def kind_groups(entries: Iterable[Entry]) -> Iterator[Group]:
    """A group per kind, under the kind's own word; within it the entries keep their order."""
    everything = tuple(entries)
    for kind, heading in KIND_HEADINGS.items():
        if part := tuple(entry for entry in everything if entry.kind is kind):
            yield Group(heading, part)


def listed(items: Iterable[str], css: str = "entries") -> str:
    """Items of a list as one block; what each says is marked with `entry-title` and its likes."""
    return f'<div class="{css}" markdown="1">\n\n{_BETWEEN.join(items)}\n\n</div>'


def title_link(title: str, address: str) -> str:
    """What an item begins with; `address` is a way."""
    return f"-   {link_to(address, title)}{{: .entry-title }}"


def say_date(entry: Entry) -> str:
    """Its date; a newsletter has a month only."""
    if entry.date is None:
        return ""
    return say_month(entry.date) if entry.kind is Kind.NEWSLETTER else format_date(entry.date)


def say_update(entry: Entry) -> str:
    """Uppdaterad 3 maj 2022, where that is newer than its date."""
    updated = entry.matter.updated
    return f"Uppdaterad {format_date(updated)}" if updated and updated == entry.changed else ""


def _group(group: Group, page: PurePosixPath, teller: Teller) -> str:
    heading = f"## {as_markdown(group.heading)}\n\n" if group.heading else ""
    items = ("\n\n".join(_item(entry, page, teller)) for entry in group.entries)
    return f"{heading}{listed(items)}"


def _item(entry: Entry, page: PurePosixPath, teller: Teller) -> Iterator[str]:
    address = way(page, entry.page)
    yield title_link(entry.title, address)
    facts = as_markdown(teller.facts(entry))
    if said := joined((facts, label_of(entry)), " "):
        yield f"    {said}\n    {{: .entry-facts }}"
    if said := teller.text(entry):
        yield f"    {as_markdown(said)}\n    {{: .entry-text }}"
    if teller.articles:
        yield from _articles(headings(entry.text, heading_anchor), address)


def _articles(found: Iterable[Heading], address: str) -> Iterator[str]:
    links = [
        f"    - {link_to(f'{address}#{one.anchor}', one.text)}"
        for one in found
        if one.level == ARTICLE
    ]
    if len(links) > 1:
        yield "\n".join(links)


def _facts(entry: Entry, settings: Settings) -> str:
    if isinstance(entry.matter, TrainingMatter):
        level = f"Nivå {entry.matter.level}" if entry.matter.level else ""
        minutes = f"{entry.matter.duration} minuter" if entry.matter.duration else ""
        return joined((level, minutes), " · ")
    institution = entry.matter.institution if isinstance(entry.matter, ReviewMatter) else ""
    forum = say_forum(entry.forum, settings) if entry.forum else ""
    return joined((say_date(entry), forum, institution), " · ")
