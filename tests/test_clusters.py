"""Files read by others than this computer: a real Dask cluster, and what can go wrong."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.source.store import Status
from samverka.word.batch import Crew, Run, import_files
from samverka.word.folders import find_files
from tests.batch_runs import FEW, copied, filled, order, pages, report, run


@pytest.fixture
def occupied() -> Iterator[Executor]:
    """Never comes to what it is given."""
    free = threading.Event()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(free.wait)
        yield executor
        free.set()


def test_a_file_nobody_reads_in_time_is_given_up(tmp_path: Path, occupied: Executor) -> None:
    project = filled(tmp_path, 2)
    files = find_files([project.root / "inbox"])
    crew = Crew(occupied, at_once=2, patience=0.01)
    outcomes = list(import_files(files, Run(project.root, order(project), crew=crew)))
    assert [one.status for one in outcomes] == [Status.REFUSED] * 2
    assert all(one.problem and "avbröts" in one.problem.what for one in outcomes)


def test_a_run_whose_readers_are_gone_ends_and_says_how_to_go_on(
    tmp_path: Path, occupied: Executor
) -> None:
    project = filled(tmp_path, 2)
    files = find_files([project.root / "inbox"])
    gone = Crew(occupied, is_there=lambda: False)
    with pytest.raises(SamverkaError, match="svarar inte längre") as raised:
        list(import_files(files, Run(project.root, order(project), crew=gone)))
    assert "Kör samma kommando igen" in raised.value.do


@pytest.mark.slow
def test_a_cluster_gives_the_same_pages(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    here = filled(tmp_path / "here", FEW)
    here.put("trasig.docx", b"PK inget")
    there = copied(here, tmp_path / "there")
    here.import_all()
    workers = {"n_workers": 2, "threads_per_worker": 1, "processes": True}
    with distributed.LocalCluster(**workers, dashboard_address=None) as cluster:
        code, said = run(there.root, "inbox", "--scheduler", cluster.scheduler_address)
    assert (code, "Traceback" in said) == (2, False)
    assert pages(there.root) == pages(here.root)
    assert [one["status"] for one in report(there.root)] == [*["ny"] * FEW, "stoppad"]


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_told_of(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    project = filled(tmp_path, 1)
    code, said = run(project.root, "inbox", "--scheduler", "tcp://127.0.0.1:9")
    assert code == 2
    assert "Inget Dask-kluster svarar på tcp://127.0.0.1:9." in said
    assert not (project.root / ".samverka").exists()


def test_without_dask_the_one_who_asks_for_a_cluster_is_told_what_to_install(
    tmp_path: Path,
) -> None:
    project = filled(tmp_path, 1)
    program = "import sys; sys.modules['distributed'] = None; from samverka.cli import main; main()"
    arguments = ["import", "inbox", "--scheduler", "tcp://127.0.0.1:9"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=project.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert 'pip install "samverka[dask]"' in done.stderr


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    code, said = run(filled(tmp_path, 1).root, "inbox", "--scheduler", "klustret")
    assert code == 2
    assert "'klustret' är ingen adress till ett Dask-kluster" in said
