"""Lists of addresses as a spreadsheet saves and opens them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted, Place, Severity
from samverka.mail.subscribers.recipient import Recipient
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.subscriber import Subscriber
from samverka.spreadsheet import Bounds, Row, UnreadableError, csv_bytes, harmless, plain, read_rows

BOUNDS: Final = Bounds(
    size=100_000_000,
    rows=500_000,
    shorter="Dela upp listan i flera filer.",
    fill="Fyll i adresserna i Excel och spara igen.",
)
HEADS_HINT: Final = "Skriv e-post;målgrupp;samtycke;källa på första raden."
ADDRESS_HINT: Final = "Rätta adressen, eller ta bort raden. Skriv som namn@exempel.se."
WIDE: Final = "raden har fler kolumner än den första raden"
WIDE_HINT: Final = "Ta bort det som står för långt ut."
LONGEST_HEAD: Final = 40


class Column(StrEnum):
    """What a column holds, by the name that we give it."""

    ADDRESS = "e-post"
    AUDIENCES = "målgrupp"
    CONSENT = "samtycke"
    SOURCE = "källa"


HEADS: Final[Mapping[Column, str]] = MappingProxyType(
    {
        Column.ADDRESS: "epost epostadress mejl mejladress mail mailadress email emailaddress"
        " adress address",
        Column.AUDIENCES: "målgrupp målgrupper målgrupp(er) audience audiences",
        Column.CONSENT: "samtycke samtyckesdatum datum consent consentdate date",
        Column.SOURCE: "källa source ursprung",
    }
)
"""Names of columns, in lower case and without spaces and hyphens."""
_COLUMN_OF: Final = {name: column for column, names in HEADS.items() for name in names.split()}
APART: Final = " | "
"""Between audiences in a cell; audiences may have commas in their names."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows below the heads that are no wider than they, and where each column stands."""

    path: str
    heads: Row
    columns: Mapping[Column, int]
    rows: tuple[Row, ...]

    def cell(self, row: Row, column: Column) -> str:
        """Empty where the list has no such column, or the row ends before it."""
        at = self.columns.get(column, len(row.cells))
        return plain(row.cells[at]) if at < len(row.cells) else ""

    def fault(self, row: Row, code: str, said: str, hint: str = "") -> Finding:
        """Something that keeps a row from being used."""
        return Finding(Place(self.path, row.line), code, Severity.ERROR, said, hint)

    def repeated(self, row: Row, first: int) -> Finding:
        """An address that stands on an earlier line too."""
        said = f"adressen står redan på rad {first}"
        return Finding(Place(self.path, row.line), "PRE06", Severity.NOTE, said)


def open_list(path: Path) -> Noted[Listed | None]:
    """None where the file is no list of addresses; raise `SamverkaError` where there is no file."""
    name = path.as_posix()
    try:
        heads, *rows = read_rows(path, BOUNDS)
    except FileNotFoundError:
        raise SamverkaError(f"Hittar inte filen {name}.", "Kontrollera namn och mapp.") from None
    except UnreadableError as reason:
        place = Place(name)
        return Noted(None, (Finding(place, "PRE01", Severity.ERROR, str(reason), reason.hint),))
    columns = [_COLUMN_OF.get(_bare(head)) for head in heads.cells]
    places = {column: at for at, column in enumerate(columns) if column is not None}
    listed = Listed(name, heads, places, tuple(row for row in rows if not _is_wide(row, heads)))
    wide = (listed.fault(row, "PRE02", WIDE, WIDE_HINT) for row in rows if _is_wide(row, heads))
    findings = (*_head_faults(listed, columns), *wide)
    return Noted(listed if Column.ADDRESS in places else None, findings)


def _is_wide(row: Row, heads: Row) -> bool:
    return any(row.cells[len(heads.cells) :])


def _bare(head: str) -> str:
    text = unicodedata.normalize("NFC", plain(head)).casefold()
    return "".join(sign for sign in text if sign not in " -\u2011")


def _head_faults(listed: Listed, columns: list[Column | None]) -> Iterator[Finding]:
    heads = listed.heads
    if Column.ADDRESS not in listed.columns:
        said = f"ingen kolumn heter {Column.ADDRESS}"
        yield listed.fault(heads, "PRE02", said, HEADS_HINT)
    for one in Column:
        if columns.count(one) > 1:
            said = f"flera kolumner kan vara {one}"
            yield listed.fault(heads, "PRE02", said, "Ta bort eller byt namn på den ena.")
    for column, head in zip(columns, heads.cells, strict=True):
        if column is None and head and Column.ADDRESS in listed.columns:
            said = f"kolumnen {head[:LONGEST_HEAD]} läses inte"
            yield Finding(Place(listed.path, heads.line), "PRE02", Severity.NOTE, said)


def read_list(path: Path, register: Register) -> Noted[tuple[Recipient, ...]]:
    """Those on a list who may get a letter, each once, sorted by key.

    Only the column of addresses is read. Who has left is left out, with a warning that counts them.
    """
    opened = open_list(path)
    if opened.value is None:
        return Noted((), opened.findings)
    listed = opened.value
    findings = list(opened.findings)
    lines: dict[Recipient, int] = {}
    for row in listed.rows:
        try:
            recipient = register.recipient_of(listed.cell(row, Column.ADDRESS))
        except ValueError as reason:
            findings.append(listed.fault(row, "PRE03", str(reason), ADDRESS_HINT))
            continue
        if recipient in lines:
            findings.append(listed.repeated(row, lines[recipient]))
        lines.setdefault(recipient, row.line)
    left = {recipient for recipient in lines if register.is_suppressed(recipient.key)}
    if left:
        findings.append(left_out(listed.path, len(left)))
    allowed = sorted(lines.keys() - left, key=lambda recipient: recipient.key)
    return Noted(tuple(allowed), tuple(findings))


def left_out(path: str, count: int) -> Finding:
    """How many on a list are not to get letters."""
    said = (
        f"{count} av adresserna är spärrade: de har avslutat, raderats eller kommit tillbaka. "
        "De får inga brev."
    )
    hint = "Har någon bett om brev igen? Kör samverka subscribers add ADRESS --again."
    return Finding(Place(path), "PRE07", Severity.WARNING, said, hint)


def list_bytes(subscribers: Iterable[Subscriber]) -> bytes:
    """A CSV that a Swedish spreadsheet opens right and `open_list` reads back, by address."""
    ordered = sorted((one.signup for one in subscribers), key=lambda signup: signup.address)
    rows = (
        (
            harmless(one.address),
            harmless(APART.join(sorted(one.audiences))),
            one.consent.isoformat(),
            harmless(one.source),
        )
        for one in ordered
    )
    return csv_bytes(chain([tuple(map(str, Column))], rows))
