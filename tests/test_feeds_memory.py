"""Other sites' news: what is remembered from one run to the next."""

import datetime as dt
import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from samverka.feeds.fetching import Bounds, open_client
from samverka.feeds.gathering import Errand, FeedStatus, Gathered, gather
from samverka.feeds.items import FeedItem, NewsItem
from samverka.feeds.memory import (
    FOLDER,
    MOST,
    BrokenMemoryError,
    Memory,
    Remembered,
    load_memory,
    memory_paths,
    save_memory,
)
from samverka.feeds.news import read_news
from samverka.feeds.remembering import keys_of, remember
from samverka.settings import Feed
from tests.feed_server import Answer, item, partner_site, rss

MONDAY = dt.datetime(2021, 6, 7, 8, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=4)
THAT_FRIDAY = FRIDAY.date()
WHOLE = r"(?s).+"


def run(root: Path, *urls: str, now: dt.datetime = MONDAY, seconds: float = 30) -> list[Gathered]:
    feeds = [Feed(name=f"Kommun {number}", url=url) for number, url in enumerate(urls, 1)]
    lines = "".join(f"# {feed.name}\n- url: {feed.url}\n" for feed in feeds)
    (root / "mkdocs.yml").write_text(lines, encoding="utf-8")
    with open_client() as client:
        return list(gather(feeds, Errand(root, client, now, Bounds(seconds))))


def news(root: Path, count: int = 1, today: dt.date = THAT_FRIDAY) -> tuple[NewsItem, ...]:
    feeds = [Feed(name=f"Kommun {number}", url="") for number in range(1, count + 1)]
    read = read_news(root, feeds, today)
    assert read.findings == ()
    return read.value.items


def codes(gathered: list[Gathered]) -> list[list[str]]:
    return [[finding.code for finding in one.findings] for one in gathered]


def test_news_is_new_once_and_keeps_the_moment_it_was_first_seen(tmp_path: Path) -> None:
    with partner_site() as site:
        url = site.put("/", rss(item("Ett", "https://e.se/1")))
        assert [(one.status, one.new) for one in run(tmp_path, url)] == [(FeedStatus.NEW, 1)]
        site.put("/", rss(item("Två", "https://e.se/2"), item("Ett", "https://e.se/1")))
        assert [one.new for one in run(tmp_path, url, now=TUESDAY)] == [1]
        again = run(tmp_path, url, now=FRIDAY)
        assert [(one.status, one.new, one.current) for one in again] == [
            (FeedStatus.UNCHANGED, 0, 2)
        ]
    seen = {one.title: one.first_seen for one in news(tmp_path)}
    assert seen == {"Ett": MONDAY, "Två": TUESDAY}


def test_a_feed_is_asked_only_for_what_has_changed(tmp_path: Path) -> None:
    changed = "Fri, 04 Jun 2021 08:00:00 GMT"
    with partner_site() as site:
        url = site.put("/", rss(item("Ett")), ETag='"a"', Last_Modified=changed)
        run(tmp_path, url)
        (second,) = run(tmp_path, url, now=TUESDAY)
        assert (second.status, second.current) == (FeedStatus.UNCHANGED, 1)
        headers = site.asked[-1][1]
        assert headers["If-None-Match"] == '"a"'
        assert headers["If-Modified-Since"] == changed
    assert len(news(tmp_path)) == 1


