"""The Word files in inbox/ and the sources they became: what an import does is held here."""

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
CODES = {
    Kind.MEETING: ["PERS01", "PERS02", "PERS03"],
    Kind.NEWSLETTER: ["IMG01", "LINK02", "ORG01"],
    Kind.REVIEW: [],
    Kind.TRAINING: [],
}


@pytest.fixture(scope="module", params=INBOX, ids=lambda path: path.name)
def imported(request: pytest.FixtureRequest) -> Imported:
    order = Order(read_settings(ROOT), find_pandoc())
    return import_package(open_package(request.param, Limits()), order)


def test_the_page_in_the_repo_is_what_the_import_makes(imported: Imported) -> None:
    path = imported.document.path
    made = render_document(imported.document)
    assert made == (ROOT / path).read_text(encoding="utf-8")
    assert made == (ROOT / ".imports" / path).read_text(encoding="utf-8")


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
    order = Order(read_settings(ROOT), find_pandoc())
    kinds = {import_package(open_package(p, Limits()), order).document.kind for p in INBOX}
    assert kinds == set(CODES)
