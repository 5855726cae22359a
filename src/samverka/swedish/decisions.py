"""Which sentences of the minutes record what the meeting itself decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samverka.swedish.clauses import Clause, Hold, clause_of
from samverka.swedish.deciders import is_formal_body, is_other, is_own, speaks_for_meeting
from samverka.swedish.decision_labels import is_labelled_decision, is_labelled_otherwise
from samverka.swedish.decision_times import is_another_time
from samverka.swedish.decision_verbs import FORMS, Form, Voice
from samverka.swedish.finite_verbs import is_infinitive
from samverka.swedish.sentences import split_sentences
from samverka.swedish.words import Word, spoken_words

_MOST_WORDS: Final = 200
_REACH: Final = 12
_NEGATIONS = frozenset("inte ej inget ingen inga aldrig icke ännu varken".split())
_ADVERBS = frozenset(
    "då därför härmed därmed också även sålunda enhälligt enhetligt nu sig sedan således slutligen "
    "idag formellt dock vidare alltså i dag preliminärt åter återigen enligt".split()
)
_NO_MATTERS = frozenset(
    "kostnad kostnaden kostnaderna ansvar ansvaret initiativ initiativet anteckningar "
    "minnesanteckningar paus notan höjd hänsyn".split()
)
_OUTRANKED = frozenset("i hos vid på".split())


def records_decision(sentence: str) -> bool:
    """True where the sentence says that the meeting decides; talk about decisions is False."""
    words = spoken_words(sentence)[:_MOST_WORDS]
    if not words or words[-1].text == "?" or is_labelled_otherwise(words):
        return False
    if is_labelled_decision(words):
        return True
    return any(_decides(words, at) for at, word in enumerate(words) if word.folded in FORMS)


def decision_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a paragraph that record a decision."""
    spans = split_sentences(text)
    return tuple((start, end) for start, end in spans if records_decision(text[start:end]))


@dataclass(frozen=True, slots=True)
class _Saying:
    """One verb in its sentence: `head` is the word that takes its place in the clause."""

    words: Sequence[Word]
    at: int
    head: int
    form: Form
    clause: Clause

    @property
    def after(self) -> Sequence[Word]:
        return self.words[self.at + 1 :]

    @property
    def tail(self) -> Sequence[Word]:
        """What follows the verb before the att-clause that tells the matter."""
        stop = next((i for i, word in enumerate(self.after) if word.folded in _STOPS), _REACH)
        return self.after[: min(stop, _REACH)]


_STOPS = frozenset({"att", ":", ";", "?", "!"})


def _decides(words: Sequence[Word], at: int) -> bool:
    form = FORMS[words[at].folded]
    head = _head(words, at, form)
    if head is None:
        return False
    saying = _Saying(words, at, head, form, clause_of(words, head))
    if not _says_enough(saying) or _is_negated(saying) or is_another_time(saying):
        return False
    if form.voice in (Voice.PASSIVE, Voice.PERFECT_PASSIVE):
        return _is_decided_here(saying)
    return _meeting_acts(saying)
