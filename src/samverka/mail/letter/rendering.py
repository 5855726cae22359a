"""An issue becomes a letter: HTML that every mail program shows, and plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from markupsafe import Markup

from samverka.findings import Finding, Noted, Place, Severity
from samverka.mail.issue import Article, Issue
from samverka.mail.letter.bodies import picture_of, read_bodies
from samverka.mail.letter.cleaning import Cleaner
from samverka.mail.letter.dressing import call, dress, shorten
from samverka.mail.letter.frame import Frame
from samverka.mail.letter.letter import Letter
from samverka.mail.letter.page import OWN, Page, Piece, page_html
from samverka.mail.letter.pictures import Album, Drawing
from samverka.mail.letter.text import letter_text
from samverka.markdown.html_tree import inside_of, words_of
from samverka.settings import Mail
from samverka.swedish.shortening import shortened

LARGEST: Final = 90_000
"""Bytes of HTML; Gmail cuts a letter at 102 kB, and the way to leave stands at its end."""
LONGEST_PREHEADER: Final = 140
"""Characters of the lead, where nobody has written what inboxes should show."""
BUDGETS: Final = (4000, 1500, 600, 0)
"""Characters of an article's HTML that stay, tried in turn until the letter is small enough."""


def render_letter(issue: Issue, mail: Mail, root: Path) -> Noted[Letter]:
    """The letter, and what its editor should look at; `root` is the project's folder.

    Files in overrides/mail/ take the place of the letter's own templates and styles. A letter
    larger than `LARGEST` has its longest articles shortened, with a link to the web.
    """
    album = Album(issue, root)
    drawing = album.drawing(root / OWN)
    cleaner = Cleaner(album.draw, lambda address: _whole(issue, address), issue.address)
    bodies = [cleaner.clean(body) for body in read_bodies(issue)]
    preheader = issue.preheader or shortened(_first_words(bodies[0]), LONGEST_PREHEADER)
    frame = Frame(replace(issue, preheader=preheader), mail)
    text = letter_text(frame, bodies)
    dressed = [dress(body, is_quiet=frame.is_quiet) for body in bodies]
    made = _fitted(_Dressed(frame, dressed, drawing), root)
    letter = Letter(
        name=issue.name,
        subject=issue.title,
        preheader=preheader,
        html=made.html,
        text=text,
        leaving=frame.leaving,
        source=issue.source,
        pictures=album.pictures,
        audience=issue.audience,
        items=issue.items,
    )
    return Noted(letter, (*dict.fromkeys(album.findings), *_told(issue, made)))


@dataclass(frozen=True, slots=True)
class _Dressed:
    frame: Frame
    bodies: Sequence[Element]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class _Made:
    html: str
    size: int
    shortened: int = 0


def _fitted(dressed: _Dressed, root: Path) -> _Made:
    made = _made(dressed, dressed.bodies, root)
    for budget in BUDGETS:
        if made.size <= LARGEST:
            break
        lead, *others = dressed.bodies
        pairs = zip(dressed.frame.issue.articles, others, strict=True)
        cut = [_cut(article, shorten(body, budget), dressed.frame) for article, body in pairs]
        bodies = [
            lead,
            *(body if one is None else one for one, body in zip(cut, others, strict=True)),
        ]
        made = replace(_made(dressed, bodies, root), shortened=sum(one is not None for one in cut))
    return made


def _made(dressed: _Dressed, bodies: Sequence[Element], root: Path) -> _Made:
    lead, *others = bodies
    pairs = zip(dressed.frame.issue.articles, others, strict=True)
    pieces = [_piece(article, body, dressed.frame.issue) for article, body in pairs]
    html = page_html(Page(dressed.frame, _markup(lead), pieces, dressed.drawing), root)
    return _Made(html, len(html.encode()))


def _piece(article: Article, body: Element, issue: Issue) -> Piece:
    """The title leads to the web where the article has a page of its own: else all is here."""
    page = article.address.partition("#")[0]
    address = "" if page == issue.address else article.address
    return Piece(article.title, article.anchor, address, article.kicker, _markup(body))


def _markup(body: Element) -> Markup:
    return Markup(inside_of(body))  # noqa: S704  the cleaner made it of its own list of elements


def _cut(article: Article, kept: Element | None, frame: Frame) -> Element | None:
    """None for what is short already, or is nowhere else to be read."""
    if kept is None or not article.address:
        return None
    words = f"Läs hela ”{article.title}”"
    kept.append(call(words, article.address, is_quiet=frame.is_quiet))
    return kept


def _first_words(body: Element) -> str:
    """Those of its first block that has any."""
    return next(filter(None, map(words_of, body)), "")


def _whole(issue: Issue, address: str) -> str:
    shown = picture_of(issue, address)
    return shown.address if shown else address


def _told(issue: Issue, made: _Made) -> Iterator[Finding]:
    place = Place(str(issue.source.path))
    if made.size > LARGEST:
        said = f"brevet är för stort ({made.size // 1000} kB); Gmail visar inte slutet"
        hint = "Dela upp det i flera brev, eller gör sidor av de långa artiklarna och länka dit."
        yield Finding(place, "BREV04", Severity.ERROR, said, hint)
    elif made.shortened:
        number = f"{made.shortened} artiklar" if made.shortened > 1 else "en artikel"
        said = f"brevet var för stort för Gmail; {number} är avkortade med en länk till webben"
        yield Finding(place, "BREV05", Severity.WARNING, said)
