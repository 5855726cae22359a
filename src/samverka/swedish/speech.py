"""Quotations as Swedish newsletters set them: a dash, the words, and who says them."""

import re
from dataclasses import dataclass
from typing import Final

_DASH = "[-–\u2010\u2011\u2012\u2014\u2015\u2212]"
_OPENING = re.compile(rf"\s{{0,9}}{_DASH}(?:\s+|(?=[\"”’»A-ZÅÄÖÉ]))")
_VERBS = (
    "säger|sade|sa|menar|menade|berättar|berättade|förklarar|förklarade|konstaterar|konstaterade|"
    "tycker|tyckte|anser|ansåg|tror|trodde|hoppas|hoppades|understryker|underströk|betonar|"
    "betonade|poängterar|poängterade|påpekar|påpekade|framhåller|framhöll|tillägger|tillade|"
    "fortsätter|fortsatte|avslutar|avslutade|undrar|undrade|frågar|frågade|svarar|svarade|"
    "utbrister|utbrast|skriver|skrev|summerar|summerade|sammanfattar|sammanfattade|uppmanar|"
    "uppmanade|intygar|lovar|minns|resonerar|reflekterar|kommenterar|kommenterade|beskriver|"
    "inflikar|skrattar|uppger|hälsar|bekräftar|erkänner|instämmer|ler"
)
_ATTRIBUTION = re.compile(
    r"(?P<mark>[,!?.…][\"”’»]?,?|[\"”’»],?)\s{1,3}"
    rf"(?P<verb>(?:{_VERBS})(?:\s(?:också|även|vidare))?)\s{{1,3}}(?=\S)"
)
_PRONOUN = re.compile(r"(?:han|hon|hen)\b")
_NAMED = re.compile(r"(?:[a-zåäöé-]+\s+){0,5}[A-ZÅÄÖÉ]")
_SPEAKER = re.compile(r"(?:\b[A-ZÅÄÖ]\.(?=\s+[A-ZÅÄÖ])|[^.!?]|[.!?](?=\S))+")
_SPEECH_AGAIN = re.compile(
    r",?\s+(?:att|men|så|eftersom|när|om|för att|och (?:vi|det|då|att|jag))\s"
)
_LONGEST_SPEAKER: Final = 200


@dataclass(frozen=True, slots=True)
class Quotation:
    """What was said without the dash, and who said it, each as written.

    `speaker` leaves out the verb, which stands in `verb`.
    """

    words: str
    speaker: str
    verb: str = "säger"


def begins_with_dialogue_dash(text: str) -> bool:
    """True where the paragraph opens with the dash that marks speech."""
    return _OPENING.match(text) is not None


def spoken_quotation(text: str) -> Quotation | None:
    """The quotation in a paragraph of speech, or None where nobody is named as speaking."""
    said = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    unnamed = None
    for match in _ATTRIBUTION.finditer(said):
        found = _quotation(said, match)
        if found and not _PRONOUN.match(found.speaker):
            return found
        unnamed = unnamed or found
    return unnamed


def _quotation(said: str, match: re.Match[str]) -> Quotation | None:
    if match.start() == 0:
        return None
    speaker = _speaker(said[match.end() : match.end() + _LONGEST_SPEAKER])
    if speaker is None:
        return None
    after = said[match.end() + len(speaker) :].lstrip(" .!?,").strip()
    words = said[: match.start("mark")] + match["mark"].rstrip(",")
    return Quotation(f"{words}{_joint(words, after)}{after}".strip(), speaker, match["verb"])


def _speaker(rest: str) -> str | None:
    if not (_PRONOUN.match(rest) or _NAMED.match(rest)):
        return None
    match = _SPEAKER.match(rest)
    speaker = match[0] if match else ""
    again = _SPEECH_AGAIN.search(speaker)
    return (speaker[: again.start()] if again else speaker).rstrip(" ,") or None


def _joint(words: str, after: str) -> str:
    if not after:
        return ""
    ended = words.endswith((".", "!", "?", "…", "”", '"')) or after[0].islower()
    return " " if ended else ". "
