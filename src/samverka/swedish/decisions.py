"""Which sentences of the minutes record what the meeting itself decided."""

from collections.abc import Sequence
from typing import Final

from samverka.swedish.actions import records_action
from samverka.swedish.clauses import Hold
from samverka.swedish.deciders import is_other, speaks_for_meeting
from samverka.swedish.decision_labels import is_labelled_decision, is_labelled_otherwise
from samverka.swedish.decision_times import is_another_time
from samverka.swedish.decision_verbs import Voice
from samverka.swedish.finite_verbs import is_infinitive
from samverka.swedish.lexicon import lexicon
from samverka.swedish.sayings import Saying, saying_at
from samverka.swedish.sentences import split_sentences
from samverka.swedish.subjects import (
    is_formal_resolution,
    meeting_is_subject,
    says_no_subject,
    skip_adverbs,
)
from samverka.swedish.words import Word, spoken_words

__all__ = ["decision_spans", "records_action", "records_decision"]

_MOST_WORDS: Final = 200
_NEEDED_WITHIN: Final = 12
_NEGATIONS = lexicon("inte ej inget ingen inga aldrig icke ännu varken")
_PRESUMED = lexicon("vara bli ha bero komma kunna ge leda öka minska påverka finnas")
_NOT_TAKEN = lexicon(
    "kostnad kostnaden kostnaderna ansvar ansvaret initiativ initiativet anteckningar "
    "minnesanteckningar paus notan höjd hänsyn"
)
_AFTER_BARE_VERB = frozenset(["", "att", "till", "enligt", "med", "av", "utan", "enhälligt", ","])
_BEFORE_BODIES = frozenset({"i", "hos", "vid", "på", "per", "inom"})
_STATES = lexicon("är var finns har behövs krävs saknas fungerar går blir kan")


def records_decision(sentence: str) -> bool:
    """True where the sentence says that the meeting decides; talk about decisions is False."""
    words = spoken_words(sentence)[:_MOST_WORDS]
    if not words or words[-1].text == "?" or is_labelled_otherwise(words):
        return False
    return is_labelled_decision(words) or any(_decides(words, at) for at in range(len(words)))


def decision_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a paragraph that record a decision."""
    spans = split_sentences(text)
    return tuple((start, end) for start, end in spans if records_decision(text[start:end]))


def _decides(words: Sequence[Word], at: int) -> bool:
    saying = saying_at(words, at)
    if saying is None or not _says_enough(saying):
        return False
    if _is_negated(saying) or is_another_time(saying):
        return False
    return _is_decided_here(saying) if saying.is_passive else _meeting_acts(saying)


def _says_enough(saying: Saying) -> bool:
    """True where the verb has with it what it needs to mean a decision."""
    check = _OWN_CHECKS.get(saying.form.lemma)
    if check is not None:
        return check(saying)
    needs = saying.form.needs
    near = {word.folded for word in saying.after[:_NEEDED_WITHIN]}
    if saying.form.lemma == "välja":
        near |= {word.folded for word in saying.clause.before[:1]}
    return not needs or bool(needs & near)


def _is_assumption(saying: Saying) -> bool:
    following = saying.after[0].folded if saying.after else ""
    if saying.is_passive:
        return following in _PRESUMED or _first(saying.clause.before) == "det"
    return following == "att"


def _is_agreement(saying: Saying) -> bool:
    """Agreed to do something; agreed that something is so is no decision."""
    written = [word.folded for word in saying.after[:_NEEDED_WITHIN]]
    if not saying.form.needs & set(written[:3]) or "att" not in written:
        return False
    matter = written[written.index("att") + 1 :]
    return bool(matter) and (is_infinitive(matter[0]) or not _STATES & set(matter[:5]))


def _is_taken(saying: Saying) -> bool:
    """A decision is taken (tas), or the matter is taken by the meeting."""
    near = {word.folded for word in (*saying.clause.before, *saying.tail)}
    if near & saying.form.needs:
        return True
    if not saying.is_passive or saying.form.lemma != "ta" or near & _NOT_TAKEN:
        return False
    return _first(skip_adverbs(saying.after)) == "av" and _agent(saying) is True


def _is_at_once(saying: Saying) -> bool:
    return _first(saying.after) in saying.form.needs


def _is_filed(saying: Saying) -> bool:
    written = " ".join(word.folded for word in saying.after[:_NEEDED_WITHIN])
    return "till handlingarna" in written


_OWN_CHECKS = {
    "anta": lambda saying: not _is_assumption(saying),
    "vara": _is_agreement,
    "fatta": _is_taken,
    "ta": _is_taken,
    "säga": _is_at_once,
    "rösta": _is_at_once,
    "lägga": _is_filed,
    "ansluta": _is_at_once,
}


def _is_negated(saying: Saying) -> bool:
    near = (*saying.clause.before[-2:], *saying.words[saying.head : saying.at], *saying.tail[:4])
    if any(word.folded in _NEGATIONS for word in near):
        return True
    return _first(saying.clause.before) in _NEGATIONS


def _is_decided_here(saying: Saying) -> bool:
    if not (saying.clause.hold is Hold.NOTHING or _seals(saying)) or _is_condition(saying):
        return False
    if _is_elsewhere(saying.clause.before):
        return False
    agent = _agent(saying)
    if saying.form.voice is Voice.PERFECT_PASSIVE:
        return agent is True
    return agent is not False


def _seals(saying: Saying) -> bool:
    """True for ", vilket godkänns": the relative clause decides what the sentence told."""
    opener = saying.clause.opener
    if saying.clause.hold is not Hold.SUBORDINATE or opener is None:
        return False
    if saying.words[opener].folded != "vilket":
        return False
    if saying.is_passive:
        return not saying.clause.before and saying.words[opener - 1].text == ","
    return speaks_for_meeting(saying.clause.before)


def _is_elsewhere(before: Sequence[Word]) -> bool:
    """True for "I varje kommun utses ..."."""
    return _first(before) in _BEFORE_BODIES and any(map(is_other, before[1:3]))


def _is_condition(saying: Saying) -> bool:
    """True for "Antas planen, så ...": a sentence that begins with its verb supposes."""
    begins = saying.clause.initial and not saying.clause.before and saying.clause.partner is None
    return begins and not saying.form.past and _first(saying.after) not in _AFTER_BARE_VERB


def _agent(saying: Saying) -> bool | None:
    """Whether the tail names the meeting (True), another body (False) or nobody (None)."""
    tail = skip_adverbs(saying.tail)
    for at, word in enumerate(tail[:-1]):
        rest = tail[at + 1 :]
        if word.folded == "av" and (not at or speaks_for_meeting(rest) or is_other(rest[0])):
            return speaks_for_meeting(rest)
        if word.folded in _BEFORE_BODIES and any(map(is_other, rest[:2])):
            return False
    return None


def _meeting_acts(saying: Saying) -> bool:
    words, head, clause = saying.words, saying.head, saying.clause
    if saying.form.voice is Voice.ACTIVE and not saying.form.past:
        formal = is_formal_resolution(words, head, clause)
        return formal or says_no_subject(words, head, clause) or _acts(saying)
    return _acts(saying)


def _acts(saying: Saying) -> bool:
    subject = meeting_is_subject(saying.words, saying.head, saying.clause)
    return subject or _seals(saying)


def _first(words: Sequence[Word]) -> str:
    return words[0].folded if words else ""
