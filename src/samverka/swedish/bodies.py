"""The shapes of organisations' names, for those that nobody has listed."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from samverka.swedish.given_names import is_given_name
from samverka.swedish.lexicon import lexicon
from samverka.swedish.roles import is_role

_HEADS = (
    "kommun|region|landsting|universitet|högskola|folkhögskola|förvaltning|nämnd|myndighet|"
    "förening|enhet|skola|förskola|grundskola|gymnasium|gymnasieskola|avdelning|kontor|styrelse|"
    "tjänst|institution|fakultet|församling|pastorat|bolag|förbund|stiftelse|mottagning|klinik|"
    "central|vårdcentral|sjukhus|hälsa|elevhälsa|vård|omsorg|primärvård|barnhälsovård|verk|råd|"
    "utskott|team|kansli|center|centrum|habilitering|socialtjänst|polis|rektorsområde|"
    "polisområde|lokalpolisområde|län|stift|kår|klubb|akademi|bibliotek|museum|psykiatri|"
    "kommuner|regioner|företag|byrå|sekretariat|sällskap|nätverk|grupp|styrgrupp|domkyrkoförsamling|koncern"
)
_DEFINITE = (
    "kommunen|regionen|universitetet|högskolan|förvaltningen|nämnden|myndigheten|föreningen|"
    "enheten|skolan|gymnasiet|avdelningen|kontoret|styrelsen|tjänsten|institutionen|församlingen|"
    "bolaget|förbundet|stiftelsen|mottagningen|kliniken|centralen|sjukhuset|hälsan|vården|"
    "omsorgen|verket|rådet|utskottet|teamet|kansliet|centret|habiliteringen|polisen|området|"
    "länsstyrelsen|kyrkan|kåren|klubben|psykiatrin|byrån|sekretariatet|gruppen|ledningen|"
    "kommittén|beredningen|nätverket|projektet|direktionen|"
    "lasarettet|kassan|biblioteket|akademin|jouren|företagarna|missionen|domstolen|rätten|staben"
)
_HEAD = re.compile(rf"[\w&.-]*(?:(?:{_HEADS})s?|{_DEFINITE})")
_BARE = re.compile(rf"(?:{_HEADS})")
_COMPANY = re.compile(r"AB|HB|KB|Ab|ek\.?|förening|Inc\.?|IK|IF|FF|BK|GIF|SK")
_ACRONYM = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ&/]{1,5}(?:-[\wåäö]+)?")
_CAPITALISED = re.compile(r"[A-ZÅÄÖÉ][\w’'&/:.-]*")
_AREA = re.compile(r"[a-zåäö]+ (?:och|&) [a-zåäö]+")
_JOINS = frozenset({"och", "&", "i", "för", "av", "på", "till"})
_NOT_BODIES = lexicon(
    "teams zoom skype meet ledamöter tjänstemän tjänstepersoner deltagare övriga samtliga alla "
    "inga ingen vakant från för"
)
_SPELLED_OUT: Final = 3
_MOST_WORDS: Final = 6


def is_body(word: str) -> bool:
    """True for a word that marks an organisation: kommun, socialförvaltningen, AB."""
    return _HEAD.fullmatch(word.casefold()) is not None or _COMPANY.fullmatch(word) is not None


def body_score(words: Sequence[str], *, apart: bool) -> float | None:
    """How much the words look like one organisation; `apart`: a mark stands before them.

    None where they cannot be one.
    """
    if len(words) > _MOST_WORDS or not _may_be_body(words):
        return None
    score = _shape_score(words, apart=apart)
    given = sum(is_given_name(word) for word in words)
    return None if score is None else score - 2.5 * min(given, 1)


def _may_be_body(words: Sequence[str]) -> bool:
    ends = words[0] not in _JOINS and words[-1] not in _JOINS
    if words[0].casefold() in _NOT_BODIES or words[-1].endswith("-"):
        return False
    return ends and not any(is_role(word) and not is_body(word) for word in words)


def _shape_score(words: Sequence[str], *, apart: bool) -> float | None:
    if len(words) == 1 and words[0].islower() and _BARE.fullmatch(words[0]):
        return 0.2 if apart else -1.0
    if _marked(words):
        return 3.2 + 0.2 * len(words)
    if _ACRONYM.fullmatch(words[0]) and all(_CAPITALISED.fullmatch(word) for word in words):
        return (2.2 if apart else 1.0) - 0.3 * (len(words) - 1)
    if apart and _AREA.fullmatch(" ".join(words)):
        return 0.4
    if len(words) > _SPELLED_OUT or not _CAPITALISED.fullmatch(words[0]):
        return None
    return _unmarked_score(words, apart=apart)


def _unmarked_score(words: Sequence[str], *, apart: bool) -> float | None:
    if not apart:
        return -1.5 * sum(word[0].isupper() for word in words)
    if all(_CAPITALISED.fullmatch(word) for word in words):
        return 1.2 - 0.4 * len(words)
    return 1.0 if all(word.islower() or word in _JOINS for word in words[1:]) else None


def _marked(words: Sequence[str]) -> bool:
    heads = [at for at, word in enumerate(words) if is_body(word)]
    return any(_fits(words[:head], words[head + 1 :]) for head in heads)


def _fits(before: Sequence[str], after: Sequence[str]) -> bool:
    if not all(_leads_to(word, then) for word, then in pairwise((*before, ""))):
        return False
    if after and after[0] in _JOINS:
        return len(after) > 1
    own_name = 1 if before and not before[0].endswith("-") else _SPELLED_OUT
    return len(after) <= own_name and all(_CAPITALISED.fullmatch(word) for word in after)


def _leads_to(word: str, then: str) -> bool:
    if _CAPITALISED.fullmatch(word) or word in _JOINS or word.endswith(("-", "-och", "ska", "ala")):
        return True
    return then in _JOINS and word.islower()
