"""The set-up behind every script: a Python new enough, `.venv`, and the locked packages in it.

An old Python must be able to read this far to be told what to do, so nothing in `scripts/` needs
more than Python 3.6 before `check_python` has answered (annotations that need more are quoted).
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import packages
from messages import Stop, say, use_utf8

OLDEST = (3, 11)
NEEDED = ("venv", "ensurepip")
ROOT = Path(__file__).resolve().parent.parent
HELD_BY = {"site": ["site"], "test": ["site", "test"]}
"""Which locks are satisfied once a lock is installed: the tests' holds all of the site's."""

CALM = {
    "PYTHONUTF8": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    # The theme's English words about its own future are for developers, not editors.
    "NO_MKDOCS_2_WARNING": "1",
}


class Home(NamedTuple):
    """A clone of the repo, wherever it lies, and where its own Python is kept."""

    root: Path

    @property
    def venv(self) -> Path:
        """Where everything that is installed goes; nothing is put elsewhere on the computer."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python that runs Samverka."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says what the whole `.venv` was made from."""
        return self.venv / "samverka.stamp"

    def lock(self, name: str) -> Path:
        """A list of packages with their hashes."""
        return self.root / "locks" / (name + ".txt")


def check_python(version: "tuple[int, ...]") -> None:
    """Stop, with what to install, when this Python is too old to run Samverka."""
    if version[:2] < OLDEST:
        used = ".".join(str(part) for part in version[:3])
        raise Stop(
            f"Samverka behöver Python 3.11 eller senare. Du körde med Python {used}.",
            "Installera en nyare Python och kör samma kommando igen:\n"
            "  Windows:        winget install Python.Python.3.13\n"
            "  macOS:          brew install python@3.13\n"
            "  Debian, Ubuntu: sudo apt install python3 python3-venv\n"
            "Finns en nyare redan? Skriv till exempel python3.13 i stället för python3\n"
            "(på Windows: py -3.13 i stället för py).",
        )


def check_modules(names: "tuple[str, ...]") -> None:
    """Stop when this Python was shipped without what makes a `.venv` (Debian splits it off)."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise Stop(
            f"Din Python saknar {' och '.join(missing)}, som behövs för att göra .venv.",
            "På Debian och Ubuntu: kör  sudo apt install python3-venv  och sedan samma kommando\n"
            "igen. På andra system: installera om Python med alla delar.",
        )


def child_environment() -> "dict[str, str]":
    """What programs we start see: UTF-8 everywhere, and no modules from somebody else's folders."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    return {**inherited, **CALM}


def identity(home: Home, version: "tuple[int, ...]") -> str:
    """A digest that changes with whatever would make an existing `.venv` the wrong one."""
    digest = hashlib.sha256(repr((version[:2], str(home.root))).encode())
    for path in [home.root / "pyproject.toml", *map(home.lock, HELD_BY)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_stamp(home: Home) -> "list[str]":
    """The locks installed in a whole `.venv` made for this clone; none when it must be remade."""
    if not (home.python.is_file() and home.stamp.is_file()):
        return []
    recorded, *locks = home.stamp.read_text(encoding="utf-8").split() or [""]
    return locks if recorded == identity(home, sys.version_info[:3]) else []


def write_stamp(home: Home, locks: "list[str]") -> None:
    """Record that `.venv` is whole; always the last thing a set-up does."""
    words = [identity(home, sys.version_info[:3]), *locks]
    home.stamp.write_text("\n".join(words) + "\n", encoding="utf-8")


def make_venv(home: Home) -> None:
    """Make an empty `.venv`, in place of a half-made or outdated one."""
    say("Gör en egen Python-miljö i .venv ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(home.venv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if made.returncode:
        raise Stop(
            "Det gick inte att göra .venv:\n" + made.stdout.decode("utf-8", "replace").strip(),
            "Ta bort mappen .venv, stäng program som använder den, och kör samma kommando igen.",
        )


def prepare(home: Home, lock: str) -> None:
    """Make the packages of a lock ready in `.venv`; when they already are, nothing is done."""
    present = read_stamp(home)
    if lock in present:
        return
    check_modules(NEEDED)
    if present:
        home.stamp.unlink()
    else:
        make_venv(home)
    pip = packages.Pip(home.python, home.root, child_environment())
    packages.install_locked(pip, home.lock(lock))
    packages.install_project(pip)
    write_stamp(home, HELD_BY[lock])


def run(home: Home, arguments: "list[str]") -> int:
    """Run a module of `.venv` in the repo: its exit code, or 2 when it was killed."""
    command = [str(home.python), "-m", *arguments]
    code = subprocess.call(command, cwd=str(home.root), env=child_environment())
    return code if code >= 0 else 2


def start(work: "Callable[[Home, list[str]], int]", arguments: "list[str]") -> int:
    """Run a script's work; an old Python, a stop or Ctrl-C ends it with words, never a trace."""
    try:
        check_python(sys.version_info[:3])
        use_utf8()
        return work(Home(ROOT), arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Nobody reads any more, as in `site.py | head`; without this Python complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
