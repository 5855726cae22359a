"""How to cite a review and the report behind it."""

import datetime as dt
import json
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.pages.header import Around, Citation
from samverka.pages.reviews.citation import citation_files, citation_of
from samverka.pages.reviews.reference_files import as_bibtex, as_ris
from samverka.pages.reviews.work import Work
from samverka.pandoc import Conversion, find_pandoc
from samverka.settings import Settings
from samverka.source.reading import read_all
from samverka.swedish.authors import Author, names_in_a_row, read_author
from tests.small_site import Site, page, said

SETTINGS = Settings.model_validate({"title": "Trygg uppväxt"})
PATH = "docs/kunskapsoversikter/a.md"
REPORT = "{title: Rapporten, year: 2021, doi: '10.1234/x', url: 'https://exempel.se/r'}"


def around(root: Path, address: str = "") -> Around:
    documents = read_all(root)
    assert not documents.findings
    catalogue = build_catalogue(documents.value, SETTINGS).value
    return Around(catalogue, SETTINGS, root, dt.date(2023, 3, 31), address)


def review(root: Path, text: str = "Text.", /, **matter: object) -> Around:
    Site(root).write(PATH, page("Översikt", text, **matter))
    return around(root)


def citation(around: Around) -> Citation:
    (found,) = (citation_of(entry, around) for entry in around.catalogue.entries)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "author", "short"),
    [
        ("Alva Stenmark", Author("Stenmark", "Alva"), "Stenmark, A."),
        ("Stenmark, Alva", Author("Stenmark", "Alva"), "Stenmark, A."),
        ("Maj-Lis af Forslind", Author("Forslind", "Maj-Lis", "af"), "af Forslind, M.-L."),
        ("van der Berg, Åke", Author("Berg", "Åke", "van der"), "van der Berg, Å."),
        ("Exempelhögskolan", Author("Exempelhögskolan"), "Exempelhögskolan"),
        ("Region Sjövik", Author("Region Sjövik"), "Region Sjövik"),
        ("Alvesta kommun", Author("Alvesta kommun"), "Alvesta kommun"),
    ],
)
def test_authors_are_taken_apart_as_references_need_them(
    written: str, author: Author, short: str
) -> None:
    assert read_author(written) == author
    assert author.short == short


def test_several_authors_stand_in_a_row() -> None:
    authors = tuple(read_author(one) for one in ("Eva Ek", "Bo af Vik", "Region Sjövik"))
    assert names_in_a_row(authors) == "Ek, E., af Vik, B. & Region Sjövik"


def test_a_review_and_its_report_are_cited_apart(tmp_path: Path) -> None:
    matter = {"date": "2022-05-20", "authors": "[Eva Ek, Bo af Vik]", "institution": "Högskolan"}
    found = citation(review(tmp_path, report=REPORT, **matter))
    assert found.text == ("Ek, E. & af Vik, B. (2022). Översikt. Kunskapsöversikt. Trygg uppväxt.")
    assert found.report == (
        "Ek, E. & af Vik, B. (2021). Rapporten. Högskolan. https://doi.org/10.1234/x"
    )
    assert [file.address for file in found.files] == [
        "kunskapsoversikter/a/hanvisning.bib",
        "kunskapsoversikter/a/hanvisning.ris",
    ]


def test_a_review_with_neither_author_nor_date_is_cited_by_the_site(tmp_path: Path) -> None:
    review(tmp_path, subtitle="Om lek")
    found = citation(around(tmp_path, "https://exempel.se/"))
    assert found.text == (
        "Trygg uppväxt (u.å.). Översikt: Om lek. Kunskapsöversikt. "
        "https://exempel.se/kunskapsoversikter/a/"
    )
    assert found.report == ""


def test_a_report_named_by_its_whole_reference_is_not_cited_twice_over(tmp_path: Path) -> None:
    title = '{title: "Ek, E. (2020). Vem lekte? Om rasten. Högskolan"}'
    found = citation(review(tmp_path, authors="[Eva Ek]", institution="Högskolan", report=title))
    assert found.report == "Ek, E. (2020). Vem lekte? Om rasten. Högskolan."


def test_an_invented_review_says_so_in_every_form(tmp_path: Path) -> None:
    project = review(tmp_path, invented="true", report=REPORT)
    found = citation(project)
    assert found.text.endswith("[Påhittat exempel]")
    assert found.report.endswith("[Påhittat exempel]")
    for file in citation_files(project).value:
        assert file.content.decode().count("Påhittat exempel") == 2


def test_only_reviews_are_cited(tmp_path: Path) -> None:
    Site(tmp_path).write("docs/om/a.md", page("Om"))
    project = around(tmp_path)
    assert [citation_of(entry, project) for entry in project.catalogue.entries] == [None]
    assert citation_files(project).value == ()


HARD = Work(
    sort="report",
    key="ek-2022",
    title=r"50 % av barn & unga #1: \vux_na ~ 3 $ ^ Öst om SIP",
    authors=(Author("Forslind", "Maj-Lis", "af"), Author("Region Sjövik & Ö and K")),
    year=2022,
    publisher="Förlag & Co",
    url="https://exempel.se/a_b?x=1&y=~z#d%20e",
    doi="10.1234/a_b",
)


def read_back(text: str, format_: str) -> list[dict[str, Any]]:
    read = find_pandoc().convert(text.encode(), Conversion(format_, "csljson"))
    works: list[dict[str, Any]] = json.loads(read)
    return works


def test_bibtex_reads_back_as_it_was() -> None:
    (work,) = read_back(as_bibtex((HARD,)), "bibtex")
    assert work["title"] == HARD.title
    assert [one["family"] for one in work["author"] if "family" in one] == ["Forslind"]
    assert work["author"][1]["literal"] == "Region Sjövik & Ö and K"
    assert (work["URL"], work["DOI"], work["publisher"]) == (HARD.url, HARD.doi, HARD.publisher)


def test_ris_reads_back_as_it_was() -> None:
    (work,) = read_back(as_ris((HARD,)), "ris")
    assert work["title"] == HARD.title
    assert (work["author"][0]["family"], work["author"][0]["given"]) == ("Forslind", "Maj-Lis")
    assert (work["URL"], work["DOI"], work["publisher"]) == (HARD.url, HARD.doi, HARD.publisher)


def test_no_text_breaks_out_of_its_field() -> None:
    title = "A}, author={X\n@book{b, \\input{c}\r\nTY  - BOOK\u2028ER  -"
    hostile = Work("report", "a", title, (Author("E}k", "E{va"),), 2020, "")
    for text, format_ in ((as_bibtex((hostile,)), "bibtex"), (as_ris((hostile,)), "ris")):
        (work,) = read_back(text, format_)
        assert "author={X" in work["title"].replace("(", "{").replace(" ", "")


def test_the_page_shows_how_to_cite_it_and_the_files_lie_beside_it(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write(PATH, page("Ö <b>x</b>", date="2022-05-20", authors="[Eva Ek]", report=REPORT))
    assert said(site.build(strict=True)) == []
    html = site.html("kunskapsoversikter/a")
    assert "Ek, E. (2022). Ö &lt;b&gt;x&lt;/b&gt;." in html
    for name in ("hanvisning.bib", "hanvisning.ris"):
        assert f'href="{name}" download' in html
        assert str(PurePosixPath("kunskapsoversikter/a", name)) in site.files()
