"""What the start page tells: the vision, and what is new."""

from dataclasses import dataclass

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.pages.wording import INVENTED, KIND_WORDS, say_month
from samverka.settings import Settings
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date


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
    """`news` is newest first."""

    vision: str
    news: tuple[News, ...]


def home_of(catalogue: Catalogue, settings: Settings, *, count: int = 4) -> Home:
    """What the start page prints."""
    news = (
        News(
            title=entry.title,
            address=entry.address,
            kind=KIND_WORDS[entry.kind],
            date=_say_date(entry),
            description=entry.description,
            label=INVENTED if entry.invented else "",
        )
        for entry in catalogue.latest(count)
    )
    return Home(settings.vision, tuple(news))


def _say_date(entry: Entry) -> str:
    if entry.date is None:
        return ""
    return say_month(entry.date) if entry.kind is Kind.NEWSLETTER else format_date(entry.date)
