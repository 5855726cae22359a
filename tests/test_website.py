import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.website.building import BuildResult, build_site
from tests.small_site import OURS, Site, meeting, page, plain, said

PNG = b"\x89PNG\r\n\x1a\n"
NAV = """\
nav:
  - Start: index.md
  - Nyhetsbrev: nyhetsbrev/index.md
  - Möten: moten/index.md
  - Om: [om/index.md, om/b.md]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One site with everything an editor does right, built once."""
    site = Site(tmp_path_factory.mktemp("site")).set_up(NAV)
    site.write("docs/om/index.md", page("Om oss", "[Brevet](../../newsletters/2020-09.md#nytt)"))
    site.write("docs/om/b.md", page("Beta", "## Del\n\n[Brev](../nyhetsbrev/2021-01.md)"))
    site.write("docs/om/a.md", page("Alfa & <b>Omega</b>", description='Ett "citat"'))
    letter = "## Nytt\n\n![Bild](2020-09/bild-1.png)\n\n[Mer](../docs/om/b.md#del) [Om](../om/a.md)"
    site.write("newsletters/2020-09.md", page("Höstbrev", letter, issue="2020-09"))
    site.write("newsletters/2020-09/bild-1.png", PNG)
    site.write("newsletters/2021-01.md", page("Vinterbrev", issue="2021-01"))
    site.write("docs/moten/index.md", page("Möten", "Redaktörens egna ord."))
    body = "## 1. Start\n\nGruppen beslutar att börja.\n{: .decision }\n\n[Se](#beslut-1)"
    for date in ("2020-01-10", "2021-06-04", "2021-09-01"):
        site.write(f"docs/moten/styrgrupp/{date}.md", meeting(f"Möte {date}", date, body))
    site.build()
    return site


def test_a_site_without_faults_has_no_findings(site: Site) -> None:
    assert said(site.build(strict=True)) == []


def test_newsletters_are_published_with_their_pictures(site: Site) -> None:
    assert {"nyhetsbrev/2020-09/index.html", "nyhetsbrev/2020-09/bild-1.png"} <= site.files()
    assert 'src="bild-1.png"' in site.html("nyhetsbrev/2020-09")


def test_links_between_the_folders_lead_right(site: Site) -> None:
    letter = site.html("nyhetsbrev/2020-09")
    assert 'href="../../om/b/#del"' in letter
    assert 'href="../../om/a/"' in letter
    assert 'href="../nyhetsbrev/2020-09/#nytt"' in site.html("om")
    assert 'href="../../nyhetsbrev/2021-01/"' in site.html("om/b")


