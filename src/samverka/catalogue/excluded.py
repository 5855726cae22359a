"""Pages that mkdocs.yml keeps from the site, whatever they say themselves."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from pathspec import GitIgnoreSpec

from samverka.files import read_text
from samverka.schema import load_yaml
from samverka.settings import FILE

_OF_MKDOCS: Final = "templates/"
"""MkDocs itself leaves this folder out."""


def excluded_by(root: Path) -> Callable[[PurePosixPath], bool]:
    """What `exclude_docs` and `draft_docs` keep from the site, by the place among the pages."""
    data = load_yaml(read_text(root / FILE, FILE)).data
    said = (data.get(key) for key in ("exclude_docs", "draft_docs")) if data else ()
    specs = [GitIgnoreSpec.from_lines(str(one).splitlines()) for one in said if one]

    def is_excluded(page: PurePosixPath) -> bool:
        name = str(page)
        return name.startswith(_OF_MKDOCS) or any(spec.match_file(name) for spec in specs)

    return is_excluded
