"""What the browser tests hold pages against: axe and the Nu checker, from npm, and a Java."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import debian
from messages import say

TOLD = "SAMVERKA_WEB_TOOLS"
"""The environment variable that tells the tests where the npm packages are."""
MANIFESTS = ("package.json", "package-lock.json")
PROGRAMS = {"npm": ("nodejs", "npm"), "java": ("default-jre-headless",)}
WISHED = {"xmllint": ("libxml2-utils",)}
"""What one test asks for, and is left out without."""
ADVICE = """\
Testerna av tillgänglighet och HTML behöver Node.js med npm, och Java, som inte hittades här:
  Debian, Ubuntu: sudo apt install nodejs npm default-jre-headless
  macOS:          brew install node openjdk
  Windows:        winget install OpenJS.NodeJS Microsoft.OpenJDK.21"""


def missing_programs() -> "list[str]":
    """The programs among those we need that are not on PATH."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def packages_of_missing(programs: "Mapping[str, tuple[str, ...]]") -> "list[str]":
    """Debian's packages for the programs that are not on PATH."""
    missing = [name for name in programs if shutil.which(name) is None]
    return [package for name in missing for package in programs[name]]


def is_installed(source: Path, place: Path) -> bool:
    """True where exactly the locked packages lie in `place`."""
    whole = (place / "node_modules" / ".package-lock.json").is_file()
    return whole and all(
        (place / name).is_file() and (place / name).read_bytes() == (source / name).read_bytes()
        for name in MANIFESTS
    )


def install_packages(source: Path, place: Path) -> bool:
    """Install the locked packages, each held against its hash, running none of their scripts."""
    say("Hämtar verktygen för webbtesterna ...")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in MANIFESTS:
        shutil.copy(source / name, place / name)
    npm = shutil.which("npm") or "npm"
    quietly = ["--no-audit", "--no-fund", "--loglevel=error"]
    command = [npm, "ci", "--ignore-scripts", *quietly]
    return subprocess.call(command, cwd=str(place), stdout=subprocess.DEVNULL) == 0


def ensure_web_tools(root: Path, venv: Path) -> str:
    """The folder of the npm packages, fetched if need be; nothing, and advice, without them."""
    source, place = root / "tests" / "web", venv / "web"
    missing = packages_of_missing({**PROGRAMS, **WISHED})
    if missing:
        debian.install(tuple(missing), " och ".join(missing))
    if missing_programs():
        say(ADVICE)
        return ""
    if not is_installed(source, place) and not install_packages(source, place):
        say("Verktygen för webbtesterna gick inte att hämta. De testerna hoppas över.")
        return ""
    return os.path.realpath(place / "node_modules")
