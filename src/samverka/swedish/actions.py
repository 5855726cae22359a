"""Which sentences of the minutes say that somebody takes something on."""

import re
from collections.abc import Sequence
from typing import Final

from samverka.swedish.clauses import Clause, Hold, clause_of
from samverka.swedish.deciders import is_own
from samverka.swedish.given_names import is_given_name
from samverka.swedish.lexicon import lexicon
from samverka.swedish.roles import is_role
from samverka.swedish.words import Word, spoken_words

_MOST_WORDS: Final = 200
_NEAR: Final = 8
_LABEL = re.compile(r"(?:åtgärd|åtgärder|att göra|uppdrag|ansvarig|ansvar|action)(?: av)? ?: \S.*")
_UNDERTAKING: Final = {
    "återkommer": re.compile(
        r"(?:till \w+ |senare |sedan |också )?(?:med|till|om|angående|kring)\b"
    ),
    "ansvarar": re.compile(r"(?:gemensamt |också |även )?för\b"),
    "tar": re.compile(r"(?:på sig|med sig|ansvar|ansvaret|kontakt|frågan vidare|över ansvaret)\b"),
    "åtar": re.compile(r"sig\b"),
    "får": re.compile(
        r"(?:därför |också |även |härmed )?(?:i uppdrag|i uppgift|uppdraget|uppgiften)\b"
    ),
    "har": re.compile(
        r"(?:i uppdrag|i uppgift|uppdraget|fått i uppdrag|tagit på sig|åtagit sig)\b"
    ),
    "ges": re.compile(r"(?:i uppdrag|uppdraget)\b"),
    "ombesörjer": re.compile(r"\w"),
}
"""Verbs that promise by themselves, with what must follow."""
_DOING = lexicon(
    "kontaktar kallar bokar skickar sammanställer undersöker kollar stämmer ser bjuder mejlar "
    "mailar ringer uppdaterar reviderar förbereder tar samordnar kompletterar lägger skriver "
    "ordnar fixar beställer planerar lyfter hör hämtar samlar utreder redovisar presenterar "
    "sprider gör ska skall informerar delger meddelar rapporterar lämnar arbetar"
)
"""Verbs that promise where a time is set."""
_DEADLINE = re.compile(
    r"\b(?:(?:till|inför|före|innan|på|vid) nästa (?:möte|gång|träff|styrgrupp\w*)|senast|"
    r"före (?:sommaren|jul|årsskiftet)|innan (?:sommaren|jul|årsskiftet|den)|snarast|omgående|"
    r"till den \d+|nästa vecka|under veckan|denna vecka|i veckan|före den \d+)\b"
)
_NEGATIONS = lexicon("inte ej aldrig inget ingen")
_GROUPS = re.compile(
    r"processledarna|kommunikatörerna|samordnarna|kommunerna|forskarna|rektorerna|cheferna|"
    r"verksamheterna|politikerna|sekretariatet|kansliet|\w+(?:ledningen|arna|cheferna)"
)
_EVERYBODY = frozenset({"respektive", "varje", "var", "alla", "samtliga", "vi", "deltagarna"})
_MATTERS = frozenset({"frågan", "ärendet", "punkten", "mötet", "frågorna", "det", "den", "detta"})


def records_action(sentence: str) -> bool:
    """True where a named person, role or group takes on something to do; unsure is False."""
    words = spoken_words(sentence)[:_MOST_WORDS]
    if not words or words[-1].text == "?":
        return False
    written = " ".join(word.folded for word in words)
    if _LABEL.fullmatch(written):
        return True
    return any(_takes_on(words, at) for at in range(len(words)))


def _takes_on(words: Sequence[Word], at: int) -> bool:
    rest = " ".join(word.folded for word in words[at + 1 :])
    if not _promises(words[at].folded, rest):
        return False
    if any(word.folded in _NEGATIONS for word in words[at + 1 : at + 4]):
        return False
    return _has_actor(clause_of(words, at), words[at + 1 : at + _NEAR])


def _promises(verb: str, rest: str) -> bool:
    following = _UNDERTAKING.get(verb)
    if following is not None:
        plain = following.match(rest) or following.match(rest.partition(" ")[2])
        return plain is not None or _promises_by(verb, rest)
    return _promises_by(verb, rest)


def _promises_by(verb: str, rest: str) -> bool:
    return verb in _DOING and _DEADLINE.search(rest) is not None


def _has_actor(clause: Clause, after: Sequence[Word]) -> bool:
    if clause.hold is not Hold.NOTHING:
        return False
    if clause.before and _is_actor(clause.before):
        return True
    return bool(clause.before) and not _is_subject_first(clause.before) and _is_actor(after)


def _is_subject_first(before: Sequence[Word]) -> bool:
    """True where what precedes the verb is no adverbial, so that the subject stands there."""
    return before[0].folded not in _ADVERBIALS


_ADVERBIALS = lexicon("till inför vid på under efter därefter sedan i innan före därför då")


def _is_actor(words: Sequence[Word]) -> bool:
    first = words[0] if words else None
    if first is None or first.folded in _MATTERS:
        return False
    if first.is_capitalised and is_given_name(first.text):
        return True
    named = len(words) > 1 and first.is_capitalised and words[1].is_capitalised
    group = is_own(first) or _GROUPS.fullmatch(first.folded) is not None
    return named or group or is_role(first.text) or first.folded in _EVERYBODY