def test_what_one_address_said_is_not_told_to_another(tmp_path: Path) -> None:
    with partner_site() as site:
        run(tmp_path, site.put("/gammal", rss(item("Ett")), ETag='"a"'))
        (moved,) = run(tmp_path, site.put("/ny", rss(item("Ett"), item("Två")), ETag='"a"'))
        assert "If-None-Match" not in site.asked[-1][1]
    assert moved.current == 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(status=404), "FEED03"),
        (Answer(status=410), "FEED03"),
        (Answer(status=500), "FEED03"),
        (Answer(b"<html><title>Hej</title></html>", "text/html"), "FEED05"),
        (Answer(b""), "FEED05"),
        (Answer(b"x", headers={"Content-Encoding": "gzip"}), "FEED07"),
        (Answer(rss().encode()), "FEED08"),
    ],
)
def test_a_feed_that_fails_keeps_its_last_good_reading(
    tmp_path: Path, answer: Answer, code: str
) -> None:
    with partner_site() as site:
        url = site.put("/", rss(item("Ett")), ETag='"a"')
        run(tmp_path, url)
        site.answer("/", answer)
        failed = run(tmp_path, url, now=TUESDAY)
        assert codes(failed) == [[code]]
        assert [one.title for one in news(tmp_path) if one.is_current] == ["Ett"]
        site.put("/", rss(item("Två")), ETag='"a"' if code != "FEED08" else '"b"')
        run(tmp_path, url, now=FRIDAY)


def test_a_feed_that_was_empty_is_read_anew_though_its_mark_is_the_old(tmp_path: Path) -> None:
    with partner_site() as site:
        url = site.put("/", rss(), ETag='"a"')
        run(tmp_path, url)
        site.put("/", rss(item("Ett")), ETag='"a"')
        assert [one.new for one in run(tmp_path, url, now=TUESDAY)] == [1]


def test_every_fault_is_told_at_once_in_the_order_of_the_settings(tmp_path: Path) -> None:
    with partner_site() as site:
        good = site.put("/bra", rss(item("Ett")))
        urls = ("file:///etc/passwd", f"{site.address}/borta", good, site.put("/tom", rss()))
        told = run(tmp_path, *urls)
        said = [str(finding.place) for one in told for finding in one.findings]
    assert codes(told) == [["FEED01"], ["FEED03"], [], ["FEED08"]]
    assert [one.feed.name for one in told] == [f"Kommun {number}" for number in range(1, 5)]
    assert said == ["mkdocs.yml:2", "mkdocs.yml:4", "mkdocs.yml:8"]


def test_a_feed_that_has_moved_for_good_is_read_and_its_new_address_told(tmp_path: Path) -> None:
    with partner_site() as site:
        new = site.put("/ny", rss(item("Ett")))
        (told,) = run(tmp_path, site.turn("/gammal", "/ny", 301))
    assert [finding.code for finding in told.findings] == ["FEED04"]
    assert new in told.findings[0].hint
    assert told.current == 1


def test_a_damaged_feed_and_news_without_links_are_told(tmp_path: Path) -> None:
    with partner_site() as site:
        url = site.put("/", rss(item("A & B"), "<item><title>Utan</title></item>"))
        assert codes(run(tmp_path, url)) == [["FEED06", "FEED09"]]


def test_one_who_answers_a_byte_at_a_time_is_given_up(tmp_path: Path) -> None:
    def drip(part: bytes) -> bytes:
        time.sleep(0.05)
        return part

    with partner_site() as site:
        site.answer("/huvud", Answer(head=(drip(b"X-A: b\r\n") for _ in range(400))))
        site.answer("/text", Answer(body=(drip(b" ") for _ in range(400))))
        site.put("/bra", rss(item("Ett")))
        urls = [site.address + path for path in ("/huvud", "/text", "/bra")]
        told = run(tmp_path, *urls, seconds=0.5)
    assert codes(told) == [["FEED02"], ["FEED02"], []]
    assert all("långsamt" in one.findings[0].message for one in told[:2])


def test_a_connection_that_is_not_safe_is_told(tmp_path: Path) -> None:
    with partner_site() as site:
        (told,) = run(tmp_path, site.address.replace("http:", "https:"))
    assert "https" in told.findings[0].message


def known(*titles: str, now: dt.datetime = MONDAY) -> tuple[Remembered, ...]:
    return remember((), [news_of(title) for title in titles], now)


def news_of(title: str, number: int | None = None, day: int | None = 4) -> FeedItem:
    mark = number if number is not None else title
    published = dt.date(2021, 6, day) if day else None
    return FeedItem(f"id-{mark}", title, f"https://e.se/{mark}", published, "")


