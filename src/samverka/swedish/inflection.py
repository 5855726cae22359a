"""The forms a Swedish noun, or a term that ends in one, takes in text.

A dictionary would know each word's gender and declension; here the ending says which declensions
are possible, and all of those are given. Some of the forms are therefore written by nobody.
"""

import re
from typing import Final

from samverka.swedish.lexicon import lexicon

_VOWELS: Final = "aeiouyåäöé"
_UTRUM: Final = re.compile(
    r".*(?:ing|het|itet|tion|sion|ssion|skap|nad|ist|else|dom|plan|grupp|sats|sikt|modell|chef)"
)
_NEUTER: Final = re.compile(r".*(?:skott|stöd|beslut|ment|eri|mål|barn|råd|samtal|avtal|program)")
_NEUTER_E: Final = re.compile(r".*(?:ete|öte|nde|råde|mne|nne|ärke)")
_ADJECTIVE: Final = re.compile(r".{2,}(?:ad|ade|ell|ella|ig|iga|igt|isk|iska|ende|ande|ala|alt|al)")
_AS_ADJECTIVE: Final = re.compile(r".{2,}(?:ig|isk)")
_ABBREVIATION: Final = re.compile(r"[^\W\d_a-zåäöé][A-ZÅÄÖÉ0-9]{1,9}")
_SPACE: Final = re.compile(r"\s+")
_SHORTEST: Final = 3
"""Letters of a word that is inflected."""

_OF_ABBREVIATION: Final = lexicon(
    ":s :n :ns :t :ts :en :ens :et :ets :er :ers :erna :ernas :ar :arna"
)
_UTRUM_ENDINGS: Final = lexicon("en er erna ar arna")
_NEUTER_ENDINGS: Final = lexicon("et en er erna")
_AFTER_A: Final = lexicon("an or orna ar ade at")
"""Of a noun, and of a verb that a term may be as well: uppmärksamma."""
_AFTER_E: Final = lexicon("en ar arna er erna na")
_AFTER_NEUTER_E: Final = lexicon("et en ena")
_AFTER_VOWEL: Final = lexicon("n t r er erna rna en et")


def is_abbreviation(written: str) -> bool:
    """True for SIP, AU and GIRFEC: a word in capitals, another word in lower case."""
    return _ABBREVIATION.fullmatch(written) is not None


def inflections(term: str) -> frozenset[str]:
    """The forms of a term, in lower case, itself among them; those of an abbreviation in capitals.

    The last word is inflected, or the first where the others only say more: Tvärgrupp barn och
    unga. Adjectives before the last word follow it.
    """
    if is_abbreviation(term):
        return frozenset({term, *(f"{term}{ending}" for ending in _OF_ABBREVIATION)})
    first, *rest = words = _SPACE.split(term.strip().lower())
    if not rest:
        return _of_word(first)
    before, last = " ".join(words[:-1]), words[-1]
    found = {f"{before} {form}" for form in _of_word(last)}
    if not first.endswith("s") and not _ADJECTIVE.fullmatch(first):
        found |= {f"{form} {' '.join(rest)}" for form in _of_word(first)}
    if all(_ADJECTIVE.fullmatch(word) for word in words[:-1]):
        weak = " ".join(_weak(word) for word in words[:-1])
        found |= {f"{weak} {form}" for form in _of_word(last)}
    return frozenset(found)


def _of_word(word: str) -> frozenset[str]:
    forms = {word}
    if len(word) >= _SHORTEST and word[-1].isalpha():
        forms |= _declined(word)
    return frozenset(forms | {f"{form}s" for form in forms if form[-1:] not in "sxz"})


def _declined(word: str) -> set[str]:
    if word[-1] in _VOWELS:
        return _after_vowel(word)
    forms = {f"{stem}{ending}" for stem in _stems(word) for ending in _endings(word)}
    if _AS_ADJECTIVE.fullmatch(word):
        forms |= {f"{word}{ending}" for ending in ("a", "e", "t")}
    if word.endswith(("or", "ar", "er", "el")):
        forms.add(f"{word}n")
    if word.endswith("um"):
        forms |= {f"{word[:-2]}{ending}" for ending in _NEUTER_ENDINGS}
    return forms


def _after_vowel(word: str) -> set[str]:
    if word.endswith("a"):
        return {f"{word[:-1]}{ending}" for ending in _AFTER_A}
    if word.endswith("e"):
        endings = _AFTER_NEUTER_E if _NEUTER_E.fullmatch(word) else _AFTER_E
        return {f"{word[:-1]}{ending}" for ending in endings}
    return {f"{word}{ending}" for ending in _AFTER_VOWEL}


def _stems(word: str) -> set[str]:
    """What the endings are put to: program(m), regel and regl, tecken and teckn."""
    stems = {word}
    if word[-1] in "mn" and word[-2:-1] in _VOWELS and not _UTRUM.fullmatch(word):
        stems.add(f"{word}{word[-1]}")
    if len(word) > len("ute") and word.endswith(("el", "er", "en")):
        stems.add(f"{word[:-2]}{word[-1]}")
    return stems


def _endings(word: str) -> frozenset[str]:
    if _UTRUM.fullmatch(word):
        return _UTRUM_ENDINGS
    return _NEUTER_ENDINGS if _NEUTER.fullmatch(word) else _UTRUM_ENDINGS | _NEUTER_ENDINGS


def _weak(adjective: str) -> str:
    if adjective.endswith(("a", "e")):
        return adjective
    if adjective.endswith("ad"):
        return f"{adjective}e"
    return f"{adjective.removesuffix('t')}a"
