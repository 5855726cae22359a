"""The site's own feeds: which there are, and the files they become.

A feed is known from the catalogue alone, so that pages may link to it; its text is that of the
pages as they came out. Days are all that is known of when something was published, so every time
in a feed is noon, Swedish time.
"""

import uuid
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import last_changed
from samverka.catalogue.entry import Entry
from samverka.catalogue.redirects import redirects
from samverka.findings import Noted
from samverka.markdown.outward import Viewpoint
from samverka.pages.feeds.atom import atom_feed
from samverka.pages.feeds.feed import Article, Feed
from samverka.pages.feeds.json_feed import json_feed
from samverka.pages.feeds.text import text_of
from samverka.pages.generated import GeneratedPage, RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.sections import SECTIONS, section_page
from samverka.pages.wording import INVENTED, KIND_WORDS, as_markdown
from samverka.source.frontmatter import ReviewMatter
from samverka.source.kinds import INDEX, Kind
from samverka.swedish.local_time import noon

FOLDER: Final = "feed"
ALL: Final = "alla"
NEWEST: Final = 30
ATOM: Final = "xml"
JSON: Final = "json"
NAMESPACE: Final = uuid.UUID("5f0e8d2c-6f0a-4f43-9c7b-2d0f3a6f1f5e")
"""Of the names in `stable_id`; a new one would show every reader everything as new."""

_ALL: Final = "Allt nytt"
_PAGE: Final = """\
Med ett flöde får du veta när något nytt kommer hit, utan att lämna din mejladress.

## Välj ett flöde

{links}

## Börja följa

1. Kopiera adressen till flödet du vill ha. Högerklicka på länken och välj att kopiera den.
2. Klistra in adressen i ett program som läser RSS. Många mejlprogram kan det.

Sedan kommer det nya till dig. Vill du sluta tar du bort flödet ur programmet.

Flödena är i formatet Atom. Allt nytt finns också som [JSON Feed]({json}).
"""


def feed_names(around: Around) -> dict[str, str]:
    """The name of each feed that has something to tell, and its title; all the news first."""
    dated = {entry.kind for entry in around.catalogue.entries if entry.changed}
    titles = {ALL: _ALL} if dated else {}
    titles |= {feed_name(kind): title for kind, title in SECTIONS.items() if kind in dated}
    return {name: f"{title} – {around.settings.title}" for name, title in titles.items()}


def feed_name(kind: Kind) -> str:
    """The name of a kind's feed: that of the section's folder."""
    return section_page(kind).parent.name


def feed_address(name: str, suffix: str = ATOM) -> str:
    """Below the site's root."""
    return f"{FOLDER}/{name}.{suffix}"


def feed_page(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """The page that lists the feeds."""
    names = feed_names(around)
    titles = {ALL: _ALL} | {feed_name(kind): title for kind, title in SECTIONS.items()}
    links = "\n".join(f"- [{as_markdown(titles[name])}]({name}.{ATOM})" for name in names)
    text = _PAGE.format(links=links, json=f"{ALL}.{JSON}") if names else ""
    said = "Få veta när något nytt kommer på webbplatsen, i ett program som läser RSS."
    page = PurePosixPath(FOLDER, INDEX)
    return Noted((GeneratedPage(page, "Flöden", text, is_empty=not names, description=said),))


def promised_feeds(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """The feeds' places, empty, for pages to link to; `feeds` fills every one of them."""
    addresses = (
        feed_address(name, suffix) for name in feed_names(around) for suffix in (ATOM, JSON)
    )
    return Noted(tuple(StaticFile(PurePosixPath(address), b"") for address in addresses))


def feeds(around: Around, rendered: tuple[RenderedPage, ...]) -> Noted[tuple[StaticFile, ...]]:
    """Each feed as Atom and as JSON Feed."""
    pages = {page.entry.address: page for page in rendered if page.entry is not None}
    every = (_feed(name, title, pages, around) for name, title in feed_names(around).items())
    made = [feed for feed in every if feed.articles]
    atoms = (_file(feed, ATOM, atom_feed(feed)) for feed in made)
    return Noted((*atoms, *(_file(feed, JSON, json_feed(feed)) for feed in made)))


def stable_id(around: Around, address: str) -> str:
    """A name that stays when the site moves to another address (RFC 4287, section 4.2.6)."""
    return uuid.uuid5(NAMESPACE, f"{around.settings.title}\n{address}").urn


def _file(feed: Feed, suffix: str, content: bytes) -> StaticFile:
    return StaticFile(PurePosixPath(feed_address(feed.name, suffix)), content)


def _kind_of(name: str) -> Kind | None:
    return next((kind for kind in SECTIONS if feed_name(kind) == name), None)


def _told(around: Around, kind: Kind | None) -> tuple[Entry, ...]:
    entries = around.catalogue.entries if kind is None else around.catalogue.of_kind(kind)
    return last_changed(entries)[:NEWEST]


def _feed(name: str, title: str, pages: dict[str, RenderedPage], around: Around) -> Feed:
    kind = _kind_of(name)
    told = (pages[one.address] for one in _told(around, kind) if one.address in pages)
    seen_from = Viewpoint(around.site_url, feed_address(name))
    page = f"{section_page(kind).parent}/" if kind else ""
    return Feed(
        name=name,
        id=stable_id(around, feed_address(name)),
        title=title,
        subtitle=around.settings.vision,
        page=seen_from.lead_to(page),
        addresses={
            suffix: seen_from.lead_to(feed_address(name, suffix)) for suffix in (ATOM, JSON)
        },
        author=around.settings.title,
        email=around.settings.contact,
        articles=tuple(_articles(told, seen_from, around)),
    )


def _articles(
    pages: Iterable[RenderedPage], seen_from: Viewpoint, around: Around
) -> Iterable[Article]:
    began = _first_addresses(around)
    for page in pages:
        entry = page.entry
        changed = entry.changed if entry else None
        if entry is None or changed is None:
            continue
        yield Article(
            id=stable_id(around, began.get(entry.address, entry.address)),
            title=entry.title,
            address=seen_from.lead_to(entry.address),
            published=noon(entry.date or changed),
            updated=noon(changed),
            summary=entry.description,
            html=text_of(page, seen_from, around),
            authors=entry.matter.authors if isinstance(entry.matter, ReviewMatter) else (),
            topics=_topics(entry),
        )


def _first_addresses(around: Around) -> dict[str, str]:
    """Where moved pages once began, so that nobody gets them as new; by the address of today."""
    moved = reversed(redirects(around.catalogue).value)
    return {one.entry.address: one.old for one in moved}


def _topics(entry: Entry) -> tuple[str, ...]:
    invented = (INVENTED,) if entry.invented else ()
    return (*invented, KIND_WORDS[entry.kind], *entry.areas, *entry.audience)
