"""`Glance`: what is told of a page to those who have not opened it."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import parse_html, words_of
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around
from samverka.pages.wording import INVENTED, KIND_WORDS, is_vision, joined, say_forum
from samverka.source.frontmatter import MeetingMatter, ReviewMatter, TrainingMatter
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date
from samverka.swedish.shortening import shortened

LONGEST: Final = 160
"""Characters; search engines show about as many."""

_OF_A_LIST: Final = "entry-"
"""How the class begins of what a list says of the pages in it."""

_END: Final = "</p>"

_RASTER: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""What the services that show a shared page can draw."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` as written on the page."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Glance:
    """`description` is short plain text; `picture` the first one on the page that is described."""

    description: str
    picture: Picture | None


def glance_at(page: RenderedPage, said: str, around: Around) -> Glance:
    """`said` is what the editor says of the page; without it the page speaks for itself."""
    text = parse_html(page.html)
    told = "" if page.address and is_vision(said, around.settings) else said
    words = told or _of_its_kind(page, around) or _first_paragraph(text) or page.title
    invented = page.entry is not None and page.entry.invented
    if invented and not words.startswith(INVENTED):
        words = f"{INVENTED}. {words}"
    return Glance(shortened(" ".join(words.split()), LONGEST - 1), _first_picture(text))


def _of_its_kind(page: RenderedPage, around: Around) -> str:
    matter = page.entry.matter if page.entry else None
    if isinstance(matter, MeetingMatter):
        kind, forum = KIND_WORDS[Kind.MEETING], say_forum(matter.forum, around.settings)
        return f"{joined((kind, forum, format_date(matter.date)))}."
    if isinstance(matter, ReviewMatter):
        return " ".join(matter.key_findings)
    if isinstance(matter, TrainingMatter):
        return " ".join(matter.goals)
    return ""


def _first_paragraph(text: Element) -> str:
    """The first with words; of a list, what it says of the pages in it is passed over."""
    paragraphs = (one for one in text.iter("p") if _OF_A_LIST not in one.get("class", ""))
    return next(filter(None, map(words_of, paragraphs)), "")


def _first_picture(text: Element) -> Picture | None:
    """The first with a description."""
    return next(filter(None, map(_picture, text.iter("img"))), None)


def _picture(image: Element) -> Picture | None:
    address, alt = image.get("src", ""), image.get("alt", "")
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    is_drawn = PurePosixPath(path).suffix.lower() in _RASTER
    return Picture(address, alt) if is_drawn and re.search(r"\w", alt) else None
