"""A draft, or a page for staff, leaves no trace in the public site."""

import gzip
from pathlib import Path

import pytest

from samverka.website.building import BuildResult
from tests.small_site import Site, page

WORD = "krokofant"
"""Unmistakable: it stands in every hidden title, text, name, address and file."""
PICTURE = b"\x89PNG krokofant"
NAV = f"""\
site_url: https://exempel.se/
use_directory_urls: true
nav:
  - Start: index.md
  - {WORD}: om/{WORD}.md
  - Om: [om/index.md, om/{WORD}.md, "{WORD} två": om/{WORD}-fel.md]
  - {WORD} samlat: [om/{WORD}.md]
  - Nyhetsbrev: nyhetsbrev/index.md
  - Möten: moten/index.md
  - Utbildning: utbildning/index.md
"""
HIDDEN: dict[str, dict[str, object]] = {
    f"docs/om/{WORD}.md": {},
    f"docs/utbildning/{WORD}.md": {"course": WORD, "goals": f"[{WORD}]", "order": 2},
    f"docs/kunskapsoversikter/{WORD}.md": {"authors": f"[{WORD}]", "bibliography": "lista.bib"},
    "docs/moten/styrgrupp/2021-06-04.md": {
        "date": "2021-06-04",
        "forum": "styrgrupp",
        "place": WORD,
        "present": f"[{{name: {WORD}}}]",
    },
    f"docs/moten/{WORD}/2021-06-04.md": {"date": "2021-06-04", "forum": WORD},
    "newsletters/2020-09.md": {
        "issue": "2020-09",
        "preheader": WORD,
        "events": f"[{{title: {WORD}, date: 2020-09-17}}]",
    },
    "docs/utbildning/index.md": {},
}
TEXT = f"## {WORD}\n\n{WORD}\n{{: .decision }}\n\n![{WORD}](../bilder/{WORD}.png) [x](../data.csv)"
PUBLIC = f"""\
[Läs]({WORD}.md) [igen](../om/{WORD}/) [rot](/om/{WORD}/) [med del]({WORD}.md#{WORD})
![Bild]({WORD}/bild.png) <a href="{WORD}.md">rått</a> <img src="{WORD}/{WORD}.png" alt="rå">
[Möte](../moten/styrgrupp/2021-06-04.md) [Brev](../../newsletters/2020-09.md)
[hänvisning][h] [brev på plats](../nyhetsbrev/2020-09.md)

[h]: {WORD}.md
"""


@pytest.fixture(scope="module", params=["draft: true", "visibility: staff"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, BuildResult]:
    site = Site(tmp_path_factory.mktemp("leaks")).set_up(NAV)
    key, _, value = request.param.partition(": ")
    for path, matter in HIDDEN.items():
        topics = {"areas": f"[{WORD}]", "audience": f"[{WORD}]", "moved_from": f"[{WORD}/]"}
        hidden = {"description": WORD, "tags": f"[{WORD}]", key: value, **topics}
        site.write(path, page(f"{WORD} titel", TEXT, **hidden, **matter))
        site.write(path.replace(".md", f"/{WORD}.png"), PICTURE)
        site.write(path.replace(".md", "/bild.png"), PICTURE)
        site.write(path.replace(".md", ".docx"), PICTURE)
    site.write(f"docs/om/{WORD}-fel.md", f"---\ntitle: {WORD}\ndraft: ture\n---\n\n{TEXT}")
    site.write(f"docs/om/{WORD}-fel/bild.png", PICTURE)
    site.write(f"docs/bilder/{WORD}.png", PICTURE)
    site.write("docs/data.csv", WORD)
    site.write("docs/kunskapsoversikter/lista.bib", WORD)
    site.write("docs/om/index.md", page("Om", PUBLIC))
    site.write("docs/utbildning/synlig.md", page("Synlig", course="Kurs", order="1"))
    site.write("newsletters/2021-01.md", page("Synligt brev", issue="2021-01"))
    site.write("newsletters/2021-01/bild.png", b"synlig")
    return site, site.build()


def contents(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def test_no_name_of_a_file_tells_of_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    files = built[0].files()
    assert not {path for path in files if WORD in path.lower()}
    assert not {path for path in files if "2021-06-04" in path or "2020-09" in path}


def test_no_file_tells_of_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    site = built[0].root / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    telling = [path for path in files if WORD.encode() in contents(path).lower()]
    assert len(files) > 10
    assert telling == []


def test_no_page_leads_to_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    site = built[0]
    pages = [path for path in site.files() if path.endswith((".html", ".xml", ".json"))]
    assert len(pages) > 5
    for path in pages:
        text = (site.root / "site" / path).read_text(encoding="utf-8")
        assert "2021-06-04" not in text, path
        assert "2020-09" not in text, path


def test_what_is_public_is_still_there(built: tuple[Site, BuildResult]) -> None:
    site = built[0]
    assert {"nyhetsbrev/2021-01/index.html", "nyhetsbrev/2021-01/bild.png"} <= site.files()
    assert "Synlig" in site.text("utbildning")
    assert "Läs igen rot med del" in site.text("om")
    assert (
        "https://exempel.se/utbildning/synlig/"
        in contents(site.root / "site/sitemap.xml.gz").decode()
    )


def test_the_editor_is_told_of_each_link_to_a_hidden_page(built: tuple[Site, BuildResult]) -> None:
    told = [one for one in built[1].findings if one.place.path == "docs/om/index.md"]
    lines = [finding.place.line or 0 for finding in told]
    assert sorted(lines) == [7] * 4 + [8] * 3 + [9] * 2 + [10, 12]
    assert all("inte är publicerat" in finding.message for finding in told)


@pytest.mark.parametrize(
    "name", ["sida.md.txt", "sida.txt", "sida.md.bak", "sida.md~", "~$sida.docx", "sida.MD"]
)
def test_a_draft_under_a_wrong_name_is_not_copied_to_the_site(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).set_up()
    draft = f"---\ntitle: {WORD}\ndraft: true\n---\n\n{WORD}\n"
    site.write(f"docs/om/{name}", draft).write(f"newsletters/{name}", draft)
    result = site.build()
    assert not {path for path in site.files() if "sida" in path}
    assert {str(f.place) for f in result.findings} == {f"docs/om/{name}", f"newsletters/{name}"}
