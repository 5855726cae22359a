"""What a page belongs with: its areas and audiences as links, and pages near it."""

from dataclasses import replace
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.catalogue.topics import related
from samverka.pages.entry_list import say_date
from samverka.pages.header import Around, Fact, Header, Related
from samverka.pages.wayfinding.topics import area_links, audience_links
from samverka.pages.wording import INVENTED, KIND_WORDS, Link, joined
from samverka.source.kinds import INDEX, Kind

WITH_PANEL: Final = frozenset({Kind.REVIEW, Kind.TRAINING})
"""Kinds that say whom they are for beside their other facts."""

FOR: Final = "För"


def with_topics(header: Header, entry: Entry, around: Around) -> Header:
    """The header with everything that leads on to other pages."""
    audience = audience_links(around.settings, entry.audience)
    in_panel = bool(audience) and entry.kind in WITH_PANEL
    return replace(
        header,
        facts=(*header.facts, Fact(FOR, audience)) if in_panel else header.facts,
        areas=area_links(around.settings, entry.areas),
        audience=audience,
        related=() if _is_first(entry) else _all_related(entry, around),
    )


def _is_first(entry: Entry) -> bool:
    """The first page of a folder leads on by itself."""
    return entry.page.name == INDEX


def _all_related(entry: Entry, around: Around) -> tuple[Related, ...]:
    return tuple(_related(other) for other in related(entry, around.catalogue))


def _related(entry: Entry) -> Related:
    kind = "" if entry.kind is Kind.PAGE else KIND_WORDS[entry.kind]
    label = INVENTED if entry.invented else ""
    detail = joined((kind, say_date(entry), label), " · ")
    return Related(Link(entry.title, entry.address), detail)
