"""What the start page tells: the vision, and what is new."""

from dataclasses import dataclass

from samverka.catalogue.catalogue import Catalogue
from samverka.pages.entry_list import Teller, say_date, say_update
from samverka.pages.wayfinding.topics import audience_links
from samverka.pages.wording import INVENTED, KIND_WORDS, Link
from samverka.settings import Settings


@dataclass(frozen=True, slots=True)
class News:
    """One of the newest entries, in words."""

    title: str
    address: str
    kind: str
    date: str
    description: str
    label: str


@dataclass(frozen=True, slots=True)
class Home:
    """`news` is newest first; `audiences` are the ways in for those who know who they are."""

    vision: str
    news: tuple[News, ...]
    audiences: tuple[Link, ...]


def home_of(catalogue: Catalogue, settings: Settings, *, count: int = 4) -> Home:
    """What the start page prints."""
    teller = Teller(settings)
    news = (
        News(
            title=entry.title,
            address=entry.address,
            kind=KIND_WORDS[entry.kind],
            date=say_update(entry) or say_date(entry),
            description=teller.text(entry),
            label=INVENTED if entry.invented else "",
        )
        for entry in catalogue.latest(count)
    )
    audiences = audience_links(settings, (topic.name for topic in settings.audiences))
    return Home(settings.vision, tuple(news), audiences)
