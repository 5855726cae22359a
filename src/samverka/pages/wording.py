"""The words the pages share, and how values are said in them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from samverka.catalogue.entry import Entry
from samverka.catalogue.events import Occasion
from samverka.markdown.safety import is_safe_address
from samverka.settings import Settings
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date, format_date_span, format_month, format_weekday

INVENTED: Final = "Påhittat exempel"
NOTICE: Final = "Personer, platser och uppgifter på sidan är uppdiktade."
KIND_WORDS: Final = {
    Kind.NEWSLETTER: "Nyhetsbrev",
    Kind.MEETING: "Mötesanteckningar",
    Kind.REVIEW: "Kunskapsöversikt",
    Kind.TRAINING: "Utbildning",
    Kind.INDICATOR: "Indikator",
    Kind.PAGE: "Sida",
}
KIND_HEADINGS: Final = {
    Kind.TRAINING: "Utbildning",
    Kind.REVIEW: "Kunskapsöversikter",
    Kind.PAGE: "Sidor",
    Kind.INDICATOR: "Indikatorer",
    Kind.MEETING: "Möten",
    Kind.NEWSLETTER: "Nyhetsbrev",
}
"""In the order of a list that mixes them: first what lasts, then what belongs to its day."""

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/:?]+@[^\s@/:?]+\.[^\s@/:?]+")
_GAPS = re.compile(r"[^\S\u00a0]+")
_SPECIAL = re.compile(r"([\\`*_{}\[\]#+!.-])")
"""Parentheses mean nothing after an escaped bracket, and an escaped one begins an equation."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_EXTENSIONS = re.compile(r"[|~^$:]")
"""Signs that mean something to some extensions, but are on no list of what a backslash frees."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead: below the site's root or to another site; "" leads nowhere."""

    text: str
    address: str = ""


def leads_out(address: str) -> bool:
    """Whether it is another site's, or somebody's mail."""
    return address.startswith(("https:", "http:", "mailto:"))


def linked(text: str) -> Link:
    """What an editor wrote as an address; it leads somewhere only where it is a plain one."""
    text = text.strip()
    if _MAIL.fullmatch(text):
        return Link(text, f"mailto:{text}")
    return Link(text, web_address(text))


def web_address(text: str) -> str:
    """The address where it is one of the web's, else nothing."""
    known = text.startswith(("https://", "http://")) and is_safe_address(text)
    return text if known and " " not in text else ""


def doi_link(doi: str) -> Link:
    """A DOI in any of the ways people write it."""
    found = _DOI.fullmatch(doi.strip())
    return Link(found[1], f"https://doi.org/{quote(found[1])}") if found else Link(doi)


def say_day(day: dt.date) -> str:
    """Fredag 4 juni 2021."""
    return capitalised(f"{format_weekday(day)} {format_date(day)}")


def say_month(month: dt.date) -> str:
    """Juni 2021."""
    return capitalised(format_month(month.year, month.month))


def say_time(start: str | None, end: str | None) -> str:
    """The hours as Swedish sets them: kl. 08.30–09.30, on one line."""
    said = "–".join(time.replace(":", ".") for time in (start, end) if time)
    return f"kl.\u00a0{said}" if said else ""


def say_minutes(minutes: int) -> str:
    """20 minuter, 1 timme, 1 timme och 20 minuter."""
    hours, rest = divmod(minutes, 60)
    said_hours = f"{hours}\u00a0{'timme' if hours == 1 else 'timmar'}" if hours else ""
    said_rest = f"{rest}\u00a0{'minut' if rest == 1 else 'minuter'}" if rest or not hours else ""
    return joined((said_hours, said_rest), " och ")


def say_when(one: Occasion) -> str:
    """The day or days, and the time where it is known."""
    several = one.last > one.first
    days = format_date_span(one.first, one.last) if several else say_day(one.first)
    return joined((days, say_time(one.start, one.end)))


def say_occasion(one: Occasion, settings: Settings) -> str:
    """What happens; a meeting is called by its forum."""
    return f"Möte: {say_forum(one.entry.forum, settings)}" if one.is_meeting else one.title


def say_forum(forum: str, settings: Settings) -> str:
    """The forum's name, or its key where the settings do not know it."""
    known = settings.forums.get(forum)
    return known.name if known else forum


def label_of(entry: Entry) -> str:
    """What stands beside an invented example in a list, as HTML; nothing beside others."""
    return f'<span class="label">{INVENTED}</span>' if entry.invented else ""


def say_pages(count: int) -> str:
    """Inga sidor ännu, 1 sida, 2 sidor."""
    if not count:
        return "Inga sidor ännu"
    return f"{count} {'sida' if count == 1 else 'sidor'}"


def is_vision(said: str, settings: Settings) -> bool:
    """True of a description that stands on every page alike, as on the notes from a Word form."""
    return _bare(said) == _bare(settings.vision)


def _bare(text: str) -> str:
    return text.casefold().strip(" .")


def joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    """The parts that say something."""
    return separator.join(part for part in parts if part)


def capitalised(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def printable(text: str) -> str:
    """Only the characters XML 1.0 can hold (section 2.2)."""
    return _NOT_XML.sub("", text)


def as_markdown(text: str) -> str:
    """Text that comes out of Markdown as it went in, whatever is in it."""
    plain = _GAPS.sub(" ", text).strip(" ").replace("&", "&amp;")
    plain = plain.replace("<", "&lt;").replace(">", "&gt;")
    freed = _SPECIAL.sub(r"\\\1", plain)
    return _OF_EXTENSIONS.sub(lambda sign: f"&#{ord(sign[0])};", freed)
