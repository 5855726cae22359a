"""An issue becomes a letter in HTML and in plain text."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from samverka.errors import SamverkaError
from samverka.mail.issue import Article, Issue
from samverka.mail.letter.rendering import LARGEST, render_letter
from samverka.markdown.html_tree import parse_html, words_of
from samverka.settings import Mail, Sender
from tests.letters import URL, issue_of, letter_of, mailing_site

MAIL = Mail(sender=Sender(name="Trygg uppväxt", address="brev@trygg.example"))
SENTENCES = "Värden står vid dörren varje morgon, kan namnen och märker vem som inte kom. " * 4


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.effect_noise((width, height), 80).save(made, kind)
    return made.getvalue()


def flat_picture(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "#0b4a50").save(made, "PNG")
    return made.getvalue()


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.met: list[tuple[str, Mapping[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[Mapping[str, str]]:
        return [attributes for name, attributes in self.met if name == tag]


def parts(html: str, tag: str) -> list[str]:
    return [words_of(one) for one in parse_html(html).iter(tag)]


def many(count: int, text: str, issue: Issue) -> Issue:
    articles = tuple(
        Article(f"Nyhet nummer {n}", f"a{n}", f"{text}\n\n{text}", f"{issue.address}#nyhet-{n}")
        for n in range(count)
    )
    return replace(issue, articles=articles)


def test_the_letter_has_one_h1_then_its_articles_in_order(tmp_path: Path) -> None:
    body = "Först.\n\n## A\n\n##### Djupt\n\n# Fel nivå\n\n## B\n\nText."
    html = letter_of(mailing_site(tmp_path, body)).value.html
    headings = re.findall(r"<h([1-6])", html)
    assert headings == ["1", "2", "3", "3", "2"]
    assert parts(html, "h1") == ["Nyhetsbrev maj"]
    assert Tags(html).all("html")[0]["lang"] == "sv"
    assert Tags(html).all("div")[0]["lang"] == "sv"


def test_every_layout_table_says_that_it_is_none(tmp_path: Path) -> None:
    body = "## A\n\n| År | Antal |\n|---|--:|\n| 2020 | 3 |\n\n[Se allt](https://example.org/)"
    tables = Tags(letter_of(mailing_site(tmp_path, body)).value.html).all("table")
    data = [one for one in tables if one.get("role") != "presentation"]
    assert [one["class"] for one in data] == ["data"]


def test_the_contents_lead_to_the_articles_by_empty_named_anchors(tmp_path: Path) -> None:
    html = letter_of(mailing_site(tmp_path, "## A\n\na\n\n## B\n\nb\n\n## C\n\nc")).value.html
    links = Tags(html).all("a")
    wanted = [one["href"][1:] for one in links if one.get("href", "").startswith("#")]
    assert wanted == ["a1", "a2", "a3"]
    assert [f'<a name="{name}"></a>' in html for name in wanted] == [True] * 3


def test_a_last_link_alone_is_a_button(tmp_path: Path) -> None:
    body = "## A\n\nText[^1].\n\n[Till kursen](https://example.org/kurs)\n\n[^1]: Not."
    html = letter_of(mailing_site(tmp_path, body)).value.html
    assert re.search(r'class="button"[^>]*>.*?href="https://example.org/kurs"', html, re.DOTALL)


def test_nothing_that_runs_or_loads_from_elsewhere_is_in_the_letter(tmp_path: Path) -> None:
    body = """## A

