"""A run that is killed leaves the old or the new state of a document, and the next one goes on."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from samverka.source.journal import LIST, PENDING, Change, commit, finish_pending
from samverka.source.lock import locked
from samverka.source.store import LOCK, Status
from tests.project import Project
from tests.word_files import picture, text, title, word_bytes

ROOT = Path(__file__).parent.parent
KILLED_AT = """\
import os, signal, sys
from samverka.cli import main

LAST, root = int(sys.argv.pop(1)), os.getcwd()
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
seen = 0

def count(event, arguments):
    global seen
    writes = event == "open" and arguments[1] is not None and set(arguments[1]) & set("wa")
    if (writes or event in CHANGES) and str(arguments[0]).startswith(root):
        seen += 1
        if seen == LAST:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
try:
    main()
finally:
    print("CHANGES", seen)
"""
"""A real run that is killed just before its n-th change to the disk; 0 for never."""


def import_killed_at(root: Path, change: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED_AT, str(change), "import", "inbox"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != ".samverka"
    }


def documents(version: str, colour: str) -> dict[str, bytes]:
    return {
        f"{name}.docx": word_bytes(
            title(name.title()), text(f"{version} {name}."), text("Slut."), picture(colour, name)
        )
        for name in ("ett", "två", "tre")
    }


def project_before(folder: Path, state: str) -> Project:
    folder.mkdir()
    project = Project(folder)
    for name, content in documents("Första", "red").items():
        project.put(name, content)
    if state == "first import":
        return project
    project.import_all()
    for name, content in documents("Andra", "blue").items():
        project.put(name, content)
    added, clashing = (folder / "docs" / name for name in ("tva.md", "tre.md"))
    added.write_text(added.read_text(encoding="utf-8") + "\nMitt.\n", encoding="utf-8")
    changed = clashing.read_text(encoding="utf-8").replace("Första", "Min")
    clashing.write_text(changed, encoding="utf-8")
    return project


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("state", ["first import", "updates and merges"])
def test_after_a_kill_the_next_run_makes_what_an_undisturbed_one_would(
    tmp_path: Path, state: str
) -> None:
    start = project_before(tmp_path / "start", state)
    whole = tmp_path / "whole"
    shutil.copytree(start.root, whole)
    changes = int(import_killed_at(whole, 0).stdout.split("CHANGES ")[1])
    wanted = tree(whole)
    assert changes > 40
    for moment in range(1, changes, changes // 12):
        root = tmp_path / f"killed-{moment}"
        shutil.copytree(start.root, root)
        assert import_killed_at(root, moment).returncode == -signal.SIGKILL
        again = import_killed_at(root, 0)
        assert "Traceback" not in again.stderr
        assert tree(root) == wanted, f"killed before change {moment} of {changes}"
        assert not any((root / PENDING).iterdir())


PAGE, PICTURE, OLD = "docs/om.md", "docs/om/bild.png", "docs/om/gammal.png"


@pytest.fixture
def half_done(tmp_path: Path) -> Path:
    """As a run leaves it that was killed when it had moved the picture but not the page."""
    (tmp_path / "docs/om").mkdir(parents=True)
    (tmp_path / PICTURE).write_bytes(b"ny bild")
    (tmp_path / PAGE).write_bytes(b"gammal sida")
    (tmp_path / OLD).write_bytes(b"gammal bild")
    (tmp_path / PENDING).mkdir(parents=True)
    (tmp_path / PENDING / "1").write_bytes(b"ny sida")
    writes = [step(PICTURE, None), step(PAGE, b"gammal sida")]
    write_list(tmp_path, writes, [step(OLD, b"gammal bild")])
    return tmp_path


Step = dict[str, str | None]


def step(path: str, was: bytes | None) -> Step:
    return {"path": path, "was": None if was is None else hashlib.sha256(was).hexdigest()}


def write_list(root: Path, writes: list[Step], removes: list[Step]) -> None:
    (root / PENDING / LIST).write_text(json.dumps({"writes": writes, "removes": removes}))


def test_a_change_is_made_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "docs/om").mkdir(parents=True)
    (tmp_path / OLD).write_bytes(b"gammal bild")
    writes = {PurePosixPath(PICTURE): b"ny bild", PurePosixPath(PAGE): b"ny sida"}
    commit(tmp_path, Change(writes, (PurePosixPath(OLD),)))
    assert tree(tmp_path) == {PAGE: b"ny sida", PICTURE: b"ny bild"}
    assert not any((tmp_path / PENDING).iterdir())


def test_what_a_killed_run_had_decided_is_carried_out(half_done: Path) -> None:
    finish_pending(half_done)
    assert tree(half_done) == {PAGE: b"ny sida", PICTURE: b"ny bild"}
    assert not any((half_done / PENDING).iterdir())


def test_what_a_killed_run_had_not_decided_is_thrown_away(half_done: Path) -> None:
    (half_done / PENDING / LIST).unlink()
    finish_pending(half_done)
    assert tree(half_done) == {PAGE: b"gammal sida", PICTURE: b"ny bild", OLD: b"gammal bild"}
    assert not any((half_done / PENDING).iterdir())


def test_a_page_that_was_edited_after_the_kill_is_not_touched(half_done: Path) -> None:
    (half_done / PAGE).write_bytes(b"min sida")
    finish_pending(half_done)
    assert tree(half_done) == {PAGE: b"min sida", PICTURE: b"ny bild", OLD: b"gammal bild"}
    assert not any((half_done / PENDING).iterdir())


@pytest.mark.parametrize(
    "path",
    ["../utanför.md", "docs/../../utanför.md", "/etc/x", "mkdocs.yml", "docs/länk/x", "C:\\x"],
)
def test_a_list_that_names_other_files_than_ours_is_not_followed(
    half_done: Path, path: str
) -> None:
    outside = half_done.with_name(f"{half_done.name}-utanför")
    outside.mkdir()
    (half_done / "docs/länk").symlink_to(outside)
    (half_done / PENDING / "0").write_bytes(b"x")
    write_list(half_done, [step(path, None)], [])
    before = tree(half_done)
    finish_pending(half_done)
    assert tree(half_done) == {k: v for k, v in before.items() if not k.startswith(".samverka")}
    assert not list(outside.iterdir())
    assert not outside.with_name("utanför.md").exists()


def test_two_runs_in_one_project_do_not_mix(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("om.docx", word_bytes(title("Om"), text("Hej.")))
    with locked(tmp_path / LOCK):
        done = import_killed_at(tmp_path, 0)
    assert done.returncode == 2
    assert "en annan import pågår i samma projekt" in done.stderr
    assert not (tmp_path / "docs").exists()
    assert [one.status for one in project.import_all()] == [Status.NEW]
