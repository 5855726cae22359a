"""A feed as Atom (RFC 4287)."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from samverka.pages.feeds.feed import Article, Feed
from samverka.pages.wording import printable

ATOM: Final = "http://www.w3.org/2005/Atom"
TYPE: Final = "application/atom+xml"
HTML: Final = "text/html"
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")


def atom_feed(feed: Feed) -> bytes:
    """Same feed, same bytes; its own time is that of its newest article, never the clock's."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "sv"})
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    if feed.subtitle:
        _say(root, "subtitle", feed.subtitle)
    _say(root, "updated", feed.updated.isoformat())
    _link(root, "self", TYPE, feed.addresses["xml"])
    _link(root, "alternate", HTML, feed.page)
    _link(root, "alternate", "application/feed+json", feed.addresses["json"])
    _author(root, feed.author, feed.email)
    _say(root, "generator", "Samverka")
    for article in feed.articles:
        _entry(SubElement(root, "entry"), article)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(element: Element, article: Article) -> None:
    _say(element, "id", article.id)
    _say(element, "title", article.title)
    _link(element, "alternate", HTML, article.address)
    _say(element, "published", article.published.isoformat())
    _say(element, "updated", article.updated.isoformat())
    for name in article.authors:
        _author(element, name)
    for topic in article.topics:
        SubElement(element, "category", term=printable(topic))
    if article.summary:
        _say(element, "summary", article.summary)
    _say(element, "content", article.html, type="html")


def _say(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = printable(text)


def _link(parent: Element, relation: str, media_type: str, address: str) -> None:
    SubElement(parent, "link", rel=relation, type=media_type, href=printable(address))


def _author(parent: Element, name: str, email: str = "") -> None:
    author = SubElement(parent, "author")
    _say(author, "name", name)
    if _MAIL.fullmatch(printable(email)):
        _say(author, "email", email)
