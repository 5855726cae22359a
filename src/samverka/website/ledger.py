"""The ledger of addresses read before a build is over, and written after."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from samverka.catalogue.redirects import redirects
from samverka.files import write_bytes
from samverka.findings import Finding
from samverka.pages.wayfinding.ledger import FILE, keep_addresses
from samverka.website.edition import Edition


def update_ledger(edition: Edition, addresses: Iterable[str]) -> tuple[Finding, ...]:
    """Every address that is gone; the file is written only where something new is in it.

    A folder that nobody may write in is no fault: the file is for those who commit it.
    """
    path = edition.root / FILE
    before = _read(path)
    redirected = (one.old for one in redirects(edition.catalogue).value)
    kept = keep_addresses(before, addresses, redirected)
    if kept.value != before:
        _write(path, kept.value)
    return kept.findings


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _write(path: Path, text: str) -> None:
    with suppress(OSError):
        write_bytes(path, text.encode())
