"""How long a module takes, step by step."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import classes_of

WORDS_A_MINUTE: Final = 200
THINKING: Final = MappingProxyType({"question": 45, "box--reflection": 60, "box--case": 30})
"""Seconds besides those for the words, by the class of what one thinks about."""
_MINUTE: Final = 60
_ONCE: Final = frozenset(
    ("question__text", "question__body", "answer", "feedback", "question__explanation")
)
"""The classes of a question's own words; its key says its answers once more."""


def seconds_of(element: Element) -> Fraction:
    """To read, think about and do what stands in the element.

    A film takes its own minutes instead of its transcript's; what is for a meeting takes none.
    """
    classes = classes_of(element)
    film = element.get("data-minutes", "")
    if "box--apt" in classes:
        return Fraction()
    if "box--video" in classes and film.isdecimal():
        return Fraction(int(film) * _MINUTE)
    thinking = Fraction(sum(THINKING.get(name, 0) for name in classes))
    if "question" in classes:
        return sum(map(seconds_of, _parts(element)), thinking)
    own = [element.text or "", *(child.tail or "" for child in element)]
    words = sum(len(text.split()) for text in own)
    return sum(map(seconds_of, element), thinking + _reading_time(words))


def _parts(question: Element) -> Iterator[Element]:
    """What a reader reads of a question; each row chooses among the same, so of rows the first."""
    yield from (one for one in question.iter() if classes_of(one) & _ONCE)
    yield from islice(question.iter("select"), 1)


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
