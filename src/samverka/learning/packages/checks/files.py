"""The files of a package, whatever its form: names that every platform takes, and a launch page."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from samverka.learning.packages.package import LAUNCH, Package

_USUAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST: Final = 200
"""Characters of a path: Windows stops at 260, and a platform's own folders stand before it."""
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""Names that Windows keeps for itself."""


def name_faults(package: Package) -> Iterator[str]:
    """Files that would leave the package's folder, or that some platform does not take."""
    for file in package.files:
        path = str(file.path)
        parts = file.path.parts
        if file.path.is_absolute() or ".." in parts or "\\" in path or ":" in path:
            yield f"Filen {path} pekar ut ur paketet."
        elif not all(_USUAL.fullmatch(part) and not _DEVICES.fullmatch(part) for part in parts):
            yield f"Filen {path} har ett namn som inte alla lärplattformar tar emot."
        elif len(path) > _LONGEST:
            yield f"Filen {path} har ett för långt namn."
    names = Counter(str(file.path).lower() for file in package.files)
    yield from (f"Filen {name} finns två gånger i paketet." for name in names if names[name] > 1)


def launch_faults(package: Package) -> Iterator[str]:
    """The page that everything begins at."""
    if not any(file.path == LAUNCH for file in package.files):
        yield f"Startsidan {LAUNCH} saknas i paketet."
