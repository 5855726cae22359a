"""What programs read of a page: descriptions, pictures, linked data, the sitemap, the headers."""

import datetime as dt
import html
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.pages.machine.security import CONTENT_SECURITY_POLICY
from samverka.pages.machine.sitemap import sitemap as sitemap_of
from samverka.settings import parse_settings
from samverka.website.building import build_site
from samverka.website.edition import Host, read_edition
from tests.small_site import OURS, Site, meeting, page, said

HOME = "https://exempel.se/barn/"
NASTY = "</script><!-- <b>&amp; \u2028"
PICTURE = b"\x89PNG"
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
REVIEW = {
    "date": "2022-05-12",
    "updated": "2023-01-02",
    "authors": "[Eva Ek]",
    "institution": "Högskolan",
    "report": '{title: Hela, year: 2022, url: "https://example.org/r", doi: 10.1234/abc}',
    "key_findings": "[Ett, Två]",
    "areas": "[Hälsa]",
    "audience": "[Polis]",
}
TRAINING = {
    "course": "Kurs",
    "level": "1",
    "duration": "25",
    "goals": "[Du kan fråga]",
    "audience": "[Polis]",
}


def fill(site: Site) -> Site:
    letter = "Hej ![Barn i snö](2020-09/bild.png)\n\n## Nytt\n\nText."
    events = (
        '[{title: Träff, date: 2020-09-17, start: "13:00", end: "15:00", place: Växjö},'
        " {title: Läger, date: 2020-12-01, end_date: 2020-12-02}]"
    )
    site.write("newsletters/2020-09.md", page("Brev", letter, issue="2020-09", events=events))
    site.write("newsletters/2020-09/bild.png", PICTURE)
    site.write("docs/kunskapsoversikter/roster.md", page("Röster", **REVIEW))
    site.write("docs/kunskapsoversikter/pahitt.md", page("Påhitt", **REVIEW, invented="true"))
    site.write("docs/utbildning/fraga.md", page("Fråga", **TRAINING))
    notes = meeting("Möte", "2021-06-04", "Text.", start='"08:30"', place="Teams")
    site.write("docs/moten/styrgrupp/2021-06-04.md", notes)
    site.write("docs/moten/styrgrupp/2121-06-04.md", meeting("Ej än", "2121-06-04"))
    title = json.dumps(NASTY)
    site.write("docs/om/a.md", f"---\ntitle: {title}\ndescription: {title}\n---\n\nText.\n")
    about = page("Om oss", "Vi finns. " * 40, moved_from="[gammalt/om-oss/]")
    site.write("docs/om/index.md", about)
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = fill(Site(tmp_path_factory.mktemp("machine")).set_up(f"site_url: {HOME}\n"))
    assert said(site.build()) == []
    return site


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site before anybody knows where it will be."""
    site = fill(Site(tmp_path_factory.mktemp("homeless")).set_up())
    assert said(site.build()) == []
    return site


def meta(site: Site, address: str) -> dict[str, str]:
    found = META.findall(site.html(address))
    return {name: html.unescape(content) for name, content in found}


def linked(site: Site, address: str) -> list[dict[str, Any]]:
    (data,) = LINKED.findall(site.html(address))
    told = json.loads(data)
    assert told["@context"] == "https://schema.org"
    return list(told["@graph"])


def node(site: Site, address: str, kind: str) -> dict[str, Any]:
    return next(one for one in linked(site, address) if one["@type"] == kind)


def kinds(site: Site, address: str) -> set[str]:
    return {str(one["@type"]) for one in linked(site, address)}


def test_every_page_says_what_it_is(site: Site) -> None:
    pages = [path for path in site.files() if path.endswith("index.html")]
    assert len(pages) > 12
    for path in set(pages) - {"gammalt/om-oss/index.html"}:
        told = meta(site, path.removesuffix("index.html"))
        assert told["description"] == told["og:description"], path
        assert 1 < len(told["description"]) <= 160, path
        assert told["og:url"].startswith(HOME), path
        assert told["og:locale"] == "sv_SE"


def test_a_page_without_a_description_speaks_for_itself(site: Site) -> None:
    about = meta(site, "om")["description"]
    assert about.startswith("Vi finns. Vi finns.")
    assert re.search(r"(?:\. Vi| finns)…$", about)
    assert meta(site, "kunskapsoversikter/roster")["description"] == "Ett Två"
    notes = meta(site, "moten/styrgrupp/2021-06-04")["description"]
    assert notes == "Mötesanteckningar, Styrgruppen, 4 juni 2021."
    assert meta(site, "utbildning/fraga")["description"] == "Du kan fråga"
    assert meta(site, "moten/styrgrupp")["description"] == "Möten: Styrgruppen."


def test_the_vision_is_no_description_of_a_meeting(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    vision = "Varje barn får en trygg uppväxt."
    notes = meeting("Möte", "2021-06-04", description=vision)
    site.write("docs/moten/styrgrupp/2021-06-04.md", notes).build()
    assert vision not in site.html("moten/styrgrupp/2021-06-04")


def test_a_shared_page_shows_its_first_described_picture(site: Site, homeless: Site) -> None:
    told = meta(site, "nyhetsbrev/2020-09")
    assert told["og:image"] == f"{HOME}nyhetsbrev/2020-09/bild.png"
    assert told["og:image:alt"] == "Barn i snö"
    assert "og:image" not in meta(site, "om")
    assert "og:image" not in meta(homeless, "nyhetsbrev/2020-09")


def test_an_article_tells_when_it_came_and_when_it_changed(site: Site) -> None:
    told = meta(site, "kunskapsoversikter/roster")
    assert told["og:type"] == "article"
    assert told["article:published_time"] == "2022-05-12T12:00:00+02:00"
    assert told["article:modified_time"] == "2023-01-02T12:00:00+01:00"
    assert meta(site, "om")["og:type"] == "website"


def test_a_review_is_told_as_research(site: Site) -> None:
    review = node(site, "kunskapsoversikter/roster", "ScholarlyArticle")
    assert review["author"][0]["name"] == "Eva Ek"
    assert review["author"][0]["affiliation"]["name"] == "Högskolan"
    assert review["abstract"] == "Ett\nTvå"
    assert review["isBasedOn"] == {
        "@type": "Report",
        "name": "Hela",
        "datePublished": "2022",
        "url": "https://example.org/r",
        "sameAs": "https://doi.org/10.1234/abc",
    }
    assert (review["datePublished"], review["dateModified"]) == ("2022-05-12", "2023-01-02")


def test_an_invented_example_is_told_as_a_page_and_nothing_more(site: Site) -> None:
    address = "kunskapsoversikter/pahitt"
    assert kinds(site, address) == {"WebPage", "BreadcrumbList"}
    told = meta(site, address)
    assert told["og:type"] == "website"
    assert told["description"] == "Påhittat exempel. Ett Två"


def test_meetings_and_events_have_swedish_time(site: Site) -> None:
    notes = node(site, "moten/styrgrupp/2021-06-04", "Event")
    assert notes["startDate"] == "2021-06-04T08:30:00+02:00"
    assert notes["location"]["name"] == "Teams"
    assert "endDate" not in notes
    events = [one for one in linked(site, "nyhetsbrev/2020-09") if one["@type"] == "Event"]
    assert [(one["startDate"], one["endDate"]) for one in events] == [
        ("2020-09-17T13:00:00+02:00", "2020-09-17T15:00:00+02:00"),
        ("2020-12-01", "2020-12-02"),
    ]


def test_training_tells_its_time_step_and_goals(site: Site) -> None:
    training = node(site, "utbildning/fraga", "LearningResource")
    assert training["timeRequired"] == "PT25M"
    assert training["educationalLevel"] == "Nivå 1"
    assert training["teaches"] == ["Du kan fråga"]
    assert training["isPartOf"]["name"] == "Kurs"
    assert training["audience"] == [{"@type": "Audience", "audienceType": "Polis"}]


def test_an_indicator_is_told_as_data(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up(f"site_url: {HOME}\n")
    matter = {"unit": "procent", "source_of_data": "Enkäten", "kind_of_indicator": "result"}
    site.write("docs/indikatorer/svar.md", page("Svar", **matter))
    numbers = "år;kommun;värde\n2021;Sjövik;10\n2022;Sjövik;12\n"
    site.write("docs/indikatorer/svar.csv", numbers).build()
    told = node(site, "indikatorer/svar", "Dataset")
    assert told["variableMeasured"]["unitText"] == "procent"
    assert told["distribution"]["contentUrl"] == f"{HOME}indikatorer/svar.csv"
    assert (tmp_path / "site/indikatorer/svar.csv").is_file()


def test_the_start_page_tells_of_the_collaboration(site: Site) -> None:
    assert {"Organization", "WebSite"} <= kinds(site, "")
    assert node(site, "", "WebSite")["url"] == HOME
    assert "Organization" not in kinds(site, "om")


def test_a_page_tells_the_way_to_it(site: Site, homeless: Site) -> None:
    steps = node(site, "moten/styrgrupp/2021-06-04", "BreadcrumbList")["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in steps] == [
        (1, "Trygg uppväxt", HOME),
        (2, "Möten", f"{HOME}moten/"),
        (3, "Styrgruppen", f"{HOME}moten/styrgrupp/"),
        (4, "Möte", f"{HOME}moten/styrgrupp/2021-06-04/"),
    ]
    steps = node(homeless, "moten/styrgrupp/2021-06-04", "BreadcrumbList")["itemListElement"]
    assert [one["item"] for one in steps] == ["../../../", "../../", "../", "./"]


def test_no_text_can_break_out_of_the_data_or_the_head(site: Site) -> None:
    whole = " ".join(NASTY.split())
    assert node(site, "om/a", "WebPage")["name"] == NASTY
    assert meta(site, "om/a")["og:title"] == NASTY
    assert meta(site, "om/a")["description"] == whole
    (data,) = LINKED.findall(site.html("om/a"))
    assert not re.search("[<>&\u2028]", data)


def sitemap(site: Site) -> dict[str, str | None]:
    written = (site.root / "site/sitemap.xml").read_bytes()
    root = ET.fromstring(written)  # noqa: S314 - of our own making
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    return {
        url.findtext(f"{space}loc") or "": url.findtext(f"{space}lastmod")
        for url in root.findall(f"{space}url")
    }


def test_the_sitemap_has_every_page_and_says_when_each_changed(site: Site) -> None:
    told = sitemap(site)
    pages = {path for path in site.files() if path.endswith("index.html")}
    pages -= {"gammalt/om-oss/index.html"}  # only leads on to where the page is now
    assert set(told) == {HOME + path.removesuffix("index.html") for path in pages}
    assert told[f"{HOME}kunskapsoversikter/roster/"] == "2023-01-02"
    assert told[f"{HOME}nyhetsbrev/2020-09/"] == "2020-09-01"
    assert told[f"{HOME}om/"] is None


def test_a_list_is_as_new_as_the_newest_page_in_it(site: Site) -> None:
    told = sitemap(site)
    assert told[f"{HOME}kunskapsoversikter/"] == "2023-01-02"
    assert told[f"{HOME}moten/styrgrupp/"] == "2021-06-04"
    assert told[HOME] == "2023-01-02"


def test_a_day_that_has_not_come_is_no_day_of_change(site: Site) -> None:
    assert sitemap(site)[f"{HOME}moten/styrgrupp/2121-06-04/"] is None


def test_robots_are_shown_the_sitemap(site: Site, homeless: Site) -> None:
    text = (site.root / "site/robots.txt").read_text(encoding="utf-8")
    assert text == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"
    text = (homeless.root / "site/robots.txt").read_text(encoding="utf-8")
    assert text == "User-agent: *\nAllow: /\n"


def test_without_an_address_there_is_no_sitemap_and_the_editor_is_told(homeless: Site) -> None:
    assert not {path for path in homeless.files() if "sitemap" in path}
    edition = read_edition(
        homeless.root / "mkdocs.yml", Host("", dt.date(2026, 1, 2)), lambda _: False
    )
    told = sitemap_of(edition.value.around, ()).findings
    assert [(str(one.place), one.code, one.severity) for one in told] == [
        ("mkdocs.yml", "SITE30", Severity.NOTE)
    ]


def test_files_an_editor_has_written_for_machines_are_kept(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/robots.txt", "A").write("docs/_headers", "B")
    site.build()
    assert (tmp_path / "site/robots.txt").read_text() == "A"
    assert (tmp_path / "site/_headers").read_text() == "B"


def test_a_host_is_told_which_headers_to_send(site: Site) -> None:
    lines = (site.root / "site/_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    assert f"  Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'self'" in lines
    assert "  X-Content-Type-Options: nosniff" in lines
    kept = lines[lines.index("/assets/samverka/*") + 1]
    assert "immutable" in kept
    folder = site.root / "site/assets/samverka"
    names = [path.name for path in folder.rglob("*") if path.is_file()]
    assert names
    assert all(re.search(r"\.[0-9a-f]{8}\.", name) for name in names), names


ENVIRONMENT = 'site_url: !ENV [SITE_URL, ""]\n'


@pytest.mark.parametrize(
    ("told", "found"), [(None, ""), ("", ""), ("https://exempel.se", "https://exempel.se/")]
)
def test_the_address_can_come_from_outside(
    told: str | None, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if told is not None:
        monkeypatch.setenv("SITE_URL", told)
    site = Site(tmp_path).set_up(ENVIRONMENT)
    assert said(site.build()) == []
    assert meta(site, "").get("og:url", "") == found


def test_an_address_that_is_none_stops_the_build_in_swedish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "exempel.se")
    with pytest.raises(SamverkaError, match="adressen efter site_url går inte att använda"):
        Site(tmp_path).set_up(ENVIRONMENT).build()


def test_tags_of_other_programs_in_the_settings_are_passed_over() -> None:
    others = "a: !!python/name:material.extensions.emoji.twemoji\nb: !relative $docs_dir\n"
    assert parse_settings(f"{ENVIRONMENT}{others}{OURS}").title == "Trygg uppväxt"


def test_the_editor_is_told_once_what_is_lost_without_an_address(tmp_path: Path) -> None:
    result = build_site(Site(tmp_path).set_up().root, strict=False, clean=True)
    (note,) = result.findings
    assert (note.code, note.severity) == ("SITE30", Severity.NOTE)
