"""The clause a verb stands in: what precedes it there, and whether something holds it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from samverka.swedish.finite_verbs import MODALS, PROPOSING, is_finite, is_infinitive
from samverka.swedish.lexicon import lexicon
from samverka.swedish.words import Word

_HARD = frozenset(";:?")
_CONJUNCTIONS = frozenset({"och", "samt", "men", "eller", "utan", "varefter", "varpå"})
_SUBORDINATORS = lexicon(
    "när då innan eftersom medan som vilken vilka vilket där dit vars ifall huruvida hur vad "
    "vem tills sedan fast fastän såvida varför desto emedan att om"
)
_RELATIVES = lexicon("som vilken vilka vilket där vars dit")
_ONLY_FIRST = lexicon("då sedan fast om")
"""Adverbs or prepositions, except where a clause begins with them."""
_ADVERBS_TOO = lexicon("då där sedan")
_ASKING = lexicon("frågar frågade undrar undrade även oavsett veta oklart")
_CONCLUDING = lexicon("finner fann konstaterar konstaterade")
"""Chairs say so of what the meeting has just decided: their att-clause counts as a main one."""
_BETWEEN = lexicon("inte även också bara ej gemensamt fortsatt aktivt successivt")
_FRONT: Final = 4
"""How many words may stand before the opener of a clause that comes first in its sentence."""


class Hold(Enum):
    """What keeps a clause from being said on its own account."""

    NOTHING = auto()
    JOINED = auto()
    """It may continue a subordinate clause before it; a subject of its own can free it."""
    SUBORDINATE = auto()
    THAT = auto()
    """It stands in an att-clause or in what somebody wishes."""
    ANOTHER_VERB = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    """`before`: its words left of the verb; `partner`: the verb whose subject it shares."""

    before: tuple[Word, ...] = ()
    hold: Hold = Hold.NOTHING
    partner: int | None = None
    opener: int | None = None
    initial: bool = False
    """True where the sentence begins with this clause."""


def clause_of(words: Sequence[Word], verb: int) -> Clause:
    """Look left from the verb to where its clause begins."""
    return _Walk(words, verb, verb - 1).clause()


@dataclass(slots=True)
class _Walk:
    """The way left from a verb; `verbs` still wait for the word that opened their clause."""

    words: Sequence[Word]
    verb: int
    at: int
    inner: list[int] = field(default_factory=list)
    verbs: int = 0

    def clause(self) -> Clause:
        while self.at >= 0 and self.words[self.at].text not in _HARD:
            found = self._meet(self.words[self.at].folded)
            if found is not None:
                return found
            self.at -= 1
        return self._found(Hold.NOTHING)

    def _found(self, hold: Hold) -> Clause:
        if hold is Hold.NOTHING and self.verbs > 0:
            hold = Hold.ANOTHER_VERB
        while self.inner and self.words[self.inner[-1]].folded in _CONJUNCTIONS:
            self.inner.pop()
        before = tuple(self.words[at] for at in reversed(self.inner))
        return Clause(before, hold, opener=self.at, initial=self.at < 0)

    def _meet(self, written: str) -> Clause | None:
        if written == ",":
            return self._comma()
        if written in _CONJUNCTIONS:
            return self._conjunction()
        if self._opens_clause(written):
            if not self.verbs:
                return self._held(written)
            self.verbs -= 1
        elif is_finite(self.words, self.at):
            self.verbs += 1
        self.inner.append(self.at)
        return None

    def _comma(self) -> Clause | None:
        if self.inner:
            return self._found(self._hold_from_left())
        aside = self._aside_start()
        if aside is None:
            return self._continued()
        self.at = aside
        return None

    def _conjunction(self) -> Clause | None:
        if not self.inner:
            return self._continued()
        left = self._left_clause()
        if left is None or self._is_fronted(left[1]):
            self.inner.append(self.at)
            return None
        return self._found(self._hold_from_left())

    def _continued(self) -> Clause | None:
        """The verb follows the mark at once: it shares the subject of a verb further left."""
        left = self._left_clause()
        if left is None:
            return None
        partner, clause = left
        if self.words[partner].folded in MODALS:
            return Clause(hold=Hold.ANOTHER_VERB)
        if clause.hold is Hold.NOTHING:
            return Clause(partner=partner)
        if self._is_fronted(clause) and self.words[self.at].text == ",":
            return Clause()
        return Clause(hold=Hold.SUBORDINATE)

    def _hold_from_left(self) -> Hold:
        left = self._left_clause()
        if left is None or self._is_fronted(left[1]):
            return Hold.NOTHING
        partner, clause = left
        if clause.hold is Hold.NOTHING:
            wish = self.words[partner].folded in MODALS and self.words[self.at].text != ","
            return Hold.JOINED if wish else Hold.NOTHING
        return Hold.THAT if self._is_wish(partner) else Hold.JOINED

    def _left_clause(self) -> tuple[int, Clause] | None:
        """The nearest verb to the left that is not tucked away in a relative clause."""
        for at in self._verbs_to_left():
            clause = clause_of(self.words, at)
            opener = clause.opener if clause.hold is Hold.SUBORDINATE else None
            if opener is None or self.words[opener].folded not in _RELATIVES:
                return at, clause
        return None

    def _verbs_to_left(self) -> Iterator[int]:
        for at in range(self.at - 1, -1, -1):
            if self.words[at].text in _HARD:
                return
            if is_finite(self.words, at):
                yield at

    def _is_fronted(self, clause: Clause) -> bool:
        if clause.hold not in (Hold.SUBORDINATE, Hold.THAT) or clause.opener is None:
            return False
        if clause.opener > _FRONT:
            return False
        return not any(is_finite(self.words, at) for at in range(clause.opener))

    def _is_wish(self, partner: int) -> bool:
        return any(
            word.folded in PROPOSING or word.folded in MODALS for word in self.words[:partner]
        )

    def _aside_start(self) -> int | None:
        """Where the comma before ", som träffas digitalt," or ", efter votering," stands."""
        for at in range(self.at - 1, -1, -1):
            if self.words[at].text == ",":
                return at if self._is_aside(at + 1) else None
        return None

    def _is_aside(self, first: int) -> bool:
        verbs = any(is_finite(self.words, at) for at in range(first, self.at))
        return not verbs or self.words[first].folded in _RELATIVES

    def _held(self, written: str) -> Clause:
        if written != "att":
            return self._found(Hold.SUBORDINATE)
        if self.at and self.words[self.at - 1].folded in _CONCLUDING:
            return self._found(Hold.NOTHING)
        return self._found(Hold.THAT)

    def _opens_clause(self, written: str) -> bool:
        if written not in _SUBORDINATORS:
            return False
        if written == "att":
            return not self._is_infinitive_mark()
        if written == "som" and not self.at:
            return False
        previous = self.words[self.at - 1].folded if self.at else ","
        begins = previous == "," or previous in _CONJUNCTIONS or previous in _ASKING
        if written in _ADVERBS_TOO and self.at + 1 == self.verb and begins:
            return False
        return begins or written not in _ONLY_FIRST

    def _is_infinitive_mark(self) -> bool:
        after = (word.folded for word in self.words[self.at + 1 : self.at + 4])
        following = next((word for word in after if word not in _BETWEEN), "")
        return is_infinitive(following)
