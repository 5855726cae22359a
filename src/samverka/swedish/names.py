"""Names of organisations and people as they stand in text (composed, NFC)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from samverka.swedish.given_names import is_given_name
from samverka.swedish.lexicon import lexicon

_ACRONYM_LENGTH: Final = 4
_PAIR: Final = 2
_SHORT: Final = 4
_LONG: Final = 6
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
_HEARD = (
    ("ch", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("th", "t"),
    ("ph", "f"),
    ("w", "v"),
    ("z", "s"),
    ("x", "ks"),
    ("é", "e"),
    ("ä", "e"),
    ("y", "i"),
    ("j", "i"),
)
_FUNCTION_WORDS = lexicon(
    "i på av för med till från om och att det den de vi man en ett hos vid under efter när som var "
    "är ur mot mellan bland utan innan sedan då där nu alla båda både vår våra sin denna detta"
)
_BODIES = re.compile(
    r"kommuns?|regions?|regionens?|region|landsting|universitete?t?s?|högskola|högskolans?|"
    r"föreninge?n?s?|stiftelsens?|kommunens?|polisen|myndighete?n?|agenda|projekte?t|"
    r"nämnden|förvaltningen|skola|skolan|gymnasiet|gymnasium|ab|hb|länsstyrelsen|"
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
    runs = _RUN.finditer(unicodedata.normalize("NFC", text))
    return tuple(dict.fromkeys(name for run in runs for name in _people_of(run[0])))


def has_surname_ending(word: str) -> bool:
    """True for Sandberg, Linnér or Forkby: formed as many Swedish surnames are."""
    return _SURNAME.fullmatch(word) is not None


def alike(one: str, other: str) -> bool:
    """True for two spellings that may be a slip for one another: Anders and Andreas Ek."""
    (given, surname), (given_too, surname_too) = _parts(one), _parts(other)
    if not given or not given_too or one.casefold() == other.casefold():
        return False
    if surname.casefold() == surname_too.casefold():
        return _is_slip(given, given_too)
    if given.casefold() != given_too.casefold() or min(len(surname), len(surname_too)) < _SHORT:
        return False
    return _distance(surname.casefold(), surname_too.casefold()) == 1


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
    while words:
        start = _name_start(words)
        name = [] if start is None else words[start : start + _name_length(words[start:])]
        if start is None or not name:
            return
        yield " ".join(name)
        words = words[start + len(name) :]


def _name_start(words: Sequence[str]) -> int | None:
    """The first given name that something follows, else two words that end as a surname does."""
    for at, word in enumerate(words[:-1]):
        if is_given_name(word) and not _BODIES.fullmatch(words[at + 1].casefold()):
            return at
    if words[0].casefold() in _FUNCTION_WORDS:
        return None
    ordinary = any(_BODIES.fullmatch(word.casefold()) for word in words)
    surnamed = len(words) == _PAIR and has_surname_ending(words[-1]) and len(words[-1]) > _SHORT
    return 0 if surnamed and not ordinary else None


def _name_length(words: Sequence[str]) -> int:
    """Up to a known surname, an organisation's word or four words."""
    length = 0
    for word in words[:4]:
        if _BODIES.fullmatch(word.casefold()):
            break
        length += 1
        ends = length > 1 and has_surname_ending(word) and not word.endswith(".")
        if ends and not is_given_name(word):
            break
    return length if length > 1 else 0


def _parts(name: str) -> tuple[str, str]:
    given, _, surname = " ".join(name.split()).rpartition(" ")
    return given, surname


def _sounded(name: str) -> str:
    """Spelled as it sounds, so that Kristina and Christina meet."""
    sounded = name.casefold().replace("-", " ")
    for written, heard in _HEARD:
        sounded = sounded.replace(written, heard)
    return sounded


def _is_slip(one: str, other: str) -> bool:
    heard, again = _sounded(one), _sounded(other)
    if _undoubled(heard) == _undoubled(again):
        return True
    if _without_initials(heard) == _without_initials(again):
        return True
    shortest = min(len(heard), len(again))
    if heard[0] != again[0] or shortest < _SHORT:
        return False
    far = shortest >= _LONG and heard[-1] == again[-1]
    return _distance(heard, again) <= (2 if far else 1)


def _undoubled(name: str) -> str:
    return re.sub(r"(.)\1", r"\1", name)


def _without_initials(name: str) -> str:
    return " ".join(word for word in name.split() if len(word.rstrip(".")) > 1)


def _distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        following = [at]
        for place, against in enumerate(other, start=1):
            cost = min(row[place] + 1, following[-1] + 1, row[place - 1] + (letter != against))
            swapped = before and place > 1 and letter == other[place - 2] and one[at - 2] == against
            following.append(min(cost, before[place - 2] + 1) if swapped else cost)
        before, row = row, following
    return row[-1]
