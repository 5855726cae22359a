"""The references a review builds on, and the citations that lead to them."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.findings import Noted
from samverka.markdown.citations import citations_in, replace_citations
from samverka.pages.header import Around
from samverka.pages.reviews.bibliography import cited_texts
from samverka.settings import Settings
from samverka.source.reading import read_all
from tests.small_site import Site, page, said

SETTINGS = Settings.model_validate({"title": "Trygg uppväxt"})
PATH = "docs/kunskapsoversikter/a.md"
BIB = """\
@book{ek2019, author={Ek, Eva}, title={Om lek}, publisher={Förlaget}, year={2019}}
@article{afvik2020,
  author={af Vik, Bo and {Region Sjövik}}, title={Vi & de <b>andra</b>}, journal={Tidskrift},
  year={2020}, doi={10.1234/a_b}}
@book{ny2021, author={Ny, Pia}, title={Ociterad}, year={2021}}
"""


def around(root: Path, address: str = "") -> Around:
    documents = read_all(root)
    assert not documents.findings
    catalogue = build_catalogue(documents.value, SETTINGS).value
    return Around(catalogue, SETTINGS, root, dt.date(2023, 3, 31), address)


def review(root: Path, text: str = "Text.", /, **matter: object) -> Around:
    Site(root).write(PATH, page("Översikt", text, **matter))
    return around(root)


def cited(root: Path, text: str, bibliography: str = BIB, name: str = "a.bib") -> Noted[str]:
    Site(root).write(f"docs/kunskapsoversikter/{name}", bibliography)
    found = cited_texts(review(root, text, bibliography=name))
    return Noted(found.value["kunskapsoversikter/a.md"], found.findings)


def words(html: str) -> str:
    plain = re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), re.sub(r"<[^>]+>", "", html))
    return " ".join(plain.split())


def test_citations_are_found_outside_code_only() -> None:
    text = (
        "Enligt @ek2019 [s. 3] och [se @afvik2020, s. 4; -@ek2019].\n\n`[@kod]`\n\n"
        "```\n@kod\n```\n\na@exempel.se <a href='@x'> \\@nej <!-- @nej --> [@x](b.md) x/@y"
    )
    found = [(one.written, one.keys, one.line) for one in citations_in(text)]
    assert found == [
        ("@ek2019 [s. 3]", ("ek2019",), 1),
        ("[se @afvik2020, s. 4; -@ek2019]", ("afvik2020", "ek2019"), 1),
    ]
    assert replace_citations(text, lambda one: one) == text


def test_a_citation_leads_to_its_reference_and_back(tmp_path: Path) -> None:
    made = cited(tmp_path, "Lek är bra [@ek2019, s. 3]. Det säger @afvik2020 med [-@ek2019].")
    text, _, listed = made.value.partition("## Referenser")
    assert words(text) == (
        "Lek är bra (Ek 2019, 3). Det säger af Vik och Region Sjövik (2020) med (2019)."
    )
    assert 'id="hanvisning-1"' in text
    assert '<a href="#ref-ek2019">' in text
    assert '<li id="ref-ek2019">Ek, Eva. 2019. <em>Om lek</em>. Förlaget.' in listed
    assert 'href="#hanvisning-1"' in listed
    assert "Ociterad" in listed
    assert "<b>" not in listed
    assert made.findings == ()


def test_no_anchor_is_given_twice(tmp_path: Path) -> None:
    made = cited(tmp_path, "Först [@ek2019]. Sedan [@ek2019].")
    anchors = re.findall(r'id="([^"]+)"', made.value)
    assert len(anchors) == len(set(anchors)) == 4
    assert made.value.count('href="#ref-ek2019"') == 2


CSL = [
    {
        "id": "ek2019",
        "type": "book",
        "title": "Om lek",
        "author": [{"family": "Ek", "given": "Eva"}],
        "issued": {"date-parts": [[2019]]},
    }
]
RIS = "TY  - BOOK\nID  - ek2019\nAU  - Ek, Eva\nTI  - Om lek\nPY  - 2019\nER  - \n"


@pytest.mark.parametrize(
    ("name", "bibliography"), [("a.json", json.dumps(CSL)), ("a.ris", RIS), ("a.BIB", BIB)]
)
def test_references_may_be_in_other_formats(tmp_path: Path, name: str, bibliography: str) -> None:
    made = cited(tmp_path, "Bra [@ek2019].", bibliography, name)
    assert "(Ek 2019)" in words(made.value)
    assert "Om lek" in made.value.partition("## Referenser")[2]


def test_an_unknown_key_is_told_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    made = cited(tmp_path, "Rad ett.\n\nHär [@ek2018] och @helt_annat.")
    assert "[@ek2018] och @helt_annat" in made.value
    first, second = made.findings
    assert (str(first.place), first.code) == (f"{PATH}:10", "REF02")
    assert (first.message, first.hint) == ("@ek2018 finns inte i a.bib", "Menade du @ek2019?")
    assert second.message.startswith("@helt_annat finns inte")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("borta.bib", None, "borta.bib finns inte"),
        ("a.bib", "@book{x,\n title={utan slut", "rad 2: referenserna går inte att läsa"),
        ("a.txt", "x", "ingen fil med referenser"),
        ("../../mkdocs.yml", None, "ligger inte i docs"),
        ("/etc/hostname", None, "ligger inte i docs"),
        ("a.bib", "% " + "x" * 2_000_001, "större än 2 MB"),
    ],
)  # fmt: skip
def test_a_bibliography_that_cannot_be_used_is_told_and_the_page_stays(
    tmp_path: Path, name: str, content: str | bytes | None, told: str
) -> None:
    if content is not None:
        Site(tmp_path).write(f"docs/kunskapsoversikter/{name}", content)
    project = review(tmp_path, "Text med [@x].", bibliography=name)
    found = cited_texts(project)
    (finding,) = found.findings
    assert told in finding.message
    assert (str(finding.place), finding.code) == (f"{PATH}:3", "REF01")
    assert "Text med [@x]." in found.value["kunskapsoversikter/a.md"]


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "utanför.bib"
    outside.write_text(BIB, encoding="utf-8")
    root = tmp_path / "projekt"
    (root / "docs/kunskapsoversikter").mkdir(parents=True)
    (root / "docs/kunskapsoversikter/a.bib").symlink_to(outside)
    found = cited_texts(review(root, "[@ek2019]", bibliography="a.bib"))
    assert "ligger inte i docs" in found.findings[0].message
    assert "Om lek" not in found.value["kunskapsoversikter/a.md"]


def test_the_same_references_are_not_made_twice(tmp_path: Path) -> None:
    first = cited(tmp_path, "Bra [@ek2019].")
    (kept,) = (tmp_path / ".samverka/cache/references").iterdir()
    told = json.loads(kept.read_bytes())
    told["entries"] = ["<li>ur minnet</li>"]
    kept.write_text(json.dumps(told), encoding="utf-8")
    assert "ur minnet" in cited(tmp_path, "Bra [@ek2019].").value
    kept.write_bytes(b"{trasig")
    assert cited(tmp_path, "Bra [@ek2019].") == first
    assert cited(tmp_path, "Bra [@ek2019].", BIB.replace("Om lek", "Om vila")) != first


def test_nothing_in_a_bibliography_runs_on_the_page(tmp_path: Path) -> None:
    bib = (
        "@book{a, author={Ek, Eva}, title={{<script>alert(1)</script> [x](javascript:y) *z*}},"
        " url={javascript:alert(1)}, year={2020}}"
    )
    site = Site(tmp_path).set_up().write("docs/kunskapsoversikter/a.bib", bib)
    site.write(
        PATH, page("Ö", "Text [<img src=x onerror=y> @a, <b>s</b> 3].", bibliography="a.bib")
    )
    result = site.build()
    article = site.html("kunskapsoversikter/a").partition("<article")[2].partition("</article>")[0]
    assert said(result) == []
    assert "<script" not in article
    assert 'href="javascript:' not in article
    assert "<img" not in article
    assert "Referenser" in article
    assert "kunskapsoversikter/a.bib" not in site.files()
