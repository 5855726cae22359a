"""Importing again loses nothing of the Word file's side and nothing of the editor's."""

from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from samverka.source.merging.conflicts import END, IN_WORD, ON_PAGE
from samverka.source.store import Status
from samverka.word.batch import Outcome
from tests.project import Project
from tests.word_files import picture, text, title, word_bytes

PAGE = "docs/om-oss.md"
PICTURE = "docs/om-oss/ett-hus.png"


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


def edit(project: Project, old: str, new: str) -> None:
    page = project.root / PAGE
    assert old in project.read(PAGE)
    page.write_text(project.read(PAGE).replace(old, new), encoding="utf-8")


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def choose(project: Project, mark: str) -> None:
    """As an editor does: keep the text after `mark`, take away the other and the marks."""
    before, rest = project.read(PAGE).split(ON_PAGE)
    mine, rest = rest.split(IN_WORD)
    theirs, after = rest.split(END)
    kept = mine if mark == ON_PAGE else theirs
    (project.root / PAGE).write_text(before + kept.strip() + after, encoding="utf-8")


def test_what_changed_on_each_side_stands_on_the_page(project: Project) -> None:
    edit(project, "# Om oss", "# Om oss\n\nVårt tillägg.")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.MERGED
    assert codes(outcome) == ["MERGE02"]
    assert "Vårt tillägg." in project.read(PAGE)
    assert "Andra texten." in project.read(PAGE)
    assert "Första" not in project.read(PAGE)
    assert project.import_all()[0].status is Status.UNCHANGED


def test_both_versions_of_one_paragraph_stand_on_the_page_until_one_is_chosen(
    project: Project,
) -> None:
    edit(project, "Första", "Min egen")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert (outcome.status, codes(outcome)) == (Status.MERGED, ["MERGE01"])
    assert f"{ON_PAGE}\n\nMin egen texten.\n\n{IN_WORD}\n\nAndra texten.\n\n{END}" in project.read(
        PAGE
    )


@pytest.mark.parametrize("newer", ["Andra texten.", "Tredje texten."])
def test_a_page_with_something_left_to_choose_in_is_left_as_it_is(
    project: Project, newer: str
) -> None:
    edit(project, "Första", "Min egen")
    project.import_one("om.docx", version("Andra texten."))
    before = snapshot(project.root / "docs"), snapshot(project.root / ".imports")
    outcome = project.import_one("om.docx", version(newer))
    assert (outcome.status, codes(outcome)) == (Status.EDITED, ["MERGE01"])
    assert (snapshot(project.root / "docs"), snapshot(project.root / ".imports")) == before


@pytest.mark.parametrize(
    ("mark", "kept"), [(ON_PAGE, "Min egen texten."), (IN_WORD, "Andra texten.")]
)
def test_after_the_choice_the_next_import_goes_on_from_it(
    project: Project, mark: str, kept: str
) -> None:
    edit(project, "Första", "Min egen")
    project.import_one("om.docx", version("Andra texten."))
    choose(project, mark)
    assert project.import_all()[0].status is Status.UNCHANGED
    more = word_bytes(
        title("Om oss"), text("Andra texten."), text("Mer."), picture("red", "Ett hus")
    )
    project.import_one("om.docx", more)
    assert f"{kept}\n\nMer.\n" in project.read(PAGE)
    assert "====" not in project.read(PAGE)


def test_what_word_changed_while_the_choice_was_open_comes_after_it(project: Project) -> None:
    edit(project, "Första", "Min egen")
    project.import_one("om.docx", version("Andra texten."))
    newest = word_bytes(
        title("Om oss"), text("Andra texten."), text("Mer."), picture("red", "Ett hus")
    )
    project.import_one("om.docx", newest)
    choose(project, ON_PAGE)
    assert project.import_all()[0].status is Status.MERGED
    assert "Min egen texten.\n\nMer.\n" in project.read(PAGE)


def test_a_change_that_word_takes_back_is_taken_back_on_the_page(project: Project) -> None:
    edit(project, "# Om oss", "# Om oss\n\nVårt tillägg.")
    project.import_one("om.docx", version("Andra texten."))
    project.import_one("om.docx", version("Första texten."))
    assert "Vårt tillägg.\n\nFörsta texten." in project.read(PAGE)


def test_a_word_file_only_saved_again_changes_no_text(project: Project) -> None:
    edit(project, "Första", "Min egen")
    again = word_bytes(
        title("Om oss"), text("Första texten."), picture("red", "Ett hus"), new_author
    )
    assert project.import_one("om.docx", again).status is Status.UNCHANGED
    assert "Min egen texten." in project.read(PAGE)
    before = snapshot(project.root)
    assert project.import_all()[0].status is Status.UNCHANGED
    assert snapshot(project.root) == before


def new_author(word: WordDocument) -> None:
    word.core_properties.author = "Någon annan"


def test_an_edited_page_whose_front_matter_is_broken_is_left_with_the_fault(
    project: Project,
) -> None:
    edit(project, "title: Om oss", "title: [Om oss")
    before = snapshot(project.root / "docs")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert (outcome.status, codes(outcome)) == (Status.EDITED, ["FM01"])
    assert snapshot(project.root / "docs") == before


def test_no_word_file_can_bring_the_marks(project: Project) -> None:
    outcome = project.import_one("om.docx", version(ON_PAGE))
    assert outcome.status is Status.UPDATED
    edit(project, "# Om oss", "# Om oss\n\nVårt tillägg.")
    assert project.import_one("om.docx", version("Andra.")).status is Status.MERGED


