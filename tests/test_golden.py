"""Word files and the sources they became: what an import does is held here.

Those of inbox/ are pages of the site; those of tests/imports/ are pages no longer.
"""

from pathlib import Path, PurePosixPath

import pytest

from samverka.pandoc import find_pandoc
from samverka.settings import Limits, read_settings
from samverka.source.document import render_document
from samverka.source.kinds import Kind
from samverka.word.importing import Imported, Order, import_package
from samverka.word.opening.package import open_package

ROOT = Path(__file__).parent.parent
INBOX = sorted(path for path in (ROOT / "inbox").iterdir() if not path.name.startswith("."))
KEPT = ROOT / "tests" / "imports"
FILES = [*INBOX, *sorted(KEPT.glob("*.docx"))]
CODES = {
    Kind.MEETING: ["PERS01", "PERS02", "PERS03"],
    Kind.NEWSLETTER: ["IMG01", "LINK02", "ORG01"],
    Kind.REVIEW: [],
    Kind.TRAINING: [],
}


def import_file(path: Path) -> Imported:
    order = Order(read_settings(ROOT), find_pandoc())
    return import_package(open_package(path, Limits()), order)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def imported(request: pytest.FixtureRequest) -> Imported:
    return import_file(request.param)


@pytest.mark.parametrize("file", INBOX, ids=lambda path: path.name)
def test_the_page_in_the_repo_is_what_the_import_makes(file: Path) -> None:
    document = import_file(file).document
    made = render_document(document)
    assert made == (ROOT / document.path).read_text(encoding="utf-8")
    assert made == (ROOT / ".imports" / document.path).read_text(encoding="utf-8")


def test_the_import_makes_what_it_made_of_a_training_in_word() -> None:
    document = import_file(KEPT / "Utbildning steg 1 barnets plan.docx").document
    kept = (KEPT / document.path.name).read_text(encoding="utf-8")
    assert render_document(document) == kept


def test_its_pictures_in_the_repo_are_the_same_too(imported: Imported) -> None:
    for media in imported.media:
        assert (ROOT / media.path).read_bytes() == media.content
    folder = ROOT / imported.document.path.with_suffix("")
    names = {PurePosixPath(media.path).name for media in imported.media}
    assert {path.name for path in folder.glob("*")} == names


def test_an_editor_is_told_what_the_document_shows(imported: Imported) -> None:
    told = sorted({finding.code for finding in imported.findings})
    assert told == CODES[imported.document.kind]


def test_no_word_of_it_is_lost(imported: Imported) -> None:
    assert imported.receipt.missing == ()


def test_there_is_one_word_file_of_each_kind() -> None:
    assert {import_file(path).document.kind for path in FILES} == set(CODES)
