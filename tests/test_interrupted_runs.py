"""A run of many files that is watched, stopped or killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samverka.source.store import Status
from samverka.word.batch import Run, import_files
from samverka.word.folders import find_files
from tests.batch_runs import FEW, copied, filled, order, pages, report, run, started, written
from tests.project import Project

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals or names")
MANY = 24


def processes_in(root: Path) -> set[str]:
    """The numbers of the living processes that stand in a folder."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve(strict=True).is_relative_to(root.resolve()):
                found.add(process.name)
        except OSError:
            continue
    return found


def first_page_of(project: Project, process: "subprocess.Popen[str]") -> None:
    """Wait until something is written, or nothing will be."""
    while process.poll() is None and not written(project):
        time.sleep(0.01)


@POSIX_ONLY
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_whole_files_and_goes_on_where_it_stopped(
    tmp_path: Path, number: signal.Signals
) -> None:
    undisturbed = filled(tmp_path / "undisturbed", MANY)
    project = copied(undisturbed, tmp_path / "disturbed")
    undisturbed.import_all()
    with started(project.root, "inbox", "--jobs", "2") as process:
        first_page_of(project, process)
        os.killpg(process.pid, number)
        said = "".join(process.communicate())
    done = len(report(project.root))
    assert process.returncode == 130
    assert f"Avbrutet. {done} av {MANY} filer är klara, {MANY - done} återstår." in said
    assert "Traceback" not in said
    assert 0 < done < MANY
    whole = pages(undisturbed.root)
    assert written(project) == done
    assert pages(project.root).items() < whole.items()
    code, _ = run(project.root, "inbox", "--jobs", "2")
    assert code == 0
    assert pages(project.root) == whole
    statuses = [one["status"] for one in report(project.root)]
    assert statuses == [*["oförändrad"] * done, *["ny"] * (MANY - done)]


@LINUX_ONLY
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(tmp_path: Path, number: signal.Signals) -> None:
    project = filled(tmp_path, MANY)
    with started(project.root, "inbox", "--jobs", "2") as process:
        first_page_of(project, process)
        assert len(processes_in(project.root)) > 1
        process.send_signal(number)
        process.communicate()
    while processes_in(project.root):
        time.sleep(0.01)


def test_a_run_told_to_stop_ends_between_two_files(tmp_path: Path) -> None:
    project = filled(tmp_path, FEW)
    files = find_files([project.root / "inbox"])
    stopping = Run(project.root, order(project), stopped=lambda: written(project) == 2)
    outcomes = list(import_files(files, stopping))
    assert [one.status for one in outcomes] == [Status.NEW] * 2
    assert written(project) == 2


@POSIX_ONLY
def test_one_at_a_terminal_sees_how_far_the_run_has_come(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    project = filled(tmp_path, FEW)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "samverka", "import", "inbox", "--jobs", "1"],
        cwd=project.root,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:
        pass  # the terminal is gone, on Linux
    assert process.wait() == 0
    assert b"filer/s" in seen
    assert b"sida 0" in seen
