"""Numbers as Swedish writes them: 1 234,5, −3 and 45 %, with spaces that do not break a line."""

import re
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

PERCENT: Final = frozenset({"%", "procent"})
MISSING: Final = "uppgift saknas"
LONGEST: Final = 15
"""Digits: more than a measure has, and as many as a spreadsheet keeps."""

MOST_DECIMALS: Final = 6
_OF_ONE: Final = {
    "dagar": "dag",
    "elever": "elev",
    "familjer": "familj",
    "kronor": "krona",
    "minuter": "minut",
    "månader": "månad",
    "möten": "möte",
    "personer": "person",
    "planer": "plan",
    "platser": "plats",
    "skolor": "skola",
    "timmar": "timme",
    "veckor": "vecka",
    "ärenden": "ärende",
}
"""Units that are said otherwise of one; other units are written as they are given."""

_NO_VALUE = frozenset({"", "-", "–", "\u2014", "\u2212", ".", "..", "...", "…", "saknas", MISSING})
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = re.compile(r"(?P<sign>[-+\u2212]?)(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))? ?%?")
_GROUPED = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_EITHER_WAY = re.compile(r"[-+\u2212]?[1-9][0-9]{0,2}\.[0-9]{3} ?%?")
"""1.234 is one and a bit, or a thousand and more."""


def parse_number(text: str) -> Decimal | None:
    """A number as people and spreadsheets write it; None where the text says there is none.

    Raise `ValueError` for what is no number, or could be two.
    """
    plain = _SPACES.sub(" ", text).strip()
    if plain.casefold() in _NO_VALUE:
        return None
    joined = _GROUPED.sub("", plain)
    found = _NUMBER.fullmatch(joined)
    if found is None or _EITHER_WAY.fullmatch(joined):
        raise ValueError(text)
    whole, part = found["whole"], found["part"] or ""
    if len(whole) + len(part) > LONGEST or len(part) > MOST_DECIMALS:
        raise ValueError(text)
    sign = "-" if found["sign"] in ("-", "\u2212") else ""
    return Decimal(f"{sign}{whole}.{part}" if part else f"{sign}{whole}")


def format_number(value: Decimal, decimals: int = 0) -> str:
    """Rounded to so many decimals, half to even, with a minus sign and not a hyphen."""
    rounded = round(value, decimals) + 0  # no minus before a zero
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return format_decimal(rounded, format=pattern, locale="sv").replace("-", "\u2212")


def format_amount(value: Decimal, unit: str, decimals: int = 0) -> str:
    """45 %, 12 dagar or 1 dag; a percentage is always written with its sign."""
    number = format_number(value, decimals)
    sign = "%" if is_percent(unit) else _unit(unit, number)
    return f"{number}\u00a0{sign}".rstrip("\u00a0")


def format_change(change: Decimal, unit: str, decimals: int = 0) -> str:
    """Upp 3 procentenheter, ned 12 dagar, or oförändrat where nothing is left after rounding."""
    size = abs(round(change, decimals))
    if not size:
        return "oförändrat"
    way = "upp" if change > 0 else "ned"
    number = format_number(size, decimals)
    points = "procentenhet" if size == 1 else "procentenheter"
    return f"{way} {number} {points if is_percent(unit) else _unit(unit, number)}".rstrip()


def format_plain(value: Decimal, decimals: int = 0) -> str:
    """For a spreadsheet: a decimal comma, a hyphen for minus, no spaces."""
    return f"{round(value, decimals) + 0:f}".replace(".", ",")


def is_percent(unit: str) -> bool:
    """Whether values of the unit are shares of a hundred."""
    return unit.strip().casefold() in PERCENT


def _unit(unit: str, number: str) -> str:
    return _OF_ONE.get(unit, unit) if number.lstrip("\u2212") == "1" else unit


def decimals_of(value: Decimal) -> int:
    """How many decimals the number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
