"""Each page to take along: as a Word file that everybody can use, and as Markdown."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from PIL import Image

from samverka.markdown.html_tree import fill, html_of, make, parse_html
from samverka.pages.copies.copying import Copier
from tests.pictures import saved
from tests.small_site import OURS, Site, meeting, page

PAGE = """\
## Först

Text med [länk](../om/b.md), [mejl](mailto:a@exempel.se) och not.[^1] Ett *starkt* ord.

Gruppen beslutar att börja.
{: .decision }

### Sedan

| Namn | Antal |
| --- | --- |
| Åsa | 3 |

![Ett hus](bild.png) ![](linje.png) ![Borta](finns-inte.png)

<div data-copy="skip">Bara på skärmen</div>

<!-- en lapp till mig själv -->

[^1]: Notens text.
"""
URL = "site_url: https://exempel.se/x/\n"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def png(width: int, height: int) -> bytes:
    return saved(Image.new("RGB", (width, height), "teal"), "PNG")


def set_up(root: Path, more: str = "", ours: str = OURS) -> Site:
    site = Site(root).set_up(more, ours)
    site.write("docs/om/a.md", page("Vår <b>sida</b> & Åsa", PAGE, description="Om oss."))
    site.write("docs/om/b.md", page("Andra sidan"))
    return site.write("docs/om/bild.png", png(40, 20)).write("docs/om/linje.png", png(30, 2))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = set_up(tmp_path_factory.mktemp("copies"), URL)
    minutes = "## 1. Start\n\nText."
    present = "[{name: Eva Ek, role: ordförande}]"
    more = {"place": "Teams", "present": present, "invented": "true"}
    site.write("docs/moten/styrgrupp/2023-03-10.md", meeting("Möte", "2023-03-10", minutes, **more))
    site.build()
    return site


def content(site: Site, path: str) -> bytes:
    return (site.root / "site" / path).read_bytes()


def word(site: Site, path: str = "om/a/var-b-sida-b-asa.docx") -> WordDocument:
    return Document(BytesIO(content(site, path)))


def part(site: Site, name: str, path: str = "om/a/var-b-sida-b-asa.docx") -> str:
    with ZipFile(BytesIO(content(site, path))) as opened:
        return opened.read(name).decode()


def headings(document: WordDocument) -> list[tuple[int, str]]:
    styles = ((one.style.name or "", one.text) for one in document.paragraphs if one.style)
    return [(int(name[8:]), text) for name, text in styles if name.startswith("Heading ")]


def test_the_headings_of_a_copy_begin_with_its_title_and_skip_no_level(site: Site) -> None:
    assert headings(word(site)) == [(1, "Vår <b>sida</b> & Åsa"), (2, "Först"), (3, "Sedan")]


def test_a_copy_says_its_language_and_title(site: Site) -> None:
    properties = word(site).core_properties
    assert (properties.title, properties.language) == ("Vår <b>sida</b> & Åsa", "sv-SE")
    assert properties.author == "Trygg uppväxt"
    assert '<w:lang w:val="sv-SE"' in re.sub(
        r"<w:lang [^>]*(w:val=\"[^\"]+\")[^>]*>", r"<w:lang \1>", part(site, "word/styles.xml")
    )
    assert 'themeFontLang w:val="sv-SE"' in part(site, "word/settings.xml")


def test_the_header_row_of_a_table_is_marked(site: Site) -> None:
    (table,) = word(site).tables
    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False]
    assert [cell.text for cell in table.rows[0].cells] == ["Namn", "Antal"]


def test_pictures_keep_their_descriptions_and_decoration_says_so(site: Site) -> None:
    document = part(site, "word/document.xml")
    shown = re.findall(r"<wp:docPr [^>]*?(?:/>|>.*?</wp:docPr>)", document)
    assert ['descr="Ett hus"' in one for one in shown] == [True, False]
    assert ["decorative" in one for one in shown] == [False, True]
    assert "base64" not in document
    assert "[Bild: Borta]" in word(site).element.xml


def test_a_picture_is_as_large_as_on_the_page(tmp_path: Path) -> None:
    site = set_up(tmp_path).write("docs/om/bild.png", png(400, 200))
    site.write("docs/om/a.md", page("Sida", '![Hus](bild.png){ width="192" height="96" }'))
    site.build()
    document = part(site, "word/document.xml", "om/a/sida.docx")
    inch = 914_400  # English Metric Units (ECMA-376); a pixel is 1/96 inch
    assert f'<wp:extent cx="{2 * inch}" cy="{inch}"' in document


def test_decisions_notes_and_links_stand_in_a_copy(site: Site) -> None:
    document = word(site)
    texts = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert texts["Beslut: Gruppen beslutar att börja."] == "Beslut"
    assert "Notens text." in part(site, "word/footnotes.xml")
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert {"https://exempel.se/x/om/b/", "mailto:a@exempel.se"} <= targets
    assert texts["Hämtad från Trygg uppväxt, https://exempel.se/x/om/a/"] == "Källa"


def test_what_belongs_to_the_screen_is_left_out(site: Site) -> None:
    xml = part(site, "word/document.xml") + content(site, "om/a/index.md").decode()
    for gone in ("Bara på skärmen", "lapp till mig", "Länk till rubriken", "↩"):
        assert gone not in xml


def test_the_facts_of_a_meeting_stand_above_its_text(site: Site) -> None:
    document = word(site, "moten/styrgrupp/2023-03-10/mote.docx")
    texts = [one.text for one in document.paragraphs]
    assert texts[:6] == [
        "Möte",
        "Mötesanteckningar · Styrgruppen",
        "Påhittat exempel. Personer, platser och uppgifter på sidan är uppdiktade.",
        "När: Fredag 10 mars 2023",
        "Var: Teams",
        "Närvarande (1)",
    ]
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["Namn", "Roll"], ["Eva Ek", "ordförande"]]


def test_the_markdown_copy_is_the_page_in_plain_text(site: Site) -> None:
    text = content(site, "om/a/index.md").decode()
    assert text.startswith(
        '---\ntitle: "Vår <b>sida</b> & Åsa"\ndescription: "Om oss."\n'
        'address: "https://exempel.se/x/om/a/"\nlanguage: sv\n---\n\n'
        "# Vår \\<b\\>sida\\</b\\> & Åsa\n"
    )
    for line in (
        "## Först",
        "Text med [länk](https://exempel.se/x/om/b/), [mejl](mailto:a@exempel.se) och not.[^1]",
        "**Beslut:** Gruppen beslutar att börja.",
        "| Åsa  | 3     |",
        "![Ett hus](https://exempel.se/x/om/bild.png)",
        "[^1]: Notens text.",
    ):
        assert line in text


def test_llms_txt_leads_to_every_markdown_copy(site: Site) -> None:
    text = content(site, "llms.txt").decode()
    assert text.startswith("# Trygg uppväxt\n\n> Varje barn får en trygg uppväxt\n\n## ")
    links = re.findall(r"^- \[.+\]\(https://exempel\.se/x/(.*?)\)(?:: .+)?$", text, re.MULTILINE)
    copies = {path for path in site.files() if path.endswith("index.md")}
    assert set(links) == copies
    assert r"[Vår \<b\>sida\</b\> & Åsa](https://exempel.se/x/om/a/index.md): Om oss." in text


def test_the_page_links_to_its_copies(site: Site) -> None:
    html = site.html("om/a")
    assert 'href="var-b-sida-b-asa.docx" download>Ladda ner som Word' in html
    assert 'href="index.md" download>Ladda ner som Markdown' in html
    assert re.search(r"<li[^>]* hidden><button[^>]*>Skriv ut", html)


def test_without_an_address_of_the_site_no_link_leads_nowhere(tmp_path: Path) -> None:
    site = set_up(tmp_path)
    site.build()
    document = word(site)
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert targets == ["mailto:a@exempel.se"]
    assert "Text med länk, mejl och not." in [one.text for one in document.paragraphs][2]
    assert "[länk](../b/)" in content(site, "om/a/index.md").decode()
    assert "](om/a/index.md)" in content(site, "llms.txt").decode()


def test_only_what_changed_is_made_again_and_the_same_bytes_come_out(tmp_path: Path) -> None:
    site = set_up(tmp_path)
    site.build()
    kept = tmp_path / ".samverka/cache/word"
    before = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    first = content(site, "om/a/var-b-sida-b-asa.docx")
    site.write("docs/om/b.md", page("Andra sidan", "Ny text.")).build()
    after = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1
    assert all(after[name] == before[name] for name in before.keys() & after.keys())
    for path in kept.iterdir():
        path.unlink()
    site.build()
    assert content(site, "om/a/var-b-sida-b-asa.docx") == first


def test_copies_can_be_turned_off(tmp_path: Path) -> None:
    site = set_up(tmp_path, ours=f"{OURS}      copies: {{word: false, markdown: false}}\n")
    site.build()
    assert not {path for path in site.files() if path.endswith((".docx", ".md", "llms.txt"))}
    assert "Ta med dig sidan" not in site.html("om/a")


def test_a_site_may_have_a_look_of_its_own(tmp_path: Path) -> None:
    own = Document()
    own.core_properties.author = "Mallens ägare"
    own.styles["Heading 1"].font.name = "Comic Sans MS"
    look = BytesIO()
    own.save(look)
    site = set_up(tmp_path).write("overrides/referens.docx", look.getvalue())
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    with_theme = settings.replace("  font: false", "  font: false\n  custom_dir: overrides")
    site.write("mkdocs.yml", with_theme)
    assert [one.code for one in site.build().findings] == ["MKDOCS"]
    assert "Comic Sans MS" in part(site, "word/styles.xml")
    assert word(site).core_properties.author == "Trygg uppväxt"
    assert "referens.docx" not in site.files()
    site.write("overrides/referens.docx", b"ingen Word-fil")
    finding = next(one for one in site.build().findings if one.code != "MKDOCS")
    assert (finding.code, finding.place.path) == ("COPY02", "overrides/referens.docx")
    assert headings(word(site))[0][0] == 1


def copied(html: str, base: str = "") -> str:
    copier = Copier(base, lambda picture: picture.get("alt"), is_beside=False)
    return html_of(fill(make("body"), copier.text(html)))


def test_words_of_the_glossary_are_plain_words_in_a_copy() -> None:
    html = (
        '<p>Om <button type="button" class="term" popovertarget="o">SIP</button> nu.</p>'
        '<div class="terms" data-search-exclude><div popover id="o">SIP: en plan</div></div>'
        "<button>Sortera</button>"
    )
    assert copied(html) == "<body><p>Om SIP nu.</p></body>"


def test_what_places_things_beside_each_other_is_read_in_order() -> None:
    html = '<table role="presentation"><tr><td>Ett</td><td><p>Två</p></td></tr></table>'
    assert copied(html) == "<body><div>Ett</div><div><p>Två</p></div></body>"


def test_html_that_is_not_closed_ends_with_what_it_stands_in() -> None:
    assert html_of(parse_html("<ul><li><b>a</ul><p>b</i>c<br>d")) == (
        "<body><ul><li><b>a</b></li></ul><p>bc<br>d</p></body>"
    )
    deep = "<div>" * 5000 + "x"
    assert "x" in html_of(parse_html(deep))


def test_a_picture_outside_the_site_is_not_taken_in(tmp_path: Path) -> None:
    site = set_up(tmp_path)
    site.write("hemlig.png", png(10, 10))
    body = '<img src="../../../hemlig.png" alt="Hemlig"> <img src="/etc/hostname" alt="Fil">'
    site.write("docs/om/a.md", page("Sida", body))
    site.build()
    document = part(site, "word/document.xml", "om/a/sida.docx")
    assert "wp:docPr" not in document
    assert "[Bild: Hemlig]" in document


def test_a_drawing_becomes_a_picture_with_its_description(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
        '<title>Stapel</title><rect width="20" height="10"/></svg>'
    )
    outside = '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>'
    site = set_up(tmp_path).write("docs/om/ritning.svg", drawing).write("docs/om/ute.svg", outside)
    site.write("docs/om/a.md", page("Sida", f"![Ritad](ritning.svg) ![Ute](ute.svg)\n\n{drawing}"))
    site.build()
    document = part(site, "word/document.xml", "om/a/sida.docx")
    assert re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', document) == ["Ritad", "Stapel"]
    assert "[Bild: Ute]" in document


def test_a_page_whose_name_needs_encoding_has_its_files_beside_it(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    for name in ("a", "Åsas #1, 100 % (ny)", "c"):
        source = meeting(f"Möte {name[0]}", "2023-01-02", areas="[Hälsa]")
        site.write(f"docs/moten/styrgrupp/{name}.md", source)
    site.build()
    folder = tmp_path / "site/moten/styrgrupp/Åsas #1, 100 % (ny)"
    beside = sorted(path.name for path in folder.iterdir())
    assert beside == ["index.html", "index.md", "mote-a.docx"]
    for address in ("moten/styrgrupp/c", "moten/styrgrupp/Åsas #1, 100 % (ny)", "innehall"):
        for target in re.findall(r'href="([^"#?:]+)', site.html(address)):
            assert (tmp_path / "site" / address / unquote(target)).exists(), target
