"""Kill an import at random moments, again and again, then let it end: nothing may show it.

A folder of small documents is imported undisturbed; then the same in another folder with `kill -9`
at chance moments, each time begun anew. After the last, undisturbed run both trees must be equal,
byte for byte. Between kills no page may be half written.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import docx
from PIL import Image

from one_import import SETTINGS

TRACES = ("inbox", ".samverka")
"""What a run tells of itself, and what went into it, is no part of the pages."""

FEWEST, MOST = 0.1, 1.0
"""The share of an undisturbed run's time that a run is given before it is killed."""


def _fill(inbox: Path, files: int) -> None:
    inbox.mkdir(parents=True)
    for number in range(files):
        word = docx.Document()
        word.add_heading(f"Rapport {number}", 1)
        for line in range(10):
            word.add_paragraph(f"Stycke {line} i rapport {number}.")
        if number % 5 == 0:
            picture = inbox.parent / "bild.png"
            Image.new("RGB", (20, 20), (number % 256, 90, 90)).save(picture)
            word.add_picture(str(picture))
            picture.unlink()
        word.save(str(inbox / f"{number:04}.docx"))


def _copied(source: Path, root: Path) -> Path:
    (root / "inbox").mkdir(parents=True)
    for file in sorted(source.iterdir()):
        (root / "inbox" / file.name).write_bytes(file.read_bytes())
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return root


def _start(root: Path, jobs: int) -> subprocess.Popen[bytes]:
    """In a session of its own, so that all that it starts can be killed with it."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    found = os.pathsep.join(str(Path(path).resolve()) for path in paths if path)
    command = [sys.executable, "-m", "samverka", "import", "inbox", "--jobs", str(jobs)]
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": found},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _finish(root: Path, jobs: int) -> tuple[float, int, str]:
    """Seconds, exit code, and what was said on stderr."""
    began = time.monotonic()
    running = _start(root, jobs)
    _, said = running.communicate()
    return time.monotonic() - began, running.returncode, said.decode("utf-8", "replace")


def _kill_after(root: Path, jobs: int, seconds: float) -> bool:
    """Whether it was still at work."""
    running = _start(root, jobs)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return True
    return False


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in TRACES
    }


def _half_written(now: dict[str, bytes], whole: dict[str, bytes]) -> Iterator[str]:
    """Pages and pictures that are there and not as they will be."""
    for name, content in now.items():
        if name.startswith(("docs/", "newsletters/")) and content != whole.get(name):
            yield name


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    """Kill, mend and compare; 1 where something shows."""
    told, faults = _arguments(), list[str]()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        _fill(place / "filer", told.files)
        calm = _copied(place / "filer", place / "ostord")
        usual, code, said = _finish(calm, told.jobs)
        whole = _tree(calm)
        print(f"undisturbed: {usual:.1f} s, {len(whole)} files, exit code {code}", flush=True)
        if code == 2 or not whole:  # noqa: PLR2004  the code for a run that failed
            sys.exit(said)
        chance = Random(told.seed)
        done, folders = 0, 0
        while done < told.kills:
            root, folders = _copied(place / "filer", place / f"stord{folders}"), folders + 1
            times = (chance.uniform(FEWEST, MOST) * usual for _ in range(told.kills - done))
            kills, found = _disturbed(root, told.jobs, times, whole)
            done, faults = done + kills, [*faults, *found]
            print(f"{done} kills in {folders} folders: {len(faults)} faults", flush=True)
    print("\n".join(faults[:40]) or "Nothing shows.")
    return 1 if faults else 0


def _disturbed(
    root: Path, jobs: int, times: Iterable[float], whole: dict[str, bytes]
) -> tuple[int, list[str]]:
    """Killed at each of the times, until a run is done before; how often, and what shows."""
    faults, kills = list[str](), 0
    for seconds in times:
        if not _kill_after(root, jobs, seconds):
            break
        kills += 1
        half = _half_written(_tree(root), whole)
        faults += [f"half written after {seconds:.2f} s: {name}" for name in half]
    _, code, said = _finish(root, jobs)
    if code:
        faults.append(f"exit code {code}: {said[-300:]}")
    different = _differences(_tree(root), whole)
    return kills, [*faults, *(f"not as undisturbed: {name}" for name in different)]


if __name__ == "__main__":
    sys.exit(main())
