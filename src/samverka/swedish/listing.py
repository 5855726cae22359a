"""Several things in a row, and what many of a thing are called."""

from collections.abc import Sequence
from typing import Final

from babel.lists import format_list

PLURALS: Final = {
    "enhet": "enheter",
    "grupp": "grupper",
    "kommun": "kommuner",
    "ort": "orter",
    "plats": "platser",
    "region": "regioner",
    "skola": "skolor",
    "verksamhet": "verksamheter",
}


def listed(names: Sequence[str]) -> str:
    """A, B och C."""
    return format_list(names, locale="sv")


def several(word: str) -> str:
    """A kind of place in the plural: kommuner, skolor; områden for a word that is not known."""
    return PLURALS.get(word, "områden")
