"""Areas and audiences: where each has its page, which names nobody knows, and what belongs near."""

import datetime as dt
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Severity
from samverka.settings import Settings, Topic
from samverka.source.addresses import Anchors, file_name
from samverka.source.document import Document
from samverka.swedish.collation import sort_key

INDEX: Final = "index"
AREAS: Final = PurePosixPath("omraden")
AUDIENCES: Final = PurePosixPath("for")
NO_LATIN: Final = "amne"
"""The page's name where the topic's own has no Latin letters."""


def topic_pages(topics: Iterable[Topic], folder: PurePosixPath) -> dict[str, PurePosixPath]:
    """The name of each topic, and its page's place among the pages."""
    names = Anchors()
    names.take(INDEX)
    return {
        topic.name: folder / f"{names.take(file_name(topic.name) or NO_LATIN)}.md"
        for topic in topics
    }


def topic_faults(documents: Iterable[Document], settings: Settings) -> Iterator[Finding]:
    """Names that the settings do not know; where they name none, every name will do."""
    for document in documents:
        matter = document.matter
        yield from _unknown(document, "areas", matter.areas, settings.areas)
        yield from _unknown(document, "audience", matter.audience, settings.audiences)


def _unknown(
    document: Document, key: str, names: tuple[str, ...], topics: tuple[Topic, ...]
) -> Iterator[Finding]:
    known = [topic.name for topic in topics]
    for at, name in enumerate(names):
        if not known or name in known:
            continue
        near = get_close_matches(name, known, n=1)
        meant = f"menade du {near[0]}?" if near else f"välj {', '.join(known)}"
        said = f"{key}: {name} finns inte i mkdocs.yml; {meant}"
        yield Finding(document.place_of(key, at), "TOPIC01", Severity.WARNING, said)


def with_area(catalogue: Catalogue, area: str) -> tuple[Entry, ...]:
    """Every entry of an area, in the catalogue's order."""
    return tuple(entry for entry in catalogue.entries if area in entry.areas)


def for_audience(catalogue: Catalogue, audience: str) -> tuple[Entry, ...]:
    """Every entry for an audience, in the catalogue's order."""
    return tuple(entry for entry in catalogue.entries if audience in entry.audience)


def related(entry: Entry, catalogue: Catalogue, count: int = 4) -> tuple[Entry, ...]:
    """Those that share most with an entry, the newest first among equals.

    An area, a tag, an audience and a link in either direction count the same, but an audience
    alone makes no relation: most pages have the same few. Neighbours have a link of their own.
    """
    near = catalogue.neighbours(entry)
    passed = (entry, near.previous, near.next)
    ranked = [
        (score, other)
        for other in catalogue.entries
        if (score := _score(entry, other)) and not any(other is one for one in passed)
    ]
    ranked.sort(key=lambda one: sort_key(one[1].title))
    ranked.sort(key=lambda one: (one[0], one[1].changed or dt.date.min), reverse=True)
    return tuple(other for _, other in ranked[:count])


def _score(entry: Entry, other: Entry) -> int:
    links = (other.page in entry.leads_to) + (entry.page in other.leads_to)
    subjects = links + _shared(entry.areas, other.areas)
    subjects += _shared(entry.matter.tags, other.matter.tags)
    return subjects and subjects + _shared(entry.audience, other.audience)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    return len(set(ours).intersection(theirs)) if ours and theirs else 0
