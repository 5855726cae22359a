import datetime as dt
from html import unescape
from pathlib import Path, PurePosixPath

from markdown import Markdown

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue
from samverka.pages.header import Around, Header
from samverka.pages.headers import header_of
from samverka.pages.wayfinding.home import home_of
from samverka.pages.wayfinding.lists import list_pages
from samverka.pages.wayfinding.menu import menu_below
from samverka.pages.wording import Link, doi_link, linked
from samverka.settings import Settings
from samverka.source.document import parse_document
from tests.small_site import meeting, page

SETTINGS = Settings.model_validate(
    {
        "title": "T",
        "vision": "Varje barn",
        "forums": {"styrgrupp": {"name": "Styrgruppen"}, "au": {"name": "Arbetsutskottet"}},
    }
)


def catalogue_of(**texts: str) -> Catalogue:
    read = [parse_document(PurePosixPath(path), text) for path, text in texts.items()]
    assert all(one.value for one in read), read
    documents = [one.value for one in read if one.value is not None]
    return build_catalogue(documents, SETTINGS).value


def around(catalogue: Catalogue) -> Around:
    return Around(catalogue, SETTINGS, Path(), dt.date(2023, 3, 31))


def header(path: str, text: str, **others: str) -> Header:
    catalogue = catalogue_of(**{path: text}, **others)
    entry = next(entry for entry in catalogue.entries if str(entry.path) == path)
    return header_of(entry, around(catalogue))


def told(header: Header) -> dict[str, list[str]]:
    return {fact.label: [value.text for value in fact.values] for fact in header.facts}


MEETING = """\
---
title: Möte
date: 2023-03-10
forum: styrgrupp
start: "13:15"
end: "14:45"
place: Teams
chair: Eva Ek
present:
  - {name: Eva Ek, organisation: Sjövik, role: ordförande}
  - {name: Bo Alm, replaces: Cia Lind}
absent:
  - {name: Cia Lind}
invented: true
---

# Möte
"""


def test_a_meeting_says_when_where_and_who() -> None:
    said = header("docs/moten/styrgrupp/2023-03-10.md", MEETING)
    assert said.label == "Mötesanteckningar · Styrgruppen"
    assert told(said) == {
        "När": ["Fredag 10 mars 2023, kl.\u00a013.15–14.45"],
        "Var": ["Teams"],
        "Ordförande": ["Eva Ek"],
    }
    present, absent = said.people
    assert [(one.name, one.organisation, one.role, one.replaces) for one in present.persons] == [
        ("Eva Ek", "Sjövik", "ordförande", ""),
        ("Bo Alm", "", "", "Cia Lind"),
    ]
    assert [heading for heading, _ in present.columns] == ["Organisation", "Roll", "Ersätter"]
    assert absent.columns == ()
    assert (absent.label, len(absent.persons)) == ("Frånvarande", 1)
    assert said.notice


def test_empty_fields_leave_no_labels() -> None:
    said = header("docs/moten/styrgrupp/2023-03-10.md", meeting("Möte", "2023-03-10"))
    assert list(told(said)) == ["När"]
    assert said.people == ()
    assert said.notice == ""
    bare = header("docs/kunskapsoversikter/a.md", page("Översikt"))
    assert (bare.facts, bare.points) == ((), None)


def test_a_newsletter_says_its_month_once_and_its_events_in_words() -> None:
    events = "\n  - {title: Dag, date: 2020-09-17, start: '13:00', contact: a@exempel.se}"
    text = page("Höstbrev", issue="2020-09", masthead="Från processen", events=events)
    said = header("newsletters/2020-09.md", text)
    assert said.label == "Nyhetsbrev · Från processen · September 2020"
    (event,) = said.happenings
    assert event.when == "Torsdag 17 september 2020, kl.\u00a013.00"
    assert event.contact == Link("a@exempel.se", "mailto:a@exempel.se")
    titled = header("newsletters/2020-09.md", page("Nyhetsbrev september 2020", issue="2020-09"))
    assert titled.label == "Nyhetsbrev"


def test_a_review_puts_the_findings_first_and_links_to_the_report() -> None:
    report = "{title: Rapport, year: 2021, url: 'https://exempel.se/r', doi: 'doi:10.1234/x'}"
    said = header(
        "docs/kunskapsoversikter/a.md",
        page("Ö", authors="[A Ek, B Al]", report=report, key_findings="[Barn vill bli frågade.]"),
    )
    assert said.points is not None
    assert (said.points.label, said.points.items) == ("Det viktigaste", ("Barn vill bli frågade.",))
    facts = {fact.label: fact.values for fact in said.facts}
    assert facts["Av"] == (Link("A Ek, B Al"),)
    assert facts["Hela rapporten"] == (
        Link("Rapport, 2021", "https://exempel.se/r"),
        Link("10.1234/x", "https://doi.org/10.1234/x"),
    )


