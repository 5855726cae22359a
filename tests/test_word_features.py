"""What an ordinary Word file holds arrives as Markdown that shows the same."""

import re
from html import unescape
from pathlib import Path

import docx
import markdown
import pytest

from tests.project import Project
from tests.word_files import (
    deleted_and_inserted,
    link,
    numbered,
    outline_level,
    picture,
    runs,
    table,
    text,
    text_box,
    title,
    word_bytes,
)

EXTENSIONS = ["tables", "footnotes", "attr_list", "md_in_html", "def_list", "admonition", "toc"]


class Desk:
    """Imports one Word file and shows its page."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.findings: list[str] = []

    def body(self, content: bytes, name: str = "Sida.docx") -> str:
        outcome = self.project.import_one(name, content)
        assert outcome.problem is None, outcome.problem
        assert outcome.receipt is not None
        assert outcome.receipt.missing == ()
        assert outcome.path is not None
        self.findings = [finding.code for finding in outcome.findings]
        whole = self.project.read(str(outcome.path))
        return whole.split("---\n", 2)[2].strip().partition("\n")[2].strip()

    def html(self, content: bytes) -> str:
        return markdown.markdown(self.body(content), extensions=EXTENSIONS)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_emphasis_split_over_runs_is_one(desk: Desk) -> None:
    content = word_bytes(
        title("Om oss"),
        runs(("Vi är ", ""), ("myck", "b"), ("et ", "b"), ("glada", "b"), (".", "")),
    )
    assert desk.body(content) == "Vi är **mycket glada**."


def test_white_space_stands_outside_emphasis(desk: Desk) -> None:
    content = word_bytes(title("Om oss"), runs(("Se", ""), (" alltid ", "i"), ("barnet.", "")))
    assert desk.body(content) == "Se *alltid* barnet."


@pytest.mark.parametrize(
    "words",
    [
        "1. inte en lista",
        "- inte en punkt",
        "# inte en rubrik",
        "> inte ett citat",
        "a * b * c och x_y_z och `kod`",
        "[text](adress) och ![bild](x)",
        "<b>inte fet</b> & inte &amp;",
        "*stjärna* och **två** och ~~struken~~",
        "a | b | c",
        "!!! note",
        "Pris: 3 < 5 > 2 == 1",
        "[^1]: ingen not",
        "{: .klass }",
        "*[HTML]: ingen förkortning",
        "rad som slutar med \\",
        "4 september träffades vi",
        ": inledd med kolon",
    ],
)
def test_signs_that_mean_something_in_markdown_stand_as_they_were(desk: Desk, words: str) -> None:
    html = desk.html(word_bytes(title("Tecken"), text("Först detta."), text(words)))
    paragraphs = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    assert unescape(paragraphs[-1]) == words


def test_lists_nest_as_deep_as_in_the_source(desk: Desk) -> None:
    lists = "<ul><li>Ett<ul><li>Tva<ol><li>Tre</li></ol></li></ul></li><li>Fyra</li></ul>"
    body = desk.body(f"<h1>Listor</h1>{lists}".encode(), "listor.html")
    assert re.sub(r"\s+", "", markdown.markdown(body, extensions=EXTENSIONS)) == lists


def test_a_bold_line_is_a_heading_and_a_bold_label_is_not(desk: Desk) -> None:
    content = word_bytes(
        title("Om oss"), runs(("Vad vi gör", "b")), runs(("Tema:", "b"), (" barnets röst", ""))
    )
    assert desk.body(content) == "## Vad vi gör\n\n**Tema:** barnets röst"


def test_a_heading_by_outline_level_is_a_heading(desk: Desk) -> None:
    content = word_bytes(
        title("Om oss"), lambda word: outline_level(word, "Nivå två", 1), text("Text.")
    )
    assert desk.body(content) == "## Nivå två\n\nText."


def test_numbers_that_word_gives_headings_are_written_out(desk: Desk) -> None:
    def build(word: docx.document.Document) -> None:
        for words, level in (("Bakgrund", 2), ("Syfte", 2)):
            numbered(word.add_heading(words, level))

    assert desk.body(word_bytes(title("Rapport"), build)) == "## 1. Bakgrund\n\n## 2. Syfte"


def test_the_words_of_a_text_box_come_after_its_paragraph_once(desk: Desk) -> None:
    assert (
        desk.body(word_bytes(title("Ruta"), text_box("I rutan."))) == "Bredvid rutan.\n\nI rutan."
    )


def test_insertions_are_kept_and_deletions_left_out(desk: Desk) -> None:
    assert desk.body(word_bytes(title("Ändrat"), deleted_and_inserted)) == "Vi ses tisdag"


def test_a_table_becomes_a_table_with_its_header(desk: Desk) -> None:
    html = desk.html(word_bytes(title("Tal"), table(("Kommun", "Antal"), ("Sjövik", "3"))))
    assert "<th>Kommun</th>" in html
    assert "<td>Sjövik</td>" in html


def test_merged_cells_keep_their_span(desk: Desk) -> None:
    def build(word: docx.document.Document) -> None:
        made = word.add_table(3, 2)
        for row, words in zip(made.rows, (("A", "B"), ("C", "D"), ("E", "F")), strict=True):
            row.cells[0].text, row.cells[1].text = words
        made.cell(1, 0).merge(made.cell(2, 0)).text = "C"

    html = desk.html(word_bytes(title("Tal"), build))
    assert '<td rowspan="2">C</td>' in html


def test_unsafe_links_and_links_to_nowhere_become_text_and_findings(desk: Desk) -> None:
    body = desk.body(
        word_bytes(
            title("Länkar"),
            link("kör", "javascript:alert(1)"),
            link("filen", "file:///C:/hemligt.docx"),
            link("sidan", "#"),
            link("läs >>", "https://example.org/a"),
        )
    )
    assert body == "kör\n\nfilen\n\nsidan\n\n[läs](https://example.org/a)"
    assert desk.findings == ["LINK03", "LINK03", "LINK02"]


def test_pictures_get_names_that_say_something_and_equal_ones_are_stored_once(desk: Desk) -> None:
    body = desk.body(
        word_bytes(
            title("Bilder"), picture("red", "Ett rött hus"), picture("blue"), picture("blue")
        )
    )
    assert body.split("\n\n") == [
        "![Ett rött hus](bilder/ett-rott-hus.png)",
        "![](bilder/bild-1.png)",
        "![](bilder/bild-1.png)",
    ]
    assert (desk.project.root / "docs/bilder/bild-1.png").is_file()
    assert desk.findings == ["IMG01"]


def test_a_caption_belongs_to_its_picture(desk: Desk) -> None:
    html = desk.html(
        word_bytes(
            title("Figur"), picture("red", "Ett hus"), runs(("Figur 1. Huset i Sjövik", "b"))
        )
    )
    assert "<figcaption>" in html
    assert html.count("<figure>") == 1
    assert "<h2" not in html


def test_an_asterisk_note_becomes_a_footnote(desk: Desk) -> None:
    html = desk.html(
        word_bytes(title("Not"), text("Vi har en värd* i skolan."), text("* värd = en vuxen"))
    )
    assert 'class="footnote-ref"' in html
    assert "värd = en vuxen" in html


def test_typed_dashes_are_no_bullets(desk: Desk) -> None:
    html = desk.html(word_bytes(title("Streck"), text("- Mjölk"), text("– Bröd")))
    assert "<li>" not in html
    assert "<p>- Mjölk</p>" in html


def test_an_odt_and_an_html_file_give_the_same_page_as_the_word_file(tmp_path: Path) -> None:
    bodies = set()
    word = word_bytes(title("Om oss"), text("Vi möts."), text("Ett", "List Bullet"))
    html = "<h1>Om oss</h1><p>Vi möts.</p><ul><li>Ett</li></ul><script>alert(1)</script>".encode()
    plain = "# Om oss\n\nVi möts.\n\n- Ett\n".encode()
    for number, (name, content) in enumerate(
        (("a.docx", word), ("a.html", html), ("a.md", plain), ("a.txt", plain))
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        bodies.add(Desk(folder).body(content, name))
    assert bodies == {"Vi möts.\n\n-   Ett"}


def test_script_and_handlers_of_an_html_file_do_not_survive(desk: Desk) -> None:
    source = '<h1>Hej</h1><p onclick="x()">Text <img src=x onerror=y()></p><style>p{}</style>'
    body = desk.body(source.encode(), "sida.html")
    assert body == "Text"


def test_a_text_file_from_windows_keeps_its_letters_and_paragraphs(desk: Desk) -> None:
    lines = "# Om åäö\r\nVi möts på måndag.\r\nTa med räksmörgås.\r\nHälsa Åsa.\r\n"
    body = desk.body(lines.encode("cp1252"), "om.txt")
    assert body == "Vi möts på måndag.\n\nTa med räksmörgås.\n\nHälsa Åsa."


def test_a_document_path_is_ascii_and_stays_in_its_folder(tmp_path: Path) -> None:
    project = Project(tmp_path)
    outcome = project.import_one(
        "x.docx", word_bytes(title("../../Åka / öva: på nätet?"), text("A."))
    )
    assert str(outcome.path) == "docs/aka-ova-pa-natet.md"


def test_the_title_is_said_once_in_front_matter_and_first_line(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.import_one("x.docx", word_bytes(title("Om oss"), text("Text.")))
    whole = project.read("docs/om-oss.md")
    assert whole.startswith("---\ntitle: Om oss\n")
    assert whole.count("# Om oss") == 1


def test_a_link_is_never_lost_to_the_front_matter(tmp_path: Path) -> None:
    project = Project(tmp_path)
    tagline = link("vår webbplats", "https://example.org/a", before="Läs mer på ")
    letter = word_bytes(title("Nyhetsbrev maj 2021"), tagline, title("Kontakt"), text("Ring."))
    project.import_one("brev.docx", letter)
    assert "[vår webbplats](https://example.org/a)" in project.read("newsletters/2021-05.md")
    found = "<h1>Kunskapsöversikt om lek</h1><h2>Det viktigaste</h2><ul><li>Lek hjälper, se "
    review = f'{found}<a href="https://example.org/b">studien</a>.</li></ul>'
    outcome = project.import_one("lek.html", review.encode())
    assert "[studien](https://example.org/b)" in project.read(str(outcome.path))


def test_a_name_twice_among_the_absent_is_told_as_absent(tmp_path: Path) -> None:
    lines = ("Tid: 4 maj 2022 kl. 9-10", "Närvarande: Eva Ek, Växjö")
    absent = text("Frånvarande: Bo Alm, Lessebo; Ida Dal, Växjö; Bo Alm, Lessebo")
    notes = word_bytes(title("Mötesanteckningar styrgrupp"), *map(text, lines), absent)
    outcome = Project(tmp_path).import_one("möte.docx", notes)
    told = [finding.message for finding in outcome.findings]
    assert told == ["Bo Alm står 2 gånger bland de frånvarande"]
