"""The site's style sheet and scripts, each one file made of the parts beside this module."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from samverka.learning.player import player_script, player_style
from samverka.look import COLOURS, joined_script, joined_style, parts_in

HERE: Final = Path(__file__).parent
FOLDER: Final = "assets/samverka"


@dataclass(frozen=True, slots=True)
class Bundle:
    """`path` is below the site's root and changes with the content, so that it may be kept."""

    path: str
    content: str


def style_bundle() -> Bundle:
    """The colours, then the parts in `styles/`, in the order of their numbers."""
    return _bundle("site.css", joined_style((COLOURS, *parts_in(HERE / "styles", "css"))))


def script_bundle() -> Bundle:
    """The parts in `scripts/`, in the order of their numbers."""
    return _bundle("site.js", joined_script(parts_in(HERE / "scripts", "js")))


def early_bundle() -> Bundle:
    """The parts in `scripts/early/`: what must run before the page is drawn, so little of it."""
    return _bundle("early.js", joined_script(parts_in(HERE / "scripts" / "early", "js")))


def training_style() -> Bundle:
    """What only pages with training on them load."""
    own = parts_in(HERE / "styles" / "training", "css")
    return _bundle("training.css", joined_style((player_style(), *own)))


def training_script() -> Bundle:
    """The player, keeping what the reader has done on the device."""
    return _bundle("training.js", player_script("device"))


def bundles() -> tuple[Bundle, ...]:
    """All that the site publishes."""
    every_page = (style_bundle(), early_bundle(), script_bundle())
    return (*every_page, training_style(), training_script())


def _bundle(file: str, content: str) -> Bundle:
    name, suffix = file.split(".")
    mark = sha256(content.encode()).hexdigest()[:8]
    return Bundle(f"{FOLDER}/{name}.{mark}.{suffix}", content)
