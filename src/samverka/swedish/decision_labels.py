"""The labels minutes put before decisions, and before what is not decided yet."""

import re
from collections.abc import Sequence

from samverka.swedish.words import Word

_NUMBER = r"(?:(?:§\s*)?\d+[.)]?\s*)?"
_WHOSE = r"(?:[\wåäö]+s\s|au:s\s|dagens\s)?"
_DECISION = re.compile(
    rf"{_NUMBER}{_WHOSE}beslut(?:et|en|as|ades|at)?"
    r"(?: (?:i ärendet|i frågan|om [^:]{1,60}))?\s*(?:: ?(?P<matter>.*)|[-–] (?P<after>att .*))"
)
_TO_DO = re.compile(
    rf"{_NUMBER}{_WHOSE}(?:därmed |härmed )?beslut(?:at)? "
    r"(?P<matter>att .*|enligt .*|i enlighet .*)"
)
_BECAME = re.compile(
    rf"{_WHOSE}beslut(?:et)? (?:blir|blev|är|lyder|löd|var)(?: därmed| således)?"
    r"(?: :| att | enligt )"
)
_NOTHING = re.compile(
    r"(?:(?:inget|inga|ej|nej|nix|saknas|inte|se|vid|på nästa|tas|fattas|ska|skall|kommer|bör|kan|"
    r"behöver|inväntas|väntas|senare|nästa)\b.*|[-–])"
)
_LATER = re.compile(
    r".*\b(?:tas|togs|tagits|fattas|fattades|fattats|finns|fanns|saknas|skickas|skickades)\b.*"
)
_OTHERWISE = re.compile(
    r"(?:[\wåäö:]+ )?(?:förslag|beslutsförslag|yrkande|yrkanden|rekommendation|exempel|"
    r"diskussionsfråga|frågeställning|fråga|bakgrund|beslutsunderlag)\w*(?: till [^:]{1,60})?\s*:.*"
)


def is_labelled_decision(words: Sequence[Word]) -> bool:
    """True for "Beslut: ...", "Beslut att ..." and "Beslutet blev att ..."."""
    written = _joined(words)
    labelled = _DECISION.fullmatch(written)
    if labelled:
        matter = labelled["matter"] or labelled["after"] or ""
        return _NOTHING.fullmatch(matter) is None
    to_do = _TO_DO.fullmatch(written)
    if to_do:
        return _LATER.fullmatch(to_do["matter"]) is None
    return _BECAME.match(written) is not None


def is_labelled_otherwise(words: Sequence[Word]) -> bool:
    """True for "Förslag till beslut: ..." and other labels of what may come."""
    return _OTHERWISE.fullmatch(_joined(words)) is not None


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words).replace(" :", ":").replace(" ,", ",")
