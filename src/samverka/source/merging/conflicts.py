"""Where page and Word file say different things, both stand in the text until one is chosen.

The marks are lines of their own in plain Swedish. No Word file can bring them: the import writes
`==` in a text as `&#61;&#61;`.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from samverka.findings import Finding, Place, Severity
from samverka.source.merging.pieces import Piece

ON_PAGE, IN_WORD = "==== Ändrat på sidan: ====", "==== Ändrat i Word: ===="
GONE_ON_PAGE, GONE_IN_WORD = "==== Borttaget på sidan ====", "==== Borttaget i Word ===="
END = "==== Slut på ändringen ===="
MARKS = (ON_PAGE, IN_WORD, GONE_ON_PAGE, GONE_IN_WORD, END)
_BEGINS = (ON_PAGE, GONE_ON_PAGE)

_PATTERN = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)|\Z)|"
    rf"^[ \t]*(?P<mark>{'|'.join(map(re.escape, MARKS))})[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def both_versions(mine: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Piece]:
    """The two texts between their marks; where one side has taken it away, its mark says so."""
    yield Piece("\n", ON_PAGE if mine else GONE_ON_PAGE)
    yield from mine
    yield Piece("\n", IN_WORD if theirs else GONE_IN_WORD)
    yield from theirs
    yield Piece("\n", END)


def conflicts_in(path: PurePosixPath, text: str) -> Iterator[Finding]:
    """A finding for each place left to choose in; marks shown in a code block do not count."""
    if "====" not in text:
        return
    found = [match for match in _PATTERN.finditer(text) if match["mark"]]
    begins = [match for match in found if match["mark"] in _BEGINS]
    for match in begins or found[:1]:
        line = text.count("\n", 0, match.start("mark")) + 1
        said = "samma text är ändrad både på sidan och i Word"
        hint = "Behåll den text du vill ha. Ta bort den andra och raderna med ====."
        yield Finding(Place(str(path), line), "MERGE01", Severity.ERROR, said, hint)
