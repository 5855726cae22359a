"""A new source begins from its kind's pattern, and nothing of it goes out by mistake."""

import datetime as dt
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from samverka.errors import SamverkaError
from samverka.markdown.headings import headings
from samverka.settings import NamedThing, Settings
from samverka.source.addresses import heading_anchor
from samverka.source.beginning import Wish, begin_document, write_beginning
from samverka.source.document import read_document
from samverka.source.kinds import Kind
from tests.small_site import Site, said

TODAY = dt.date(2026, 11, 22)
SETTINGS = Settings(title="T", forums={"styrgrupp": NamedThing(name="Styrgruppen")})
TITLE = "Vår *första*: [träff] för 7 åringar"


def begun(kind: Kind, title: str = TITLE, into: str | None = None) -> str:
    folder = PurePosixPath(into) if into else None
    return str(begin_document(Wish(kind, title, folder, TODAY), SETTINGS).path)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_begun_is_a_draft_that_can_be_read_again(tmp_path: Path, kind: Kind) -> None:
    document = begin_document(Wish(kind, TITLE, None, TODAY), SETTINGS)
    write_beginning(tmp_path, document)
    read = read_document(tmp_path, document.path)
    assert read.findings == ()
    assert read.value == document
    assert (document.matter.title, document.matter.draft) == (TITLE, True)
    assert headings(document.body, heading_anchor)[0].text == TITLE


@pytest.mark.parametrize(
    ("kind", "title", "into", "path"),
    [
        (Kind.PAGE, "Öppna förskolan", None, "docs/oppna-forskolan.md"),
        (Kind.PAGE, "Öppna förskolan", "docs/om", "docs/om/oppna-forskolan.md"),
        (Kind.TRAINING, "Trygg i simhallen!", None, "docs/utbildning/trygg-i-simhallen.md"),
        (Kind.TRAINING, "Con", None, "docs/utbildning/con-sida.md"),
        (Kind.NEWSLETTER, "Nyhetsbrev mars 2027", None, "newsletters/2027-03.md"),
        (Kind.NEWSLETTER, "Höstens brev", None, "newsletters/2026-11.md"),
        (Kind.MEETING, "Möte 4 december 2026", None, "docs/moten/styrgrupp/2026-12-04.md"),
        (Kind.MEETING, "Möte", "docs/moten/styrgrupp", "docs/moten/styrgrupp/2026-11-22.md"),
    ],
)
def test_the_file_is_named_as_an_import_would_name_it(
    kind: Kind, title: str, into: str | None, path: str
) -> None:
    assert begun(kind, title, into) == path


@pytest.mark.parametrize(
    ("kind", "title", "into", "what"),
    [
        (Kind.PAGE, "???", None, "inga bokstäver"),
        (Kind.PAGE, "", None, "inga bokstäver"),
        (Kind.PAGE, "Index", None, "kan inte heta index.md"),
        (Kind.PAGE, "Om", "docs/utbildning", "ett annat slag"),
        (Kind.TRAINING, "Om", "docs/om", "ett annat slag"),
        (Kind.MEETING, "Möte", "docs/moten/okand", "hör inte till någon grupp"),
        (Kind.MEETING, "Möte", "docs/moten", "hör inte till någon grupp"),
    ],
)
def test_what_has_no_name_or_no_place_is_refused(
    kind: Kind, title: str, into: str | None, what: str
) -> None:
    with pytest.raises(SamverkaError, match=what):
        begun(kind, title, into)


def test_a_meeting_needs_a_forum() -> None:
    with pytest.raises(SamverkaError, match="Inga grupper"):
        begin_document(Wish(Kind.MEETING, "Möte", None, TODAY), Settings(title="T"))


@pytest.mark.parametrize("there", ["antal.md", "antal.csv"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, there: str) -> None:
    Site(tmp_path).write(f"docs/indikatorer/{there}", "Mitt eget.")
    document = begin_document(Wish(Kind.INDICATOR, "Antal", None, TODAY), SETTINGS)
    with pytest.raises(SamverkaError, match=there):
        write_beginning(tmp_path, document)
    (kept,) = (tmp_path / "docs/indikatorer").iterdir()
    assert kept.read_text(encoding="utf-8") == "Mitt eget."


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "samverka", "new", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_command_says_where_it_lies_and_what_comes_next(tmp_path: Path) -> None:
    Site(tmp_path).set_up()
    done = run(tmp_path, "training", "Trygg i simhallen")
    assert done.returncode == 0
    assert "docs/utbildning/trygg-i-simhallen.md" in done.stdout
    assert "samverka serve" in done.stdout
    again = run(tmp_path, "training", "Trygg i simhallen")
    assert again.returncode == 2
    assert "finns redan" in again.stderr


@pytest.mark.parametrize("into", ["../ut", "docs/.dold", "/tmp", "docs/om/../utbildning"])  # noqa: S108
def test_nothing_is_written_outside_the_folders_of_the_sources(tmp_path: Path, into: str) -> None:
    Site(tmp_path).set_up()
    done = run(tmp_path, "page", "Ny", "--into", into)
    assert done.returncode == 2
    assert "ligger inte under docs/" in done.stderr
    assert not list(tmp_path.rglob("ny.md"))


def test_a_site_of_all_the_patterns_has_nothing_to_put_right(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.set_up()
    for kind in Kind:
        document = begin_document(Wish(kind, f"Nytt av slaget {kind}", None, TODAY), SETTINGS)
        write_beginning(tmp_path, document)
    assert said(site.build(strict=True)) == []
    assert not [name for name in site.files() if "nytt-av-slaget" in name]
    for path in (*tmp_path.glob("docs/**/*.md"), *tmp_path.glob("newsletters/*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    assert said(site.build(strict=True)) == []
    assert "utbildning/nytt-av-slaget-training/index.html" in site.files()
