"""Damage real files in thousands of ways and import each: nothing may come of it but good or no.

Every case follows from the seed and its number alone, so a failing one can be made again.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from mutations import damaged
from verdicts import Judge, Verdict

SUFFIXES = (".docx", ".docm", ".dotx", ".odt")
LARGEST = 400_000
"""Larger files only make the same cases slower."""

GRACE = 10
"""Seconds to make the damage in, which is no part of the import."""

PROCESSES = get_context("spawn")
"""Not forked: this process has threads."""


@dataclass(frozen=True, slots=True)
class Case:
    """`number` and the seed decide all of it."""

    number: int
    seed: int
    files: tuple[Path, ...]

    def make(self) -> tuple[str, bytes, str]:
        """A name for the file, its bytes, and how it came about."""
        chance = Random(f"{self.seed}:{self.number}")
        file = chance.choice(self.files)
        content, names = damaged(file.read_bytes(), chance)
        return f"fall{file.suffix}", content, f"{file.name}: {', '.join(names)}"


class Worker:
    """A process that imports; it is ended, with all it has started, when it takes too long."""

    def __init__(self, place: Path, seconds: int) -> None:
        self._place, self._seconds = place, seconds
        self._start()

    def _start(self) -> None:
        self._end, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=_work, args=(theirs, self._place, self._seconds))
        self._process.start()
        theirs.close()

    def verdict(self, case: Case) -> Verdict:
        """What became of a case; a worker that is gone is one that failed."""
        self._end.send(case)
        try:
            if self._end.poll(self._seconds + GRACE):
                answer: Verdict = self._end.recv()
                return self._timed(answer)
            fault = f"not done in {self._seconds} s"
        except EOFError:
            fault = "the process died"
        self.stop()
        self._start()
        return Verdict("wrong", self._seconds, fault)

    def _timed(self, verdict: Verdict) -> Verdict:
        if verdict.seconds <= self._seconds or verdict.fault:
            return verdict
        return Verdict("wrong", verdict.seconds, f"took {verdict.seconds:.0f} s")

    def stop(self) -> None:
        """End the process and what it started."""
        if self._process.is_alive() and self._process.pid:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.join()
        self._end.close()


def _work(end: Connection, place: Path, seconds: int) -> None:
    os.setsid()
    judge = Judge(place, seconds)
    while (case := _next(end)) is not None:
        name, content, _ = case.make()
        end.send(judge.verdict(name, content))


def _next(end: Connection) -> Case | None:
    """None when nobody asks any longer."""
    try:
        case = end.recv()
    except EOFError:
        return None
    return case if isinstance(case, Case) else None


class Tally:
    """Counts and shows what comes in, and keeps the files that failed."""

    def __init__(self, total: int, keep: Path) -> None:
        self._total, self._keep = total, keep
        self._began = time.monotonic()
        self.kinds: Counter[str] = Counter()
        self.faults: dict[str, list[int]] = {}

    def take(self, case: Case, verdict: Verdict) -> None:
        """One more case."""
        self.kinds[verdict.kind] += 1
        if verdict.fault:
            self._save(case, verdict)
        done = self.kinds.total()
        if done % 100 == 0 or done == self._total:
            counts = ", ".join(f"{n} {kind}" for kind, n in sorted(self.kinds.items()))
            seconds = time.monotonic() - self._began
            print(f"{done:>6} of {self._total}  {seconds:6.0f} s  {counts}", flush=True)

    def _save(self, case: Case, verdict: Verdict) -> None:
        known = self.faults.setdefault(verdict.fault, [])
        known.append(case.number)
        name, content, how = case.make()
        stem = self._keep / f"{case.seed}-{case.number}"
        self._keep.mkdir(parents=True, exist_ok=True)
        stem.with_suffix(Path(name).suffix).write_bytes(content)
        told = f"{how}\n{verdict.kind} {verdict.seconds:.2f} s {verdict.fault}\n{verdict.detail}\n"
        stem.with_suffix(".txt").write_text(told, encoding="utf-8")
        if len(known) == 1:
            print(f"  case {case.number}: {verdict.fault} ({how})", flush=True)

    def summary(self) -> str:
        """Each fault once, the most frequent first, with the cases to repeat it by."""
        rows = sorted(self.faults.items(), key=lambda one: -len(one[1]))
        lines = [
            f"{len(n):>5} x {fault}  (cases {', '.join(map(str, n[:5]))})" for fault, n in rows
        ]
        return "\n".join(lines or ["No case failed."])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+", help="where the whole files are")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seconds-each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--jobs", type=int, default=2)
    keep = Path(tempfile.gettempdir()) / "samverka-fuzz"
    parser.add_argument("--keep", type=Path, default=keep, help="where failing files are saved")
    return parser.parse_args()


def main() -> int:
    """Run the cases; 1 where one failed."""
    told = _arguments()
    found = sorted(one for folder in told.folder for one in folder.rglob("*"))
    files = tuple(f for f in found if f.suffix in SUFFIXES and f.stat().st_size <= LARGEST)
    if not files:
        sys.exit("no Word files there")
    cases = [Case(told.first + n, told.seed, files) for n in range(told.cases)]
    tally = Tally(len(cases), told.keep)
    with tempfile.TemporaryDirectory() as scratch:
        workers = [
            Worker(Path(scratch) / f"{n}" / "plats", told.seconds_each) for n in range(told.jobs)
        ]
        with ThreadPoolExecutor(told.jobs) as pool:
            shares = [
                pool.submit(_share, cases[number :: told.jobs], worker, tally)
                for number, worker in enumerate(workers)
            ]
        for share in shares:
            share.result()
        for worker in workers:
            worker.stop()
    print(f"\n{tally.summary()}\nFailing files are in {told.keep}" if tally.faults else "All well.")
    return 1 if tally.faults else 0


def _share(cases: list[Case], worker: Worker, tally: Tally) -> None:
    for case in cases:
        tally.take(case, worker.verdict(case))


if __name__ == "__main__":
    sys.exit(main())
