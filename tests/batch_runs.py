"""Folders of small Word files, and the import run on them as its user runs it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.word.importing import Order
from tests.project import Project
from tests.word_files import picture, text, title, word_bytes

FEW = 6


def filled(root: Path, count: int, more: str = "") -> Project:
    root.mkdir(exist_ok=True)
    project = Project(root, more)
    for number in range(count):
        builders = (title(f"Sida {number}"), text(f"Text {number}."), picture("red", "en ruta"))
        project.put(f"sida {number:02}.docx", word_bytes(*builders))
    return project


def copied(project: Project, root: Path) -> Project:
    """The same files: two that are made alike still have different times in them."""
    root.mkdir()
    copy = Project(root)
    shutil.copytree(project.root / "inbox", root / "inbox", dirs_exist_ok=True)
    return copy


def started(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    """In a group of its own, as a terminal starts a command."""
    return subprocess.Popen(
        [sys.executable, "-m", "samverka", "import", *arguments],
        cwd=root,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def run(root: Path, *arguments: str) -> tuple[int, str]:
    with started(root, *arguments) as process:
        said = "".join(process.communicate())
    return process.returncode, said


def pages(root: Path) -> dict[str, bytes]:
    """All that an import has written, but its report."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("docs", "newsletters", ".imports")
        for path in (root / top).rglob("*")
        if path.is_file()
    }


def report(root: Path) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads((root / ".samverka/import.json").read_bytes())
    return told


def order(project: Project) -> Order:
    return Order(read_settings(project.root), find_pandoc())


def written(project: Project) -> int:
    return len(list(project.root.glob("docs/*.md")))
