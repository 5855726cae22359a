"""Word's automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from collections import defaultdict
from dataclasses import dataclass

from samverka.word.opening.ooxml import Element, attribute, number_of, value_of, w, whole

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LARGEST_ROMAN = 4999
LETTERS = 26
DEEPEST_LEVEL = 8
"""Lists have nine levels, counted from 0 (17.9.3)."""

UNNUMBERED = ("bullet", "none")
FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""Word's names for how a number is written, and HTML's."""


@dataclass(frozen=True, slots=True)
class Number:
    """What Word shows before a paragraph: `text` is empty for a bullet.

    `count` is the number itself, `form` how it is written (1, a, A, i, I; empty for a bullet), and
    `sequence` says which paragraphs are counted together.
    """

    text: str
    count: int
    form: str
    sequence: str


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    restarts: int | None
    style: str | None
    indent: int | None


class Numbering:
    """Counts while the paragraphs are gone through in order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._read(root)

    def __contains__(self, list_id: str | None) -> bool:
        return list_id is not None and list_id != "0" and list_id in self._abstract_of

    def next_number(self, list_id: str, depth: int) -> Number:
        """The number of the next paragraph of that list at that depth."""
        abstract = self._abstract_of[list_id]
        level = self._levels[abstract].get(depth)
        counts = self._counts[abstract]
        self._restart(list_id, depth, counts)
        start = level.start if level else 1
        counts[depth] = counts.get(depth, start - 1) + 1
        self._reset_deeper(abstract, depth)
        if level is None or level.form in UNNUMBERED:
            return Number("", counts[depth], "", abstract)
        text = self._written(abstract, depth)
        return Number(text, counts[depth], FORMS.get(level.form, "1"), abstract)

    def depth_of_style(self, list_id: str, style: str | None) -> int | None:
        """The depth whose level names the style: how Word links headings to their numbers."""
        levels = self._levels[self._abstract_of[list_id]]
        return next((d for d, one in levels.items() if style and one.style == style), None)

    def indent_of(self, list_id: str, depth: int) -> int | None:
        """The left indent of that level in twentieths of a point."""
        level = self._levels[self._abstract_of[list_id]].get(depth)
        return level.indent if level else None

    def _restart(self, list_id: str, depth: int, counts: dict[int, int]) -> None:
        """A list that overrides its start does so at its first paragraph of that depth."""
        start = self._overrides.get((list_id, depth))
        if start is not None and (list_id, depth) not in self._begun:
            counts[depth] = start - 1
        self._begun.add((list_id, depth))

    def _reset_deeper(self, abstract: str, depth: int) -> None:
        counts = self._counts[abstract]
        for deeper in [key for key in counts if key > depth]:
            level = self._levels[abstract].get(deeper)
            if level is None or level.restarts is None or 0 < level.restarts <= depth + 1:
                del counts[deeper]

    def _written(self, abstract: str, depth: int) -> str:
        text = self._levels[abstract][depth].text
        for place in range(depth + 1):
            level = self._levels[abstract].get(place)
            count = self._counts[abstract].get(place, level.start if level else 1)
            form = level.form if level else "decimal"
            text = text.replace(f"%{place + 1}", _in_form(count, form))
        return text.strip()

    def _read(self, root: Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in root.findall(w("abstractNum")):
            key = attribute(abstract, "abstractNumId") or ""
            levels = map(_level, abstract.findall(w("lvl")))
            self._levels[key] = {at: one for at, one in levels if 0 <= at <= DEEPEST_LEVEL}
            if link := value_of(abstract, "numStyleLink"):
                linked[key] = link
            if style := value_of(abstract, "styleLink"):
                by_style[style] = key
        for number in root.findall(w("num")):
            list_id = attribute(number, "numId") or ""
            key = value_of(number, "abstractNumId") or ""
            self._abstract_of[list_id] = key = by_style.get(linked.get(key, ""), key)
            self._levels.setdefault(key, {})
            self._read_overrides(number, list_id)

    def _read_overrides(self, number: Element, list_id: str) -> None:
        own: dict[int, _Level] = {}
        for override in number.findall(w("lvlOverride")):
            depth = whole(attribute(override, "ilvl")) or 0
            start = number_of(override, "startOverride")
            if start is not None:
                self._overrides[list_id, depth] = max(start, 0)
            if (level := override.find(w("lvl"))) is not None:
                own[depth] = _level(level)[1]
        if own:
            abstract = self._abstract_of[list_id]
            self._abstract_of[list_id] = f"{abstract}/{list_id}"
            self._levels[f"{abstract}/{list_id}"] = {**self._levels[abstract], **own}


def _level(element: Element) -> tuple[int, _Level]:
    indent = element.find(f"{w('pPr')}/{w('ind')}")
    left = attribute(indent, "left") or attribute(indent, "start")
    start = number_of(element, "start")
    level = _Level(
        form=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        start=1 if start is None else max(start, 0),
        restarts=number_of(element, "lvlRestart"),
        style=value_of(element, "pStyle"),
        indent=whole(left),
    )
    return whole(attribute(element, "ilvl")) or 0, level


def _in_form(count: int, form: str) -> str:
    match form:
        case "lowerLetter":
            return _letters(count)
        case "upperLetter":
            return _letters(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _letters(count: int) -> str:
    """a-z, then aa, bb and so on."""
    turns, place = divmod(max(count, 1) - 1, LETTERS)
    return chr(ord("a") + place) * min(turns + 1, LETTERS)


def _roman(count: int) -> str:
    if not 0 < count <= LARGEST_ROMAN:
        return str(count)
    text = ""
    for value, letters in (*ROMAN, *ROMAN_LOW):
        while count >= value:
            text, count = text + letters, count - value
    return text
