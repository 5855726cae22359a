"""The page with other sites' news."""

import datetime as dt
from pathlib import Path

from markdown import Markdown

from samverka.catalogue.building import build_catalogue
from samverka.feeds.items import FeedItem
from samverka.feeds.links import canonical_link
from samverka.feeds.memory import Memory, memory_paths, save_memory
from samverka.feeds.remembering import remember
from samverka.findings import Noted, Severity
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.wayfinding.partner_news import MOST, partner_news
from samverka.settings import Feed, Settings
from tests.small_site import OURS, Site, plain

SEEN = dt.datetime(2021, 6, 7, 22, 30, tzinfo=dt.UTC)
FEEDS = tuple(Feed(name=name, url="https://e.se/") for name in ("Växjö kommun", "*Ån* <b>"))
WITH_FEEDS = f"{OURS}      feeds:\n        - {{name: Växjö kommun, url: 'https://e.se/1'}}\n"


def fetched(root: Path, *items: FeedItem, feeds: tuple[Feed, ...] = FEEDS[:1]) -> None:
    for path in memory_paths(feeds):
        save_memory(root, path, Memory("", SEEN, items=remember((), items, SEEN)))


def news(title: str, day: int = 4, month: int = 6, summary: str = "") -> FeedItem:
    link = canonical_link(f"https://www.e.se/{title}")
    return FeedItem(title, title, link, dt.date(2021, month, day), summary)


def made(root: Path, feeds: tuple[Feed, ...] = FEEDS[:1]) -> Noted[tuple[GeneratedPage, ...]]:
    settings = Settings(title="T", feeds=feeds)
    catalogue = build_catalogue((), settings).value
    return partner_news(Around(catalogue, settings, root, dt.date(2021, 6, 30)))


def html(root: Path, feeds: tuple[Feed, ...] = FEEDS[:1]) -> str:
    (page,) = made(root, feeds).value
    extensions = ["attr_list", "md_in_html", "abbr", "samverka.markdown"]
    return Markdown(extensions=extensions).convert(page.markdown)


def test_the_page_tells_title_source_day_and_summary_the_newest_first(tmp_path: Path) -> None:
    fetched(tmp_path, news("Äldre", 28, 5), news("Nyare", summary="Det här har hänt."))
    text = plain(f">{html(tmp_path)}")
    assert text == (
        "Senast hämtat 8 juni 2021."
        " Juni 2021 Nyare 4 juni 2021 · Växjö kommun, på e.se Det här har hänt."
        " Maj 2021 Äldre 28 maj 2021 · Växjö kommun, på e.se"
    )
    assert '<a class="entry-title" href="https://www.e.se/Nyare">Nyare</a>' in html(tmp_path)


def test_what_others_wrote_stays_text(tmp_path: Path) -> None:
    nasty = "a](https://x.se) `b` *c* <script>d</script> {: .decision } ![e](f) $x$ [^1] & &amp;"
    fetched(tmp_path, news(nasty, summary=nasty), feeds=FEEDS[1:])
    page = html(tmp_path, FEEDS[1:])
    assert plain(f">{page}").count(nasty) == 2
    assert "*Ån* <b>, på e.se" in plain(f">{page}")
    assert page.count("<a ") == 1
    assert "<script" not in page
    assert "<img" not in page


def test_at_most_fifty_are_shown_and_none_that_has_left_its_feed(tmp_path: Path) -> None:
    fetched(tmp_path, *(news(f"Nr {number}") for number in range(MOST + 5)))
    assert html(tmp_path).count("entry-title") == MOST
    (path,) = memory_paths(FEEDS[:1])
    before = remember((), [news("Indragen")], SEEN)
    save_memory(tmp_path, path, Memory("", SEEN, items=remember(before, [news("Kvar")], SEEN)))
    assert "Kvar" in html(tmp_path)
    assert "Indragen" not in html(tmp_path)


def test_without_feeds_there_is_no_page(tmp_path: Path) -> None:
    assert made(tmp_path, ()) == Noted((), ())


def test_before_the_first_fetch_the_page_says_so_and_the_editor_is_told_how(tmp_path: Path) -> None:
    (finding,) = made(tmp_path).findings
    assert (finding.code, finding.severity) == ("FEED11", Severity.NOTE)
    assert "samverka feeds" in finding.hint
    assert "inte hämtade ännu" in html(tmp_path)


def test_feeds_without_news_are_said_to_have_none(tmp_path: Path) -> None:
    fetched(tmp_path)
    assert "inga nyheter" in html(tmp_path)
    assert made(tmp_path).findings == ()


def test_a_memory_that_cannot_be_read_is_told_and_the_others_are_shown(tmp_path: Path) -> None:
    fetched(tmp_path, news("Nyhet"), feeds=FEEDS)
    (tmp_path / memory_paths(FEEDS)[0]).write_text("{", encoding="utf-8")
    (finding,) = made(tmp_path, FEEDS).findings
    assert (finding.code, finding.severity) == ("FEED10", Severity.WARNING)
    assert finding.place.path == str(memory_paths(FEEDS)[0])
    assert "Nyhet" in html(tmp_path, FEEDS)


def test_the_site_has_the_page_and_an_editors_words_stand_above_the_list(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up(ours=WITH_FEEDS)
    fetched(tmp_path, news("Ny förskola"))
    assert site.build(strict=True).findings == ()
    assert "Ny förskola" in site.text("fran-vara-parter")
    assert "Rubrikerna leder dit" in site.text("fran-vara-parter")
    site.write("docs/fran-vara-parter/index.md", "---\ntitle: Grannar\n---\n\n# Grannar\n\nHej.\n")
    site.build()
    assert "Hej. Senast hämtat" in site.text("fran-vara-parter")
