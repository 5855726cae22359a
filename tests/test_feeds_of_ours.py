import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, fromstring

import feedparser
import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samverka.markdown.outward import Viewpoint, outward_html
from samverka.pages.feeds.atom import atom_feed
from samverka.pages.feeds.feed import Article, Feed
from samverka.pages.feeds.json_feed import json_feed
from samverka.swedish.local_time import noon
from tests.atom_rules import LANGUAGE, NAMESPACE, faults
from tests.small_site import Site, meeting, page, said

HOME = "https://exempel.se/barn/"
LETTER = """\
Först ett stycke med [en länk](../docs/om/index.md#mer) och <samtal@example.org>.

## Åtta och övning

![Hjulet](2020-09/hjul.png) [Hit](#åtta-och-övning) [Ut](https://example.org/a?b=1&c=2)

Emoji 🧒🏽 och ]]> och `a < b && c`.
"""
ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_html", "date_published", "date_modified", "tags"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
        "url": {"type": "string", "minLength": 1},
        "title": {"type": "string"},
        "summary": {"type": "string"},
        "content_html": {"type": "string"},
        "date_published": {"type": "string", "pattern": r"T12:00:00\+0[12]:00$"},
        "date_modified": {"type": "string", "pattern": r"T12:00:00\+0[12]:00$"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string"},
        "home_page_url": {"type": "string"},
        "feed_url": {"type": "string"},
        "language": {"const": "sv"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "items": {"type": "array", "items": ITEM, "uniqueItems": True},
    },
}


def write_sources(site: Site) -> Site:
    site.write("newsletters/2020-09.md", page("Höstbrev", LETTER, issue="2020-09"))
    site.write("newsletters/2020-09/hjul.png", b"\x89PNG")
    site.write("newsletters/2021-01.md", page('"<b>Vinter</b> & vår"', issue="2021-01"))
    site.write("docs/om/index.md", page("Om", "## Mer\n\nMer."))
    site.write("docs/moten/styrgrupp/2021-06-04.md", meeting("Möte i juni", "2021-06-04"))
    review = page("Röster", date="2019-05-06", updated="2022-02-03", authors="[Eva Ek, Bo Alm]")
    return site.write("docs/kunskapsoversikter/roster.md", review)


