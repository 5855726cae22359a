"""Names of organisations and people as they stand in text (composed, NFC)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from samverka.swedish.given_names import is_given_name

_ACRONYM_LENGTH: Final = 4
_GENITIVE = r"(?=(?::?s|[’']s?)?(?!\w))"
_CAPITALISED = r"[^\W\d_a-zåäöéü][\w’']*(?:-[^\W\d_][\w’']*)*"
_PARTICLE = r"(?:af|av|von|van|de|der|den|la|el|al|da|dos|di|du)"
_RUN = re.compile(
    rf"(?<![\w@/.-]){_CAPITALISED}(?:[ \u00a0]+(?:(?:{_PARTICLE}[ \u00a0]+){{0,2}}"
    rf"{_CAPITALISED}|[A-ZÅÄÖ]\.))+"
)
_ENDINGS = (
    "sson|son|berg|bergs|ström|lund|lind|gren|qvist|kvist|quist|dahl|dal|mark|holm|fors|stedt|"
    "stad|borg|blad|feldt|felt|ander|ius|blom|löf|löv|sjö|skog|rot|roth|hammar|bäck|beck|wall|"
    "vall|strand|löw|hult|rup|ell|én|ér|man|mann|stam|vik|wik|ov|ic|ić|ovic|ović|ski|ska|nen|"
    "sen|by|ås|bom|brant|brandt|bro|hed|mo|näs|torp|sten|stein"
)
_SURNAME = re.compile(rf".+(?:{_ENDINGS})s?", re.IGNORECASE)
_BODIES = re.compile(
    r"kommuns?|regions?|regionens?|region|landsting|universitete?t?s?|högskola|högskolans?|"
    r"föreninge?n?s?|stiftelsens?|kommunens?|polisen|myndighete?n?|agenda|projekte?t|"
    r"nämnden|förvaltningen|skola|skolan|gymnasiet|gymnasium|ab|hb|ek|länsstyrelsen|"
    r"styrgruppen|tvärgruppen|arbetsutskottet|sveriges?|svenska|rädda|röda|barnens?|teams"
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """`name` is the preferred spelling; `also` are others that mean the same one."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an organisation; a genitive s is outside the span."""

    start: int
    end: int
    organisation: Organisation
    written: str


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations of a collaboration, ready to be found in text."""

    organisations: Sequence[Organisation]
    _by_form: dict[str, Organisation] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        listed = tuple(self.organisations)
        forms = {_key(form): one for one in reversed(listed) for form in (*one.also, one.name)}
        object.__setattr__(self, "organisations", listed)
        object.__setattr__(self, "_by_form", {key: one for key, one in forms.items() if key})
        object.__setattr__(self, "_pattern", _pattern_of(listed))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in order, the longest name winning where several begin."""
        return tuple(self._mention(match) for match in self._pattern.finditer(text))

    def named(self, text: str) -> Organisation | None:
        """The organisation this whole text names, or None."""
        match = self._pattern.fullmatch(text.strip())
        return self._by_form[_key(match[0])] if match else None

    def _mention(self, match: re.Match[str]) -> Mention:
        written = " ".join(match[0].split())
        return Mention(match.start(), match.end(), self._by_form[_key(written)], written)


def spellings(text: str, organisations: Organisations) -> dict[str, tuple[str, ...]]:
    """The written forms of each organisation the text names, in order of appearance.

    A form in capitals throughout, as in a logo, does not count beside another one.
    """
    found: dict[str, list[str]] = {}
    for mention in organisations.find(text):
        forms = found.setdefault(mention.organisation.name, [])
        if mention.written not in forms:
            forms.append(mention.written)
    return {name: _without_shouting(forms) for name, forms in found.items()}


def names_in(text: str) -> tuple[str, ...]:
    """Probable names of people in running prose, each once, in order."""
    return tuple(dict.fromkeys(name for run in _RUN.finditer(text) for name in _people_of(run[0])))


def has_surname_ending(word: str) -> bool:
    """True for Sandberg, Linnér or Forkby: formed as many Swedish surnames are."""
    return _SURNAME.fullmatch(word) is not None


def _key(form: str) -> str:
    return " ".join(form.split()).casefold()


def _pattern_of(organisations: Sequence[Organisation]) -> re.Pattern[str]:
    forms = {" ".join(form.split()) for one in organisations for form in (one.name, *one.also)}
    longest_first = sorted(filter(None, forms), key=lambda form: (-len(form), form))
    alternatives = "|".join(_form_pattern(form) for form in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives}){_GENITIVE}" if alternatives else r"(?!)")


def _form_pattern(form: str) -> str:
    words = r"\s+".join(re.escape(word) for word in form.split())
    acronym = form.isupper() and len(form) <= _ACRONYM_LENGTH
    return words if acronym else f"(?i:{words})"


def _without_shouting(forms: list[str]) -> tuple[str, ...]:
    calm = {form.casefold() for form in forms if not form.isupper()}
    return tuple(form for form in forms if not form.isupper() or form.casefold() not in calm)


def _people_of(run: str) -> Iterator[str]:
    words = run.split()
    start = next((at for at, word in enumerate(words) if is_given_name(word)), None)
    if start is None:
        start = 0 if has_surname_ending(words[-1]) and len(words) == 2 else len(words)  # noqa: PLR2004
    name = words[start : start + 4]
    if len(name) > 1 and not any(_BODIES.fullmatch(word.casefold()) for word in name):
        yield " ".join(name)
