"""How long a module takes, step by step."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import classes_of

WORDS_A_MINUTE: Final = 200
SECONDS_A_QUESTION: Final = 45
_MINUTE: Final = 60


def seconds_of(element: Element) -> Fraction:
    """To read and do what stands in the element.

    A film takes its own minutes instead of its transcript's; what is for a meeting takes none.
    """
    classes = classes_of(element)
    film = element.get("data-minutes", "")
    if "box--apt" in classes:
        return Fraction()
    if "question" in classes:
        return Fraction(SECONDS_A_QUESTION)
    if "box--video" in classes and film.isdecimal():
        return Fraction(int(film) * _MINUTE)
    own = [element.text or "", *(child.tail or "" for child in element)]
    return sum(map(seconds_of, element), _reading_time(sum(len(text.split()) for text in own)))


def _reading_time(words: int) -> Fraction:
    return Fraction(words * _MINUTE, WORDS_A_MINUTE)


def total_minutes(said: int | None, seconds: Sequence[Fraction]) -> int:
    """What the editor said, else what reading takes; never less than a minute a step."""
    estimate = math.ceil(sum(seconds) / _MINUTE)
    return max(estimate if said is None else said, len(seconds))


def share_minutes(total: int, seconds: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole minutes for each step, at least one, by largest remainders; `total` in all."""
    whole = sum(seconds)
    quotas = [total * one / whole if whole else Fraction(total, len(seconds)) for one in seconds]
    given = [max(1, math.floor(quota)) for quota in quotas]
    steps = range(len(given))
    while sum(given) < total:
        given[max(steps, key=lambda step: quotas[step] - given[step])] += 1
    while sum(given) > max(total, len(given)):
        longer = (step for step in steps if given[step] > 1)
        given[max(longer, key=lambda step: given[step] - quotas[step])] -= 1
    return tuple(given)
