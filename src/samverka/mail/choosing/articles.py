"""A Markdown text in its parts: what stands first, then an article per H2 section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import quote

from samverka.mail.issue import Article
from samverka.markdown.headings import Heading, headings
from samverka.markdown.links import FENCE
from samverka.source.addresses import heading_anchor

LEVEL: Final = 2
_HEADING: Final = re.compile(
    rf"{FENCE}"
    r"|^\#\#(?!\#)[ \t]*(?P<title>[^\n]*?)[ \t]*\#*[ \t]*$\n?"
    r"|(?:\A|(?<=\n\n))(?P<underlined>[^\s#>|-][^\n]*)\n-{3,}[ \t]*$\n?",
    re.MULTILINE | re.DOTALL,
)
_NOTE: Final = re.compile(
    rf"{FENCE}|^[ ]{{0,3}}\[\^(?P<label>[^\]\n]+)\]:[^\n]*\n?"
    r"(?:(?:[ \t]*\n)*(?:[ ]{4}|\t)[^\n]*\n?)*",
    re.MULTILINE | re.DOTALL,
)
_REFERENCE: Final = re.compile(r"\[\^([^\]\n]+)\]")
_KICKER: Final = re.compile(r"\A\s*(?P<words>[^\n]+)\n\{:[ ]*\.kicker[ ]*\}[ \t]*(?:\n|\Z)")
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{:[^}\n]*\}[ \t]*$")
_LINK: Final = re.compile(r"\[\^[^\]]*\]|\[([^\]]*)\]\([^)\n]*\)")
_SIGNS: Final = re.compile(r"\\(?=[^\w\s])|[*`]|(?<!\w)_|_(?!\w)|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands before the first heading, and the sections; notes stand with their articles."""

    lead: str
    articles: tuple[Article, ...]


def split_articles(text: str, address: str) -> Parts:
    """`text` has whole addresses; `address` is the whole one of its page, empty without one."""
    body, notes = _without_notes(text)
    lead, *sections = _sections(body)
    on_page = [one for one in headings(text, heading_anchor) if one.level == LEVEL]
    articles = []
    for number, (title, below) in enumerate(sections, 1):
        heading = _heading(title, on_page)
        fragment = f"#{quote(heading.anchor)}" if heading else ""
        kicker = _KICKER.match(below)
        rest = below[kicker.end() :] if kicker else below
        articles.append(
            Article(
                title=heading.text if heading else _plain(title),
                anchor=f"a{number}",
                markdown=_with_notes(rest, notes),
                address=f"{address}{fragment}" if address else "",
                kicker=_plain(kicker["words"]) if kicker else "",
            )
        )
    return Parts(_with_notes(lead[1], notes), tuple(articles))


def _heading(title: str, on_page: list[Heading]) -> Heading | None:
    """The page's next heading of those words, taken off with those before it."""
    sought = _letters(_plain(title))
    for place, one in enumerate(on_page):
        if _letters(one.text) == sought:
            del on_page[: place + 1]
            return one
    return None


def _plain(written: str) -> str:
    """The words of a line of Markdown."""
    return unescape(_SIGNS.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", written)))).strip()


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Each heading as written, with the text below it; the first has no heading."""
    title, begin = "", 0
    for found in _HEADING.finditer(text):
        if found["title"] is not None or found["underlined"] is not None:
            yield title, text[begin : found.start()].strip("\n")
            title, begin = found["title"] or found["underlined"] or "", found.end()
    yield title, text[begin:].strip("\n")


def _without_notes(text: str) -> tuple[str, dict[str, str]]:
    notes: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        if found["label"] is None:
            return found[0]
        notes.setdefault(found["label"], found[0].rstrip())
        return ""

    return _NOTE.sub(keep, text), notes


def _with_notes(text: str, notes: dict[str, str]) -> str:
    """The text, and below it those notes that it or they refer to."""
    wanted = tuple(_wanted(text, notes))
    return "\n\n".join((text, *(notes[label] for label in wanted)))


def _wanted(text: str, notes: dict[str, str]) -> Iterable[str]:
    found = dict.fromkeys(label for label in _REFERENCE.findall(text) if label in notes)
    further = (label for one in found for label in _REFERENCE.findall(notes[one]))
    return dict.fromkeys((*found, *(label for label in further if label in notes)))
