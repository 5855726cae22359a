"""`Issue`: what one letter tells its readers, before it has a look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Article:
    """One part of an issue: an H2 section of its source.

    `markdown` is the text below the heading. Every link and picture in it has a whole address
    (https, http, mailto), so that it can be read anywhere. `address` is the article's place on
    the site, empty where it has none there; `anchor` is its name within the letter, ASCII.
    """

    title: str
    anchor: str
    markdown: str
    address: str = ""
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event that the issue announces: `when` in words, `calendar` the address of its .ics."""

    title: str
    when: str
    place: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Source:
    """The Markdown an issue was made of, relative to the project, and the hash of its bytes."""

    path: PurePosixPath
    sha256: str


@dataclass(frozen=True, slots=True)
class Issue:
    """`name` is the folder below outbox/, and what the journal knows the sending by.

    `lead` is Markdown as in `Article`: what stands before the first heading. `address` is where it
    can be read on the web, `site_url` the site's own. `pictures` gives the file, relative to the
    project, behind each whole address of a picture of ours. `items` are the keys of what a digest
    tells, so that it is told once; none for a newsletter. `audience` is empty where it is for all.
    """

    name: str
    title: str
    preheader: str
    masthead: str
    site_title: str
    site_url: str
    address: str
    lead: str
    articles: tuple[Article, ...]
    occurrences: tuple[Occurrence, ...]
    source: Source
    is_invented: bool = False
    audience: str = ""
    items: tuple[str, ...] = ()
    pictures: Mapping[str, PurePosixPath] = field(default_factory=dict)
