"""Many files: read by whoever is given, several at once, and written here one after the other.

The pages are written in the order of the files, so that they are the same however many read. One
bad file never takes the others down.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import ParamSpec, TypeAlias, TypeVar

from samverka.errors import SamverkaError
from samverka.files import printable, write_bytes
from samverka.findings import Finding
from samverka.source.kinds import kind_of
from samverka.source.store import Status, Store, open_store, save_import
from samverka.word.delivery import Delivered, Delivery, import_delivery
from samverka.word.faults import FAULTS, closed_folder, died, told, too_slow
from samverka.word.importing import Order
from samverka.word.opening.package import read_file
from samverka.word.receipt.accounts import Receipt

P = ParamSpec("P")
T = TypeVar("T")
Answer: TypeAlias = Delivered | SamverkaError

PRIVATE = ".samverka"
RECEIPTS = PurePosixPath(PRIVATE, "kvitton")

LOOK_UP = 0.1
"""Seconds between the looks at whether the run should stop."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `problem` says why a refused one was refused."""

    file: Path
    status: Status
    path: PurePosixPath | None = None
    findings: tuple[Finding, ...] = ()
    receipt: Receipt | None = None
    problem: SamverkaError | None = None
    receipt_page: PurePosixPath | None = None
    """Where the receipt can be read, below the project."""


class _HereAndNow(Executor):
    """Each call made at once, by the caller."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _always() -> bool:
    return True


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads: an executor, and how many files it is given before the first is written.

    `patience` is for an executor that holds no limit of time itself: a file that has been the
    oldest one for so many seconds is given up, though nobody can say that its reading has ended.
    `is_there` says whether the executor still answers, where it is on other machines.
    """

    executor: Executor = field(default_factory=_HereAndNow)
    at_once: int = 1
    patience: float = float("inf")
    is_there: Callable[[], bool] = _always


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run writes, whether it only tries, who reads, and whether it was told to stop."""

    root: Path
    order: Order
    dry_run: bool = False
    crew: Crew = field(default_factory=Crew)
    stopped: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file that somebody reads."""

    file: Path
    future: Future[Answer]


def import_files(files: Iterable[Path], run: Run) -> Iterator[Outcome]:
    """An outcome per file, in their order and as soon as it is known.

    Ends early, between two files, when told to stop. Raise `SamverkaError` where those
    who read are lost.
    """
    files = tuple(files)
    with open_store(run.root, files, dry_run=run.dry_run) as store:
        yield from _import_all(files, run, store)


def _import_all(files: Iterable[Path], run: Run, store: Store) -> Iterator[Outcome]:
    begun: deque[Outcome | _Reading] = deque()
    try:
        for file in files:
            begun.append(_begin(file, run, store))
            while begun and (_is_done(begun[0]) or _unread(begun) >= run.crew.at_once):
                outcome = _end(begun.popleft(), run, store)
                if outcome is None:
                    return
                yield outcome
        while begun and (outcome := _end(begun.popleft(), run, store)):
            yield outcome
    finally:
        for one in begun:
            if isinstance(one, _Reading):
                one.future.cancel()


def _begin(file: Path, run: Run, store: Store) -> Outcome | _Reading:
    """Have the file read, unless it is known or cannot be let in."""
    try:
        if file.is_dir():
            return _refused(file, closed_folder())
        content = read_file(file, run.order.settings.limits)
        same = store.known.by_sha256.get(hashlib.sha256(content).hexdigest())
        if same is not None and run.order.kind in (None, kind_of(same)) and not run.order.folder:
            return Outcome(file, Status.UNCHANGED, same)
    except FAULTS as fault:
        return _refused(file, told(fault))
    delivery = Delivery(printable(file.name), content)
    try:
        return _Reading(file, run.crew.executor.submit(import_delivery, delivery, run.order))
    except RuntimeError:  # the executor has been closed
        raise _lost() from None


def _is_done(one: Outcome | _Reading) -> bool:
    return isinstance(one, Outcome) or one.future.done()


def _unread(begun: Iterable[Outcome | _Reading]) -> int:
    return sum(isinstance(one, _Reading) for one in begun)


def _end(one: Outcome | _Reading, run: Run, store: Store) -> Outcome | None:
    """None where the run was told to stop first."""
    if isinstance(one, _Reading):
        given_up = monotonic() + run.crew.patience
        while not one.future.done() and not run.stopped() and monotonic() < given_up:
            if not run.crew.is_there():
                raise _lost()
            wait([one.future], timeout=LOOK_UP)
    if run.stopped():
        return None
    return one if isinstance(one, Outcome) else _write(one, run, store)


def _write(one: _Reading, run: Run, store: Store) -> Outcome:
    answer = _answer(one.future, run)
    if isinstance(answer, SamverkaError):
        return _refused(one.file, answer)
    media = {picture.path: picture.content for picture in answer.media}
    try:
        saved = save_import(store, answer.document, media)
        path, status = saved.value.path, saved.value.status
        page = None if run.dry_run else _save_receipt(run.root, path, answer.receipt_page)
    except FAULTS as fault:
        return _refused(one.file, told(fault))
    findings = (*answer.findings, *saved.findings)
    return Outcome(one.file, status, path, findings, answer.receipt, receipt_page=page)


def _save_receipt(root: Path, page: PurePosixPath, text: str) -> PurePosixPath:
    """It shows what the page does not, as comments and deletions: only its owner may read it."""
    path = RECEIPTS / page.with_suffix(".html")
    (root / PRIVATE).mkdir(mode=0o700, exist_ok=True)
    write_bytes(root / path, text.encode(errors="replace"))
    return path


def _answer(future: Future[Answer], run: Run) -> Answer:
    """What the reading came to, also where nobody could say."""
    limits = run.order.settings.limits
    try:
        return future.result(timeout=0)
    except TimeoutError:
        future.cancel()
        return too_slow(limits)
    except CancelledError:
        raise _lost() from None
    except Exception:  # noqa: BLE001  whatever an executor says of a call it lost
        return died(limits)


def _lost() -> SamverkaError:
    said = "De som läser filerna svarar inte längre."
    return SamverkaError(said, "Kör samma kommando igen: det som är klart görs inte om.")


def _refused(file: Path, problem: SamverkaError) -> Outcome:
    return Outcome(file, Status.REFUSED, problem=problem)