@pytest.mark.parametrize(
    "now_told",
    [
        replace(news_of("Ny förskola"), link="https://e.se/flyttad", title="Nya förskolan"),
        replace(news_of("Ny förskola"), id="nytt-id", title="Nya förskolan"),
        news_of("NY FÖRSKOLA!", 99, 6),
        news_of("Ny förskola", 99, None),
    ],
    ids=["id", "link", "title within a few days", "title without a day"],
)
def test_an_item_is_known_again(now_told: FeedItem) -> None:
    (again,) = remember(known("Ny förskola"), [now_told], TUESDAY)
    assert again.first_seen == MONDAY
    assert again.item.title == now_told.title
    (third,) = remember((again,), [replace(now_told, title="Förskolan", published=None)], FRIDAY)
    assert third.first_seen == MONDAY


def test_a_title_that_comes_back_later_is_news_again() -> None:
    letters = remember(known("Veckobrev"), [news_of("Veckobrev", 2, 11)], FRIDAY)
    assert [(one.first_seen, one.is_current) for one in letters] == [
        (FRIDAY, True),
        (MONDAY, False),
    ]


def test_an_item_told_twice_is_kept_once() -> None:
    twice = [news_of("Ny förskola", 1), news_of("Ny förskola", 2, 5)]
    (once,) = remember((), twice, MONDAY)
    assert once.item == twice[0]
    (again,) = remember((once,), list(reversed(twice)), TUESDAY)
    assert again.first_seen == MONDAY


def test_a_feed_that_gives_all_its_items_one_id_or_one_link_keeps_them_apart() -> None:
    same_id = [replace(news_of(f"Nyhet {number}"), id="samma") for number in range(3)]
    same_link = [replace(news_of(f"Nyhet {number}"), link="https://e.se/") for number in range(3)]
    for items in (same_id, same_link):
        first = remember((), items, MONDAY)
        assert len(first) == 3
        again = remember(first, items, TUESDAY)
        assert [one.first_seen for one in again] == [MONDAY] * 3


SAME = "https://e.se/nyast"
DAYS = (1, 10, 20)


@pytest.mark.parametrize(
    "items",
    [
        [replace(news_of(f"Nyhet {day}", day=day), id=SAME) for day in DAYS],
        [replace(news_of(f"Nyhet {day}", day=day), link=SAME) for day in DAYS],
    ],
    ids=["id", "link"],
)
def test_a_feed_that_gives_its_newest_item_the_name_of_the_one_before_tells_news(
    items: list[FeedItem],
) -> None:
    first, second, third = items
    known = remember((), [first], MONDAY)
    known = remember(known, [second], TUESDAY)
    known = remember(known, [third], FRIDAY)
    again = remember(known, [third], FRIDAY + dt.timedelta(days=1))
    assert [one.first_seen for one in again] == [FRIDAY, TUESDAY, MONDAY]
    assert again[0].item.published == dt.date(2021, 6, 20)


def test_a_day_that_is_moved_forward_makes_nothing_new() -> None:
    (again,) = remember(known("Ny förskola"), [news_of("Ny förskola", day=9)], FRIDAY)
    assert again.item.published == dt.date(2021, 6, 4)


def test_what_has_left_the_feed_is_known_when_it_comes_back() -> None:
    left = remember(known("Ett"), [news_of("Två")], TUESDAY)
    assert [one.is_current for one in left] == [True, False]
    back = remember(left, [news_of("Ett"), news_of("Två")], FRIDAY)
    assert [one.first_seen for one in back] == [MONDAY, TUESDAY]


def test_only_so_much_is_remembered_and_the_oldest_is_forgotten_first() -> None:
    kept: tuple[Remembered, ...] = ()
    for number in range(MOST + 5):
        kept = remember(kept, [news_of(f"Nr {number}")], MONDAY + dt.timedelta(hours=number))
    assert len(kept) == MOST
    assert kept[-1].item.title == "Nr 5"


