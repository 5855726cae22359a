"""What may be a heading by its words alone, whatever its type."""

import re

LONGEST_LINE = 200
SHORT_LINE = 90
ENDS_TEXT = (".", ":", ",", ";")
NUMBERED = re.compile(r"(?:§{1,2}\s*)?\d{1,3}(?:[.):]|\s)\s*\S")
LABEL_LINE = re.compile(
    r"(?:föredragande|tema|målgrupp|tid|plats|datum|närvarande|frånvarande|beslut|ansvarig"
    r"|ordförande|sekreterare|deltagare|mål|nivå|kurs|författare)\s*:\s*\S",
    re.IGNORECASE,
)


def may_be_heading(text: str) -> bool:
    """Short, not a sentence, and not `Tid: ...`; a number before it excuses a full stop."""
    if not text or len(text) > LONGEST_LINE or LABEL_LINE.match(text):
        return False
    is_short_item = len(text) <= SHORT_LINE and NUMBERED.match(text) is not None
    return is_short_item or not text.endswith(ENDS_TEXT)
