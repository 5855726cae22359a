"""A deciding verb with the words around it that tell whether it decides here and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samverka.swedish.clauses import Clause, clause_of
from samverka.swedish.decision_verbs import FORMS, Form, Voice
from samverka.swedish.finite_verbs import is_governed
from samverka.swedish.words import Word

_REACH: Final = 12
_AUXILIARY_REACH: Final = 6
_STOPS = frozenset({"att", ":", ";", "?"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One verb in its sentence: `head` is the word that stands where the verb should."""

    words: Sequence[Word]
    at: int
    head: int
    form: Form
    clause: Clause

    @property
    def after(self) -> Sequence[Word]:
        """All that follows the verb."""
        return self.words[self.at + 1 :]

    @property
    def tail(self) -> Sequence[Word]:
        """What follows the verb before the att-clause that tells the matter."""
        stop = next((at for at, word in enumerate(self.after) if word.folded in _STOPS), _REACH)
        return self.after[: min(stop, _REACH)]

    @property
    def is_passive(self) -> bool:
        """True where the matter, and not the meeting, is the subject."""
        return self.form.voice in (Voice.PASSIVE, Voice.PERFECT_PASSIVE)


def saying_at(words: Sequence[Word], at: int) -> Saying | None:
    """The verb at this word, or None where there is none that could record a decision."""
    form = FORMS.get(words[at].folded)
    if form is None or (_may_be_infinitive(form) and is_governed(words, at)):
        return None
    head = at if form.voice in (Voice.ACTIVE, Voice.PASSIVE) else _auxiliary(words, at)
    return None if head is None else Saying(words, at, head, form, clause_of(words, head))


def _may_be_infinitive(form: Form) -> bool:
    return form.voice is Voice.PASSIVE and not form.past


def _auxiliary(words: Sequence[Word], supine: int) -> int | None:
    near = range(supine - 1, max(-1, supine - _AUXILIARY_REACH), -1)
    return next((at for at in near if words[at].folded == "har"), None)
