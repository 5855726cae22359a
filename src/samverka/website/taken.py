"""Addresses that an editor's files and the pages have already: what is made stands aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mkdocs.structure.files import File, Files

from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.generated import StaticFile
from samverka.source.kinds import DOCS, NEWSLETTERS
from samverka.website.places import source_of

CODE: Final = "SITE09"


@dataclass(frozen=True, slots=True)
class Taken:
    """`sources` are the files by where they come to stand below the site's root."""

    root: Path
    sources: dict[str, str]

    def leave(self, made: Iterable[StaticFile]) -> Noted[tuple[StaticFile, ...]]:
        """Those at free addresses; an editor's own file is never written over, but told of."""
        everything = tuple(made)
        kept = tuple(file for file in everything if str(file.path) not in self.sources)
        addresses = dict.fromkeys(str(file.path) for file in everything)
        aside = (address for address in addresses if address in self.sources)
        return Noted(kept, tuple(self._finding(address) for address in aside))

    def _finding(self, address: str) -> Finding:
        source = source_of(self.root, self.sources[address])
        said = f"filen har adressen {address}, som webbplatsen annars gör en egen fil till"
        hint = "Byt namn på filen om du vill ha webbplatsens."
        return Finding(Place(str(source)), CODE, Severity.WARNING, said, hint)


def taken_by(files: Files, root: Path) -> Taken:
    """What stands in the editors' folders, and every page."""
    folders = (root / DOCS, root / NEWSLETTERS)
    held = (file for file in files if file.is_documentation_page() or _is_below(file, folders))
    return Taken(root, {file.dest_uri: file.src_uri for file in held})


def _is_below(file: File, folders: Iterable[Path]) -> bool:
    path = Path(file.abs_src_path) if file.abs_src_path else None
    return path is not None and any(path.is_relative_to(folder) for folder in folders)