@pytest.fixture(scope="module", params=["", HOME], ids=["unknown", "known"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site without an address of its own, and with one."""
    more = f"site_url: {request.param}\n" if request.param else ""
    site = write_sources(Site(tmp_path_factory.mktemp("feeds")).set_up(more))
    assert said(site.build()) == []
    return site


def is_known(site: Site) -> bool:
    return "site_url" in (site.root / "mkdocs.yml").read_text(encoding="utf-8")


def read(site: Site, name: str) -> str:
    return (site.root / "site/feed" / name).read_text(encoding="utf-8")


def read_xml(written: bytes) -> Element:
    return fromstring(written)  # noqa: S314 - of our own making


def atoms(site: Site) -> dict[str, Element]:
    files = sorted((site.root / "site/feed").glob("*.xml"))
    return {path.stem: read_xml(path.read_bytes()) for path in files}


def titles(feed: Element) -> list[str | None]:
    return [one.findtext(f"{NAMESPACE}title") for one in feed.findall(f"{NAMESPACE}entry")]


def test_each_kind_with_a_date_has_a_feed_and_all_share_one(site: Site) -> None:
    found = {name: titles(feed) for name, feed in atoms(site).items()}
    assert found == {
        "alla": ["Röster", "Möte i juni", "<b>Vinter</b> & vår", "Höstbrev"],
        "nyhetsbrev": ["<b>Vinter</b> & vår", "Höstbrev"],
        "moten": ["Möte i juni"],
        "kunskapsoversikter": ["Röster"],
    }


def test_every_feed_keeps_to_the_rules_of_atom(site: Site) -> None:
    feeds = atoms(site)
    assert len(feeds) == 4
    assert {name: faults(feed) for name, feed in feeds.items()} == {name: [] for name in feeds}
    assert {feed.get(LANGUAGE) for feed in feeds.values()} == {"sv"}


def test_every_feed_is_well_formed_to_a_reader(site: Site) -> None:
    for path in (site.root / "site/feed").glob("*.xml"):
        parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, path.name
        assert parsed.version == "atom10"
        assert all(entry.content[0].type == "text/html" for entry in parsed.entries)


def test_every_json_feed_keeps_to_its_rules_and_says_the_same(site: Site) -> None:
    feeds = atoms(site)
    for name, atom in feeds.items():
        told = json.loads(read(site, f"{name}.json"))
        jsonschema.validate(told, JSON_FEED)
        assert [item["title"] for item in told["items"]] == titles(atom)
        ids = [entry.findtext(f"{NAMESPACE}id") for entry in atom.findall(f"{NAMESPACE}entry")]
        assert [item["id"] for item in told["items"]] == ids


def content_of(site: Site, title: str) -> str:
    items = json.loads(read(site, "alla.json"))["items"]
    return str(next(item["content_html"] for item in items if item["title"] == title))


def test_links_lead_right_from_where_the_feed_is(site: Site) -> None:
    root = HOME if is_known(site) else "../"
    text = content_of(site, "Höstbrev")
    assert f'href="{root}om/#mer"' in text
    assert f'src="{root}nyhetsbrev/2020-09/hjul.png"' in text
    assert f'href="{root}nyhetsbrev/2020-09/#åtta-och-övning"' in text
    assert 'href="https://example.org/a?b=1&amp;c=2"' in text


def test_the_text_is_the_whole_page_and_nothing_but_the_page(site: Site) -> None:
    text = content_of(site, "Höstbrev")
    assert ">samtal@example.org</a>" in text
    assert "<code>a &lt; b &amp;&amp; c</code>" in text
    assert "🧒🏽 och ]]&gt; och" in text
    assert "headerlink" not in text


def test_a_feed_is_as_new_as_its_newest_article(site: Site) -> None:
    feeds = atoms(site)
    assert feeds["alla"].findtext(f"{NAMESPACE}updated") == "2022-02-03T12:00:00+01:00"
    assert feeds["moten"].findtext(f"{NAMESPACE}updated") == "2021-06-04T12:00:00+02:00"
    review = feeds["kunskapsoversikter"]
    assert review.findtext(f".//{NAMESPACE}published") == "2019-05-06T12:00:00+02:00"


def test_the_authors_of_a_review_are_named(site: Site) -> None:
    review = atoms(site)["kunskapsoversikter"]
    names = review.findall(f"{NAMESPACE}entry/{NAMESPACE}author/{NAMESPACE}name")
    assert [name.text for name in names] == ["Eva Ek", "Bo Alm"]


def test_a_page_tells_of_all_the_news_and_of_its_own_sections(site: Site) -> None:
    html = site.html("nyhetsbrev/2020-09")
    links = re.findall(r'<link rel="alternate" type="application/atom\+xml".*? href="(.*?)"', html)
    assert links == ["../../feed/alla.xml", "../../feed/nyhetsbrev.xml"]
    assert 'href="../feed/alla.xml"' in site.html("om")
    assert "feed/moten.xml" not in site.html("om")


def test_the_page_of_feeds_leads_to_each(site: Site) -> None:
    html = site.html("feed")
    for name in atoms(site):
        assert f'href="{name}.xml"' in html


def ids_in(root: Path) -> set[str]:
    return {item["id"] for item in json.loads(read(Site(root), "alla.json"))["items"]}


def test_an_article_keeps_its_name_when_the_site_or_the_page_moves(tmp_path: Path) -> None:
    first = write_sources(Site(tmp_path / "a").set_up())
    first.build()
    moved = write_sources(Site(tmp_path / "b").set_up(f"site_url: {HOME}\n"))
    (moved.root / "newsletters/2020-09.md").unlink()
    old = "[nyhetsbrev/2020-09, nyhetsbrev/annan/]"
    moved.write("docs/brev.md", page("Höstbrev", date="2020-09-01", moved_from=old))
    moved.build()
    assert ids_in(moved.root) == ids_in(first.root)
    assert len(ids_in(first.root)) == 4


def test_two_pages_that_claim_one_old_address_are_still_two(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    for name in ("a", "b"):
        site.write(f"docs/om/{name}.md", page(name, date="2020-09-01", moved_from="[om/c/, om/a/]"))
    site.build()
    assert len(ids_in(tmp_path)) == 2


def test_a_site_without_dates_has_no_feeds(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up().write("docs/om/index.md", page("Om"))
    site.build()
    assert not [path for path in site.files() if path.startswith("feed/")]
    assert "feed/" not in site.html("om")


def test_the_oldest_are_left_out_of_a_long_feed(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    for number in range(1, 33):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        site.write(f"docs/moten/styrgrupp/{day}.md", meeting(f"Möte {number}", str(day)))
    site.build()
    assert titles(atoms(site)["moten"]) == [f"Möte {number}" for number in range(32, 2, -1)]


def article(text: str) -> Article:
    day = noon(dt.date(2020, 1, 2))
    return Article(
        id="urn:uuid:b867781c-bf9a-5b1f-932b-f63d13779290",
        title=text,
        address="../a/",
        published=day,
        updated=day,
        summary=text,
        html=text,
        authors=(text,),
        topics=(text,),
    )


@settings(deadline=None)
@example("0@\x1f")
@given(st.text())
def test_whatever_is_in_a_title_the_feeds_can_be_read(text: str) -> None:
    name = "urn:uuid:d8e2ef28-90d2-520e-bb61-6768dcce9c11"
    addresses = {"xml": "a.xml", "json": "a.json"}
    feed = Feed("a", name, text, text, "../", addresses, text, text, (article(text),))
    atom = read_xml(atom_feed(feed))
    assert faults(atom) == []
    kept = "".join(sign for sign in text if sign.isprintable() and ord(sign) < 0xD800)
    told = atom.findtext(f"{NAMESPACE}title") or ""
    assert "".join(sign for sign in told if sign.isprintable() and ord(sign) < 0xD800) == kept
    assert not feedparser.parse(atom_feed(feed)).bozo
    assert json.loads(json_feed(feed))["items"][0].get("title", "") == text


PLACES = st.lists(st.sampled_from(["a", "b-c", "2020"]), max_size=3).map("/".join)


@given(PLACES, PLACES)
def test_a_relative_address_leads_where_a_browser_would_go(page_: str, target: str) -> None:
    here, there = (f"{path}/" if path else "" for path in (page_, target))
    for file in ("feed/alla.xml", "sitemap.xml", "a/b/c/"):
        way = Viewpoint("", file).lead_to(there)
        assert urljoin(HOME + file, way) == HOME + there
        relative = Viewpoint("", here).lead_to(there)
        followed = Viewpoint("", file).follow(relative, here)
        assert urljoin(HOME + file, followed) == HOME + there


def test_what_only_works_on_the_site_is_left_out() -> None:
    html = (
        '<p>A <button type="button">knapp <b>b</b></button> B</p><form><p>C</p><br></form>'
        '<p hidden>D</p><script>E</script><input value="F"><p>G<a href="//x.se/">H</a>'
        '<a href="mailto:a@b.se">I</a> <a href="http://[">J</a></p>'
    )
    kept = outward_html(html, "a/", Viewpoint("", "feed/alla.xml"))
    assert kept == (
        '<p>A  B</p><p>G<a href="//x.se/">H</a>'
        '<a href="mailto:a@b.se">I</a> <a href="http://[">J</a></p>'
    )


def test_a_feed_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, second = (write_sources(Site(tmp_path / name).set_up()) for name in "ab")
    first.build()
    second.build()
    for name in ("alla.xml", "alla.json"):
        assert read(first, name) == read(second, name)
