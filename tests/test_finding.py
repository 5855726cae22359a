"""Areas, audiences, years, what is new and everything from A to Ö: the ways to a page."""

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.topics import related, topic_pages
from samverka.errors import SamverkaError
from samverka.findings import Noted
from samverka.markdown.headings import headings
from samverka.pages.header import Around
from samverka.pages.headers import header_of
from samverka.pages.publishing import generated_pages
from samverka.pages.wording import Link
from samverka.settings import Settings, Topic
from samverka.source.addresses import heading_anchor
from samverka.source.document import parse_document
from samverka.swedish.collation import initial
from tests.small_site import OURS, Site, meeting, page, plain, said

SETTINGS = Settings.model_validate(
    {
        "title": "T",
        "areas": ["Hälsa", {"name": "Lärande", "description": "Om att lära."}],
        "audiences": ["Skola", "Polis"],
        "forums": {"styrgrupp": {"name": "Styrgruppen"}},
    }
)
TODAY = dt.date(2023, 3, 31)


def noted(**texts: str) -> Noted[Catalogue]:
    read = [parse_document(PurePosixPath(path), text) for path, text in texts.items()]
    documents = [one.value for one in read if one.value is not None]
    assert len(documents) == len(texts), read
    return build_catalogue(documents, SETTINGS)


def around(**texts: str) -> Around:
    return Around(noted(**texts).value, SETTINGS, Path(), TODAY)


def pages(**texts: str) -> dict[str, str]:
    return {str(one.page): one.markdown for one in generated_pages(around(**texts)).value}


def entry(catalogue: Catalogue, title: str) -> Entry:
    return next(one for one in catalogue.entries if one.title == title)


TEXTS = {
    "docs/om/verktyg.md": page("Verktyg", areas="[Hälsa, Lärande]", audience="[Skola]"),
    "docs/utbildning/a.md": page("Kurs A", areas="[Hälsa]", audience="[Skola, Polis]"),
    "docs/kunskapsoversikter/b.md": page("Översikt", areas="[Lärande]", date="2022-05-12"),
    "newsletters/2021-05.md": page("Brev", issue="'2021-05'", updated="2023-01-02"),
}


def test_an_area_gathers_every_kind_under_its_own_heading() -> None:
    said = pages(**TEXTS)["omraden/halsa.md"]
    places = [said.index(words) for words in ("## Utbildning", "Kurs A", "## Sidor", "Verktyg")]
    assert places == sorted(places)
    assert "Översikt" not in said
    assert "(<../utbildning/a.md>)" in said


def test_an_audience_has_a_page_of_its_own() -> None:
    made = pages(**TEXTS)
    assert "Kurs A" in made["for/polis.md"]
    assert "Verktyg" not in made["for/polis.md"]
    assert "[Skola](<skola.md>)" in made["for/index.md"]
    assert "2 sidor" in made["for/index.md"]
    assert "1 sida\n" in made["for/index.md"]


def test_an_area_that_nobody_has_filled_says_so_and_leads_on() -> None:
    said = pages()["omraden/larande.md"]
    assert said.startswith("Här finns inget ännu.")
    assert "](index.md)" in said
    assert "](../innehall/index.md)" in said


def test_the_settings_describe_an_area_or_only_name_it() -> None:
    leads = {str(one.page): one.lead for one in generated_pages(around(**TEXTS)).value}
    assert leads["omraden/larande.md"] == "Om att lära."
    assert leads["omraden/halsa.md"] == "Sidor som hör till området Hälsa."


def test_a_site_without_areas_has_no_pages_for_them() -> None:
    bare = Around(noted(**TEXTS).value, Settings(title="T"), Path(), TODAY)
    made = {str(one.page) for one in generated_pages(bare).value}
    assert not {path for path in made if path.startswith(("omraden", "for/"))}