def test_a_training_module_says_where_you_are() -> None:
    def module(title: str, order: int) -> str:
        fields: dict[str, object] = {
            "course": "Kronobarn",
            "level": 1,
            "order": order,
            "duration": 25,
        }
        fields |= {"goals": "[Du kan stegen.]", "variant": "short"}
        return page(title, **fields)

    said = header(
        "docs/utbildning/b.md",
        module("B", 2),
        **{"docs/utbildning/a.md": module("A", 1), "docs/utbildning/c.md": module("C", 3)},
    )
    assert said.label == "Utbildning · Nivå 1 · 25 minuter"
    assert told(said)["Kurs"] == ["Kronobarn, del 2 av 3"]
    assert said.previous is not None
    assert said.next is not None
    assert (said.previous.link.text, said.next.link.address) == ("A", "utbildning/c/")


def test_only_the_webs_own_addresses_become_links() -> None:
    for text in ("javascript:alert(1)", "data:text/html,x", "//exempel.se", "Ring 0470-12 34"):
        assert linked(text) == Link(text)
    assert linked("https://exempel.se/a").address == "https://exempel.se/a"
    assert doi_link("https://doi.org/10.1234/a").text == "10.1234/a"
    assert doi_link("javascript:10.1234/a").address == ""


def lists(**texts: str) -> dict[str, str]:
    pages = list_pages(around(catalogue_of(**texts))).value
    return {str(one.page): one.markdown for one in pages}


def rendered(markdown: str) -> str:
    return Markdown(extensions=["attr_list", "md_in_html"]).convert(markdown)


def test_a_list_is_grouped_by_year_newest_first() -> None:
    said = lists(
        **{
            "newsletters/2020-09.md": page("Höst", issue="2020-09", description="Om hösten."),
            "newsletters/2021-01.md": page("Vinter", issue="2021-01", invented="true"),
        }
    )["nyhetsbrev/index.md"]
    html = rendered(said)
    assert html.index("<h2>2021</h2>") < html.index("Vinter") < html.index("<h2>2020</h2>")
    assert '<a class="entry-title" href="2020-09.md">Höst</a>' in html
    assert "Om hösten." in html
    assert html.count("Påhittat exempel") == 1


def test_titles_stay_text_whatever_is_in_them() -> None:
    title = "<b>A</b>: [b](c) *d* & `e` #f | $g$ ~h~ ^i^"
    said = lists(**{"docs/kunskapsoversikter/a.md": page(f"'{title}'")})
    html = rendered(said["kunskapsoversikter/index.md"])
    assert f">{title}</a>" in unescape(html)
    assert "<b>" not in html


def test_meetings_are_listed_per_forum_too() -> None:
    said = lists(
        **{
            "docs/moten/styrgrupp/2023-03-10.md": meeting("Sty", "2023-03-10"),
            "docs/moten/au/2021-06-01.md": meeting("Utskott", "2021-06-01", forum="au"),
        }
    )
    assert "](au/index.md)" in said["moten/index.md"]
    assert "10 mars 2023 · Styrgruppen" in rendered(said["moten/index.md"])
    assert "Utskott" in said["moten/au/index.md"]
    assert "Sty" not in said["moten/au/index.md"]


def test_a_section_without_entries_says_so() -> None:
    assert lists()["moten/index.md"] == "Här finns inget ännu."


def test_many_newsletters_are_folded_by_year_in_the_menu() -> None:
    index = PurePosixPath("nyhetsbrev/index.md")

    def menu(years: int) -> list[str]:
        issues = [f"{2000 + year}-{month:02}" for year in range(years) for month in (1, 5, 9)]
        texts = {f"newsletters/{issue}.md": page("N", issue=f"'{issue}'") for issue in issues}
        return [item.title for item in menu_below(index, catalogue_of(**texts), SETTINGS)]

    assert menu(1) == ["September 2000", "Maj 2000", "Januari 2000"]
    assert menu(5) == ["2004", "2003", "2002", "2001", "2000"]


def test_a_long_menu_folds_training_by_course_and_reviews_by_year() -> None:
    trainings = {
        f"docs/utbildning/{course}{part:02}.md": page(f"{course}{part}", course=f"Kurs {course}")
        for course in "AB"
        for part in range(7)
    }
    reviews = {
        f"docs/kunskapsoversikter/{year}-{number}.md": page("Ö", date=f"{year}-01-02")
        for year in (2021, 2022)
        for number in range(7)
    }
    undated = {"docs/kunskapsoversikter/x.md": page("Odaterad")}
    catalogue = catalogue_of(**trainings, **reviews, **undated)

    def menu(folder: str) -> list[tuple[str, int]]:
        below = menu_below(PurePosixPath(folder, "index.md"), catalogue, SETTINGS)
        return [(item.title, len(item.items)) for item in below]

    assert menu("utbildning") == [("Kurs A", 7), ("Kurs B", 7)]
    assert menu("kunskapsoversikter") == [("2022", 7), ("2021", 7), ("Odaterad", 0)]


def test_the_start_page_shows_the_vision_and_what_is_new() -> None:
    texts = {
        f"docs/moten/styrgrupp/2021-0{month}-01.md": meeting(f"M{month}", f"2021-0{month}-01")
        for month in range(1, 8)
    }
    home = home_of(catalogue_of(**texts, **{"docs/om/a.md": page("Odaterad")}), SETTINGS)
    assert home.vision == "Varje barn"
    assert [one.title for one in home.news] == ["M7", "M6", "M5", "M4"]
    assert (home.news[0].kind, home.news[0].date) == ("Mötesanteckningar", "1 juli 2021")