def test_a_picture_taken_out_of_the_word_file_goes_where_no_page_shows_it(project: Project) -> None:
    without = word_bytes(title("Om oss"), text("Första texten."))
    assert project.import_one("om.docx", without).status is Status.UPDATED
    assert not (project.root / PICTURE).exists()
    assert not (project.root / ".imports/docs/om-oss.sha256").exists()


@pytest.mark.parametrize("page", ["docs/om-oss.md", "docs/annan.md"])
def test_a_picture_that_an_editor_shows_stays(project: Project, page: str) -> None:
    with (project.root / page).open("a", encoding="utf-8") as file:
        file.write("\nSe huset: ![Huset](om-oss/ett-hus.png)\n")
    project.import_one("om.docx", word_bytes(title("Om oss"), text("Första texten.")))
    assert (project.root / PICTURE).exists()


def test_a_picture_the_editor_changed_stays_when_word_takes_it_out(project: Project) -> None:
    (project.root / PICTURE).write_bytes(b"min egen bild")
    project.import_one("om.docx", word_bytes(title("Om oss"), text("Första texten.")))
    assert (project.root / PICTURE).read_bytes() == b"min egen bild"


def rename(project: Project, new: str, content: bytes) -> Outcome:
    (project.root / "inbox/om.docx").unlink()
    return project.import_one(new, content)


def test_a_word_file_under_a_new_name_is_known_by_its_bytes(project: Project) -> None:
    before = snapshot(project.root / "docs")
    same = (project.root / "inbox/om.docx").read_bytes()
    outcome = rename(project, "om oss.docx", same)
    assert (outcome.status, str(outcome.path)) == (Status.UNCHANGED, PAGE)
    assert snapshot(project.root / "docs") == before


def test_a_copy_under_another_name_is_the_same_page(tmp_path: Path) -> None:
    project = Project(tmp_path)
    content = version("Texten.")
    for name in ("a.docx", "b.docx"):
        project.put(name, content)
    assert [one.status for one in project.import_all()] == [Status.NEW, Status.UNCHANGED]


LONG = "Vi som arbetar med barn i kommunerna möts varje månad och lär av varandra i en lugn miljö."


def test_a_word_file_under_a_new_name_with_new_text_updates_its_page(project: Project) -> None:
    project.import_one("om.docx", version(f"Texten. {LONG}"))
    outcome = rename(project, "nytt namn.docx", version(f"Den nya texten. {LONG}"))
    assert (outcome.status, codes(outcome)) == (Status.UPDATED, ["MERGE03"])
    assert "file: nytt namn.docx" in project.read(PAGE)
    assert "Den nya texten." in project.read(PAGE)


def test_another_text_under_a_taken_title_is_refused(project: Project) -> None:
    before = snapshot(project.root / "docs")
    outcome = rename(project, "annan.docx", word_bytes(title("Om oss"), text(LONG), text(LONG)))
    assert outcome.status is Status.REFUSED
    assert snapshot(project.root / "docs") == before


@pytest.mark.parametrize("name", ["om.docx", "nytt namn.docx"])
def test_a_page_keeps_its_address_when_the_title_changes(project: Project, name: str) -> None:
    project.import_one("om.docx", version(LONG))
    edit(project, "lugn", "stillsam")
    changed = word_bytes(title("Det här är vi"), text(LONG), picture("blue", "Ett hus"))
    outcome = rename(project, name, changed)
    assert (outcome.status, str(outcome.path)) == (Status.MERGED, PAGE)
    assert codes(outcome)[0] == "MERGE03"
    assert "title: Det här är vi" in project.read(PAGE)
    assert "stillsam" in project.read(PAGE)
    assert "](om-oss/ett-hus.png)" in project.read(PAGE)
    assert [path.name for path in (project.root / "docs").rglob("*")] == [
        "om-oss",
        "om-oss.md",
        "ett-hus.png",
    ]


def test_a_like_text_beside_the_first_is_a_page_of_its_own(project: Project) -> None:
    project.import_one("om.docx", version(LONG))
    outcome = project.import_one("nytt.docx", word_bytes(title("Om dem"), text(LONG)))
    assert (outcome.status, str(outcome.path)) == (Status.NEW, "docs/om-dem.md")


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
    picture_file = project.root / PICTURE
    picture_file.write_bytes(b"min egen bild")
    outcome = project.import_one("om.docx", version("Andra texten."))
    assert outcome.status is Status.UPDATED
    assert picture_file.read_bytes() == b"min egen bild"
    assert [finding.code for finding in outcome.findings] == ["IMG05"]


def test_a_picture_changed_in_word_only_is_exchanged(project: Project) -> None:
    picture_file = project.root / PICTURE
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


def test_a_document_taken_for_another_becomes_a_page_of_its_own_when_asked(
    project: Project,
) -> None:
    project.import_one("om.docx", version(LONG))
    old = (project.root / "inbox/om.docx").read_bytes()
    rename(project, "annat.docx", word_bytes(title("Något annat"), text(LONG)))
    (project.root / PAGE).unlink()
    project.put("om.docx", old)
    made = [(one.status, str(one.path)) for one in project.import_all()]
    assert made == [(Status.NEW, "docs/nagot-annat.md"), (Status.NEW, PAGE)]
