"""Times of day as Swedish prose writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HOURS = r"(?:[01]?\d|2[0-4])"
_MINUTES = r"[0-5]\d"
_TO = r"\s*(?:[-–\u2014\u2010\u2011]|till|t\.?o\.?m\.?)\s*(?:ca\.?\s+|cirka\s+)?"
_CLOCK = r"\b(?:kl\b\.?|klockan)\s*(?:ca\.?\s+|cirka\s+)?"
_FULL = rf"{_HOURS}\s?[:.]{_MINUTES}"
_LOOSE = rf"(?:{_HOURS}[:.]{_MINUTES}|{_HOURS}{_MINUTES}|{_HOURS})"
_UNITS = r"(?!\s*(?:%|procent\b|kr\b|kronor\b|mkr\b|tkr\b|miljon|timm|tim\b|km\b|meter\b))"
_END = rf"(?![\w:/]|[.,-]\d){_UNITS}"
_TIME = re.compile(
    rf"{_CLOCK}(?P<a>{_LOOSE})(?:{_TO}(?:{_CLOCK})?(?P<b>{_LOOSE}))?{_END}"
    rf"|{_CLOCK}(?P<c>{_LOOSE}){_END}"
    rf"|(?<![\w:/.,+-])(?P<d>{_FULL}){_TO}(?:{_CLOCK})?(?P<e>{_FULL}){_END}"
    rf"|(?<![\w:/.,+-])(?P<f>{_HOURS}:{_MINUTES}|(?:[01]\d|2[0-4])\.{_MINUTES})(?:\.\d\d)?{_END}",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(\d{1,2})\s?[:.]?(\d{2})?")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`start` and `end` are offsets in the text; the times are written 08:30."""

    start: int
    end: int
    begins: str
    ends: str | None


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """Every time of day in order: kl. 8.30-9.30, klockan 13 till 15, 13.00."""
    return tuple(_times(text))


def _times(text: str) -> Iterator[TimeSpan]:
    for match in _TIME.finditer(text):
        begins = _clock(match["a"] or match["c"] or match["d"] or match["f"])
        ends = _clock(match["b"] or match["e"])
        if begins is not None:
            yield TimeSpan(match.start(), match.end(), begins, ends)


def _clock(written: str | None) -> str | None:
    parts = _PARTS.fullmatch(written) if written else None
    if parts is None:
        return None
    hour, minute = int(parts[1]), int(parts[2] or 0)
    return f"{hour:02}:{minute:02}" if hour * 60 + minute <= 24 * 60 else None
