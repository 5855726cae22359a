"""Where words stand that a text has too many of, when some other of their kind are in place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from samverka.word.counting.words import words_of

Found: TypeAlias = Mapping[int, Counter[str]]
"""Words by the number of the text they stand in, in the order of the texts."""


def locate(wanted: Counter[str], texts: Sequence[str]) -> Found:
    """The texts that most likely are meant: a text all of whose words are wanted comes first."""
    left = Counter(wanted)
    if not left:
        return {}
    holding = {}
    for place, text in enumerate(texts):
        words = words_of(text)
        both = Counter(words) & wanted
        if both:
            holding[place] = (both, both.total() / len(words))
    found: dict[int, Counter[str]] = {}
    for place in sorted(holding, key=lambda place: (-holding[place][1], place)):
        taken = holding[place][0] & left
        if taken:
            found[place] = taken
            left -= taken
    return dict(sorted(found.items()))
