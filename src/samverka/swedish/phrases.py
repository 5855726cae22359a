"""Known phrases found in running text, in every form they take there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from samverka.swedish.inflection import inflections, is_abbreviation

_BEFORE: Final = r"(?<![\w@/\\\"”“»«’'&#.-])"
_AFTER: Final = r"(?![\w\"”“»«-]|[:@/.]\w)"
_SPACE: Final = re.compile(r"\s+")
_NEVER: Final = r"(?!)"


@dataclass(frozen=True, slots=True)
class Found:
    """`start` and `end` are offsets in the text; `name` is what the phrase was given as."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """`spellings` are the ways each name is written; where two share one, the first keeps it.

    A spelling that is written counts before one that follows from inflection.
    """

    spellings: Mapping[str, Iterable[str]]
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = dict(_written(self.spellings))
        for form, name in _inflected(self.spellings):
            names.setdefault(form, name)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_pattern", _pattern_of(names))

    def find(self, text: str) -> Iterator[Found]:
        """In order, the longest phrase where several begin; not inside compounds or quotes.

        Capitals do not matter, except in abbreviations: a SIP is no sip.
        """
        lower = text.lower()
        if len(lower) != len(text):
            return
        for match in self._pattern.finditer(lower):
            written = _SPACE.sub(" ", text[match.start() : match.end()])
            name = self.name_of(written)
            if name is not None:
                yield Found(match.start(), match.end(), name)

    def name_of(self, phrase: str) -> str | None:
        """What the whole phrase is a form of."""
        return self._names.get(phrase) or self._names.get(phrase.lower())


def _written(spellings: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Those that come first come last, so that they are kept."""
    for name, written in reversed(tuple(spellings.items())):
        for spelling in written:
            plain = _SPACE.sub(" ", spelling.strip())
            if plain:
                yield (plain if is_abbreviation(plain) else plain.lower()), name


def _inflected(spellings: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for name, written in spellings.items():
        for spelling in written:
            if spelling.strip():
                yield from ((form, name) for form in inflections(spelling))


def _pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    """By their first letter, since Python tries alternatives one by one."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted({form.lower() for form in forms}, key=lambda form: (-len(form), form)):
        groups[form[0]].append(r"\s+".join(map(re.escape, form[1:].split(" "))))
    letters = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in groups.items())
    return re.compile(f"{_BEFORE}(?:{'|'.join(letters)}){_AFTER}" if groups else _NEVER)
