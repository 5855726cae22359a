"""Many files at once: in processes, on a cluster, interrupted, and with bad ones among them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from samverka.errors import SamverkaError
from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.source.store import Status
from samverka.word.batch import Crew, Run, import_files
from samverka.word.folders import find_files, printable
from samverka.word.importing import Order
from tests.project import Project
from tests.test_bad_input import with_part
from tests.word_files import picture, text, title, word_bytes

P = ParamSpec("P")
T = TypeVar("T")
FEW = 6
MANY = 24
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals or names")


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


def order(project: Project) -> Order:
    return Order(read_settings(project.root), find_pandoc())


def test_the_pages_and_the_report_are_the_same_however_many_read(tmp_path: Path) -> None:
    here = filled(tmp_path / "here", FEW)
    here.put("trasig.docx", b"PK inget")
    here.import_all()
    for jobs in ("1", "3"):
        there = copied(here, tmp_path / jobs)
        code, said = run(there.root, "inbox", "--jobs", jobs)
        assert (code, "Traceback" in said) == (2, False)
        assert pages(there.root) == pages(here.root)
        assert [one["status"] for one in report(there.root)] == [*["ny"] * FEW, "stoppad"]


def large() -> bytes:
    """Takes many seconds to read."""
    paragraph = "<w:p><w:r><w:t>Ett stycke med några ord.</w:t></w:r></w:p>"
    body = f"<w:body>{paragraph * 120_000}</w:body>"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{namespace}">{body}</w:document>'
    return with_part(word_bytes(text("Hej")), "word/document.xml", xml.encode())


@pytest.mark.parametrize("names", [("inbox/stor.docx",), ("inbox",)], ids=["alone", "with others"])
def test_a_file_over_the_limit_of_time_is_refused_and_the_others_go_on(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    project = Project(tmp_path, "limits: {seconds: 1}")
    project.put("stor.docx", large())
    project.put("liten.txt", b"# Liten\n\nText.\n")
    code, said = run(project.root, *names, "--jobs", "1")
    assert code == 2
    assert "mer än 1 sekund att läsa och avbröts" in said
    assert (tmp_path / "docs/liten.md").exists() == (names == ("inbox",))


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


def test_a_file_that_is_known_is_not_read_again(tmp_path: Path) -> None:
    project = filled(tmp_path, FEW)
    project.import_all()
    with ThreadPoolExecutor(1) as closed:
        pass  # it would refuse to read
    files = find_files([project.root / "inbox"])
    outcomes = list(import_files(files, Run(project.root, order(project), crew=Crew(closed))))
    assert [one.status for one in outcomes] == [Status.UNCHANGED] * FEW


def test_no_more_files_are_in_hand_than_the_crew_can_hold(tmp_path: Path) -> None:
    project = filled(tmp_path, FEW)
    held: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
            held.append(1 - written(project) + len(held))
            return super().submit(fn, *args, **kwargs)

    with Counting(2) as executor:
        files = find_files([project.root / "inbox"])
        crew = Crew(executor, at_once=3)
        outcomes = list(import_files(files, Run(project.root, order(project), crew=crew)))
    assert [one.status for one in outcomes] == [Status.NEW] * FEW
    assert max(held) == 3


def written(project: Project) -> int:
    return len(list(project.root.glob("docs/*.md")))


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


def test_a_run_told_to_stop_ends_between_two_files(tmp_path: Path) -> None:
    project = filled(tmp_path, FEW)
    files = find_files([project.root / "inbox"])
    stopping = Run(project.root, order(project), stopped=lambda: written(project) == 2)
    outcomes = list(import_files(files, stopping))
    assert [one.status for one in outcomes] == [Status.NEW] * 2
    assert written(project) == 2


def test_a_file_named_twice_is_imported_once_and_in_its_first_place(tmp_path: Path) -> None:
    project = filled(tmp_path, 3)
    inbox = project.root / "inbox"
    last = inbox / "sida 02.docx"
    found = find_files([last, inbox, inbox / "../inbox", inbox])
    assert found == (last, inbox / "sida 00.docx", inbox / "sida 01.docx")


@POSIX_ONLY
def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    project = filled(tmp_path, 1)
    inbox = project.root / "inbox"
    (inbox / "runt").symlink_to(inbox)
    (inbox / "ut.docx").symlink_to("/etc/passwd")
    assert find_files([inbox]) == (inbox / "sida 00.docx",)


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to the one who runs the tests"
)
def test_what_cannot_be_read_is_told_and_the_others_imported(tmp_path: Path) -> None:
    project = filled(tmp_path, 1)
    closed = project.root / "inbox/stängd"
    closed.mkdir()
    (project.root / "inbox/sluten.docx").touch(mode=0o000)
    closed.chmod(0o000)
    said = [one.problem.what if one.problem else one.status for one in project.import_all()]
    closed.chmod(0o700)
    assert said == ["ny", "du har inte rätt att läsa eller skriva", "mappen går inte att läsa"]


def test_a_file_that_vanishes_before_it_is_read_is_told(tmp_path: Path) -> None:
    project = filled(tmp_path, 1)
    files = (project.root / "inbox/borta.docx", *find_files([project.root / "inbox"]))
    gone, kept = import_files(files, Run(project.root, order(project)))
    assert gone.problem is not None
    assert gone.problem.what == "filen finns inte längre"
    assert kept.status is Status.NEW


def test_a_file_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    project = Project(tmp_path)
    huge = project.put("stor.docx", b"")
    os.truncate(huge, 10**11)
    (outcome,) = project.import_all()
    assert outcome.problem is not None
    assert "gränsen är 50 MB" in outcome.problem.what


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_names_that_are_no_text_are_shown_and_recorded_as_escapes(tmp_path: Path) -> None:
    project = Project(tmp_path)
    content = word_bytes(title("Om oss"), text("Hej."))
    Path(os.fsdecode(bytes(project.root / "inbox") + b"/f\xf6r.docx")).write_bytes(content)
    project.put("röd\x1b[31m[b].docx", b"")
    code, said = run(project.root, "inbox")
    assert code == 2
    assert r"f\udcf6r.docx" in said
    assert r"röd\x1b[31m[b].docx" in said
    assert "\x1b" not in said
    assert r"file: f\udcf6r.docx" in project.read("docs/om-oss.md")
    assert os.fsencode(report(project.root)[0]["file"]) == b"inbox/f\xf6r.docx"


def test_a_name_in_any_language_is_shown_as_it_is() -> None:
    assert printable("Möte 3–4 – πρακτικά.docx") == "Möte 3–4 – πρακτικά.docx"


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jobs", "0"), "--jobs 0 går inte att använda"),
        (("--jobs", "-2"), "--jobs -2 går inte att använda"),
        (("--jobs", "två"), "värdet för '--jobs' duger inte"),
        (("--jobs", "2", "--scheduler", "tcp://a:1"), "Välj ett av dem"),
    ],
)
def test_a_number_of_readers_that_makes_no_sense_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    project = filled(tmp_path, 1)
    code, told = run(project.root, "inbox", *arguments)
    assert code == 2
    assert said in told


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
