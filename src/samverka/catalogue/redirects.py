"""Pages that have moved: which old address leads to which new one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Noted, Severity

INDEX: Final = "index.html"
NOT_FOUND: Final = "404.html"
LONGEST: Final = 120
"""Characters of a folder's name that every file system takes."""

KEY: Final = "moved_from"
_NO_ADDRESS: Final = re.compile(r'^[a-z][a-z0-9+.-]*:|^/|[?#\\<>:"|*\x00-\x1f\x7f]', re.IGNORECASE)
_PAGE_ENDINGS: Final = frozenset({"", ".html", ".htm"})
EXAMPLE: Final = "Skriv adressen efter webbplatsens namn, som om/simning/."


@dataclass(frozen=True, slots=True)
class Redirect:
    """`old` is the address that was, below the site's root; `file` is where its page lies."""

    old: str
    file: PurePosixPath
    entry: Entry


def redirects(catalogue: Catalogue, living: Iterable[str] = ()) -> Noted[tuple[Redirect, ...]]:
    """The old addresses that can be kept; `living` are addresses of pages no editor wrote.

    An address counts as taken whatever its case: on many computers it is the same file.
    """
    taken = {NOT_FOUND: "sidan som visas när en adress inte finns"}
    taken |= {_key(file_of(address)): f"sidan {address}" for address in living}
    taken |= {_key(file_of(entry.address)): str(entry.path) for entry in catalogue.entries}
    kept: list[Redirect] = []
    findings: list[Finding] = []
    for entry, at, written in _claims(catalogue):
        old = _plain(written)
        fault = _fault(written, old, taken)
        if fault:
            said = f"{KEY}: {written} {fault[0]}"
            findings.append(
                Finding(entry.place_of(KEY, at), fault[1], Severity.WARNING, said, fault[2])
            )
        else:
            kept.append(Redirect(old, file_of(old), entry))
            taken[_key(file_of(old))] = f"{entry.path}, som också har flyttat därifrån"
    return Noted(tuple(kept), tuple(findings))


def file_of(address: str) -> PurePosixPath:
    """The file a web server shows at an address, below the site's root."""
    path = PurePosixPath(address)
    return path if path.suffix in _PAGE_ENDINGS - {""} else path / INDEX


def _claims(catalogue: Catalogue) -> Iterator[tuple[Entry, int, str]]:
    for entry in catalogue.entries:
        for at, written in enumerate(entry.matter.moved_from):
            yield entry, at, written


def _plain(written: str) -> str:
    """As a folder or a file below the root: `om/simning`, `om/simning/index.html` -> `om/simning/`.

    Letters that were percent-encoded in the address field are the letters themselves.
    """
    path = PurePosixPath(unquote(written.strip()))
    folder = path.parent if path.name == INDEX else path
    return str(folder) if folder.suffix in _PAGE_ENDINGS - {""} else f"{folder}/"


def _fault(written: str, old: str, taken: dict[str, str]) -> tuple[str, str, str] | None:
    """What is wrong, its code, and what to do."""
    parts = PurePosixPath(old).parts
    if _NO_ADDRESS.search(written.strip()) or _NO_ADDRESS.search(old) or not _is_usable(parts):
        return "är ingen adress på den här webbplatsen", "MOVE01", EXAMPLE
    if ".." in parts:
        return "leder ut från webbplatsen", "MOVE02", EXAMPLE
    if PurePosixPath(old).suffix.lower() not in _PAGE_ENDINGS:
        return "är en fil och ingen sida; den kan inte leda vidare", "MOVE03", "Ta bort raden."
    owner = taken.get(_key(file_of(old)))
    if owner is None:
        return None
    return f"används redan av {owner}", "MOVE04", "Ta bort raden, eller byt adress på den ena."


def _is_usable(parts: tuple[str, ...]) -> bool:
    return bool(parts) and all(len(part) <= LONGEST for part in parts)


def _key(file: PurePosixPath) -> str:
    return str(file).casefold()
