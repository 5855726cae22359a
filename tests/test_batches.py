"""Many files read at once: the same pages, and a bad one harms no other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from samverka.source.store import Status
from samverka.word.batch import Crew, Run, import_files
from samverka.word.folders import find_files
from tests.batch_runs import FEW, copied, filled, order, pages, report, run, written
from tests.project import Project
from tests.word_files import text, with_part, word_bytes

P = ParamSpec("P")
T = TypeVar("T")


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
