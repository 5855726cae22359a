"""The lines right below a block's header: `    name: value`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from samverka.markdown.blocks.fault import BlockFault, nearest
from samverka.markdown.blocks.kinds import BlockKind

_SAID: Final = re.compile(r"\s*([\w-]+)\s*:(?:\s+(.*))?")
_REMARK: Final = re.compile(r"(?:^|\s)#.*$")
_QUOTED: Final = re.compile(r"""(["'])(.*)\1(?:\s+#.*)?""")
_STEP: Final = 4
"""Spaces an option is indented by."""


@dataclass(frozen=True, slots=True)
class Option:
    """`line` counts from 1."""

    value: str
    line: int


@dataclass(slots=True)
class Below:
    """The options below a header; `length` is how many lines they take."""

    options: dict[str, Option] = field(default_factory=dict)
    faults: list[BlockFault] = field(default_factory=list)
    length: int = 0


def options_below(lines: Sequence[str], header: int, kind: BlockKind) -> Below:
    """Up to the first line that is empty or not indented; `header` counts from 0."""
    below = Below()
    edge = len(lines[header]) - len(lines[header].lstrip(" "))
    for at in range(header + 1, len(lines)):
        line = lines[at]
        indent = len(line) - len(line.lstrip(" ")) - edge
        said = _SAID.fullmatch(line.rstrip())
        is_known = said is not None and said[1] in kind.options
        if not line.strip():
            below.faults += _too_late(lines, at + 1, kind)
            break
        if indent < _STEP and not is_known:
            break
        below.length += 1
        if indent < _STEP:
            fault = f"raden {line.strip()} är inte indragen"
            below.faults.append(BlockFault(at + 1, fault, "Börja raden med fyra mellanslag."))
        _take(below, kind, said, at + 1)
    return below


def _too_late(lines: Sequence[str], at: int, kind: BlockKind) -> Iterator[BlockFault]:
    """An option below an empty line would be shown as code."""
    line = lines[at] if at < len(lines) else ""
    said = _SAID.fullmatch(line.rstrip())
    if said is not None and said[1] in kind.options and line.startswith(" " * _STEP):
        fault = f"raden {line.strip()} står under en tom rad"
        yield BlockFault(at + 1, fault, "Flytta upp den till raden under blockets första rad.")


def _take(below: Below, kind: BlockKind, said: re.Match[str] | None, line: int) -> None:
    if said is None:
        fault = f"raden under {kind.name} går inte att läsa"
        hint = "Skriv namn, kolon och värde, eller en tom rad före texten."
        below.faults.append(BlockFault(line, fault, hint))
    elif said[1] not in kind.options:
        below.faults.append(_unknown(kind, said[1], line))
    elif said[1] in below.options:
        hint = "Ta bort en av raderna."
        below.faults.append(BlockFault(line, f"{said[1]} står två gånger", hint))
    else:
        below.options[said[1]] = Option(_value(said[2] or ""), line)


def _unknown(kind: BlockKind, name: str, line: int) -> BlockFault:
    meant = nearest(name, kind.options)
    known = ", ".join(kind.options)
    hint = f"Det som kan ställas in är {known}." if known else "Ta bort raden."
    if meant:
        hint = f"Menade du {meant}?"
    return BlockFault(line, f"{kind.name} har ingen inställning som heter {name}", hint)


def _value(written: str) -> str:
    quoted = _QUOTED.fullmatch(written.strip())
    return quoted[2] if quoted else _REMARK.sub("", written).strip()