def test_a_section_has_the_editors_words_and_then_its_list(site: Site) -> None:
    text = plain(site.html("moten").partition('<div class="page__text"')[2])
    order = ["Redaktörens egna ord.", "2021", "Möte 2021-09-01", "Möte 2021-06-04", "2020"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_section_without_a_page_gets_one(site: Site) -> None:
    assert "Höstbrev" in site.text("nyhetsbrev")
    assert "Möte 2021-06-04" in site.text("moten/styrgrupp")


def test_a_meeting_leads_to_the_ones_before_and_after(site: Site) -> None:
    html = site.html("moten/styrgrupp/2021-06-04")
    assert re.search(r'href="\.\./2020-01-10/" rel="prev"', html)
    assert re.search(r'href="\.\./2021-09-01/" rel="next"', html)


def test_a_page_has_one_heading_of_the_first_level(site: Site) -> None:
    pages = [path for path in site.files() if path.endswith(".html")]
    counts = {path: (site.root / "site" / path).read_text().count("<h1") for path in pages}
    assert len(pages) > 10
    assert set(counts.values()) == {1}, counts


def test_the_menu_follows_the_folders(site: Site) -> None:
    menu = site.html("om").partition('class="section"')[2].partition("</nav>")[0]
    assert [menu.index(title) for title in ("Om", "Beta", "Alfa")] == sorted(
        menu.index(title) for title in ("Om", "Beta", "Alfa")
    )


def test_titles_and_descriptions_are_text(site: Site) -> None:
    html = site.html("om/a")
    assert "<b>Omega" not in html
    assert "<title>Alfa &amp; &lt;b&gt;Omega&lt;/b&gt; – Trygg uppväxt</title>" in html
    assert 'content="Ett &#34;citat&#34;"' in html
    assert "<b>Omega" not in (site.root / "site/search/search_index.json").read_text()


def test_the_page_for_lost_readers_is_swedish(site: Site) -> None:
    html = (site.root / "site/404.html").read_text(encoding="utf-8")
    assert '<html lang="sv"' in html
    assert "Sidan finns inte" in html


def test_no_page_loads_anything_from_elsewhere(site: Site) -> None:
    pages = [path for path in site.files() if path.endswith(".html")]
    assert pages
    for path in pages:
        html = (site.root / "site" / path).read_text(encoding="utf-8")
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', html), path


def test_mkdocs_itself_builds_the_same_pages(site: Site, tmp_path: Path) -> None:
    site.build()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    subprocess.run(command, cwd=site.root, check=True, capture_output=True)
    theirs = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert theirs == site.files()
    page = "moten/styrgrupp/2021-06-04/index.html"
    assert (tmp_path / page).read_text() == (site.root / "site" / page).read_text()


def build_with(root: Path, **files: str) -> BuildResult:
    site = Site(root).set_up()
    for path, text in files.items():
        site.write(path, text)
    return site.build()


def test_faulty_front_matter_is_told_with_its_line_and_left_out(tmp_path: Path) -> None:
    faulty = "---\ntitle: A\ndescripton: B\nareas: Hälsa\n---\n\n# A\n\nHalvfärdigt.\n"
    result = build_with(tmp_path, **{"docs/om/a.md": faulty})
    assert said(result) == [
        "docs/om/a.md:3 descripton: okänd nyckel, menade du description?",
        "docs/om/a.md:4 areas: ska vara en lista",
    ]
    assert {finding.severity for finding in result.findings} == {Severity.ERROR}
    assert not (tmp_path / "site/om/a").exists()


MISTAKES = (
    "",
    "Bara text",
    "---\n---\n",
    "---\ntitle: [\n---\n",
    "---\ntitle: 1\n---\n",
    "---\n- a\n---\n",
    "---\ntitle: A\ntemplate: finns-inte.html\n---\n",
    "---\ntitle: A\ntemplate: ../../mkdocs.yml\n---\n",
    "---\ntitle: A\n---\n\n---\ntitle: B\n---\n",
    "---\ntitle: A\n---\n\nTema: barn\n\n[a](http://[x) ![](b.png) [c](../../../d.md)",
    "---\ntitle: A\n---\n\n<div markdown='1'><a>b</a>\n\n| a\n|--\n{: .decision }",
)


def test_no_mistake_of_an_editor_stops_the_build(tmp_path: Path) -> None:
    folders = ("docs", "docs/moten", "docs/moten/styrgrupp", "docs/utbildning", "newsletters")
    sources = {f"{folder}/x{at}.md": text for folder in folders for at, text in enumerate(MISTAKES)}
    result = build_with(tmp_path, **sources)
    assert (tmp_path / "site/index.html").is_file()
    assert {str(finding.place.path) for finding in result.findings} == set(sources) - {
        "docs/x8.md",
        "docs/utbildning/x8.md",
        "docs/x10.md",
        "docs/utbildning/x10.md",
    }


def test_text_that_looks_like_front_matter_is_text(tmp_path: Path) -> None:
    build_with(tmp_path, **{"docs/a.md": page("A", "Tema: barn\n\nMer.")})
    assert "Tema: barn" in Site(tmp_path).text("a")


def test_a_file_that_is_not_utf8_is_told_and_left_out(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/a.md", "---\ntitle: Å\n---\n".encode("latin-1"))
    (message,) = said(site.build())
    assert message.startswith("docs/a.md filen är inte sparad som UTF-8")


def test_a_broken_link_is_told_with_its_line(tmp_path: Path) -> None:
    text = page("A", "Rad.\n\n[Fel](saknas.md) och [rubrik](#ingen).")
    result = build_with(tmp_path, **{"docs/om/a.md": text})
    assert said(result) == [
        "docs/om/a.md:9 länken saknas.md går till en fil som inte finns",
        "docs/om/a.md:9 länken #ingen går till en rubrik som inte finns",
    ]


def test_a_broken_link_in_a_newsletter_is_told_where_the_editor_wrote_it(tmp_path: Path) -> None:
    letter = page("A", "[Fel](saknas.md)", issue="2020-09")
    result = build_with(tmp_path, **{"newsletters/2020-09.md": letter})
    assert said(result) == [
        "newsletters/2020-09.md:8 länken saknas.md går till en fil som inte finns"
    ]


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/a.md", page("A", "[Fel](saknas.md)"))
    (warning,) = site.build().findings
    (error,) = site.build(strict=True).findings
    assert (warning.severity, error.severity) == (Severity.WARNING, Severity.ERROR)


def test_a_file_with_another_markdown_ending_is_told_and_left_out(tmp_path: Path) -> None:
    result = build_with(tmp_path, **{"docs/a.markdown": page("A"), "docs/b.MD": page("B")})
    assert len(result.findings) == 2
    assert not {"a/index.html", "b.MD"} & Site(tmp_path).files()


def test_what_mkdocs_leaves_out_is_in_no_list(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("exclude_docs: /moten/styrgrupp/2020-*.md\n")
    for date in ("2020-01-10", "2021-06-04"):
        site.write(f"docs/moten/styrgrupp/{date}.md", meeting(f"Möte {date}", date))
    assert said(site.build()) == []
    assert "Möte 2020-01-10" not in site.text("moten")


def test_the_start_page_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .set_up("", OURS)
        .write(
            "overrides/home.html",
            '{% extends "main.html" %}{% block content %}<h1>{{ home.vision }}</h1>{% endblock %}',
        )
    )
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    site.write(
        "mkdocs.yml", settings.replace("font: false", "font: false\n  custom_dir: overrides")
    )
    site.build()
    assert site.text("") == "Varje barn får en trygg uppväxt"


def test_settings_that_cannot_be_used_stop_the_build_with_all_faults(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("", OURS.replace("vision:", "visoin:").replace("title:", "titel:"))
    with pytest.raises(SamverkaError) as stopped:
        site.build()
    assert "menade du vision?" in stopped.value.what
    assert "menade du title?" in stopped.value.what


def test_settings_of_mkdocs_that_cannot_be_used_stop_the_build(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("plugin_som_inte_finns: 1\nnav: 3\n")
    with pytest.raises(SamverkaError) as stopped:
        site.build()
    assert "nav" in stopped.value.what


def test_a_template_with_a_fault_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("overrides/home.html", "{% block %}")
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    site.write(
        "mkdocs.yml", settings.replace("font: false", "font: false\n  custom_dir: overrides")
    )
    with pytest.raises(SamverkaError, match="mall"):
        site.build()


def test_every_template_of_ours_escapes_what_it_prints() -> None:
    folder = Path(__file__).parent.parent / "src/samverka/website/theme"
    templates = [path for path in folder.rglob("partials/**/*.html") if path.name != "branch.html"]
    assert templates
    for path in templates:
        lines = path.read_text(encoding="utf-8").strip().splitlines()
        assert (lines[0], lines[-1]) == ("{% autoescape true %}", "{% endautoescape %}"), path.name


def test_the_projects_own_site_has_no_findings(tmp_path: Path) -> None:
    project = Path(__file__).parent.parent
    for folder in ("docs", "newsletters", "overrides"):
        shutil.copytree(project / folder, tmp_path / folder)
    shutil.copy(project / "mkdocs.yml", tmp_path)
    result = build_site(tmp_path, strict=True, clean=False)
    assert [one for one in result.findings if one.severity is not Severity.NOTE] == []


def test_a_page_in_the_menu_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("nav:\n  - Start: index.md\n  - Om: om/index.md\n")
    told = [f for f in site.build().findings if "om/index.md" in f.message]
    assert [finding.severity for finding in told] == [Severity.ERROR]
    assert "står i menyn i mkdocs.yml men finns inte" in told[0].message


def test_without_a_menu_of_the_editors_a_section_is_called_by_its_page(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/moten/index.md", page("Möten"))
    site.build()
    menu = site.html("").partition('aria-label="Huvudmeny"')[2].partition("</nav>")[0]
    assert ">Möten</a>" in menu
    assert ">Moten</a>" not in menu
