"""The sources imported before, and the files they came from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import read_text
from samverka.source.document import split_front_matter
from samverka.source.frontmatter import Origin
from samverka.source.journal import IMPORTS
from samverka.source.merging.conflicts import conflicts_in

ORIGIN = re.compile(
    r"^source:\n  file: (?P<quote>['\"]?)(?P<file>.+)(?P=quote)\n"
    r"  sha256: (?P<sha256>[0-9a-f]{64})$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """`by_sha256`: the pages by the checksum of the file each came from, `origins` by the page.

    A page with something left to choose in is not in `by_sha256`, so that it is told again.
    """

    by_sha256: Mapping[str, PurePosixPath]
    origins: Mapping[PurePosixPath, Origin]


def known_imports(root: Path) -> Known:
    """What the copies under .imports/ say."""
    by_sha256: dict[str, PurePosixPath] = {}
    origins: dict[PurePosixPath, Origin] = {}
    for file in sorted((root / IMPORTS).rglob("*.md")):
        path = PurePosixPath(file.relative_to(root / IMPORTS).as_posix())
        origin = origin_at(root, path)
        if origin is None or not (root / path).is_file():
            continue
        origins[path] = origin
        if not _is_undecided(root, path):
            by_sha256[origin.sha256] = path
    return Known(by_sha256, origins)


def origin_at(root: Path, path: PurePosixPath) -> Origin | None:
    """The file the page was last imported from; a damaged copy counts as none."""
    try:
        matter = split_front_matter(read_text(root / IMPORTS / path)).matter
    except (SamverkaError, FileNotFoundError):
        return None
    found = ORIGIN.search(matter or "")
    if found is None:
        return None
    name = found["file"].replace("''", "'") if found["quote"] == "'" else found["file"]
    return Origin(file=name, sha256=found["sha256"])


def _is_undecided(root: Path, path: PurePosixPath) -> bool:
    try:
        return any(conflicts_in(path, read_text(root / path)))
    except SamverkaError:
        return False
