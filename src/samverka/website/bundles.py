"""The site's style sheet and script, each one file made of the parts beside this module."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
FOLDER: Final = "assets/samverka"
_STYLE_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT: Final = re.compile(r"^\s*//.*$", re.MULTILINE)
_BREAK: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Bundle:
    """`path` is below the site's root and changes with the content, so that it may be kept."""

    path: str
    content: str


def style_bundle() -> Bundle:
    """The parts in `styles/`, in the order of their numbers."""
    text = _parts("styles", "css")
    return _bundle("css", _BREAK.sub("\n", _STYLE_COMMENT.sub("", text)).strip())


def script_bundle() -> Bundle:
    """The parts in `scripts/`, in the order of their numbers; each is a block of its own."""
    return _bundle("js", _BREAK.sub("\n", _SCRIPT_COMMENT.sub("", _parts("scripts", "js"))).strip())


def _parts(folder: str, suffix: str) -> str:
    parts = sorted((HERE / folder).glob(f"*.{suffix}"))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _bundle(suffix: str, content: str) -> Bundle:
    mark = sha256(content.encode()).hexdigest()[:8]
    return Bundle(f"{FOLDER}/site.{mark}.{suffix}", content)
