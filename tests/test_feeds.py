"""Other sites' news: what is read of a feed, and what of it is let in."""

import datetime as dt
import gzip
import json
import string
import zlib
from pathlib import Path

import httpx
import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverka.errors import SamverkaError
from samverka.feeds.faults import FeedError
from samverka.feeds.fetching import Bounds, Fetched, fetch, is_inward, open_client
from samverka.feeds.items import FeedItem
from samverka.feeds.links import canonical_link, link_key, shown_host
from samverka.feeds.memory import Validators
from samverka.feeds.plain import plain_text
from samverka.feeds.reading import MOST_ITEMS, ReadFeed, read_feed
from samverka.swedish.shortening import shortened
from tests.feed_server import Answer, item, partner_site, rss

AT = "https://www.example.org/nyheter/flode.xml"


def read(content: str | bytes, kind: str = "application/rss+xml") -> ReadFeed:
    told = content.encode() if isinstance(content, str) else content
    return read_feed(Fetched(told, kind, Validators(AT)))


def one(content: str | bytes, kind: str = "application/rss+xml") -> FeedItem:
    (found,) = read(content, kind).items
    return found


def code(content: str | bytes, kind: str = "application/rss+xml") -> str:
    with pytest.raises(FeedError) as raised:
        read(content, kind)
    return raised.value.code


