"""`addresses.txt`: every address the site has had, so that none of them dies unnoticed.

The file is committed with the pages: a team shares it, and a fresh clone knows as much as any.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from samverka.findings import Finding, Noted, Place, Severity
from samverka.swedish.collation import sort_key

FILE: Final = "addresses.txt"
HEAD: Final = """\
# Alla adresser som webbplatsen har eller har haft. Filen skrivs när webbplatsen byggs.
# Spara den tillsammans med sidorna. Är en sida borta för gott, ta bort dess rad.
"""


def keep_addresses(text: str, pages: Iterable[str], redirected: Iterable[str]) -> Noted[str]:
    """The ledger with the pages there are now, and a finding for each address that is gone.

    `text` is the ledger as it was; `redirected` are old addresses that still lead somewhere.
    """
    kept, living = dict(_lines(text)), set(pages)
    found = living.union(redirected)
    findings = tuple(_gone(address, line) for address, line in kept.items() if address not in found)
    addresses = sorted(living.union(kept) - {""}, key=sort_key)
    return Noted(HEAD + "".join(f"{address}\n" for address in addresses), findings)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield line.strip(), number


def _gone(address: str, line: int) -> Finding:
    said = f"adressen {address} finns inte längre, och inget leder vidare därifrån"
    hint = (
        f"Har sidan flyttat? Skriv moved_from: [{address}] överst i den nya. "
        f"Är den borta för gott? Ta bort raden ur {FILE}."
    )
    return Finding(Place(FILE, line), "ADDR01", Severity.WARNING, said, hint)
