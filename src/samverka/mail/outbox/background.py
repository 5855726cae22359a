"""`Background`: what is known of a letter beyond what its readers get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samverka.findings import Finding
from samverka.settings import Sender


@dataclass(frozen=True, slots=True)
class Background:
    """Who sends the letter, what was noticed while it was made, and where its pictures come from.

    `pictures` gives the file behind a whole address of the site; `Issue` has it relative to the
    project.
    """

    sender: Sender
    noticed: tuple[Finding, ...] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
