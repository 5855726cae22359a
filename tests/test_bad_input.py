"""Every file that cannot be imported is refused with its reason, and the others are imported."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from samverka.source.store import Status
from samverka.word.batch import Outcome
from samverka.word.opening.compound import COMPOUND_FILE, ENCRYPTED
from tests.project import Project
from tests.word_files import with_part

SETTINGS_WITH_LOW_LIMITS = "limits: {file_mb: 1, unpacked_mb: 20, entries: 60, ratio: 50}"


def word_file(*paragraphs: str) -> bytes:
    word = docx.Document()
    word.add_heading("Om samverkan", 1)
    for text in paragraphs or ("Vi möts varje månad.",):
        word.add_paragraph(text)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def with_many_parts(content: bytes) -> bytes:
    for number in range(70):
        content = with_part(content, f"word/extra{number}.txt", b"x")
    return content


def with_document(change: Callable[[bytes], bytes]) -> bytes:
    content = word_file()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml")
    return with_part(content, "word/document.xml", change(document))


SMALLEST_GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
REFUSED = {
    "inte Word.docx": (b"Hej, detta \xe4r text.", "ingen Word-fil"),
    "bild.png": (SMALLEST_GIF, "ingen Word-fil"),
    "kalkylblad.doc": (COMPOUND_FILE + b"\0" * 600, ".doc"),
    "kalkylblad.docx": (COMPOUND_FILE + b"\0" * 600, ".doc"),
    "låst.docx": (COMPOUND_FILE + b"\0" * 600 + ENCRYPTED, "lösenord"),
    "halv.docx": (word_file()[:9000], "skadad"),
    "tom fil.docx": (b"", "tom"),
    "tomt dokument.docx": (
        with_document(lambda xml: xml[: xml.index(b"<w:p>")] + b"</w:body></w:document>"),
        "ingen text",
    ),
    "bruten xml.docx": (with_document(lambda xml: xml[: len(xml) // 2]), "skadad"),
    "främmande entitet.docx": (
        with_document(
            lambda xml: (
                b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                + xml[xml.index(b"<w:document") :]
            )
        ),
        "deklarationer",
    ),
    "stor.docx": (b"PK" + b"x" * 1_200_000, "gränsen är 1 MB"),
    "zipbomb.docx": (with_part(word_file(), "word/media/a.bin", b"\0" * 30_000_000), "onormalt"),
    "många delar.docx": (with_many_parts(word_file()), "delar"),
    "för djup.md": (b"# Djup\n\n" + b">" * 3000 + b" Hej\n", "klarar"),
    "alias.md": (b"---\ntitle: &a [x]\ntags: [*a, *a]\n---\n\n# Hej\n\nText\n", "hänvisar"),
    "djup yaml.md": (b"---\ntitle: " + b"[" * 3000 + b"\n---\n\n# Hej\n\nText\n", "nivåer"),
    "fel datum.md": (b"---\ntitle: Hej\ndate: 2022-13-45\n---\n\n# Hej\n", "rad 3: 2022-13-45"),
    "inte text.md": (b"# Hej\x00\x01\x02\xff\xfe\x00", "ingen text"),
    "ingen yaml.md": (b"---\ntitle: [Hej\n---\n\n# Hej\n\nText\n", "hakparentes"),
    "fel nycklar.md": (b"---\ntitel: Hej\naudiense: [skola]\n---\n\n# Hej\n\nText\n", "menade du"),
    "zip utan dokument.docx": (
        with_part(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"a"),
        "ingen Word-fil",
    ),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    project = Project(tmp_path_factory.mktemp("site"), SETTINGS_WITH_LOW_LIMITS)
    for name, (content, _) in REFUSED.items():
        project.put(name, content)
    project.put("bra.docx", word_file())
    made = {outcome.file.name: outcome for outcome in project.import_all()}
    made["__files__"] = Outcome(project.root, Status.NEW)
    return made


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_reason_and_what_to_do(
    outcomes: dict[str, Outcome], name: str
) -> None:
    outcome = outcomes[name]
    assert outcome.status is Status.REFUSED
    assert outcome.problem is not None
    assert REFUSED[name][1] in outcome.problem.what
    assert outcome.problem.do


def test_the_rest_of_the_batch_is_done_and_nothing_half_written(
    outcomes: dict[str, Outcome],
) -> None:
    root = outcomes["__files__"].file
    assert outcomes["bra.docx"].status is Status.NEW
    written = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}
    assert {name for name in written if not name.startswith(("inbox/", ".samverka/import/"))} == {
        "mkdocs.yml",
        "docs/om-samverkan.md",
        ".imports/docs/om-samverkan.md",
        ".samverka/kvitton/docs/om-samverkan.html",
    }


def test_all_faults_of_a_front_matter_are_told_at_once_with_line_and_nearest_key(
    outcomes: dict[str, Outcome],
) -> None:
    problem = outcomes["fel nycklar.md"].problem
    assert problem is not None
    assert "rad 2: titel: okänd nyckel, menade du title?" in problem.what
    assert "rad 3: audiense: okänd nyckel, menade du audience?" in problem.what


def test_two_files_that_would_be_the_same_page_do_not_overwrite_each_other(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("a.docx", word_file("Den ena."))
    project.put("b.docx", word_file("Den andra."))
    first, second = project.import_all()
    assert (first.status, second.status) == (Status.NEW, Status.REFUSED)
    assert second.problem is not None
    assert "a.docx" in second.problem.what
    assert "Den ena." in project.read("docs/om-samverkan.md")


def test_a_page_written_by_hand_is_never_overwritten(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("a.docx", word_file())
    page = project.root / "docs/om-samverkan.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Min\n---\n\nMitt.\n", encoding="utf-8")
    (outcome,) = project.import_all()
    assert outcome.status is Status.REFUSED
    assert page.read_text(encoding="utf-8").endswith("Mitt.\n")


def run_command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "samverka", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_command_exits_with_2_and_shows_no_traceback(tmp_path: Path) -> None:
    project = Project(tmp_path, SETTINGS_WITH_LOW_LIMITS)
    project.put("låst.docx", REFUSED["låst.docx"][0])
    project.put("bra.docx", word_file())
    done = run_command(project.root, "import", "inbox")
    assert done.returncode == 2
    assert "lösenord" in done.stdout
    assert "bra.docx" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "tom"), "inga Word-filer"),
        (("import", "finns-inte"), "finns inte"),
        (("import", "inbox", "--into", "../utanför"), "ligger inte under"),
    ],
)
def test_wrong_use_exits_with_2_and_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    project = Project(tmp_path)
    project.put("bra.docx", word_file())
    (project.root / "tom").mkdir()
    done = run_command(project.root, *arguments)
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_every_fault_of_the_settings_is_told_at_once(tmp_path: Path) -> None:
    project = Project(tmp_path, "forumz: {}\n      limits: {file_mb: många}")
    project.put("bra.docx", word_file())
    done = run_command(project.root, "import", "inbox")
    assert done.returncode == 2
    assert "mkdocs.yml:5 forumz: okänd nyckel, menade du forums?" in done.stderr
    assert "limits.file_mb" in done.stderr
