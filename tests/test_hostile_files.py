"""Whatever a Word file says, it becomes a page or is refused: see `benchmarks/README.md`."""

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from archives import related, replaced, unzip, zip_up
from mutations import DAMAGE, LARGE, hurt
from tests.project import Project
from tests.word_files import (
    deleted_and_inserted,
    link,
    picture,
    runs,
    table,
    text,
    text_box,
    title,
    word_bytes,
)
from verdicts import Judge

DOCUMENT = word_bytes(
    title("Om samverkan"),
    text("Vi möts varje månad."),
    runs(("Beslut", "b"), (" att ", ""), ("anta", "i")),
    link("regionen", "https://example.org/"),
    table(("Namn", "Roll"), ("Anna Berg", "Ordförande")),
    picture("red", "En röd ruta"),
    text_box("Bredvid."),
    text("Punkt", "List Bullet"),
    text("Punkt", "List Number"),
    deleted_and_inserted,
)
SMALL = sorted(DAMAGE.keys() - set(LARGE))
ALWAYS = settings(
    max_examples=90,
    derandomize=True,
    database=None,
    deadline=None,
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(tmp_path_factory.mktemp("fall") / "plats", 20)


@given(name=st.sampled_from(SMALL), seed=st.integers(0, 2**32))
@ALWAYS
def test_a_damaged_file_becomes_a_page_or_is_refused_with_its_reason(
    judge: Judge, name: str, seed: int
) -> None:
    verdict = judge.verdict("fil.docx", hurt(DOCUMENT, name, seed))
    assert not verdict.fault, verdict.detail


@given(seed=st.integers(0, 2**32))
@settings(ALWAYS, max_examples=50)
def test_a_file_that_says_impossible_things_becomes_a_page_or_is_refused(
    judge: Judge, seed: int
) -> None:
    verdict = judge.verdict("fil.docx", hurt(DOCUMENT, "impossible", seed))
    assert not verdict.fault, verdict.detail


@pytest.mark.parametrize("name", sorted(LARGE))
def test_a_bomb_is_refused_or_read_no_further_than_it_says(judge: Judge, name: str) -> None:
    verdict = judge.verdict("fil.docx", hurt(DOCUMENT, name, 1))
    assert not verdict.fault, verdict.detail


@pytest.mark.parametrize("odd", ["²", "٣", "9" * 5000, "-5", "abc", ""])
def test_a_number_that_is_none_is_read_as_none(tmp_path: Path, odd: str) -> None:
    def build(word: WordDocument) -> None:
        paragraph = word.add_paragraph("Vi möts.")
        properties = paragraph._p.get_or_add_pPr()
        for name in ("outlineLvl", "sz", "ind"):
            properties.append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="{odd}" w:left="{odd}"/>'))

    project = Project(tmp_path)
    outcome = project.import_one("fil.docx", word_bytes(title("Om samverkan"), build))
    assert outcome.problem is None
    assert "Vi möts." in project.read("docs/om-samverkan.md")


@pytest.mark.parametrize("address", ["/etc/passwd", r"\\server\mapp\fil.docx"])
def test_a_link_into_a_computer_becomes_text(tmp_path: Path, address: str) -> None:
    project = Project(tmp_path)
    project.import_one("fil.docx", word_bytes(title("Om samverkan"), link("filen", address)))
    assert project.read("docs/om-samverkan.md").endswith("\nfilen\n")


def test_a_declaration_is_found_in_any_encoding(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    entries = replaced(unzip(DOCUMENT), "word/settings.xml", text.encode("utf-16"))
    outcome = Project(tmp_path).import_one("fil.docx", zip_up(entries))
    assert outcome.problem is not None
    assert "deklarationer" in outcome.problem.what


def test_notes_that_call_one_another_without_end_are_read_so_deep(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>not</w:t></w:r>{call.format(n + 1) * 40}</w:p>'
        "</w:footnote>"
        for n in range(20)
    )

    def build(word: WordDocument) -> None:
        calling = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Text</w:t></w:r>{call.format(0)}</w:p>")
        word.element.body.insert(1, calling)

    part = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    content = word_bytes(title("Om samverkan"), build)
    entries = related(unzip(content), {"footnotes": ("footnotes.xml", part)})
    project = Project(tmp_path)
    assert project.import_one("fil.docx", zip_up(entries)).problem is None
    assert project.read("docs/om-samverkan.md").count("]: not") == 41


def test_styles_built_on_one_another_without_end_are_followed_so_far(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(5000)
    )
    part = f"<w:styles {nsdecls('w')}>{styles}</w:styles>".encode()
    entries = replaced(unzip(DOCUMENT), "word/styles.xml", part)
    assert Project(tmp_path).import_one("fil.docx", zip_up(entries)).problem is None
