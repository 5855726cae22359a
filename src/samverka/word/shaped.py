"""What the shaping of a kind is given, and what it gives back."""

from dataclasses import dataclass
from typing import Any

from samverka.findings import Severity
from samverka.settings import Settings
from samverka.source.kinds import Kind
from samverka.swedish.names import Organisations
from samverka.word.tree.nodes import Blocks

INVENTED = "påhittat exempel"


def says_invented(text: str) -> bool:
    """Whether a paragraph near the top marks the whole document as invented."""
    return text.strip().casefold().startswith(INVENTED)


@dataclass(frozen=True, slots=True)
class Brief:
    """The file's name without suffix, the checksum of its bytes, and what the site knows."""

    name: str
    checksum: str
    settings: Settings
    organisations: Organisations
    """Those of the settings, as the language room reads them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding whose line is not known yet: the first line of the page that holds `quote`."""

    code: str
    message: str
    hint: str = ""
    quote: str = ""
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Moved:
    """Text of the source that is no longer text of the page, and what it became."""

    text: str
    into: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """`fields` is front matter still to be checked; `stem` a path below the kind's folder."""

    kind: Kind
    stem: str
    fields: dict[str, Any]
    blocks: Blocks
    remarks: tuple[Remark, ...] = ()
    moved: tuple[Moved, ...] = ()
