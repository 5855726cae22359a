"""A page that moves keeps its old address, and an address that dies is told of."""

import re
from pathlib import Path, PurePosixPath

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.redirects import Redirect, redirects
from samverka.findings import Finding, Noted, Severity
from samverka.pages.wayfinding.ledger import keep_addresses
from samverka.settings import Settings
from samverka.source.document import parse_document
from tests.small_site import Site, page, said


def moved(**texts: str) -> Noted[tuple[Redirect, ...]]:
    read = [parse_document(PurePosixPath(path), text) for path, text in texts.items()]
    documents = [one.value for one in read if one.value is not None]
    catalogue = build_catalogue(documents, Settings(title="T")).value
    return redirects(catalogue, ("kalender/",))


def told(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in found]


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("om/simning/", "om/simning/index.html"),
        ("om/simning", "om/simning/index.html"),
        ("./om//simning/index.html", "om/simning/index.html"),
        ("gammal.html", "gammal.html"),
        ("om/sm%C3%A5barn/", "om/småbarn/index.html"),
    ],
)
def test_an_old_address_may_be_written_as_people_copy_it(written: str, file: str) -> None:
    (one,) = moved(**{"docs/a.md": page("A", moved_from=f"['{written}']")}).value
    assert str(one.file) == file
    assert one.entry.address == "a/"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("https://exempel.se/om/", "MOVE01"),
        ("//exempel.se/om/", "MOVE01"),
        ("/om/simning/", "MOVE01"),
        ("om/?sida=2", "MOVE01"),
        ("om/%0Adel/", "MOVE01"),
        ("om/<b>/", "MOVE01"),
        ("", "MOVE01"),
        ("x" * 300, "MOVE01"),
        ("../om/", "MOVE02"),
        ("om/%2e%2e/%2e%2e/x/", "MOVE02"),
        ("rapport.pdf", "MOVE03"),
        ("b/", "MOVE04"),
        ("B/index.html", "MOVE04"),
        ("a/", "MOVE04"),
        ("kalender/", "MOVE04"),
        ("404.html", "MOVE04"),
    ],
)
def test_an_address_that_cannot_be_kept_is_told_with_its_line(written: str, code: str) -> None:
    text = page("A", moved_from=f"\n  - gammal/\n  - '{written}'")
    found = moved(**{"docs/a.md": text, "docs/b.md": page("B")})
    assert told(found.findings) == [("docs/a.md:5", code)]
    assert [one.old for one in found.value] == ["gammal/"]


def test_two_pages_cannot_have_moved_from_the_same_address() -> None:
    texts = {f"docs/{name}.md": page(name, moved_from="[gammal/]") for name in "ab"}
    found = moved(**texts)
    assert [one.entry.title for one in found.value] == ["a"]
    assert told(found.findings) == [("docs/b.md:3", "MOVE04")]
    assert "docs/a.md" in found.findings[0].message


def test_the_old_address_leads_on_without_a_server(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("site_url: https://exempel.se/sam/\n")
    site.write("docs/om/ny.md", page("'Ny & <b>bättre</b>'", moved_from="[om/x/gammal/, g.html]"))
    assert said(site.build(strict=True)) == []
    html = site.html("om/x/gammal")
    assert '<html lang="sv">' in html
    assert 'http-equiv="refresh" content="0; url=../../ny/"' in html
    assert '<a href="../../ny/">Ny &amp; &lt;b&gt;bättre&lt;/b&gt;</a>' in html
    assert 'rel="canonical" href="https://exempel.se/sam/om/ny/"' in html
    assert 'name="robots" content="noindex"' in html
    assert 'url=om/ny/"' in (tmp_path / "site/g.html").read_text()
    assert "gammal" not in (tmp_path / "site/sitemap.xml").read_text()


def test_a_redirect_never_takes_the_place_of_a_page(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/a.md", page("A", moved_from="[innehall/, '']"))
    result = site.build()
    assert [one.code for one in result.findings] == ["MOVE04", "MOVE01"]
    assert "Allt innehåll" in site.text("innehall")
    assert site.text("") == "Start Hej."


def test_a_hidden_page_has_no_old_address(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    site.write("docs/a.md", page("A", moved_from="[gammal/]", draft="true")).build()
    assert "gammal/index.html" not in site.files()


def test_an_address_that_dies_is_told_until_it_leads_on(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/om/simning.md", page("Simning"))
    assert said(site.build(strict=True)) == []
    ledger = tmp_path / "addresses.txt"
    assert "om/simning/" in ledger.read_text(encoding="utf-8").splitlines()
    (tmp_path / "docs/om/simning.md").unlink()
    site.write("docs/simskola.md", page("Simskola"))
    assert len(site.build().findings) == 1
    line = ledger.read_text(encoding="utf-8").splitlines().index("om/simning/") + 1
    (gone,) = site.build().findings
    assert told((gone,)) == [(f"addresses.txt:{line}", "ADDR01")]
    assert gone.severity is Severity.WARNING
    told_line = re.search(r"moved_from: (\[.+?\])", gone.hint)
    assert told_line is not None
    site.write("docs/simskola.md", page("Simskola", moved_from=told_line[1]))
    assert said(site.build(strict=True)) == []
    assert "simskola/" in ledger.read_text(encoding="utf-8")


def test_a_line_taken_out_of_the_ledger_is_forgotten() -> None:
    kept = keep_addresses("# Rubrik\na/\nborta/\n", ["", "a/", "å/", "b/"], [])
    assert [str(one.place) for one in kept.findings] == ["addresses.txt:3"]
    rest = kept.value.replace("borta/\n", "")
    again = keep_addresses(rest, ["", "a/", "å/", "b/"], [])
    assert (again.value, again.findings) == (rest, ())
    assert [line for line in rest.splitlines() if not line.startswith("#")] == ["a/", "b/", "å/"]
