"""`Package`: what a module becomes elsewhere, and the parts that every form of it is made of."""

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from samverka.catalogue.withheld import NOTHING_HIDDEN, Sources
from samverka.learning.module import Module
from samverka.settings import Settings

LAUNCH: Final = PurePosixPath("index.html")
"""The page that every form begins at."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Of ZIP's calendar: the same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """`path` is below the package's root, and neither percent-encoded nor absolute."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class Courseware:
    """What every form is made of: the module, its launch page with all that loads, and its site.

    `site_url` as in `Around`: ends with a slash, "" where it is not known.
    """

    module: Module
    files: tuple[PackageFile, ...]
    settings: Settings
    site_url: str


@dataclass(frozen=True, slots=True)
class Package:
    """`form` is the option of `samverka export` that asks for it; `name` is the file's."""

    form: str
    name: str
    files: tuple[PackageFile, ...]

    def zipped(self) -> bytes:
        """The files in their order: the same package, the same bytes."""
        content = io.BytesIO()
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            for file in self.files:
                archive.writestr(_entry(file), file.content)
        return content.getvalue()


@dataclass(frozen=True, slots=True)
class Project:
    """Where a module's other files are found; `root` is the project's folder.

    No file or address of what `sources` holds as hidden comes into a package.
    """

    root: Path
    settings: Settings
    site_url: str
    sources: Sources = NOTHING_HIDDEN


def _entry(file: PackageFile) -> ZipInfo:
    entry = ZipInfo(str(file.path), _FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
