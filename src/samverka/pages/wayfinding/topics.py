"""Areas and audiences: a page for each that gathers across kinds, and a page to choose on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.topics import AREAS, AUDIENCES, for_audience, topic_pages, with_area
from samverka.findings import Noted
from samverka.pages.entry_list import NOTHING, Teller, entry_list, kind_groups, listed, title_link
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.wayfinding.contents_list import CONTENTS_PAGE
from samverka.pages.wording import Link, as_markdown, say_pages
from samverka.settings import Settings, Topic
from samverka.source.addresses import page_address, way
from samverka.source.kinds import INDEX

ALL: Final = f"[allt innehåll]({way(AREAS / INDEX, CONTENTS_PAGE)})"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One way of gathering.

    `label` stands over a topic's name, `says` before it in a sentence, and `nothing` on its page
    as long as no entry has it.
    """

    folder: PurePosixPath
    title: str
    lead: str
    label: str
    says: str
    nothing: str
    topics: tuple[Topic, ...]
    entries_of: Callable[[Catalogue, str], tuple[Entry, ...]]

    @property
    def pages(self) -> Mapping[str, PurePosixPath]:
        return topic_pages(self.topics, self.folder)


@dataclass(frozen=True, slots=True)
class Wheel:
    """The areas in the order of the settings; `address` is the page that shows them all."""

    address: str
    areas: tuple[Link, ...]


def topic_lists(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """The pages of areas and audiences; none where the settings name none."""
    shelves = (_areas(around.settings), _audiences(around.settings))
    return Noted(tuple(page for shelf in shelves for page in _pages_of(shelf, around)))


def area_links(settings: Settings, names: Iterable[str]) -> tuple[Link, ...]:
    """The areas as links; one that the settings do not know leads nowhere."""
    return _links(_areas(settings), names)


def audience_links(settings: Settings, names: Iterable[str]) -> tuple[Link, ...]:
    """The audiences as links; one that the settings do not know leads nowhere."""
    return _links(_audiences(settings), names)


def wheel_of(settings: Settings) -> Wheel:
    """What a site needs to draw its areas."""
    links = area_links(settings, (topic.name for topic in settings.areas))
    return Wheel(page_address(AREAS / INDEX), links)


def _areas(settings: Settings) -> _Shelf:
    return _Shelf(
        folder=AREAS,
        title="Områden",
        lead="Välj ett område, så ser du allt som hör dit.",
        label="Område",
        says="hör till området",
        nothing=f"{NOTHING} Välj [ett annat område]({INDEX}) eller titta i {ALL}.",
        topics=settings.areas,
        entries_of=with_area,
    )


def _audiences(settings: Settings) -> _Shelf:
    return _Shelf(
        folder=AUDIENCES,
        title="För dig",
        lead="Välj det som passar dig, så ser du vad som är särskilt skrivet för dig.",
        label="För dig",
        says="är skrivna för målgruppen",
        nothing=f"{NOTHING} Se [vad vi har för andra]({INDEX}) eller titta i {ALL}.",
        topics=settings.audiences,
        entries_of=for_audience,
    )


def _links(shelf: _Shelf, names: Iterable[str]) -> tuple[Link, ...]:
    pages = shelf.pages
    return tuple(Link(name, page_address(pages[name]) if name in pages else "") for name in names)


def _pages_of(shelf: _Shelf, around: Around) -> Iterator[GeneratedPage]:
    if not shelf.topics:
        return
    gathered = {
        topic.name: shelf.entries_of(around.catalogue, topic.name) for topic in shelf.topics
    }
    text = listed(_choice(shelf, topic, gathered[topic.name]) for topic in shelf.topics)
    yield GeneratedPage(
        shelf.folder / INDEX, shelf.title, text, description=shelf.lead, lead=shelf.lead
    )
    for topic in shelf.topics:
        yield _topic(shelf, topic, gathered[topic.name], around.settings)


def _choice(shelf: _Shelf, topic: Topic, entries: tuple[Entry, ...]) -> str:
    said = f"\n\n    {as_markdown(topic.description)}" if topic.description else ""
    page = shelf.pages[topic.name].name
    return (
        f"{title_link(topic.name, page)}{said}\n\n"
        f"    {say_pages(len(entries))}\n    {{: .entry-facts }}"
    )


def _topic(
    shelf: _Shelf, topic: Topic, entries: tuple[Entry, ...], settings: Settings
) -> GeneratedPage:
    page = shelf.pages[topic.name]
    said = f"Sidor som {shelf.says} {topic.name}." if entries else ""
    groups = kind_groups(entries)
    return GeneratedPage(
        page,
        topic.name,
        entry_list(groups, page, Teller(settings)) if entries else shelf.nothing,
        description=topic.description or said,
        label=shelf.label,
        lead=topic.description or said,
        contents="",
    )
