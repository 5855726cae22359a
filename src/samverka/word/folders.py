"""Which files a run is about."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from samverka.errors import SamverkaError
from samverka.files import printable
from samverka.word.opening.package import SUFFIXES

NOT_DOCUMENTS = ("~$", ".", "thumbs.db", "desktop.ini")
"""What Word, LibreOffice and Windows themselves put into a folder."""


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named and those in the folders named, each once; a link is not followed.

    A folder that cannot be read stands among them, so that it is told of like a file that cannot.
    Raise `SamverkaError` where there is nothing at one of the paths.
    """
    found: list[Path] = []
    faults: list[str] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(_files_in(path))
            if not inside:
                faults.append(f"{path}: mappen har inga Word-filer")
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            faults.append(f"{path}: finns inte")
    if faults:
        hint = f"Lägg filer i mappen; de som kan importeras är {', '.join(SUFFIXES)}."
        raise SamverkaError("\n".join(map(printable, faults)), hint)
    once: dict[str, Path] = {}
    for path in found:
        once.setdefault(os.path.realpath(path), path)
    return tuple(once.values())


def _files_in(top: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for folder, _, names in os.walk(top, onerror=lambda fault: closed.append(Path(fault.filename))):
        files = (Path(folder, name) for name in names if not _is_left_by_programs(name))
        yield from (file for file in files if file.is_file() and not file.is_symlink())
    yield from closed


def _is_left_by_programs(name: str) -> bool:
    return name.lower().startswith(NOT_DOCUMENTS)
