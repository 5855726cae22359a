"""Word's automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from collections import defaultdict

from samverka.word.opening.ooxml import Element, attribute, value_of, w

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts while the paragraphs are gone through in order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.findall(w("abstractNum")):
            levels = {_integer(attribute(lvl, "ilvl")): lvl for lvl in abstract.findall(w("lvl"))}
            self._levels[attribute(abstract, "abstractNumId") or ""] = levels
        for number in root.findall(w("num")):
            abstract_id = value_of(number, "abstractNumId") or ""
            self._abstract_of[attribute(number, "numId") or ""] = abstract_id

    def next_number(self, properties: Element | None, of_style: Element | None) -> str | None:
        """The number Word shows before this paragraph, None for bullets and plain text."""
        own = properties.find(w("numPr")) if properties is not None else None
        num_id = value_of(own, "numId") or value_of(of_style, "numId") or "0"
        level = _integer(value_of(own, "ilvl") or value_of(of_style, "ilvl"))
        abstract = self._abstract_of.get(num_id)
        if abstract is None or level not in self._levels.get(abstract, {}):
            return None
        counts = self._counts[abstract]
        counts[level] = counts.get(level, self._start(abstract, level) - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return self._written(abstract, level)

    def _start(self, abstract: str, level: int) -> int:
        return _integer(value_of(self._levels[abstract][level], "start") or "1")

    def _written(self, abstract: str, level: int) -> str | None:
        element = self._levels[abstract][level]
        if value_of(element, "numFmt") in ("bullet", "none"):
            return None
        text = value_of(element, "lvlText") or ""
        for place in range(level + 1):
            count = self._counts[abstract].get(place, 1)
            form = value_of(self._levels[abstract].get(place), "numFmt") or "decimal"
            text = text.replace(f"%{place + 1}", _in_form(count, form))
        return text.strip() or None


def _in_form(count: int, form: str) -> str:
    match form:
        case "lowerLetter":
            return chr(ord("a") + (count - 1) % 26)
        case "upperLetter":
            return chr(ord("A") + (count - 1) % 26)
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case _:
            return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in (*ROMAN, *ROMAN_LOW):
        while count >= value:
            text, count = text + letters, count - value
    return text


def _integer(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else 0
