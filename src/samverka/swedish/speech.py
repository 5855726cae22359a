"""Quotations as Swedish newsletters set them: a dash, the words, and who says them."""

import re
from dataclasses import dataclass

_DASHES = "-–\u2014\u2212\u2010\u2011\u2012\u2013\u2015"
_OPENING = re.compile(rf"\s*[{_DASHES}](?:\s+|(?=[\"”’»A-ZÅÄÖÉ]))")
_VERBS = (
    "säger|sade|sa|menar|menade|berättar|berättade|förklarar|förklarade|konstaterar|"
    "konstaterade|tycker|tyckte|anser|ansåg|tror|trodde|hoppas|hoppades|understryker|"
    "underströk|betonar|betonade|poängterar|poängterade|påpekar|påpekade|framhåller|"
    "framhöll|tillägger|fortsätter|fortsatte|avslutar|avslutade|undrar|undrade|"
    "frågar|frågade|svarar|svarade|utbrister|utbrast|skriver|skrev|summerar|summerade|"
    "sammanfattar|sammanfattade|uppmanar|uppmanade|intygar|lovar|minns|resonerar|"
    "reflekterar|kommenterar|kommenterade|beskriver|beskrev|inflikar|skrattar"
)
_BEFORE = r"(?P<mark>[,!?.…][\"”’»]*|[\"”’»],?|,)"
_ATTRIBUTION = re.compile(rf"{_BEFORE}\s+(?P<verb>{_VERBS})\s+(?P<speaker>(?=\S))")
_PRONOUN = re.compile(r"(?:han|hon|hen|de|vi|jag)\b", re.IGNORECASE)
_NAMED = re.compile(r"[^\W\d_][\w’'-]*(?:[ \u00a0]+[^\W\d_][\w’'.-]*)*")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)(?<!\b[A-ZÅÄÖ]\.)")
_LONGEST_SPEAKER = 160


@dataclass(frozen=True, slots=True)
class Quotation:
    """What was said, and by whom, each as written."""

    words: str
    speaker: str
    verb: str = "säger"


def begins_with_dialogue_dash(text: str) -> bool:
    """True where the paragraph opens with the dash that marks speech."""
    return _OPENING.match(text) is not None
