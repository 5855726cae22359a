"""The program that runs a module in a browser: the same on the site, offline and in an LMS.

What differs is only the record: where what the learner has done is kept, and who is told.
"""

from pathlib import Path
from typing import Final, Literal

from samverka.look import joined_script, joined_style, parts_in

HERE: Final = Path(__file__).parent
Record = Literal["device", "scorm12", "scorm2004", "cmi5"]
_SHARED: Final[dict[Record, tuple[str, ...]]] = {
    "scorm12": ("scorm",),
    "scorm2004": ("scorm",),
    "cmi5": ("cmi5-launch", "cmi5-statements", "cmi5-sending"),
}
"""What stands before a record: what several have in common, or what one is made of."""


def player_script(record: Record) -> str:
    """The player with one record, a classic script: modules do not load from `file://`."""
    names = (*_SHARED.get(record, ()), record)
    own = ((HERE / "records" / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return joined_script((*own, *parts_in(HERE / "scripts", "js")))


def player_style() -> str:
    """The look of blocks and player; the colours are the page's own."""
    return joined_style(parts_in(HERE / "styles", "css"))
