"""The slides of a guide: one question each, for all who see them, hear them or lead by them."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.presentation import Presentation as Slides

from samverka.markdown.html_tree import make, words_of
from samverka.office import find_office
from samverka.pages.copies.slides_blocks import Block, Sort, blocks_of, split
from samverka.pages.copies.slides_fitting import SEVERAL, Box
from samverka.pages.copies.slides_reference import A, P
from samverka.pages.copies.word_files import read_parts, written
from samverka.pages.copies.word_reference import FRAME, INK, MUTED, PAPER
from tests.small_site import Site, page, said
from tests.training_talks import LONG, ONLY_SLIDES, TALK, build_talks

SLIDES = "utbildning/plan/apt/prata-om-plan-b-mal-b.pptx"
TWO = "utbildning/tva/apt/prata-om-tva-samtal.pptx"
ROOM = Box(620.0, 250.0)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_talks(tmp_path_factory.mktemp("slides"), ONLY_SLIDES)


def content(site: Site, path: str = SLIDES) -> bytes:
    return (site.root / "site" / path).read_bytes()


def opened(content: bytes) -> Slides:
    return Presentation(BytesIO(content))


def titles(content: bytes) -> list[str]:
    return [one.shapes.title.text_frame.text for one in opened(content).slides]


def roots(content: bytes, folder: str) -> Iterator[Element]:
    with ZipFile(BytesIO(content)) as file:
        for name in sorted(file.namelist()):
            if re.fullmatch(rf"ppt/{folder}/\w+\.xml", name):
                yield fromstring(file.read(name))  # noqa: S314  our own


def test_every_question_has_its_slide_under_a_title_of_its_own(site: Site) -> None:
    assert titles(content(site)) == [
        "Prata om: Plan & <b>mål</b>",
        "Syfte",
        "Material",
        "Material, fortsättning",
        "Material, fortsättning (2)",
        "Fråga 1 av 2",
        "Fråga 2 av 2",
        "Avslut",
    ]


def test_slides_of_several_talks_say_whose_they_are(site: Site) -> None:
    found = titles(content(site, TWO))
    assert len(set(found)) == len(found)
    assert found[1] == "När vi är flera, 20\xa0minuter"
    assert "När vi är flera: fråga 1 av 2" in found
    assert found[-4:] == [
        "Nästa gång, 10\xa0minuter",
        "Nästa gång: syfte",
        "Nästa gång: fråga 1 av 1",
        "Nästa gång: avslut",
    ]


def test_the_first_slide_says_what_it_is_how_long_and_from_whom(site: Site) -> None:
    first = opened(content(site, TWO)).slides[0]
    words = [line for one in first.placeholders for line in one.text_frame.text.split("\v")]
    assert "2 samtal · 30\xa0minuter · Påhittat exempel" in words
    assert "Trygg uppväxt" in words


def test_the_leader_has_the_support_in_the_notes(site: Site) -> None:
    slides = opened(content(site)).slides
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text
        for slide in slides
        if slide.has_notes_slide
    }
    assert notes["Fråga 1 av 2"].split("\n") == [
        "Ungefär 6\xa0minuter.",
        "Stöd till dig som leder:",
        "Låt alla skriva en minut först.",
        "– Fråga vem ni brukar ringa.",
    ]
    assert "Sekretess" in notes["Prata om: Plan & <b>mål</b>"]


def test_everything_said_is_marked_as_swedish(site: Site) -> None:
    runs = [
        looks.get("lang")
        for folder in ("slides", "notesSlides")
        for root in roots(content(site), folder)
        for run in (*root.iter(f"{{{A}}}r"), *root.iter(f"{{{A}}}fld"))
        for looks in run.iter(f"{{{A}}}rPr")
    ]
    assert len(runs) > 30
    assert set(runs) == {"sv-SE"}
    with ZipFile(BytesIO(content(site))) as file:
        assert not [name for name in file.namelist() if b'"en-US"' in file.read(name)]


def test_no_placeholder_is_empty_and_all_slides_but_the_first_are_numbered(site: Site) -> None:
    for number, root in enumerate(roots(content(site), "slides"), 1):
        shapes = list(root.iter(f"{{{P}}}sp"))
        assert all("".join(text.text or "" for text in one.iter(f"{{{A}}}t")) for one in shapes)
        numbers = [field for field in root.iter(f"{{{A}}}fld") if field.get("type") == "slidenum"]
        assert len(numbers) == (number > 1)
        ids = [one.get("id") for one in root.iter(f"{{{P}}}cNvPr")]
        assert len(set(ids)) == len(ids)


def test_a_picture_is_described_and_stands_alone(site: Site) -> None:
    pictures = [
        one.get("descr")
        for root in roots(content(site), "slides")
        for picture in root.iter(f"{{{P}}}pic")
        for one in picture.iter(f"{{{P}}}cNvPr")
    ]
    assert pictures == ["Hjulet med sju områden"]


def test_the_file_says_its_title_author_and_language(site: Site) -> None:
    properties = opened(content(site)).core_properties
    assert properties.title == "Prata om: Plan & <b>mål</b>"
    assert (properties.author, properties.language) == ("Trygg uppväxt", "sv-SE")
    assert properties.created.isoformat().startswith("2026-03-04")


def test_the_slide_is_wide_and_nothing_is_placed_outside_it(site: Site) -> None:
    slides = opened(content(site))
    assert slides.slide_width
    assert slides.slide_height
    assert slides.slide_width * 9 == slides.slide_height * 16
    for slide in slides.slides:
        for one in slide.shapes:
            assert one.left >= 0
            assert one.top >= 0
            assert one.left + one.width <= slides.slide_width
            assert one.top + one.height <= slides.slide_height


def test_a_long_question_gets_smaller_letters_than_a_short_one(site: Site) -> None:
    sizes = {
        run.text: run.font.size.pt
        for slide in opened(content(site)).slides
        for one in slide.placeholders
        for line in one.text_frame.paragraphs
        for run in line.runs
        if run.font.size
    }
    assert sizes[LONG] >= SEVERAL[-1]
    assert sizes["Bestäm en sak att pröva."] > sizes[LONG]


def test_the_same_module_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    again = build_talks(tmp_path, ONLY_SLIDES)
    assert content(again) == content(site)


def test_the_colours_differ_enough() -> None:
    for ground in ("FFFFFF", PAPER):
        for ink in (INK, FRAME, MUTED):
            assert _contrast(ink, ground) >= 6.5


@given(st.lists(st.text("abcdefghåäö", min_size=1, max_size=30), min_size=1, max_size=600))
def test_words_that_no_slide_holds_are_shared_between_several(words: list[str]) -> None:
    def holds(block: Block) -> bool:
        return ROOM.holds([block.said], SEVERAL[-1])

    whole = Block(Sort.TEXT, make("p", " ".join(words)))
    parts = list(split(whole, holds))
    assert all(holds(part) for part in parts)
    assert " ".join(words_of(part.element) for part in parts).split() == words


def test_lists_and_tables_become_lines_without_losing_words() -> None:
    listed = make("ol", make("li", "Ett", make("ul", make("li", "Inuti"))), make("li", "Två"))
    row = make("tr", make("td", "Vem"), make("td", "Vad"))
    found = blocks_of([make("div", "Före", listed), make("table", row)])
    assert [one.said for one in found] == ["Före", "1. Ett", "– Inuti", "2. Två", "Vem – Vad"]


def test_a_site_has_its_own_look_whatever_its_layouts_are_called(tmp_path: Path) -> None:
    site = build_talks(tmp_path, ONLY_SLIDES)
    parts = read_parts(content(site))
    theme = "ppt/theme/theme1.xml"
    parts[theme] = parts[theme].replace(FRAME.encode(), b"123456")
    assert b'name="Rubrik och inneh' in b"".join(parts.values())
    site.write("overrides/referens.pptx", written(parts)).build()
    with ZipFile(BytesIO(content(site))) as file:
        assert b"123456" in file.read(theme)
    assert titles(content(site))[-1] == "Avslut"


def test_a_look_that_is_no_presentation_is_told_of(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("", ONLY_SLIDES).write("overrides/referens.pptx", b"inget")
    site.write("docs/utbildning/plan.md", page("Plan", TALK.replace("![", "[")))
    assert [one for one in said(site.build()) if "mallen för bildspelen" in one]
    assert (tmp_path / "site/utbildning/plan/apt/prata-om-plan.pptx").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("path", [SLIDES, TWO])
def test_the_slides_become_a_pdf_without_loss_of_text(
    site: Site, tmp_path: Path, path: str
) -> None:
    office, reader = find_office(), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice and pdftotext are needed to read the slides as others do")
    (pdf,) = replace(office, seconds=120).convert([(".pptx", content(site, path))], ".pdf")
    if pdf is None:
        pytest.skip("this LibreOffice lacks Impress, which reads presentations")
    file = tmp_path / "slides.pdf"
    file.write_bytes(pdf)
    read = subprocess.run([reader, str(file), "-"], capture_output=True, check=True)
    shown = Counter(
        word
        for slide in opened(content(site, path)).slides
        for one in slide.placeholders
        for word in one.text_frame.text.split()
    )
    assert sum(shown.values()) > 80
    assert shown - Counter(read.stdout.decode().split()) == Counter()


def _contrast(ink: str, ground: str) -> float:
    """WCAG 2.2, 1.4.3."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
