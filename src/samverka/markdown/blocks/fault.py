"""`BlockFault`: what an editor should mend in a block."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from samverka.findings import Severity


@dataclass(frozen=True, slots=True, order=True)
class BlockFault:
    """`line` counts from 1 in the Markdown below the front matter.

    A block with a fault that is an error is shown as text, with the fault above it.
    """

    line: int
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; "" where none is near."""
    return next(iter(get_close_matches(word.lower(), [*known], n=1, cutoff=0.6)), "")
