"""What became of one picture."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

LONGEST_SIDE = 1600
"""Pixels; what is larger is scaled down."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file for the site; `shown` by browsers, `whole` where nothing of the picture was lost."""

    content: bytes
    suffix: str
    shown: bool = True
    whole: bool = True


class Trouble(Enum):
    """Why there is no file."""

    MISSING = auto()
    ELSEWHERE = auto()
    BROKEN = auto()
    TOO_LARGE = auto()
    TOO_MANY = auto()
    ACTIVE = auto()


Result: TypeAlias = Ready | Trouble
