"""`MachineFacts`: what programs read of a page in its `head`; templates print it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverka.catalogue.entry import Entry
from samverka.markdown.outward import Viewpoint
from samverka.pages.feeds.atom import TYPE as ATOM_TYPE
from samverka.pages.feeds.json_feed import TYPE as JSON_TYPE
from samverka.pages.feeds.publishing import ALL, ATOM, JSON, feed_address
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around
from samverka.pages.machine.glance import Picture, glance_at
from samverka.pages.machine.structured import Subject, structured_data
from samverka.source.kinds import Kind
from samverka.swedish.local_time import noon


@dataclass(frozen=True, slots=True)
class FeedLink:
    """`address` is below the site's root."""

    media_type: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture others may show beside a link to the page."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """`url` and `image` need the site's own address and are empty without it.

    `type` is Open Graph's (ogp.me); times are ISO 8601 with Swedish offset, for articles only.
    `data` is JSON-LD that may stand inside a `script` element as it is.
    """

    title: str
    description: str
    type: str
    url: str
    image: Image | None
    published: str
    modified: str
    tags: tuple[str, ...]
    feeds: tuple[FeedLink, ...]
    data: str


def machine_facts(subject: Subject, around: Around, feeds: Mapping[str, str]) -> MachineFacts:
    """`feeds` are the site's, as `feed_names` gives them."""
    page = subject.page
    seen_from = Viewpoint(around.site_url, page.address)
    glance = glance_at(page, subject.said, around)
    article = page.entry if page.entry and _is_article(page.entry) else None
    return MachineFacts(
        title=page.title if page.address else around.settings.title,
        description=glance.description,
        type="article" if article else "website",
        url=around.whole(page.address),
        image=_image(glance.picture, page, seen_from),
        published=_moment(article.date) if article else "",
        modified=_moment(article.changed) if article else "",
        tags=(*article.areas, *article.audience) if article else (),
        feeds=tuple(_feed_links(page, feeds)),
        data=structured_data(subject, glance.description, around),
    )


def _is_article(entry: Entry) -> bool:
    """What is dated and written to be read; an invented example must not be spread as one."""
    return entry.kind is not Kind.PAGE and entry.changed is not None and not entry.invented


def _image(picture: Picture | None, page: RenderedPage, seen_from: Viewpoint) -> Image | None:
    if picture is None or not seen_from.site_url:
        return None
    return Image(seen_from.follow(picture.address, page.address), picture.alt)


def _moment(day: dt.date | None) -> str:
    return noon(day).isoformat() if day else ""


def _feed_links(page: RenderedPage, feeds: Mapping[str, str]) -> Iterable[FeedLink]:
    """All the news, and the feed of the section the page stands in."""
    section = page.address.partition("/")[0]
    for name, title in feeds.items():
        if name in {ALL, section}:
            yield FeedLink(ATOM_TYPE, title, feed_address(name, ATOM))
            yield FeedLink(JSON_TYPE, title, feed_address(name, JSON))
