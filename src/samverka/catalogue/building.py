"""The catalogue is built here once; this is the one place where hidden documents are left out."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from samverka.catalogue.catalogue import Catalogue, in_order
from samverka.catalogue.entry import Entry
from samverka.catalogue.prerequisites import with_prerequisites
from samverka.catalogue.topics import topic_faults
from samverka.findings import Finding, Noted, Place, Severity
from samverka.settings import Settings
from samverka.source.document import Document
from samverka.source.kinds import Kind


def build_catalogue(documents: Iterable[Document], settings: Settings) -> Noted[Catalogue]:
    """The public edition: drafts and what is for staff are in no question's answer."""
    read = [document for document in documents if document.matter.is_public]
    public = [Entry.of(document) for document in read]
    taken = {entry.address: entry for entry in reversed(public)}
    entries = with_prerequisites(taken.values())
    findings = [
        *_collisions(public, taken),
        *_forum_faults(public, settings),
        *topic_faults(read, settings),
        *entries.findings,
    ]
    return Noted(Catalogue(in_order(entries.value)), tuple(findings))


def _collisions(entries: Iterable[Entry], taken: dict[str, Entry]) -> Iterator[Finding]:
    for entry in entries:
        if taken[entry.address] is not entry:
            said = f"sidan har samma adress som {taken[entry.address].path} och kommer inte med"
            yield Finding(
                Place(str(entry.path)), "SITE01", Severity.ERROR, said, "Byt namn på en av filerna."
            )


def _forum_faults(entries: Iterable[Entry], settings: Settings) -> Iterator[Finding]:
    for entry in entries:
        if entry.kind is not Kind.MEETING:
            continue
        place = Place(str(entry.path))
        if entry.forum not in settings.forums:
            near = get_close_matches(entry.forum, settings.forums, n=1)
            known = f"menade du {near[0]}?" if near else f"välj {', '.join(settings.forums)}"
            said = f"forum: {entry.forum} finns inte i mkdocs.yml; {known}"
            yield Finding(place, "SITE02", Severity.WARNING, said)
        elif entry.path.parent.name != entry.forum:
            said = f"forum är {entry.forum}, men filen ligger i mappen {entry.path.parent.name}"
            yield Finding(
                place, "SITE03", Severity.WARNING, said, "Flytta filen eller rätta forum."
            )
