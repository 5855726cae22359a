"""In which order and under which headings the indicators stand."""

from typing import Final

from samverka.catalogue.catalogue import Catalogue, Group
from samverka.catalogue.entry import Entry
from samverka.source.frontmatter import IndicatorMatter
from samverka.source.kinds import Kind
from samverka.swedish.collation import sort_key

HEADINGS: Final = {"process": "Hur arbetet går", "result": "Vad det leder till"}


def groups_in(catalogue: Catalogue) -> tuple[Group, ...]:
    """Process before result, each by the alphabet; a group without indicators is left out."""
    entries = sorted(catalogue.of_kind(Kind.INDICATOR), key=lambda one: sort_key(one.title))
    groups = (
        Group(heading, tuple(one for one in entries if _kind(one) == kind))
        for kind, heading in HEADINGS.items()
    )
    return tuple(group for group in groups if group.entries)


def indicators_in(catalogue: Catalogue) -> tuple[Entry, ...]:
    """All of them, in the order of the list."""
    return tuple(entry for group in groups_in(catalogue) for entry in group.entries)


def _kind(entry: Entry) -> str:
    matter = entry.matter
    return matter.kind_of_indicator if isinstance(matter, IndicatorMatter) else ""
