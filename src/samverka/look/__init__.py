"""What everything we make for a browser shares: its colours, and how its parts become one file."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

COLOURS: Final = (Path(__file__).parent / "colours.css").read_text(encoding="utf-8")
"""The custom properties of both palettes, `--sv-...`; stands before every other part."""

_STYLE_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT: Final = re.compile(r"^\s*//.*$", re.MULTILINE)
_BREAK: Final = re.compile(r"\s*\n\s*")


def parts_in(folder: Path, suffix: str) -> tuple[str, ...]:
    """The files right in a folder, in the order of the numbers their names begin with."""
    parts = sorted(folder.glob(f"*.{suffix}"))
    return tuple(part.read_text(encoding="utf-8") for part in parts)


def joined_style(parts: Iterable[str]) -> str:
    """One style sheet, without comments and indentation."""
    return _BREAK.sub("\n", _STYLE_COMMENT.sub("", "\n".join(parts))).strip()


def joined_script(parts: Iterable[str]) -> str:
    """One script, without lines of comment and indentation; each part is a block of its own."""
    return _BREAK.sub("\n", _SCRIPT_COMMENT.sub("", "\n".join(parts))).strip()
