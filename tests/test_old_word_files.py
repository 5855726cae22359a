"""What only LibreOffice can open is imported through it, and safely."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from samverka.office import Office, OfficeError, find_office
from samverka.source.store import Status
from tests.project import Project
from tests.word_files import picture, table, text, title, word_bytes

CORPUS = Path(os.environ.get("SAMVERKA_SHARED", "/nonexistent")) / "corpus"
OFFICE = find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")

DOCX = word_bytes(
    title("Om samverkan"),
    text("Vi möts varje månad. " * 200),
    table(("Ort", "Skolor"), ("Växjö", "Sju")),
    picture("red"),
)
RTF = rb"{\rtf1\ansi{\b Om samverkan}\par Vi m\'f6ts.\par}"
WEB = b"<html><head><title>x</title></head><body><h1>Om samverkan</h1><p>Hej.</p></body></html>"


@pytest.fixture(scope="module")
def old() -> bytes:
    assert OFFICE is not None
    (content,) = OFFICE.convert([(".docx", DOCX)], ".doc")
    assert content is not None
    return content


def locked(content: bytes) -> bytes:
    """With the flag that says so, ten bytes into the head of the text."""
    head = content.index(b"\xec\xa5", 512)
    return content[: head + 11] + bytes([content[head + 11] | 1]) + content[head + 12 :]


@needs_office
@pytest.mark.parametrize("name", ["a.doc", "A.DOC", "a.dot", "fel namn.docx"])
def test_an_old_word_file_becomes_a_page_and_keeps_its_name_and_checksum(
    tmp_path: Path, old: bytes, name: str
) -> None:
    project = Project(tmp_path, office=OFFICE)
    outcome = project.import_one(name, old)
    assert outcome.status is Status.NEW
    assert outcome.receipt is not None
    assert outcome.receipt.missing == ()
    page = project.read("docs/om-samverkan.md")
    assert f"file: {name}" in page
    assert "Växjö</td>" in page
    assert "](om-samverkan/bild-1.png)" in page
    assert project.import_one(name, old).status is Status.UNCHANGED


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.docx"])
def test_rich_text_is_refused(tmp_path: Path, name: str) -> None:
    problem = Project(tmp_path, office=OFFICE).import_one(name, RTF).problem
    assert problem is not None
    assert "RTF" in problem.what
    assert ".docx" in problem.do


@pytest.mark.parametrize(("name", "content"), [("ny.doc", DOCX), ("webb.doc", WEB)])
def test_a_new_file_under_an_old_name_is_read_as_what_it_is(
    tmp_path: Path, name: str, content: bytes
) -> None:
    project = Project(tmp_path)
    assert project.import_one(name, content).status is Status.NEW
    assert "title: Om samverkan" in project.read("docs/om-samverkan.md")


@needs_office
def test_without_libreoffice_the_editor_is_told_what_to_do(tmp_path: Path, old: bytes) -> None:
    problem = Project(tmp_path).import_one("a.doc", old).problem
    assert problem is not None
    assert "äldre formatet .doc" in problem.what
    assert ".docx" in problem.do
    assert "LibreOffice" in problem.do


@needs_office
def test_a_locked_old_file_is_refused(tmp_path: Path, old: bytes) -> None:
    problem = Project(tmp_path, office=OFFICE).import_one("a.doc", locked(old)).problem
    assert problem is not None
    assert "lösenord" in problem.what


@needs_office
def test_half_an_old_file_is_refused(tmp_path: Path, old: bytes) -> None:
    half = old[:2000] + old[-3000:]
    problem = Project(tmp_path, office=OFFICE).import_one("a.doc", half).problem
    assert problem is not None
    assert problem.do


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it has been asked for."""
    paths: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def handle(self) -> None:
            paths.append("asked")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a.png", paths
    server.shutdown()
    server.server_close()


@needs_office
def test_libreoffice_fetches_nothing(asked: tuple[str, list[str]]) -> None:
    assert OFFICE is not None
    address, paths = asked
    page = f'<html><body>Hej<img src="{address}"></body></html>'.encode()
    (content,) = OFFICE.convert([(".html", page)], ".odt")
    assert content is not None
    assert paths == []


@needs_office
def test_a_profile_is_kept_where_one_is_given_and_nothing_else_is(tmp_path: Path) -> None:
    assert OFFICE is not None
    office = Office(OFFICE.path, profiles=tmp_path)
    for _ in range(2):
        assert office.convert([(".rtf", RTF)], ".docx") != (None,)
    (profile,) = tmp_path.iterdir()
    assert (profile / "user" / "registrymodifications.xcu").is_file()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_program_that_never_ends_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nsleep 600 &\necho $! > "{tmp_path}/child"\nwait\n')
    program.chmod(0o755)
    with pytest.raises(OfficeError, match="avbröts"):
        Office(str(program), seconds=1).convert([(".doc", b"")], ".docx")
    status = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z"


def test_a_program_that_is_not_there_is_said_so() -> None:
    with pytest.raises(OfficeError, match="går inte att starta"):
        Office("/finns/inte/soffice").convert([(".doc", b"")], ".docx")


@needs_office
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="SAMVERKA_SHARED names no folder with corpus/")
def test_every_old_file_of_the_corpus_is_imported_or_refused_with_its_reason(
    tmp_path: Path,
) -> None:
    assert OFFICE is not None
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    (tmp_path / "site").mkdir()
    project = Project(tmp_path / "site", office=Office(OFFICE.path, 60, profiles))
    files = [path for path in sorted(CORPUS.rglob("*")) if path.suffix.lower() == ".doc"]
    for number, path in enumerate(files):
        outcome = project.import_one(f"{number} {path.name}", path.read_bytes())
        if outcome.problem is None:
            assert outcome.receipt is not None
        else:
            assert "Samverka inte klarar" not in outcome.problem.what, path.name
    assert len(files) > 150
