"""What an editor should look at: data that travels beside the values, shown only at the door."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    """ERROR makes the command exit with 1; the others do not."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "notis"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """`path` as the editor knows it, relative to the project; `line` counts from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` says what was seen, `hint` what to do; both are plain Swedish."""

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Noted(Generic[T_co]):
    """A value and what was noticed while it was made."""

    value: T_co
    findings: tuple[Finding, ...] = ()
