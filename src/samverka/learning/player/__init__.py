"""The program that runs a module in a browser: the same on the site, offline and in an LMS.

What differs is only the record: where what the learner has done is kept, and who is told.
"""

from pathlib import Path
from typing import Final, Literal

from samverka.look import joined_script, joined_style, parts_in

HERE: Final = Path(__file__).parent
Record = Literal["device", "scorm12", "scorm2004", "cmi5"]


def player_script(record: Record) -> str:
    """The player with one record, a classic script: modules do not load from `file://`."""
    return joined_script((*_record_parts(record), *parts_in(HERE / "scripts", "js")))


def player_style() -> str:
    """The look of blocks and player; the colours are the page's own."""
    return joined_style(parts_in(HERE / "styles", "css"))


def _record_parts(record: Record) -> tuple[str, ...]:
    """A record is one file, or a folder of parts."""
    file = HERE / "records" / f"{record}.js"
    return (file.read_text(encoding="utf-8"),) if file.is_file() else parts_in(file.with_suffix(""), "js")
