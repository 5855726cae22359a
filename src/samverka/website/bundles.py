"""The site's style sheet and scripts, each one file made of the parts beside this module."""

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
    return _bundle("site.css", _BREAK.sub("\n", _STYLE_COMMENT.sub("", text)).strip())


def script_bundle() -> Bundle:
    """The parts in `scripts/`, in the order of their numbers; each is a block of its own."""
    return _script("site", "scripts")


def early_bundle() -> Bundle:
    """The parts in `scripts/early/`: what must run before the page is drawn, so little of it."""
    return _script("early", "scripts/early")


def _script(name: str, folder: str) -> Bundle:
    text = _SCRIPT_COMMENT.sub("", _parts(folder, "js"))
    return _bundle(f"{name}.js", _BREAK.sub("\n", text).strip())


def _parts(folder: str, suffix: str) -> str:
    parts = sorted((HERE / folder).glob(f"*.{suffix}"))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _bundle(file: str, content: str) -> Bundle:
    name, suffix = file.split(".")
    mark = sha256(content.encode()).hexdigest()[:8]
    return Bundle(f"{FOLDER}/{name}.{mark}.{suffix}", content)
