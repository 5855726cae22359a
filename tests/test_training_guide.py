"""The guide for who leads a talk at a workplace meeting: a page, and a Word file of it."""

import datetime as dt
import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from samverka.learning.reading import module_of
from samverka.learning.shelf import Edition, read_shelf
from samverka.office import find_office
from samverka.pages.copies.handouts import guide_docx, guide_pptx, module_docx
from samverka.pages.header import Around
from tests.small_site import Site
from tests.training_talks import LONG, build_talks

GUIDE = "utbildning/plan/apt"
WORD = f"{GUIDE}/prata-om-plan-b-mal-b.docx"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_talks(tmp_path_factory.mktemp("talks"))


def content(site: Site, path: str) -> bytes:
    return (site.root / "site" / path).read_bytes()


def around(site: Site, edition: Edition) -> Around:
    shelf = read_shelf(site.root, edition).value
    project = shelf.project
    today = dt.date(2026, 3, 4)
    return Around(shelf.catalogue, project.settings, project.root, today, project.site_url)


def test_the_guide_says_all_that_the_leader_needs_in_order(site: Site) -> None:
    text = site.text(GUIDE).replace("\xa0", " ")
    told = (
        *("Samtalsguide", "Prata om: Plan & <b>mål</b>", "Tio minuter räcker", "Innan ni börjar"),
        *("Tid: 20 minuter. Räkna med ungefär 6 minuter per fråga.", "bildspelet för mötet"),
        *("När vi är flera, 20 minuter", "Syfte", "vem som gör vad", "Material", "Affischen"),
        *("Fråga 1 av 2", "Vad gör ni när ett barn < 7 år berättar något?"),
        *("Stöd till dig som leder", "Låt alla skriva", "vem ni brukar ringa"),
        *("Fråga 2 av 2", LONG, "Avslut", "Bestäm en sak"),
    )
    body = text.index("Tio minuter räcker")
    places = [text.find(one, 0 if number < 2 else body) for number, one in enumerate(told)]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_the_headings_of_the_guide_skip_no_level(site: Site) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", site.html(GUIDE))]
    text = levels[levels.index(1) :]
    assert all(below - above <= 1 for above, below in pairwise(text))
    assert levels.count(1) == 1


def test_module_and_guide_lead_to_each_other_and_to_the_slides(site: Site) -> None:
    assert 'href="apt/"' in site.html("utbildning/plan")
    html = site.html(GUIDE)
    assert 'href="../"' in html
    assert 'href="prata-om-plan-b-mal-b.pptx"' in html
    assert 'src="../../hjul.png"' in html
    assert 'href="../../../om/modellen/"' in html


def test_a_module_without_talks_has_no_guide(site: Site) -> None:
    assert not [path for path in site.files() if path.startswith("utbildning/tyst/apt")]
    assert "Prata om det" not in site.text("utbildning/tyst")


def test_an_invented_module_says_so_in_its_guide(site: Site) -> None:
    assert "Påhittat exempel." in site.text("utbildning/tva/apt")
    assert "Påhittat exempel." not in site.text(GUIDE)


def test_modules_that_are_not_public_leave_no_trace(site: Site) -> None:
    assert not [path for path in site.files() if "personal" in path or "hemlig" in path]
    for path in (path for path in site.files() if path.startswith(GUIDE)):
        parts = [content(site, path)]
        if path.endswith((".docx", ".pptx")):
            with ZipFile(BytesIO(parts[0])) as opened:
                parts = [opened.read(name) for name in opened.namelist()]
        assert not [part for part in parts if b"hemlig" in part.lower()], path
    assert "modellen</a> och <span>planen</span>" in site.html(GUIDE)


def test_the_word_file_says_its_language_and_title_and_has_its_headings_in_order(
    site: Site,
) -> None:
    document = Document(BytesIO(content(site, WORD)))
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Prata om: Plan & <b>mål</b>", "sv-SE")
    styles = [(one.style.name or "", one.text) for one in document.paragraphs if one.style]
    headings = [(int(name[8:]), text) for name, text in styles if name.startswith("Heading ")]
    assert headings == [
        (1, "Prata om: Plan & <b>mål</b>"),
        (2, "Innan ni börjar"),
        (2, "När vi är flera, 20\xa0minuter"),
        (3, "Syfte"),
        (3, "Material"),
        (3, "Fråga 1 av 2"),
        (3, "Fråga 2 av 2"),
        (3, "Avslut"),
    ]
    questions = [text for name, text in styles if name == "Fråga"]
    assert questions == ["Vad gör ni när ett barn < 7 år berättar något?", LONG]


def test_the_word_file_describes_its_picture_and_marks_the_header_row(site: Site) -> None:
    document = Document(BytesIO(content(site, WORD)))
    shown = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert shown == ["Hjulet med sju områden"]
    (table,) = document.tables
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False]


def test_a_staff_module_can_be_taken_to_a_meeting_without_an_address(site: Site) -> None:
    edition = around(site, Edition.STAFF)
    module = next(
        module_of(one) for one in edition.catalogue.entries if one.path.stem == "personal"
    )
    for made in (guide_docx(module, edition), guide_pptx(module, edition)):
        assert made.value is not None
        assert not made.findings
        with ZipFile(BytesIO(made.value)) as opened:
            parts = b"".join(opened.read(name) for name in opened.namelist())
        assert b"exempel.se" not in parts
        assert "Hjulet med sju områden".encode() in parts


def test_a_handout_has_the_module_and_leads_to_nothing_hidden(site: Site) -> None:
    edition = around(site, Edition.PUBLIC)
    module = next(module_of(one) for one in edition.catalogue.entries if one.path.stem == "plan")
    made = module_docx(module, edition)
    assert made.value is not None
    document = Document(BytesIO(made.value))
    assert "Prata" in [one.text for one in document.paragraphs]
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert not [one for one in targets if "hemlig" in one]


def test_a_silent_module_has_nothing_to_take_to_a_meeting(site: Site) -> None:
    edition = around(site, Edition.PUBLIC)
    module = next(module_of(one) for one in edition.catalogue.entries if one.path.stem == "tyst")
    assert guide_docx(module, edition).value is None
    assert guide_pptx(module, edition).value is None


@pytest.mark.slow
def test_the_word_file_becomes_a_pdf_without_loss_of_text(site: Site, tmp_path: Path) -> None:
    office, reader = find_office(), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice and pdftotext are needed to read the Word file as others do")
    word = content(site, WORD)
    (pdf,) = office.convert([(".docx", word)], ".pdf")
    assert pdf
    path = tmp_path / "guide.pdf"
    path.write_bytes(pdf)
    read = subprocess.run([reader, str(path), "-"], capture_output=True, check=True)
    said = Counter(word for one in Document(BytesIO(word)).paragraphs for word in one.text.split())
    found = Counter(read.stdout.decode().split())
    assert sum(said.values()) > 100
    assert said - found == Counter()
