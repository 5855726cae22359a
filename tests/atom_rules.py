"""What RFC 4287 asks of a feed, as a list of what a feed breaks."""

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NAMESPACE = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = (
    "generator",
    "icon",
    "logo",
    "subtitle",
    "published",
    "rights",
    "summary",
    "content",
)
KNOWN = {
    "feed": {"author", "category", "contributor", "generator", "icon", "id", "link", "logo"}
    | {"rights", "subtitle", "title", "updated", "entry"},
    "entry": {"author", "category", "content", "contributor", "id", "link", "published"}
    | {"rights", "source", "summary", "title", "updated"},
}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def faults(feed: Element) -> list[str]:
    """Section 4.1.1, of feeds, and 4.1.2, of entries."""
    if feed.tag != f"{NAMESPACE}feed":
        return [f"{feed.tag} is no feed"]
    entries = feed.findall(f"{NAMESPACE}entry")
    ids = [entry.findtext(f"{NAMESPACE}id") for entry in entries]
    found = [*_of_element(feed, "feed"), *(one for entry in entries for one in _of_entry(entry))]
    if len(set(ids)) < len(ids):
        found.append("two entries share an id")
    if not _has_author(feed) and not all(map(_has_author, entries)):
        found.append("an entry has no author, nor has the feed")
    if not any(link.get("rel") == "self" for link in feed.findall(f"{NAMESPACE}link")):
        found.append("the feed does not say where it is")
    return found


def _has_author(element: Element) -> bool:
    return element.find(f"{NAMESPACE}author") is not None


def _of_entry(entry: Element) -> Iterator[str]:
    yield from _of_element(entry, "entry")
    content = entry.find(f"{NAMESPACE}content")
    links = entry.findall(f"{NAMESPACE}link")
    if content is None and not any(_relation(link) == "alternate" for link in links):
        yield "an entry has neither content nor an alternate link"
    if content is not None and (content.get("type") not in {"text", "html"} or len(content)):
        yield "content is no text"


def _of_element(element: Element, name: str) -> Iterator[str]:
    tags = [child.tag.removeprefix(NAMESPACE) for child in element]
    yield from (f"{name} must not have {tag}" for tag in set(tags) - KNOWN[name])
    yield from (f"{name} has {tags.count(tag)} {tag}" for tag in ONCE if tags.count(tag) != 1)
    yield from (f"{name} has several {tag}" for tag in AT_MOST_ONCE if tags.count(tag) > 1)
    for child in element:
        yield from _of_child(child)
    kinds = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{NAMESPACE}link")
        if _relation(link) == "alternate"
    ]
    if len(set(kinds)) < len(kinds):
        yield f"{name} has two alternate links of one type"


def _of_child(child: Element) -> Iterator[str]:
    text = child.text or ""
    match child.tag.removeprefix(NAMESPACE):
        case "updated" | "published" if not _is_time(text):
            yield f"{text} is no time of RFC 3339"
        case "id" if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text):
            yield f"{text} is no name that stays"
        case "link":
            yield from _of_link(child)
        case "category" if child.get("term") is None:
            yield "a category has no term"
        case "author":
            yield from _of_person(child)


def _is_time(text: str) -> bool:
    return bool(DATE.fullmatch(text) and dt.datetime.fromisoformat(text))


def _of_link(link: Element) -> Iterator[str]:
    address = link.get("href") or ""
    if not address or not address.isascii():
        yield f"{address} is no address"
    if "/" not in (link.get("type") or "text/html"):
        yield "a link has no media type"


def _of_person(person: Element) -> Iterator[str]:
    tags = [child.tag.removeprefix(NAMESPACE) for child in person]
    if tags.count("name") != 1 or tags.count("email") > 1 or tags.count("uri") > 1:
        yield "a person has one name, and at most one mail address"
    if not re.fullmatch(r".+@.+", person.findtext(f"{NAMESPACE}email") or "a@b"):
        yield "a mail address is none"


def _relation(link: Element) -> str:
    return link.get("rel", "alternate")
