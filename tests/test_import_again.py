"""Importing again loses nothing of the Word file's side and nothing of the editor's."""

from pathlib import Path

import pytest

from samverka.source.store import Status
from tests.project import Project
from tests.word_files import picture, text, title, word_bytes

PAGE = "docs/om-oss.md"


def version(words: str) -> bytes:
    return word_bytes(title("Om oss"), text(words), picture("red", "Ett hus"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.import_one("om.docx", version("Första texten."))
    return project


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in root.rglob("*") if path.is_file()]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_an_unchanged_file_writes_nothing(project: Project) -> None:
    before = snapshot(project.root)
    (outcome,) = project.import_all()
    assert outcome.status is Status.UNCHANGED
    assert snapshot(project.root) == before


def test_a_changed_word_file_updates_a_page_nobody_edited(project: Project) -> None:
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.UPDATED
    assert "Andra texten." in project.read(PAGE)


def test_an_edited_page_is_left_alone_and_said_so(project: Project) -> None:
    page = project.root / PAGE
    page.write_text(project.read(PAGE).replace("Första", "Min egen"), encoding="utf-8")
    before = snapshot(project.root / "docs")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.EDITED
    assert snapshot(project.root / "docs") == before


def test_an_edited_page_is_left_alone_when_the_word_file_did_not_change(project: Project) -> None:
    page = project.root / PAGE
    page.write_text(project.read(PAGE).replace("Första", "Min egen"), encoding="utf-8")
    (outcome,) = project.import_all()
    assert outcome.status is Status.UNCHANGED
    assert "Min egen texten." in project.read(PAGE)


def test_a_page_that_was_taken_away_is_imported_again(project: Project) -> None:
    (project.root / PAGE).unlink()
    (outcome,) = project.import_all()
    assert outcome.status is Status.NEW
    assert "Första texten." in project.read(PAGE)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("om.docx", version("Text."))
    before = snapshot(project.root)
    (outcome,) = project.import_all(dry_run=True)
    assert (outcome.status, str(outcome.path)) == (Status.NEW, PAGE)
    assert snapshot(project.root) == before


def test_the_same_bytes_in_give_the_same_bytes_out(tmp_path: Path) -> None:
    made = []
    content = version("Text.")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        project = Project(tmp_path / name)
        project.import_one("om.docx", content)
        made.append(
            {
                p.relative_to(project.root): p.read_bytes()
                for p in project.root.rglob("*.*")
                if p.is_file()
            }
        )
    assert made[0] == made[1]
    assert len(made[0]) == 7


def test_a_page_with_windows_line_ends_counts_as_unedited(project: Project) -> None:
    page = project.root / PAGE
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert project.import_one("om.docx", version("Andra.")).status is Status.UPDATED


def test_a_picture_the_editor_changed_is_kept_and_said_so(project: Project) -> None:
    picture_file = project.root / "docs/om-oss/ett-hus.png"
    picture_file.write_bytes(b"min egen bild")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.UPDATED
    assert picture_file.read_bytes() == b"min egen bild"
    assert [finding.code for finding in outcome.findings] == ["IMG05"]


def test_a_picture_changed_in_word_only_is_exchanged(project: Project) -> None:
    picture_file = project.root / "docs/om-oss/ett-hus.png"
    before = picture_file.read_bytes()
    changed = word_bytes(title("Om oss"), text("Första texten."), picture("blue", "Ett hus"))
    outcome = project.import_one("om.docx", changed)
    assert outcome.findings == ()
    assert picture_file.read_bytes() != before


def test_a_page_saved_in_another_encoding_is_told_and_left(project: Project) -> None:
    page = project.root / PAGE
    page.write_bytes(page.read_text(encoding="utf-8").encode("utf-16"))
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.REFUSED
    assert outcome.problem is not None
    assert "UTF-8" in outcome.problem.what
