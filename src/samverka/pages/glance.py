"""`Glance`: what is told of a page to those who have not opened it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around
from samverka.pages.wording import INVENTED, KIND_WORDS, is_vision, joined, say_forum
from samverka.source.frontmatter import MeetingMatter, ReviewMatter, TrainingMatter
from samverka.source.kinds import Kind
from samverka.swedish.dates import format_date

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
    reader = _FirstOf(page.html)
    told = "" if page.address and is_vision(said, around.settings) else said
    words = told or _of_its_kind(page, around) or reader.paragraph or page.title
    invented = page.entry is not None and page.entry.invented
    if invented and not words.startswith(INVENTED):
        words = f"{INVENTED}. {words}"
    return Glance(shortened(words), reader.picture)


def shortened(text: str) -> str:
    """At most `LONGEST` characters, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    return f"{plain[: LONGEST - 1].rpartition(' ')[0] or plain[: LONGEST - 1]}…"


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


class _FirstOf(HTMLParser):
    """The first paragraph with words, and the first picture with a description."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraph = ""
        self.picture: Picture | None = None
        self._inside = False
        self._words: list[str] = []
        self._read(html)
        self.close()

    def _read(self, html: str) -> None:
        """Paragraph by paragraph, no further than there is something to find."""
        last_picture = html.lower().rfind("<img")
        at = 0
        while at < len(html) and (at <= last_picture or not self.paragraph):
            end = html.find(_END, at)
            after = len(html) if end < 0 else end + len(_END)
            self.feed(html[at:after])
            at = after

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and self.picture is None:
            self.picture = _picture(dict(attrs))
        elif tag == "p" and not self.paragraph:
            listed = _OF_A_LIST in (dict(attrs).get("class") or "")
            self._inside, self._words = not listed, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._inside:
            self._inside = False
            self.paragraph = " ".join("".join(self._words).split())

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._words.append(data)


def _picture(attributes: dict[str, str | None]) -> Picture | None:
    address, alt = attributes.get("src") or "", attributes.get("alt") or ""
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    is_drawn = PurePosixPath(path).suffix.lower() in _RASTER
    return Picture(address, alt) if is_drawn and re.search(r"\w", alt) else None
