"""What the meetings have decided, and what somebody took on."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.markdown.marked import marked_paragraphs
from samverka.source.addresses import heading_anchor
from samverka.source.kinds import Kind


class DecisionKind(StrEnum):
    """The values are what the source writes: `{: .decision }`."""

    DECISION = "decision"
    ACTION = "action"


_MAY_BE_MARKED: Final = re.compile("|".join(DecisionKind))


@dataclass(frozen=True, slots=True)
class Decision:
    """`wording` is the marked paragraph as plain text, without its label and its notes.

    `anchor` is the paragraph's on the entry's page; `item` and `item_anchor` are the agenda item's,
    and empty where no heading stands above.
    """

    entry: Entry
    kind: DecisionKind
    anchor: str
    wording: str
    item: str
    item_anchor: str


def decisions_of(entry: Entry) -> tuple[Decision, ...]:
    """What is marked in one text, decisions and actions, in its order."""
    if not _MAY_BE_MARKED.search(entry.text):
        return ()
    return tuple(
        Decision(
            entry=entry,
            kind=DecisionKind(one.css),
            anchor=one.anchor,
            wording=one.words,
            item=one.heading,
            item_anchor=one.heading_anchor,
        )
        for one in marked_paragraphs(entry.text, heading_anchor)
    )


@lru_cache(len(DecisionKind))
def decisions(
    catalogue: Catalogue, kind: DecisionKind = DecisionKind.DECISION
) -> tuple[Decision, ...]:
    """Those of every meeting, the newest meeting first, each meeting's in their own order."""
    meetings = catalogue.of_kind(Kind.MEETING)
    return tuple(one for entry in meetings for one in decisions_of(entry) if one.kind is kind)
