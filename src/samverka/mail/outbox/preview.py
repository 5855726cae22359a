"""The page on which an editor looks at a letter before it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from samverka.findings import Finding
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.remarks import CLIPPED, size_of
from samverka.mail.outbox.views import picture_addresses, views_of
from samverka.markdown.html_tree import parse_html, words_of
from samverka.swedish.sizes import say_size

TEMPLATES: Final = Path(__file__).parent / "templates"
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A link of the letter: its words, or the text of its picture, and where it leads."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a letter holds, counted; `size` and `limit` as a reader of Swedish writes them."""

    size: str
    limit: str
    links: tuple[LetterLink, ...]
    inside: int
    on_site: int


def count_figures(letter: Letter) -> Figures:
    """From the HTML as it is sent."""
    tree = parse_html(letter.html)
    pictures = [one.get("src", "") for one in tree.iter("img")]
    inside = sum(address.startswith("cid:") for address in pictures)
    links = (
        LetterLink(words_of(one) or _alternative(one.iter("img")), one.get("href", ""))
        for one in tree.iter("a")
    )
    outward = dict.fromkeys(one for one in links if one.address[:1] not in ("", "#"))
    return Figures(
        size=say_size(size_of(letter)),
        limit=say_size(CLIPPED).replace(",0", ""),
        links=tuple(outward),
        inside=inside,
        on_site=len(pictures) - inside,
    )


def render_preview(letter: Letter, background: Background, findings: Sequence[Finding]) -> str:
    """A whole page that loads nothing from elsewhere and needs no scripts."""
    pictures = picture_addresses(letter, background.pictures)
    return _ENVIRONMENT.get_template("preview.html").render(
        letter=letter,
        sender=background.sender,
        groups=[list(same) for _, same in groupby(findings, key=lambda one: (one.code, one.hint))],
        figures=count_figures(letter),
        views=views_of(letter, pictures),
    )


def _alternative(pictures: Iterable[Element]) -> str:
    return " ".join(one.get("alt", "") for one in pictures)
