"""Which files a folder holds, and those in it that cannot be read or shown."""

import os
import sys
from pathlib import Path

import pytest

from samverka.files import printable
from samverka.source.store import Status
from samverka.word.batch import Run, import_files
from samverka.word.folders import find_files
from tests.batch_runs import filled, order, report, run
from tests.project import Project
from tests.word_files import text, title, word_bytes

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals or names")


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
