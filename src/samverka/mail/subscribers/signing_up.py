"""What people write about a subscriber, on a list or a command line, becomes a `Signup`."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial
from itertools import chain
from typing import Final, TypeVar

from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted
from samverka.mail.subscribers.addresses import normalise
from samverka.mail.subscribers.lists import ADDRESS_HINT, APART, Column, Listed
from samverka.mail.subscribers.subscriber import Signup
from samverka.spreadsheet import Row
from samverka.swedish.dates import find_dates, format_date

LONGEST_SOURCE: Final = 200
EVERYTHING: Final = frozenset({"alla", "allt"})
_ISO: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_DAYS: Final = 4096
_HINTS: Final = {
    Column.ADDRESS: ADDRESS_HINT,
    Column.AUDIENCES: f"Målgrupperna står i mkdocs.yml. Skriv flera som Ett{APART}Två.",
    Column.CONSENT: "Skriv dagen som 2026-03-01. Utan samtycke ska adressen inte läggas in.",
    Column.SOURCE: "Skriv var personen sa ja, till exempel Anmälan på mötet.",
}
_CODES: Final = {
    Column.ADDRESS: "PRE03",
    Column.AUDIENCES: "PRE04",
    Column.CONSENT: "PRE05",
    Column.SOURCE: "PRE05",
}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Terms:
    """`known` are the audiences there are; the rest is what holds where a row says nothing.

    No consent is of a day after `today`.
    """

    today: dt.date
    known: tuple[str, ...]
    consent: dt.date | None = None
    source: str = ""

    def audiences_in(self, text: str) -> frozenset[str]:
        """None for everything; raise `ValueError` with the nearest name of one that is unknown."""
        if not text:
            return frozenset()
        if known := self._named(text):
            return frozenset({known})
        if text.casefold() in EVERYTHING:
            return frozenset()
        return frozenset(self.audience(name) for name in self._names(text) or (text,))

    def audience(self, name: str) -> str:
        """As it stands in the settings; raise `ValueError` where it does not."""
        if known := self._named(name):
            return known
        near = get_close_matches(name, self.known, n=1)
        said = f"målgruppen {name[:LONGEST_SOURCE]} finns inte"
        raise ValueError(f"{said}; menade du {near[0]}?" if near else said)

    def day_in(self, text: str) -> dt.date:
        """Raise `ValueError` where it is no day, or one to come."""
        if not text and self.consent is not None:
            return self.consent
        day = _day(text)
        if day > self.today:
            raise ValueError(f"samtycket är från en dag som inte har varit: {format_date(day)}")
        return day

    def source_in(self, text: str) -> str:
        """On one line; raise `ValueError` where there is none, or it is too long."""
        plain = "".join(sign for sign in " ".join(text.split()) if sign.isprintable()).strip()
        if not (plain or self.source):
            raise ValueError("källan till samtycket saknas")
        if len(plain) > LONGEST_SOURCE:
            raise ValueError(f"källan är längre än {LONGEST_SOURCE} tecken")
        return plain or self.source

    def _named(self, name: str) -> str:
        return next((one for one in self.known if _folded(one) == _folded(name)), "")

    def _names(self, text: str) -> tuple[str, ...]:
        """A name may have commas in it, and commas may stand between names."""
        parts = (part.strip() for part in re.split(r"[|;]", text))
        names = ([part] if self._named(part) else part.split(",") for part in parts)
        return tuple(filter(None, map(str.strip, chain.from_iterable(names))))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@lru_cache(_DAYS)
def _day(text: str) -> dt.date:
    if not text:
        raise ValueError("dagen för samtycket saknas")
    if found := _ISO.fullmatch(text):
        return _iso_day(found[1])
    spans = find_dates(text)
    if (
        len(spans) == 1
        and spans[0].last is None
        and (0, len(text)) == (spans[0].start, spans[0].end)
    ):
        return spans[0].first
    raise ValueError("dagen för samtycket går inte att läsa")


def _iso_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} är ingen dag") from None


def parse_signup(written: Mapping[Column, str], terms: Terms) -> Signup:
    """Raise `SamverkaError` with every fault at once."""
    reader = _Reader(lambda column: written.get(column, ""))
    signup = reader.signup(terms)
    if signup is None:
        said = "\n".join(f"{column}: {said}" for column, said in reader.faults)
        choices = f"Målgrupperna är {', '.join(terms.known)}."
        hinted = {**_HINTS, Column.AUDIENCES: choices} if terms.known else _HINTS
        hints = dict.fromkeys(hinted[column] for column, _ in reader.faults)
        raise SamverkaError(said, "\n".join(hints))
    return signup


def read_signups(
    listed: Listed, terms: Terms, watched: Callable[[Sequence[Row]], Iterable[Row]] = iter
) -> Noted[tuple[Signup, ...]]:
    """The rows that can be used, each address once, and every fault of the others.

    An address that stands twice gets the audiences of both.
    """
    if missing := tuple(_missing(listed, terms)):
        return Noted((), missing)
    signups: dict[str, Signup] = {}
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    for row in watched(listed.rows):
        reader = _Reader(partial(listed.cell, row))
        signup = reader.signup(terms)
        findings.extend(
            listed.fault(row, _CODES[column], said, _HINTS[column])
            for column, said in reader.faults
        )
        if signup is None:
            continue
        first = signups.get(signup.address)
        if first is not None:
            findings.append(listed.repeated(row, lines[signup.address]))
        signups[signup.address] = signup if first is None else first.with_more(signup)
        lines.setdefault(signup.address, row.line)
    return Noted(tuple(signups.values()), tuple(findings))


def _missing(listed: Listed, terms: Terms) -> Iterator[Finding]:
    """Columns that are needed, as nothing was said that holds for the whole list."""
    needed = (
        (Column.CONSENT, terms.consent, "--consent"),
        (Column.SOURCE, terms.source, "--source"),
    )
    for column, told, flag in needed:
        if column not in listed.columns and not told:
            hint = f"Lägg till kolumnen, eller skriv {flag} om det är samma för alla på listan."
            yield listed.fault(listed.heads, "PRE05", f"kolumnen {column} saknas", hint)


class _Reader:
    """What is written about one, and what is wrong with it."""

    def __init__(self, written: Callable[[Column], str]) -> None:
        self._written = written
        self.faults: list[tuple[Column, str]] = []

    def signup(self, terms: Terms) -> Signup | None:
        """None where there are faults."""
        address = self._take(Column.ADDRESS, normalise)
        audiences = self._take(Column.AUDIENCES, terms.audiences_in)
        consent = self._take(Column.CONSENT, terms.day_in)
        source = self._take(Column.SOURCE, terms.source_in)
        if address is None or audiences is None or consent is None or source is None:
            return None
        return Signup(address, audiences, consent, source)

    def _take(self, column: Column, parse: Callable[[str], _T]) -> _T | None:
        try:
            return parse(self._written(column))
        except ValueError as reason:
            self.faults.append((column, str(reason)))
            return None
