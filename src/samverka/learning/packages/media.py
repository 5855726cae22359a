"""The pictures, films and documents of a module, taken along into its packages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from samverka.catalogue.entry import Entry
from samverka.catalogue.withheld import withheld_files
from samverka.findings import Finding, Place, Severity
from samverka.learning.packages.package import PackageFile, Project
from samverka.source.addresses import file_name
from samverka.source.kinds import DOCS
from samverka.source.places import place_of

FOLDER: Final = PurePosixPath("media")
LARGEST: Final = 200_000_000
"""Bytes of one file; few learning platforms take more."""
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
_FILMS: Final = frozenset({".mp4", ".webm", ".ogv", ".mp3", ".m4a", ".ogg"})
_DOCUMENTS: Final = frozenset({".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".rtf"})
SHOWN: Final = _PICTURES | _FILMS | {".svg", ".vtt"}
"""What a page may show itself."""
LINKED: Final = _PICTURES | _FILMS | _DOCUMENTS
"""What may be opened from a link: nothing that runs as a page of the platform's own."""


class _RefusedError(Exception):
    """Why a file may not come along, in words that follow its name."""


@dataclass(eq=False)
class Media:
    """What has been asked for so far, by its place among the pages; each file is read once.

    `findings` tell of what could not be had.
    """

    entry: Entry
    project: Project
    taken: dict[PurePosixPath, PackageFile] = field(default_factory=dict)
    findings: dict[PurePosixPath, Finding] = field(default_factory=dict)

    def shown(self, file: PurePosixPath) -> str | None:
        """The address in the package of something the page shows; None is told as an error."""
        if file.suffix.lower() not in SHOWN:
            self._refuse(file, "är ingen bild, film eller ljudfil som kan visas")
            return None
        return self._take(file)

    def linked(self, file: PurePosixPath) -> str | None:
        """The address in the package of something to open; None where it is not taken along."""
        is_there = (self._docs / file).is_file()
        return self._take(file) if is_there and file.suffix.lower() in LINKED else None

    def _take(self, file: PurePosixPath) -> str | None:
        if file not in self.taken:
            try:
                content = self._read(file)
            except _RefusedError as reason:
                self._refuse(file, str(reason))
                return None
            self.taken[file] = PackageFile(self._free_path(file), content)
        return quote(str(self.taken[file].path))

    def _read(self, file: PurePosixPath) -> bytes:
        path = self._docs / file
        try:
            real = path.resolve()
            if not real.is_relative_to(self._docs):
                raise _RefusedError("ligger utanför mappen docs")
            if not real.is_file():
                raise _RefusedError("finns inte")
            if self._is_hidden(file, PurePosixPath(real.relative_to(self._docs).as_posix())):
                raise _RefusedError("hör till en sida som inte är publicerad")
            if real.stat().st_size > LARGEST:
                raise _RefusedError(f"är större än {LARGEST // 1_000_000} megabyte")
            return real.read_bytes()
        except (OSError, ValueError):
            raise _RefusedError("går inte att läsa") from None

    def _is_hidden(self, *files: PurePosixPath) -> bool:
        dotted = any(part.startswith(".") for file in files for part in file.parts)
        return dotted or bool(withheld_files(files, self.project.sources, frozenset()))

    def _free_path(self, file: PurePosixPath) -> PurePosixPath:
        """ASCII and lower case, as every platform takes it."""
        names = {one.path.name for one in self.taken.values()}
        stem = file_name(file.stem) or "fil"
        return next(FOLDER / name for name in _names(stem, file.suffix) if name not in names)

    def _refuse(self, file: PurePosixPath, why: str) -> None:
        hint = "Rätta länken, eller lägg filen bland modulens egna filer under docs."
        said = f"filen {file.name} {why}"
        place = self._place(file.name)
        self.findings[file] = Finding(place, "LEARN03", Severity.ERROR, said, hint)

    def _place(self, name: str) -> Place:
        found = (place_of(self.project.root, self.entry.path, one) for one in (name, quote(name)))
        return next((one for one in found if one.line), Place(str(self.entry.path)))

    @cached_property
    def _docs(self) -> Path:
        return (self.project.root / DOCS).resolve()


def _names(stem: str, suffix: str) -> Iterator[str]:
    yield f"{stem}{suffix.lower()}"
    number = 2
    while True:
        yield f"{stem}-{number}{suffix.lower()}"
        number += 1