def test_no_two_topics_share_a_page() -> None:
    names = ("Vård", "Vard", "Index", "Полиция")
    places = topic_pages(tuple(Topic(name=name) for name in names), PurePosixPath("for"))
    assert [str(places[name]) for name in names] == [
        "for/vard.md",
        "for/vard_1.md",
        "for/index_1.md",
        "for/amne.md",
    ]


def test_an_area_named_twice_is_told(tmp_path: Path) -> None:
    ours = OURS + "      areas: [Hälsa, {name: hälsa}]\n      audiences: [{namn: Skola}]\n"
    with pytest.raises(SamverkaError) as stopped:
        Site(tmp_path).set_up("", ours).build()
    assert "hälsa står två gånger" in stopped.value.what
    assert "menade du name?" in stopped.value.what


def test_an_unknown_area_is_told_with_its_line_and_the_nearest() -> None:
    text = page("A", areas="\n  - Hälsa\n  - Larande", audience="[Brandkår]")
    first, second = noted(**{"docs/a.md": text}).findings
    assert (str(first.place), first.code) == ("docs/a.md:5", "TOPIC01")
    assert first.message == "areas: Larande finns inte i mkdocs.yml; menade du Lärande?"
    assert str(second.place) == "docs/a.md:6"
    assert second.message == "audience: Brandkår finns inte i mkdocs.yml; välj Skola, Polis"


def test_a_page_leads_to_its_areas_and_audiences() -> None:
    near = around(**TEXTS)
    header = header_of(entry(near.catalogue, "Verktyg"), near)
    assert header.areas == (Link("Hälsa", "omraden/halsa/"), Link("Lärande", "omraden/larande/"))
    assert header.audience == (Link("Skola", "for/skola/"),)
    course = header_of(entry(near.catalogue, "Kurs A"), near)
    assert {fact.label: fact.values for fact in course.facts}["För"] == course.audience


def test_what_shares_most_is_the_most_related_then_the_newest() -> None:
    catalogue = noted(
        **{
            "docs/a.md": page("A", "[C](c.md)", areas="[Hälsa]", tags="[sömn]"),
            "docs/b.md": page("B", areas="[Hälsa]", date="2020-01-01"),
            "docs/b2.md": page("Ä", areas="[Hälsa]", date="2019-01-01", updated="2021-01-01"),
            "docs/c.md": page("C", "[A](a.md)", tags="[sömn]"),
            "docs/d.md": page("D", audience="[Skola]"),
            "docs/e.md": page("E", "Inget gemensamt."),
        }
    ).value
    found = related(entry(catalogue, "A"), catalogue)
    assert [one.title for one in found] == ["C", "Ä", "B"]


def test_an_audience_alone_makes_no_relation_and_neighbours_are_not_repeated() -> None:
    texts = {
        f"docs/moten/styrgrupp/2021-0{month}-01.md": meeting(
            f"M{month}", f"2021-0{month}-01", areas="[Hälsa]", audience="[Skola]"
        )
        for month in range(1, 5)
    }
    catalogue = noted(**texts, **{"docs/s.md": page("S", audience="[Skola]")}).value
    assert [one.title for one in related(entry(catalogue, "M2"), catalogue)] == ["M4"]
    assert related(entry(catalogue, "S"), catalogue) == ()


def test_what_is_new_comes_by_its_last_change() -> None:
    said = pages(**TEXTS)["nytt/index.md"]
    assert said.index("## 2023") < said.index("Brev") < said.index("## 2022")
    assert "Uppdaterad 2 januari 2023" in said
    assert "Verktyg" not in said


def test_what_is_new_holds_a_year_or_at_least_twenty() -> None:
    def listed(count: int, year: int) -> int:
        texts = {f"docs/s{at}.md": page(f"S{at}", date=f"{year}-06-01") for at in range(count)}
        return pages(**texts)["nytt/index.md"].count("entry-title")

    assert listed(30, 2022) == 30
    assert listed(30, 2020) == 20


def test_each_year_has_its_page_and_the_archive_counts_them() -> None:
    made = pages(**TEXTS)
    assert "Brev" in made["arkiv/2021.md"]
    assert "Översikt" in made["arkiv/2022.md"]
    archive = made["arkiv/index.md"]
    assert archive.index("[2022](<2022.md>)") < archive.index("[2021](<2021.md>)")


