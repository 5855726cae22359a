"""Whether a deciding verb speaks of this meeting or of another time."""

import re
from collections.abc import Sequence

from samverka.swedish.decision_verbs import Form, Voice
from samverka.swedish.sayings import Saying
from samverka.swedish.words import Word

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_YEAR = r"(?:19|20)\d\d"
_LAST_TIME = re.compile(
    r"\b(?:vid|på|under|i) (?:det |vårt |sitt |styrgruppens |mötets )?(?:förra|föregående|senaste|"
    r"tidigare)\b|\bi (?:fjol|våras|höstas|somras|vintras|förrgår)\b|\bigår\b|\bförra "
    r"(?:året|veckan|månaden|mötet|hösten|våren|sommaren|gången)\b|\bredan\b|\bsedan tidigare\b|"
    r"\btidigare i (?:år|dag)\b"
)
_THEN = re.compile(
    r"(?:redan )?(?:(?:år|under|i|sedan|våren|hösten|sommaren)(?: slutet av| början av)? )?"
    rf"(?:{_YEAR}|{_MONTH}(?: {_YEAR})?|hösten {_YEAR}|våren {_YEAR})\b"
)
_EARLIER = frozenset({"tidigare", "redan", "sedan"})
_NEXT_TIME = re.compile(
    r"\b(?:vid|på|till|inför|under) (?:ett |det |vårt |styrgruppens )?(?:nästa|kommande|senare|"
    r"nästkommande)\b|\bsenare\b|\bframöver\b|\binom kort\b|\bi (?:höst|vår|sommar|vinter|nästa)\b|"
    r"\bunder (?:hösten|våren|sommaren|vintern|året)\b|\bså snart\b|"
    r"(?<!för )(?<!till )\bnästa (?:år|vecka|månad)\b|"
    r"\befter (?:sommaren|semestern|årsskiftet|remiss\w*|politisk\w*)\b"
)
_DUE = re.compile(rf"(?:\w+ ){{0,3}}?(?:senast )?(?:i|under|den \d+|före|innan|efter) ?{_MONTH}\b")
_COMING = re.compile(
    rf"(?:i|under) (?:slutet av |början av )?{_MONTH}\b|(?:vid|under|på) nästa |"
    r"nästa (?:gång|år|vecka|månad)\b"
)
_HABIT = re.compile(
    r"\b(?:ofta|oftast|alltid|normalt|normalt sett|vanligen|vanligtvis|ibland|sällan|årligen|"
    r"varje (?:år|gång|månad|termin)|i regel|vid behov|själva?|löpande)\b"
)
_MOVES_ON = frozenset(
    {"bordlägga", "hänskjuta", "skjuta", "återremittera", "delegera", "adjungera"}
)
_PAPERS = re.compile(
    r"(?:(?:förra|föregående|senaste|tidigare) )?(?:mötes?|mötets )?(?:mötes)?"
    r"(?:protokoll|minnesanteckningar|anteckningar|mötesanteckningar)"
)


def is_another_time(saying: Saying) -> bool:
    """True where the words next to the verb tell of before, later or always."""
    before, tail = _joined(saying.clause.before), _joined(saying.tail)
    if _HABIT.search(before) or _HABIT.search(tail):
        return True
    if saying.form.past:
        return _is_past_matter(saying, before, tail)
    return _is_coming_matter(saying.form, before, tail)


def _is_past_matter(saying: Saying, before: str, tail: str) -> bool:
    if saying.is_passive and _PAPERS.match(before):
        return False
    near = {word.folded for word in (*saying.clause.before[-1:], *saying.tail[:1])}
    between = {word.folded for word in saying.words[saying.head : saying.at]}
    if (near | between) & _EARLIER:
        return True
    if _LAST_TIME.search(before) or _LAST_TIME.search(tail):
        return True
    return bool(_THEN.match(before) or _THEN.match(tail))


def _is_coming_matter(form: Form, before: str, tail: str) -> bool:
    if _COMING.match(before):
        return True
    if form.lemma in _MOVES_ON:
        return False
    if _NEXT_TIME.match(before) or _NEXT_TIME.search(tail):
        return True
    resolves = form.lemma in ("fatta", "ta", "besluta") or form.voice is Voice.PASSIVE
    return resolves and " till " not in f" {tail} " and _DUE.match(tail) is not None


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)
