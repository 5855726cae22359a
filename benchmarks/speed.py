"""Time the import against pandoc and markitdown on the same files, one and two at a time.

The floor is a bare lxml parse of the same files. Every tool is warm; all are timed on the files
that every one of them opens, and those that a tool refuses are counted.
"""

import argparse
import cProfile
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from one_import import SETTINGS
from tools import TOOLS, samverka

WARM_UP = 5
COMMAND = "samverka import --jobs {}"
STAGES: Mapping[str, str] = {
    "check the archive": "package_of",
    "read": "read_package",
    "tidy and shape": "shape_reading",
    "pictures": "place_pictures",
    "write Markdown": "markdown_of",
    "point links": "point_links",
    "count words": "_count",
    "lines of the page": "page_lines",
    "compare words": "write_receipt",
    "tell findings": "_findings",
    "receipt page": "receipt_page",
    "save": "save_import",
}


@dataclass(frozen=True, slots=True)
class Timed:
    """How long a tool took for all files, and for each of them; seconds."""

    total: float
    each: tuple[float, ...] = ()


def time_one(name: str, file: Path) -> float | None:
    """None where the tool refuses the file, in whatever way it does so."""
    began = time.perf_counter()
    try:
        TOOLS[name](file)
    except Exception:  # noqa: BLE001  each tool has its own way
        return None
    return time.perf_counter() - began


def _run(name: str, files: list[Path], jobs: int) -> tuple[float, list[float | None]]:
    """In so many processes, each warm before the clock starts."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        names = [name] * len(files)
        list(pool.map(time_one, names[: WARM_UP * jobs], files[: WARM_UP * jobs]))
        began = time.perf_counter()
        each = list(pool.map(time_one, names, files))
        return time.perf_counter() - began, each


def _timed(name: str, files: list[Path], jobs: int) -> Timed:
    total, each = _run(name, files, jobs)
    return Timed(total, tuple(one for one in each if one is not None))


def _command(files: list[Path], jobs: int) -> Timed:
    """The command as an editor runs it, with all it does before and after."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        (root / "inbox").mkdir()
        for place, file in enumerate(files):
            shutil.copy(file, root / "inbox" / f"{place}{file.suffix}")
        command = [sys.executable, "-m", "samverka", "import", "inbox", "--jobs", str(jobs)]
        began = time.perf_counter()
        subprocess.run(command, cwd=root, env=_environment(), capture_output=True, check=False)  # noqa: S603
        return Timed(time.perf_counter() - began)


def _environment() -> dict[str, str]:
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(p).resolve()) for p in paths if p)}


def _opened_by_all(files: list[Path]) -> list[Path]:
    """Those that no tool refuses; how many each refuses is told."""
    kept = files
    for name in TOOLS:
        _, each = _run(name, files, 2)
        refused = {file for file, seconds in zip(files, each, strict=True) if seconds is None}
        print(f"{name} refuses {len(refused)} of {len(files)} files", flush=True)
        kept = [file for file in kept if file not in refused]
    print(f"{len(kept)} files are opened by all of them\n", flush=True)
    return kept


def _row(name: str, timed: Timed, files: int, pandoc: Timed) -> str:
    each = sorted(timed.each)
    median = f"{statistics.median(each) * 1000:>9.1f}" if each else f"{'':>9}"
    slow = f"{each[int(len(each) * 0.95)] * 1000:>9.1f}" if each else f"{'':>9}"
    ratio = pandoc.total / timed.total
    return f"{name:<30}{timed.total:>9.2f}{files / timed.total:>9.1f}{median}{slow}{ratio:>10.1f}x"


def _table(files: list[Path], jobs: int) -> None:
    print(f"{jobs} at a time")
    print(f"{'':<30}{'seconds':>9}{'files/s':>9}{'median ms':>9}{'p95 ms':>9}{'to pandoc':>11}")
    measured = {name: _timed(name, files, jobs) for name in TOOLS}
    measured[COMMAND.format(jobs)] = _command(files, jobs)
    pandoc = next(timed for name, timed in measured.items() if name.startswith("pandoc"))
    for name, timed in measured.items():
        print(_row(name, timed, len(files), pandoc), flush=True)
    print()


def _profile(files: list[Path]) -> None:
    """Where the time of our import goes; profiling itself makes all of it slower."""
    for file in files[:WARM_UP]:
        samverka(file)
    profile = cProfile.Profile()
    profile.enable()
    for file in files:
        samverka(file)
    profile.disable()
    stats = pstats.Stats(profile).get_stats_profile().func_profiles
    whole = stats["import_one"].cumtime
    print(f"What the import does, by profile ({whole:.1f} s in all)")
    for stage, function in STAGES.items():
        seconds = stats[function].cumtime if function in stats else 0.0
        print(f"{stage:<30}{seconds / len(files) * 1000:>9.2f} ms a file{seconds / whole:>8.0%}")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=1000, help="no more files than these")
    told = parser.parse_args()
    found = sorted(one for folder in told.folder for one in folder.rglob("*.docx"))[: told.most]
    files = _opened_by_all(found)
    if not files:
        sys.exit("no Word files that all tools open")
    _table(files, 1)
    _table(files, 2)
    _profile(files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