<script>alert(1)</script><iframe src="https://evil.example"></iframe><object data="x"></object>
<form action="https://evil.example"><input name="q"></form>
<div onclick="x()" style="background:url(https://evil.example/a.png)">Hej</div>
<svg onload="x()"><title>s</title></svg><video src="https://evil.example/v.mp4"></video>
[js](javascript:alert(1)) [data](data:text/html,x) ![Prick](https://evil.example/p.gif)
<a href="https://ok.example"><img src="https://evil.example/p.gif" alt="Bild"></a>
"""
    tags = Tags(letter_of(mailing_site(tmp_path, body)).value.html)
    names = {name for name, _ in tags.met}
    assert not names & {"script", "iframe", "object", "form", "input", "svg", "video", "link"}
    for _, attributes in tags.met:
        assert not [name for name in attributes if name.startswith("on")]
        assert "url(" not in attributes.get("style", "")
        assert not attributes.get("href", "").lower().startswith(("javascript:", "data:"))
    assert not [one for one in tags.all("img") if not one["src"].startswith(("cid:", URL))]
    assert [one["href"] for one in tags.all("a") if "p.gif" in one.get("href", "")]


def test_an_article_that_does_not_end_by_itself_stays_in_its_own_place(tmp_path: Path) -> None:
    body = "## A\n\n<div>öppen\n\n## B\n\n**Text**."
    letter = letter_of(mailing_site(tmp_path, body)).value
    assert "<strong>Text</strong>" in letter.html
    assert letter.text.index("öppen") < letter.text.index("B\n-") < letter.text.index("Text.")


def test_a_note_is_told_below_its_article(tmp_path: Path) -> None:
    body = "## A\n\nOrd[^x].\n\n## B\n\nAndra[^y].\n\n[^x]: Den *ena*.\n[^y]: Den andra."
    letter = letter_of(mailing_site(tmp_path, body)).value
    text = letter.text
    assert text.index("Ord[1]") < text.index("[1] Den ena.") < text.index("Andra[2]")
    assert text.index("Andra[2]") < text.index("[2] Den andra.")
    assert [one for one in parts(letter.html, "p") if one.startswith("[1]")] == ["[1] Den ena."]


def test_small_pictures_travel_and_large_ones_stay_on_the_site(tmp_path: Path) -> None:
    body = "![Logotyp](2026-05/logo.png)\n\n![Barn som leker](2026-05/foto.jpg)"
    site = mailing_site(tmp_path, body)
    site.write("newsletters/2026-05/logo.png", flat_picture(100, 50))
    site.write("newsletters/2026-05/foto.jpg", picture(1200, 600, "JPEG"))
    letter = letter_of(site).value
    logo, photo = Tags(letter.html).all("img")
    (travels,) = letter.pictures
    assert (logo["src"], logo["width"], logo["height"]) == (f"cid:{travels.cid}", "100", "50")
    assert travels.content == (site.root / "newsletters/2026-05/logo.png").read_bytes()
    assert photo["src"] == f"{URL}nyhetsbrev/2026-05/foto.jpg"
    assert (photo["width"], photo["height"], photo["alt"]) == ("552", "276", "Barn som leker")


def test_small_pictures_travel_only_as_far_as_there_is_room(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "\n\n".join(f"![{n}](2026-05/{n}.png)" for n in range(8)))
    for n in range(8):
        site.write(f"newsletters/2026-05/{n}.png", picture(120 + n, 120))
    letter = letter_of(site).value
    assert sum(len(one.content) for one in letter.pictures) <= 100_000
    elsewhere = [one for one in Tags(letter.html).all("img") if one["src"].startswith(URL)]
    assert len(elsewhere) + len(letter.pictures) == 8
    assert elsewhere


def test_a_drawing_becomes_its_words_with_a_link(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "![Hjulet](hjul.svg)")
    site.write("newsletters/hjul.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')
    letter = letter_of(site).value
    assert not Tags(letter.html).all("img")
    assert f"Hjulet <{URL}nyhetsbrev/2026-05/>" in letter.text


def test_a_picture_without_words_is_told(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "## A\n\n![](a.png)").write("newsletters/a.png", picture(9, 9))
    (finding,) = letter_of(site).findings
    assert (finding.code, finding.place.line) == ("IMG01", 10)


def test_a_row_of_logos_stands_beside_each_other(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "Av:\n\n- ![A](a.png)\n- ![B](b.png)")
    for name in "ab":
        site.write(f"newsletters/{name}.png", flat_picture(240, 44))
    html = letter_of(site).value.html
    assert not Tags(html).all("li")
    assert [(one["width"], one["height"]) for one in Tags(html).all("img")] == [("120", "22")] * 2


def test_the_site_may_have_a_picture_and_templates_of_its_own(tmp_path: Path) -> None:
    site = mailing_site(tmp_path).write("overrides/mail/header.png", flat_picture(128, 128))
    site.write("overrides/mail/footer.html", "<tr><td>{{ frame.leaving }} & eget</td></tr>")
    letter = letter_of(site).value
    (drawing,) = Tags(letter.html).all("img")
    assert (drawing["width"], drawing["alt"]) == ("64", "")
    assert "eget" in letter.html


def test_a_template_that_cannot_be_used_stops_with_a_reason(tmp_path: Path) -> None:
    site = mailing_site(tmp_path).write("overrides/mail/footer.html", "{% if %}")
    with pytest.raises(SamverkaError, match="mallarna i overrides/mail"):
        letter_of(site)


def test_the_way_out_stands_in_both_forms(tmp_path: Path) -> None:
    letter = letter_of(mailing_site(tmp_path)).value
    leaving = "mailto:brev@trygg.example?subject=Avsluta%20prenumerationen"
    assert letter.leaving == leaving
    assert f'href="{leaving}"' in letter.html
    assert f"att du vill sluta:\n{leaving}\n" in letter.text


def test_an_invented_letter_says_so_in_both_forms(tmp_path: Path) -> None:
    letter = letter_of(mailing_site(tmp_path, invented="true")).value
    assert "Påhittat exempel" in words_of(parse_html(letter.html))
    assert "Påhittat exempel" in letter.text


def test_words_are_escaped_everywhere(tmp_path: Path) -> None:
    sign = '"<b>Å & \\"ö\\"</b>"'
    events = f"[{{title: {sign}, date: 2026-06-01, place: {sign}}}]"
    matter = {"title": sign, "masthead": sign, "preheader": sign, "events": events}
    html = letter_of(mailing_site(tmp_path, **matter)).value.html
    assert "<b>" not in html
    assert html.count("&lt;b&gt;Å &amp;") == 6


def test_columns_are_told_one_after_the_other_and_once(tmp_path: Path) -> None:
    body = """<table role="presentation"><tr><td markdown="1">

Ett

<table role="presentation"><tr><td>Två</td></tr></table>

</td><td>Tre</td></tr></table>"""
    letter = letter_of(mailing_site(tmp_path, body)).value
    assert re.findall("Ett|Två|Tre", letter.text) == ["Ett", "Två", "Tre"]
    assert "<td>Tre" not in letter.html


def test_an_inbox_shows_the_lead_where_no_preheader_is_written(tmp_path: Path) -> None:
    assert letter_of(mailing_site(tmp_path, "Våren *kom*.")).value.preheader == "Våren kom."
    written = mailing_site(tmp_path, "Våren kom.", preheader="Tre nyheter.")
    assert letter_of(written).value.preheader == "Tre nyheter."


def test_nothing_of_one_letter_stays_for_the_next(tmp_path: Path) -> None:
    body = "[ord] och HTML[^1].\n\n"
    before = letter_of(mailing_site(tmp_path, body)).value.html
    more = "[ord]: https://example.org/\n\n*[HTML]: Hyper\n\n[^1]: Not."
    assert "example.org" in letter_of(mailing_site(tmp_path, body + more)).value.html
    assert letter_of(mailing_site(tmp_path, body)).value.html == before


def test_forty_articles_stay_below_forty_kilobytes(tmp_path: Path) -> None:
    issue = many(40, SENTENCES[:140], issue_of(mailing_site(tmp_path)).value)
    assert len(render_letter(issue, MAIL, tmp_path).value.html.encode()) < 40_000


def test_a_letter_that_gmail_would_cut_is_shortened_and_told(tmp_path: Path) -> None:
    issue = many(20, SENTENCES * 20, issue_of(mailing_site(tmp_path)).value)
    noted = render_letter(issue, MAIL, tmp_path)
    assert len(noted.value.html.encode()) <= LARGEST
    assert [one.code for one in noted.findings] == ["BREV05"]
    assert "Läs hela ”Nyhet nummer 3”" in noted.value.html
    assert noted.value.text.count(SENTENCES.strip()) >= 20


def test_a_letter_that_cannot_be_shortened_is_an_error(tmp_path: Path) -> None:
    issue = replace(issue_of(mailing_site(tmp_path)).value, lead=SENTENCES * 400)
    (finding,) = render_letter(issue, MAIL, tmp_path).findings
    assert finding.code == "BREV04"


def test_the_same_issue_gives_the_same_letter(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, "## A\n\nText[^1] \\(x^2\\).\n\n[^1]: Not.")
    assert letter_of(site) == letter_of(site)


def test_the_title_of_an_article_leads_to_its_own_page_only(tmp_path: Path) -> None:
    issue = issue_of(mailing_site(tmp_path)).value
    articles = (
        Article("Här", "a1", "Text.", f"{issue.address}#har"),
        Article("Där", "a2", "Text.", f"{URL}dar/"),
    )
    html = render_letter(replace(issue, articles=articles), MAIL, tmp_path).value.html
    titles = list(parse_html(html).iter("h2"))
    assert [[link.get("href") for link in one.iter("a")] for one in titles] == [[], [f"{URL}dar/"]]
