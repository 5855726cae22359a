"""The folder an editor points out with `--into`."""

import re
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.source.kinds import FOLDERS, Kind


def folder_below(into: str | None, root: Path) -> PurePosixPath | None:
    """None where none was; raise `SamverkaError` for one that is not below those of the sources."""
    if into is None:
        return None
    folder = PurePosixPath(into.replace("\\", "/"))
    tops = (FOLDERS[Kind.PAGE], FOLDERS[Kind.NEWSLETTER])
    is_plain = all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", part) for part in folder.parts)
    is_inside = (root / folder).resolve() == root.resolve() / folder
    if not is_plain or not is_inside or not any(folder.is_relative_to(top) for top in tops):
        said = f"Mappen {into!r} ligger inte under docs/ eller newsletters/."
        hint = "Ange till exempel --into docs/om. Namn har bara a-z, siffror och bindestreck."
        raise SamverkaError(said, hint)
    return folder