def test_everything_is_found_from_a_to_o() -> None:
    said = pages(**TEXTS, **{"docs/o.md": page("Återträff"), "docs/1.md": page("10 råd")})
    letters = re.findall(r"^## (.+)$", said["innehall/index.md"], re.MULTILINE)
    assert letters[0] == "0–9"
    assert letters[-2:] == ["Å", "Ö"]
    assert letters == sorted(letters, key=[*letters].index)
    assert "[Polis](<../for/polis.md>)" in said["innehall/index.md"]
    assert "[Styrgruppen]" not in said["innehall/index.md"]


def test_pages_of_the_same_name_are_told_apart_by_their_folder() -> None:
    about = {"docs/handbok/index.md": page("Handbok"), "docs/handbok/mal.md": page("Mål")}
    said = pages(**about, **{"docs/mal.md": page("Mål")})["innehall/index.md"]
    assert "[Mål](<../handbok/mal.md>) <span class='row-facts'>Handbok</span>" in said
    assert "[Mål](<../mal.md>)\n" in f"{said}\n"
    assert "[Handbok](<../handbok/index.md>)\n" in said


@pytest.mark.parametrize(
    ("title", "letter"),
    [("é", "E"), ("östan", "Ö"), ("Ære", "Ä"), ("Ünal", "Y"), ("3 steg", "0–9"), ("!", "#")],
)
def test_a_title_stands_under_its_letter(title: str, letter: str) -> None:
    assert initial(title) == letter


def test_headings_have_the_anchors_of_the_page(tmp_path: Path) -> None:
    text = "## Hej *du*\n\n```\n## Kod\n```\n\n## Hej du\n\n### 1. Å & ä {#egen}\n\nRad\n---\n"
    found = [(one.level, one.text, one.anchor) for one in headings(text, heading_anchor)]
    assert found == [
        (2, "Hej du", "hej-du"),
        (2, "Hej du", "hej-du_1"),
        (3, "1. Å & ä", "egen"),
        (2, "Rad", "rad"),
    ]
    site = Site(tmp_path).set_up().write("docs/a.md", page("A", text))
    site.build()
    assert re.findall(r'<h[23] id="([^"]+)"', site.html("a")) == [one[2] for one in found]


def test_a_newsletters_articles_are_linked_one_by_one(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up()
    letter = page("Brev", "## Första [x](b)\n\nA\n\n## Andra *en*\n\nB", issue="2020-09")
    site.write("newsletters/2020-09.md", letter.replace(" [x](b)", ""))
    assert said(site.build(strict=True)) == []
    assert '<a href="2020-09/#andra-en">Andra en</a>' in site.html("nyhetsbrev")


def test_every_page_leads_back_by_its_folders(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("", OURS + "      areas: [Hälsa]\n")
    site.write("docs/moten/styrgrupp/2021-06-04.md", meeting("Möte", "2021-06-04"))
    site.write("docs/ensam/mapp/sida.md", page("Sida"))
    site.build()

    def trail(address: str) -> str:
        return plain(site.html(address).partition('class="trail"')[2].partition("</nav>")[0])

    assert trail("moten/styrgrupp/2021-06-04").endswith("Möten Styrgruppen")
    assert trail("omraden/halsa").endswith("Områden")
    assert "Sida" not in trail("ensam/mapp/sida")
    assert 'class="trail"' not in site.html("")


def test_an_editors_words_stand_above_an_areas_list(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up("", OURS + "      areas: [Hälsa]\n")
    site.write("docs/omraden/halsa.md", page("Hälsa", "Om att må bra."))
    site.write("docs/a.md", page("Sömn", areas="[Hälsa]"))
    assert said(site.build(strict=True)) == []
    text = site.text("omraden/halsa")
    assert text.index("Om att må bra.") < text.index("Sömn")
