"""The kinds of block there are, and what may be said of each."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class BlockKind:
    """`noun` is what a fault calls it; `label` stands above its title, `anchor` begins its id."""

    name: str
    noun: str
    label: str
    anchor: str
    options: tuple[str, ...] = ()


QUESTION: Final = BlockKind("question", "Frågan", "Fråga", "fraga", ("id", "type"))
CASE: Final = BlockKind("case", "Fallet", "Påhittat fall", "fall")
REFLECTION: Final = BlockKind("reflection", "Rutan", "Fundera", "fundera")
APT: Final = BlockKind("apt", "Samtalet", "Prata tillsammans", "prata", ("minutes",))
VIDEO: Final = BlockKind(
    "video", "Filmen", "Film", "film", ("src", "poster", "captions", "minutes")
)
FACTS: Final = BlockKind("facts", "Faktarutan", "Fakta", "fakta")
CHECKLIST: Final = BlockKind("checklist", "Checklistan", "Checklista", "checklista")

KINDS: Final = {
    kind.name: kind for kind in (QUESTION, CASE, REFLECTION, APT, VIDEO, FACTS, CHECKLIST)
}
NAMED: Final = {
    word: kind.name
    for kind in KINDS.values()
    for word in (kind.name, kind.anchor, kind.noun.lower())
}
"""What an editor may call a kind, in English or in Swedish, and its name."""
NOT_IN_A_QUESTION: Final = frozenset({QUESTION.name, APT.name, CHECKLIST.name})
TYPES: Final = ("single", "multiple", "order", "match", "text")
"""Of questions; as in `samverka.learning.module.QuestionType`."""