RSS_091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>K</title><item>
<title>Ny förskola</title><link>/forskola</link><description>Vi bygger.</description>
</item></channel></rss>"""
RSS_10 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel
rdf:about="x"><title>K</title></channel><item rdf:about="https://www.example.org/forskola">
<title>Ny förskola</title><link>https://www.example.org/forskola</link>
<description>Vi bygger.</description><dc:date>2021-06-04</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.org/">
<title>K</title><entry><id>tag:example.org,2021:1</id><title>Ny förskola</title>
<link rel="self" href="data"/><link rel="alternate" href="forskola"/>
<updated>2021-06-03T22:30:00Z</updated><content type="html">&lt;p&gt;Vi bygger.&lt;/p&gt;</content>
</entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "K",
        "items": [
            {
                "id": 7,
                "url": "../forskola",
                "title": "Ny förskola",
                "content_html": "<p>Vi <b>bygger</b>.</p>",
                "date_published": "2021-06-03T22:30:00Z",
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("content", "day"),
    [
        (RSS_091, None),
        (RSS_10, dt.date(2021, 6, 4)),
        (ATOM, dt.date(2021, 6, 4)),
        (JSON_FEED, dt.date(2021, 6, 4)),
        (
            rss(item("Ny förskola", "https://www.example.org/forskola", description="Vi bygger.")),
            dt.date(2021, 6, 4),
        ),
    ],
    ids=["RSS 0.91", "RSS 1.0", "Atom", "JSON Feed", "RSS 2.0"],
)
def test_the_same_news_is_read_from_every_format(content: str, day: dt.date | None) -> None:
    found = one(content)
    assert (found.title, found.link) == ("Ny förskola", "https://www.example.org/forskola")
    assert (found.summary, found.published) == ("Vi bygger.", day)


@pytest.mark.parametrize("kind", ["text/xml", "application/rss+xml", "text/plain", "text/html", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_swedish_letters_arrive_whatever_the_site_calls_them(kind: str, encoding: str) -> None:
    text = rss(item("Åtta öar får bättre vägar")).replace("utf-8", encoding)
    found = read(text.encode(encoding), kind)
    assert [item.title for item in found.items] == ["Åtta öar får bättre vägar"]
    assert not found.is_damaged


def test_a_damaged_feed_gives_what_can_be_read_of_it() -> None:
    found = read(rss(item("Hel", "https://e.se/1"), item("Råd & stöd", "https://e.se/2")))
    assert [one.title for one in found.items] == ["Hel", "Råd & stöd"]
    assert found.is_damaged


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Fri, 04 Jun 2021 23:30:00 GMT", dt.date(2021, 6, 5)),
        ("fredag 4 juni 2021", dt.date(2021, 6, 4)),
        ("2021-06-04", dt.date(2021, 6, 4)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("i fredags", None),
        ("", None),
    ],
)
def test_a_date_is_that_of_sweden_and_one_that_cannot_be_is_none(
    written: str, day: dt.date | None
) -> None:
    assert one(rss(item("A", pubDate=written))).published == day


def test_news_without_a_title_is_named_by_its_first_words() -> None:
    text = "Vi söker dig som vill arbeta med barn. " * 20
    found = one(rss(item("", "https://e.se/1", description=text)))
    assert found.title.startswith("Vi söker dig")
    assert found.title.endswith("…")
    assert len(found.title) <= 200


def test_what_has_no_link_or_no_words_is_left_out_and_counted() -> None:
    no_link = "<item><title>Utan</title></item>"
    bad_link = item("Elak", "javascript:alert(1)")
    found = read(rss(no_link, bad_link, item("", "https://e.se/1"), item("Bra")))
    assert ([one.title for one in found.items], found.left_out) == (["Bra"], 3)


def test_of_thousands_the_newest_are_kept() -> None:
    days = [dt.date(2000, 1, 1) + dt.timedelta(days=number) for number in range(10_000)]
    items = [item(f"Nr {n}", f"https://e.se/{n}", f"{day:%d %b %Y}") for n, day in enumerate(days)]
    found = read(rss(*items)).items
    assert len(found) == MOST_ITEMS
    assert found[0].title == f"Nr {10_000 - MOST_ITEMS}"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def test_an_entity_bomb_does_not_grow() -> None:
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'
    found = read(rss(item("&l9;", "https://e.se/1", description="Hej"), head=head))
    assert all(len(one.title) < 100 for one in found.items)


def test_thousands_of_entities_are_no_feed() -> None:
    head = "".join(f'<!ENTITY a{n} "b">' for n in range(1000))
    assert code(rss(item("A"), head=f"<!DOCTYPE rss [{head}]>")) == "FEED05"


def test_an_entity_never_reads_a_file_of_this_computer(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.txt"
    secret.write_text("krokofant", encoding="utf-8")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    found = read(rss(item("Se &x;", description="&x;"), head=head))
    assert "krokofant" not in str(found)


def test_the_name_of_a_file_is_not_opened_as_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(item("Hemligt")), encoding="utf-8")
    assert code(str(path)) == "FEED05"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"{}",
        b"[1, 2]",
        b'{"version": "1", "items": []}',
        b'{"version":' + b"[" * 100_000,
        b"\x00\xff\xfe" * 50,
        b"<html><body><p>Sidan finns inte</p></body></html>",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    assert code(content) == "FEED05"


def test_a_web_page_is_asked_where_its_feed_is() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss?utm_source=x">'
    with pytest.raises(FeedError) as raised:
        read(f"<!doctype html><html><head>{link}</head></html>", "text/html")
    assert "https://www.example.org/rss" in raised.value.do


@given(st.binary(max_size=300))
@example(b"<?xml version='1.0'?><rss><channel><item><title>&#xFFFFFFFF;</title>")
@example(b'{"version":"https://jsonfeed.org/version/1","items":[{"title":"\\ud800","url":"//e"}]}')
@example(b"<![if x]><rss>")
def test_nothing_a_site_sends_stops_the_run(content: bytes) -> None:
    try:
        found = read(content)
    except FeedError as fault:
        assert fault.code == "FEED05"  # noqa: PT017  most are no feeds
    else:
        str(found).encode()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Ett</p><p>Två</p>", "Ett Två"),
        ("bar<b>n</b>s<br>bästa", "barns bästa"),
        ("5 < 7 & 8 > 2", "5 < 7 & 8 > 2"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Hej", "Hej"),
        ("<script>alert(1)</script><style>p{}</style>Hej", "Hej"),
        ('Hej<img src="https://spion.example/pixel.gif" alt="x">', "Hej"),
        ("<!-- <b> -->Hej &aring; &#228;", "Hej å ä"),
        ("Hej\u202e\u200bdå\x00\ud800", "Hejdå"),
        ("A\u030a", "Å"),
    ],
)
def test_only_words_are_let_in(markup: str, text: str) -> None:
    assert plain_text(markup) == text


MARKUP = st.text("<>&;/!-='\"apbimgscriptltgtx \n#0", max_size=80) | st.text(max_size=60)


@given(MARKUP)
@example("&amp;" * 30 + "lt;b>")
@example("<<b>b>x")
def test_no_markup_survives(markup: str) -> None:
    text = plain_text(markup)
    assert nh3.clean(text, tags=set()).count("<") == 0
    assert plain_text(text) == text
    text.encode()


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("Barnens bästa gäller alltid", 15) == "Barnens bästa…"
    assert shortened("Barnens bästa", 13) == "Barnens bästa"
    assert shortened("x" * 50, 10) == "x" * 10 + "…"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("HTTPS://WWW.Example.ORG:443/A?utm_source=x&id=7&fbclid=1#del", "https://www.example.org/A?id=7"),
        ("http://e.se?UTM_Campaign=x&mc_eid=2", "http://e.se/"),
        ("https://e.se/a?attribute_id=1&pkey_id=2&page=3", "https://e.se/a?attribute_id=1&pkey_id=2&page=3"),
        ("https://user:hemligt@e.se/", "https://e.se/"),
        ("//e.se/a/", "https://e.se/a/"),
        ("../a b/ö?q=å", "https://www.example.org/a%20b/%C3%B6?q=%C3%A5"),
        ("https://växjö.se/", "https://xn--vxj-qla6g.se/"),
        ("https://e.se/a%20b%2Fc", "https://e.se/a%20b%2Fc"),
        ("https://e.se/'\"><script>", "https://e.se/%27%22%3E%3Cscript%3E"),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://e.se:99999/", ""),
        ("https://[::1", ""),
        ("https://e.se/" + "a" * 3000, ""),
    ],
)  # fmt: skip
def test_a_link_is_written_in_one_way_and_without_trackers(address: str, link: str) -> None:
    assert canonical_link(address, AT) == link


PARTS = st.text(string.ascii_letters + "åÖ0/%?&=#.:@[]()<>'\"\\ -_~|^`{}\u202e", max_size=40)


@given(PARTS, PARTS)
@example("e.se", "a?utm_source")
@example("e.se", "%zz?%25=&&")
@example("xn--a", "")
def test_a_canonical_link_stays_as_it_is_and_needs_no_escape(host: str, path: str) -> None:
    for address in (f"https://{host}/{path}", f"https://e.se/{path}", path):
        link = canonical_link(address, AT)
        assert canonical_link(link) == link
        assert link.isascii()
        assert not set(link) & set("<>\"'\\`{}|^[] #") or link.startswith(("http://[", "https://["))


def test_two_addresses_of_one_page_are_known_as_one() -> None:
    same = ("https://www.e.se/a/?x=1&y=2", "http://e.se/a?y=2&x=1")
    assert len({link_key(canonical_link(one)) for one in same}) == 1
    assert link_key("https://e.se/a") != link_key("https://e.se/b")


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.vaxjo.se/x", "vaxjo.se"),
        ("https://xn--vxj-qla6g.se/", "växjö.se"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
    ],
)
def test_a_site_is_named_as_readers_know_it_but_not_in_letters_that_look_alike(
    link: str, host: str
) -> None:
    assert shown_host(link) == host


def fault_of(url: str, bounds: Bounds | None = None) -> FeedError:
    with open_client() as client, pytest.raises(FeedError) as raised:
        fetch(client, url, Validators(), bounds or Bounds())
    return raised.value


def test_a_request_says_who_asks_and_what_it_takes() -> None:
    with partner_site() as site, open_client() as client:
        url = site.put("/", rss())
        fetch(client, url, Validators(), Bounds())
        ((_, headers),) = site.asked
        assert headers["User-Agent"].startswith("Samverka/")
        assert "application/atom+xml" in headers["Accept"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503, 204, 304, 300])
def test_an_answer_that_is_no_feed_is_told_with_its_number(status: int) -> None:
    with partner_site() as site:
        fault = fault_of(site.answer("/", Answer(status=status)))
    assert fault.code == "FEED03"
    assert str(status) in fault.what
    assert fault.do


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "/etc/passwd", "ftp://e.se/", "e.se/rss", "https://", "http://[::1", ""],
)
def test_only_the_web_is_fetched(url: str) -> None:
    assert fault_of(url).code == "FEED01"


def test_a_redirect_to_a_file_is_refused() -> None:
    with partner_site() as site:
        assert fault_of(site.turn("/", "file:///etc/passwd")).code in {"FEED01", "FEED02"}


def test_a_site_may_not_point_into_this_network() -> None:
    inward = ["http://127.0.0.1/", "http://localhost:8000/", "http://10.0.0.1/", "http://[::1]/"]
    inward += ["http://169.254.169.254/latest/", "http://[fd00::1]/", "http://0.0.0.0/"]
    assert all(is_inward(address) for address in inward)
    assert not any(is_inward(url) for url in ("https://e.se/", "http://1.1.1.1/", "https://10.se/"))

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "http://10.0.0.1/"}, request=request)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    with client, pytest.raises(FeedError) as raised:
        fetch(client, "https://www.example.org/", Validators(), Bounds())
    assert "intern adress" in raised.value.what


def test_a_ring_of_redirects_ends() -> None:
    with partner_site() as site:
        fault = fault_of(site.turn("/", "/"))
        assert fault.code == "FEED03"
        assert len(site.asked) == Bounds().turns + 1


@pytest.mark.parametrize(
    ("turns", "moved"),
    [((301,), "/1"), ((308, 301), "/2"), ((302,), ""), ((301, 302), "/1"), ((302, 301), "")],
)
def test_a_feed_has_moved_as_far_as_the_turns_are_for_good(
    turns: tuple[int, ...], moved: str
) -> None:
    with partner_site() as site, open_client() as client:
        for number, status in enumerate(turns):
            site.turn(f"/{number}", f"/{number + 1}", status)
        site.put(f"/{len(turns)}", rss())
        fetched = fetch(client, f"{site.address}/0", Validators(), Bounds())
        assert fetched.moved_to == (site.address + moved if moved else "")
        assert fetched.validators.address == f"{site.address}/{len(turns)}"


def test_a_packed_feed_is_unpacked() -> None:
    with partner_site() as site, open_client() as client:
        url = site.put("/", gzip.compress(rss().encode()), Content_Encoding="gzip")
        assert fetch(client, url, Validators(), Bounds()).content == rss().encode()


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (b"x" * 2_000_001, ""),
        (gzip.compress(b"x" * 50_000_000), "gzip"),
        (gzip.compress(gzip.compress(b"x" * 50_000_000)), "gzip, gzip"),
        (zlib.compress(b"x"), "deflate"),
        (b"x" * 100, "gzip"),
    ],
    ids=["large", "bomb", "bomb in a bomb", "not asked for", "not packed at all"],
)
def test_no_answer_grows_beyond_its_limit(body: bytes, packing: str) -> None:
    with partner_site() as site:
        url = site.put("/", body, **({"Content_Encoding": packing} if packing else {}))
        assert fault_of(url, Bounds(content=2_000_000)).code == "FEED07"


def test_nobody_there_is_told() -> None:
    with partner_site() as site:
        url = site.address
    assert fault_of(url).code == "FEED02"


def test_every_fault_says_what_to_do() -> None:
    with partner_site() as site:
        for url in ("file:/x", site.address, site.put("/", b"", Content_Encoding="br")):
            fault = fault_of(url)
            assert isinstance(fault, SamverkaError)
            assert fault.do.endswith(".")
