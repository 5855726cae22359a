"""A page, its pictures and its copy under .imports/ change together or not at all.

The new files are first written aside with a list of where they go. That list is the turning point:
without it a killed run has changed nothing, with it the next run moves what is left to move.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from samverka.errors import SamverkaError
from samverka.files import write_bytes
from samverka.schema import Model
from samverka.source.kinds import DOCS, NEWSLETTERS
from samverka.source.private import PRIVATE

PENDING = Path(PRIVATE, "import", "pending")
LIST = "list.json"
IMPORTS = ".imports"


@dataclass(frozen=True, slots=True)
class Change:
    """New files in the order they are moved to their places, and files that go after that."""

    writes: Mapping[PurePosixPath, bytes]
    removes: tuple[PurePosixPath, ...] = ()


class _Step(Model):
    """`was` is the SHA-256 of what stood there, None where nothing did."""

    path: str
    was: str | None


class _Steps(Model):
    writes: tuple[_Step, ...]
    removes: tuple[_Step, ...]


def commit(root: Path, change: Change) -> None:
    """All of the change; raise `SamverkaError` where a file was changed by others meanwhile."""
    different = {
        path: content
        for path, content in change.writes.items()
        if _checksum(root / path) != hashlib.sha256(content).hexdigest()
    }
    if not different and not change.removes:
        return
    finish_pending(root)
    pending = root / PENDING
    try:
        pending.mkdir(parents=True, exist_ok=True)
        _set_aside(root, pending, Change(different, change.removes))
        stopped = _carry_out(root, pending)
    except OSError:
        _clear(pending)
        raise
    _clear(pending)
    if stopped is not None:
        raise SamverkaError(f"{stopped} ändrades medan importen pågick", "Importera filen igen.")


def finish_pending(root: Path) -> None:
    """What a killed run left: carried out where it was whole, otherwise thrown away."""
    pending = root / PENDING
    if pending.is_dir():
        _carry_out(root, pending)
        _clear(pending)


def _set_aside(root: Path, pending: Path, change: Change) -> None:
    steps = _Steps(
        writes=tuple(_step(root, path) for path in change.writes),
        removes=tuple(_step(root, path) for path in change.removes),
    )
    for number, (step, content) in enumerate(
        zip(steps.writes, change.writes.values(), strict=True)
    ):
        write = _write_through if _may_be_edited(step) else Path.write_bytes
        write(pending / str(number), content)
    write_bytes(pending / LIST, steps.model_dump_json().encode())


def _may_be_edited(step: _Step) -> bool:
    """What stands there may be an editor's; all else can be made again from the Word file."""
    return step.was is not None and PurePosixPath(step.path).parts[0] != IMPORTS


def _step(root: Path, path: PurePosixPath) -> _Step:
    return _Step(path=str(path), was=_checksum(root / path))


def _write_through(path: Path, content: bytes) -> None:
    """On the disk before it takes the old one's place: a power cut leaves one of the two."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _carry_out(root: Path, pending: Path) -> str | None:
    """Move what is left to move; stop at, and return, the first file that others have changed."""
    steps = _read_steps(root, pending)
    for number, step in enumerate(steps.writes):
        aside, target = pending / str(number), root / step.path
        if not aside.is_file():
            continue
        if _checksum(target) != step.was:
            return step.path
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(target)
    for step in steps.removes:
        if _checksum(root / step.path) == step.was:
            (root / step.path).unlink(missing_ok=True)
    return None


def _read_steps(root: Path, pending: Path) -> _Steps:
    """Nothing to do where there is no list, or one that names files that are not ours."""
    nothing = _Steps(writes=(), removes=())
    try:
        steps = _Steps.model_validate_json((pending / LIST).read_bytes())
    except (FileNotFoundError, ValidationError):
        return nothing
    ours = all(_is_ours(root, step.path) for step in (*steps.writes, *steps.removes))
    return steps if ours else nothing


def _is_ours(root: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = not any(part == ".." or "\\" in part or ":" in part for part in parts)
    return (
        plain
        and parts[:1] in ((DOCS,), (NEWSLETTERS,), (IMPORTS,))
        and (root / path).resolve().is_relative_to(root.resolve())
    )


def _clear(pending: Path) -> None:
    """The list first: without it what is left is never carried out."""
    (pending / LIST).unlink(missing_ok=True)
    for file in pending.iterdir():
        file.unlink()


def _checksum(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