def save(root: Path, *told: tuple[FeedItem, ...]) -> None:
    feeds = [Feed(name=f"Kommun {number}", url="") for number in range(1, len(told) + 1)]
    for path, items in zip(memory_paths(feeds), told, strict=True):
        save_memory(root, path, Memory("", MONDAY, items=remember((), items, MONDAY)))


def test_what_several_tell_is_told_once_by_the_first(tmp_path: Path) -> None:
    shared = "Kommunerna i länet satsar på barn"
    save(
        tmp_path,
        (news_of(shared, 1, 5), news_of("Trevlig sommar", 2)),
        (news_of(shared, 3, 4), news_of("Trevlig sommar", 4)),
        (replace(news_of("Annan rubrik", 3, 6), link="http://www.e.se/3/"),),
    )
    told = [(one.title, one.source) for one in news(tmp_path, 3)]
    assert told == [
        ("Trevlig sommar", "Kommun 1"),
        (shared, "Kommun 2"),
        ("Trevlig sommar", "Kommun 2"),
    ]


def test_news_is_dated_by_the_day_it_was_seen_where_its_own_is_missing_or_ahead(
    tmp_path: Path,
) -> None:
    save(tmp_path, (news_of("Utan", day=None), news_of("Framtid", day=30), news_of("Ett", day=1)))
    assert [(one.title, one.day.day) for one in news(tmp_path)] == [
        ("Framtid", 7),
        ("Utan", 7),
        ("Ett", 1),
    ]
    assert [one.title for one in news(tmp_path, today=dt.date(2021, 6, 2))] == ["Ett"]


def test_a_memory_reads_back_as_it_was_written(tmp_path: Path) -> None:
    items = remember((), [news_of("Åäö ”x” \u2028", 1), news_of("Utan", day=None)], MONDAY)
    memory = Memory("https://e.se/", TUESDAY, items=items)
    (path,) = memory_paths([Feed(name="Växjö kommun", url="")])
    save_memory(tmp_path, path, memory)
    assert load_memory(tmp_path, path) == memory
    assert path.name.startswith("vaxjo-kommun-")
    assert keys_of(items[0].item) == items[0].keys


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (WHOLE, ""),
        (WHOLE, "{"),
        (WHOLE, "[]"),
        (WHOLE, "null"),
        (WHOLE, "[" * 100_000),
        ('"format": 1', '"format": 2'),
        ('"title"', '"titel"'),
        ("https://e.se/", "javascript:"),
        (r"\+00:00", ""),
        ('"Ett"', r'"\\ud800"'),
        (r'"items": \[', '"items": [7, '),
        (r'"keys": \[', '"keys": [{}, '),
    ],
)
def test_a_broken_memory_is_told_and_made_anew(tmp_path: Path, part: str, other: str) -> None:
    with partner_site() as site:
        url = site.put("/", rss(item("Ett", "https://e.se/1")))
        run(tmp_path, url)
        (file,) = (tmp_path / FOLDER).glob("*.json")
        before = file.read_text(encoding="utf-8")
        file.write_text(re.sub(part, other, before), encoding="utf-8")
        assert file.read_text(encoding="utf-8") != before
        with pytest.raises(BrokenMemoryError):
            load_memory(tmp_path, FOLDER / file.name)
        (told,) = run(tmp_path, url, now=TUESDAY)
    assert ([finding.code for finding in told.findings], told.new) == (["FEED10"], 1)
    json.loads(file.read_text(encoding="utf-8"))


def test_feeds_of_one_name_and_names_without_letters_have_files_of_their_own() -> None:
    names = ("Växjö", "Växjö", "Vaxjo", "日本", "..", "con", "日本")
    paths = memory_paths([Feed(name=name, url="") for name in names])
    assert len(set(paths)) == len(names)
    assert all(path.parent == FOLDER and len(path.parts) == 3 for path in paths)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_memory_is_only_for_its_owner(tmp_path: Path) -> None:
    with partner_site() as site:
        run(tmp_path, site.put("/", rss()))
    for folder in (".samverka", FOLDER):
        assert (tmp_path / folder).stat().st_mode & 0o077 == 0
