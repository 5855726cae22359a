"""Areas and audiences: where each has its page, which names nobody knows, and what belongs near."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
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


@lru_cache(2)
def topic_pages(topics: tuple[Topic, ...], folder: PurePosixPath) -> Mapping[str, PurePosixPath]:
    """The name of each topic, and its page's place among the pages."""
    names = Anchors()
    names.take(INDEX)
    return MappingProxyType(
        {
            topic.name: folder / f"{names.take(file_name(topic.name) or NO_LATIN)}.md"
            for topic in topics
        }
    )


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
    passed = {one.path for one in (entry, near.previous, near.next) if one}
    subjects, audiences = _shared(catalogue)
    scores = Counter(chain.from_iterable(subjects.get(one, ()) for one in _subjects_of(entry)))
    for at in chain.from_iterable(audiences.get(one, ()) for one in set(entry.audience)):
        if at in scores:
            scores[at] += 1
    ranked = _ranked(catalogue)
    best = nsmallest(count + len(passed), scores, key=lambda at: (-scores[at], at))
    return tuple(ranked[at] for at in best if ranked[at].path not in passed)[:count]


_Subject = tuple[str, str | PurePosixPath]
_Places = dict[_Subject, list[int]]
"""What an entry may share, and where among the ranked those that have it stand."""


@lru_cache(1)
def _ranked(catalogue: Catalogue) -> tuple[Entry, ...]:
    """The newest first, then by title."""
    by_title = sorted(catalogue.entries, key=lambda one: sort_key(one.title))
    return tuple(sorted(by_title, key=lambda one: one.changed or dt.date.min, reverse=True))


@lru_cache(1)
def _shared(catalogue: Catalogue) -> tuple[_Places, dict[str, list[int]]]:
    """Who has each subject and each audience, so that no two entries need to be compared."""
    subjects: _Places = {}
    audiences: dict[str, list[int]] = {}
    for at, entry in enumerate(_ranked(catalogue)):
        for subject in _subjects_for_others(entry):
            subjects.setdefault(subject, []).append(at)
        for audience in set(entry.audience):
            audiences.setdefault(audience, []).append(at)
    return subjects, audiences


def _subjects_of(entry: Entry) -> Iterator[_Subject]:
    yield from (("area", area) for area in set(entry.areas))
    yield from (("tag", tag) for tag in set(entry.matter.tags))
    yield from (("leads here", page) for page in entry.leads_to)
    yield "led to", entry.page


def _subjects_for_others(entry: Entry) -> Iterator[_Subject]:
    """The same, as those who look for it say it: a link is met by its other end."""
    yield from (("area", area) for area in set(entry.areas))
    yield from (("tag", tag) for tag in set(entry.matter.tags))
    yield from (("led to", page) for page in entry.leads_to)
    yield "leads here", entry.page
