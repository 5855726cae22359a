"""Who decides: the meeting whose notes these are, or somebody else."""

import re
from collections.abc import Sequence

from samverka.swedish.lexicon import lexicon
from samverka.swedish.words import Word

_GROUPS = (
    "styrgruppen|mötet|årsmötet|stämman|sammanträdet|au|arbetsutskottet|utskottet|tvärgruppen|"
    "nätverket|gruppen|ledningsgruppen|nämnden|styrelsen|arbetsgruppen|referensgruppen|"
    "projektgruppen|processgruppen|beredningsgruppen|processledningen|kommittén|rådet|föreningen|"
    "presidiet|samverkansgruppen|samrådet|beredningen|delegationen|samordningsgruppen|"
    "kommunikatörsnätverket|brukarrådet|ungdomsrådet|programrådet|kollegiet|teamet|klubben|"
    "forumet|församlingen|årsstämman|föreningsmötet|styrelsemötet|styrgruppsmötet|förbundet|"
    "förbundsstyrelsen"
)
_PEOPLE = (
    "vi|man|alla|samtliga|deltagarna|ledamöterna|mötesdeltagarna|närvarande|medlemmarna|"
    "ordförande|ordföranden|mötesordföranden|parterna"
)
_OWN = re.compile(rf"(?:{_GROUPS}|{_PEOPLE}|styrgruppens|mötets|styrelsens)")
_GROUP_COMPOUND = re.compile(r"[\wåäö-]+(?:gruppen|nätverket|utskottet|rådet|kommittén|teamet)")
_FORMAL = re.compile(r"[a-zåäö-]+(?:nämnden|styrelsen|direktionen|beredningen|utskottet)")
_OTHER = re.compile(
    r"(?:kommun|region|landstings)?fullmäktige|riksdagen|regeringen|kommuner|kommunerna|"
    r"kommunen|regionen|region|kommun|länsstyrelsen|nämnd|nämnder|nämnderna|fullmäktige\w*|"
    r"respektive|varje|vardera|resp|domstolen|kommunstyrelsen|kommunstyrelserna|regionstyrelsen|"
    r"myndigheten|politiken|politikerna|förvaltningen|verksamheten|huvudmannen|huvudmännen|"
    r"parti\w*|[\wåäö-]*nämnd|[\wåäö-]*styrelse|[\wåäö-]*nämnden|forte|skr|staten|instans\w*"
)
_AUTHORITIES = frozenset({"socialstyrelsen", "länsstyrelsen", "rikspolisstyrelsen"})
_INDEFINITE = re.compile(r"[\wåäö]*(?:grupp|möte|utskott|nämnd|styrelse|nätverk|kommitté)")
_EVERYBODY = frozenset({"alla", "samtliga"})
_SITTING = lexicon("ledamöter deltagare närvarande parter medlemmar i styrgruppen mötet")
_DETERMINERS = lexicon(
    "den det de hela en ett dagens sittande samlade enig enigt samlad samlat ett"
)
_PLACE = frozenset({"i", "på", "hos", "från", "vid"})
_NO_PLACES = lexicon("teams dag fråga frågan")


def speaks_for_meeting(words: Sequence[Word]) -> bool:
    """True where these words begin with the meeting's own body as their head."""
    if words and words[0].folded in _EVERYBODY:
        return all(word.folded in _SITTING for word in words[1:])
    at = 0
    while at < len(words) - 1 and words[at].folded in _DETERMINERS:
        at += 1
    if at >= len(words) or not (is_own(words[at]) or _is_united(words[: at + 1])):
        return False
    return not _is_elsewhere(words[at + 1 :])


def _is_united(words: Sequence[Word]) -> bool:
    """True for "en enig styrgrupp"."""
    written = [word.folded for word in words]
    return bool({"enig", "enigt", "samlad", "samlat"} & set(written)) and (
        _INDEFINITE.fullmatch(written[-1]) is not None
    )


def is_own(word: Word) -> bool:
    """True for a word that means the meeting itself or those sitting in it."""
    written = word.folded
    return bool(_OWN.fullmatch(written) or _GROUP_COMPOUND.fullmatch(written))


def is_formal_body(word: Word) -> bool:
    """True for socialnämnden and its like: own in its own minutes, else another's."""
    return _FORMAL.fullmatch(word.folded) is not None and word.folded not in _AUTHORITIES


def is_other(word: Word) -> bool:
    """True for a body that is not this meeting: kommunfullmäktige, respektive nämnd."""
    return _OTHER.fullmatch(word.folded) is not None and not is_own(word)


def _is_elsewhere(after: Sequence[Word]) -> bool:
    if not after or after[0].folded not in _PLACE:
        return False
    return any(one.is_capitalised and one.folded not in _NO_PLACES for one in after[1:2])
