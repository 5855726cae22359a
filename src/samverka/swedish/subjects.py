"""Whether the meeting itself is the one who does what a verb says."""

import re
from collections.abc import Sequence

from samverka.swedish.clauses import Clause, Hold, clause_of
from samverka.swedish.deciders import is_formal_body, is_other, is_own, speaks_for_meeting
from samverka.swedish.lexicon import lexicon
from samverka.swedish.words import Word

_ADVERBS = lexicon(
    "då därför härmed därmed också även sålunda enhälligt enhetligt nu sig sedan således slutligen "
    "idag formellt dock vidare alltså preliminärt åter återigen därefter slutligt"
)
_SEASON = re.compile(
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"hösten|våren|sommaren|höst|vår|själv"
)
_FREE = (Hold.NOTHING, Hold.JOINED)
_NEVER_INVERTED = (Hold.THAT, Hold.ANOTHER_VERB)
_PLACE = frozenset({"i", "på", "hos", "från", "inom"})
_ANYBODY = frozenset({"man", "vi", "de"})


def meeting_is_subject(words: Sequence[Word], verb: int, clause: Clause) -> bool:
    """True before the verb (styrgruppen beslutar) and after it (därför beslutar styrgruppen)."""
    if clause.partner is not None and not clause.before:
        return meeting_is_subject(words, clause.partner, clause_of(words, clause.partner))
    if clause.hold in _FREE and speaks_for_meeting(clause.before):
        return True
    return _follows(clause, skip_adverbs(words[verb + 1 :]))


def says_no_subject(words: Sequence[Word], verb: int, clause: Clause) -> bool:
    """True for "Beslutar att ...": the notes leave out who, and it can only be the meeting."""
    if not clause.initial or clause.before or clause.partner is not None:
        return False
    following = words[verb + 1 : verb + 2]
    somebody = [
        word for word in following if is_own(word) or is_other(word) or is_formal_body(word)
    ]
    return bool(following) and not somebody and following[0].text not in ("?", ":")


def is_formal_resolution(words: Sequence[Word], verb: int, clause: Clause) -> bool:
    """True for "Socialnämnden godkänner ...", the formula of a board's own minutes."""
    formal = [word for word in clause.before if is_formal_body(word)]
    if clause.hold is not Hold.NOTHING or not len(clause.before) == len(formal) == 1:
        return False
    return not any(_SEASON.fullmatch(word.folded) for word in words[verb + 1 :])


def skip_adverbs(words: Sequence[Word]) -> Sequence[Word]:
    """The words from the first one that is no adverb."""
    at = 0
    while at < len(words) and words[at].folded in _ADVERBS:
        at += 1
    if [word.folded for word in words[at : at + 2]] == ["i", "dag"]:
        return skip_adverbs(words[at + 2 :])
    return words[at:]


def _follows(clause: Clause, after: Sequence[Word]) -> bool:
    if clause.hold in _NEVER_INVERTED or (clause.initial and not clause.before):
        return False
    if not speaks_for_meeting(after):
        return False
    return after[0].folded not in _ANYBODY or not _begins_with_place(clause.before)


def _begins_with_place(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[0].folded in _PLACE and words[1].is_capitalised
