from pathlib import PurePosixPath

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue, by_year
from samverka.catalogue.withheld import Source, Sources, withheld_files
from samverka.settings import Settings
from samverka.source.document import Document, parse_document
from samverka.source.kinds import Kind
from tests.small_site import meeting, page

SETTINGS = Settings.model_validate(
    {"title": "T", "forums": {"styrgrupp": {"name": "Styrgruppen"}, "natverk": {"name": "Nätet"}}}
)


def document(path: str, text: str) -> Document:
    read = parse_document(PurePosixPath(path), text)
    assert read.value is not None, read.findings
    return read.value


def catalogue_of(**texts: str) -> Catalogue:
    documents = [document(path, text) for path, text in texts.items()]
    return build_catalogue(documents, SETTINGS).value


def titles(entries: object) -> list[str]:
    return [entry.title for entry in entries]  # type: ignore[attr-defined]


def meetings(*dates: str, forum: str = "styrgrupp") -> dict[str, str]:
    return {
        f"docs/moten/{forum}/{date}.md": meeting(f"{forum} {date}", date, forum=forum)
        for date in dates
    }


def test_entries_of_a_kind_come_newest_first() -> None:
    catalogue = catalogue_of(**meetings("2020-01-02", "2021-06-04", "2020-12-01"))
    assert titles(catalogue.of_kind(Kind.MEETING)) == [
        "styrgrupp 2021-06-04",
        "styrgrupp 2020-12-01",
        "styrgrupp 2020-01-02",
    ]


def test_undated_entries_come_last_in_the_swedish_alphabet() -> None:
    names = ("Öar", "Zoner", "Ängar", "Åar")
    texts = {f"docs/kunskapsoversikter/{at}.md": page(name) for at, name in enumerate(names)}
    texts["docs/kunskapsoversikter/ny.md"] = page("Ny", date="2021-01-01")
    reviews = catalogue_of(**texts).of_kind(Kind.REVIEW)
    assert titles(reviews) == ["Ny", "Zoner", "Åar", "Ängar", "Öar"]


def test_entries_are_grouped_by_year() -> None:
    catalogue = catalogue_of(**meetings("2020-01-02", "2021-06-04", "2020-12-01"))
    groups = by_year(catalogue.of_kind(Kind.MEETING))
    assert [(group.heading, len(group.entries)) for group in groups] == [("2021", 1), ("2020", 2)]


def test_a_newsletter_without_a_date_is_from_its_month() -> None:
    catalogue = catalogue_of(**{"newsletters/2020-09.md": page("Brev", issue="2020-09")})
    (letter,) = catalogue.of_kind(Kind.NEWSLETTER)
    assert str(letter.date) == "2020-09-01"
    assert letter.address == "nyhetsbrev/2020-09/"


def test_the_next_meeting_is_of_the_same_forum() -> None:
    texts = meetings("2020-01-02", "2021-06-04") | meetings("2020-05-05", forum="natverk")
    catalogue = catalogue_of(**texts)
    newest, _, oldest = catalogue.of_kind(Kind.MEETING)
    assert catalogue.neighbours(oldest).next == newest
    assert catalogue.neighbours(newest).previous == oldest
    assert catalogue.neighbours(newest).next is None


def test_training_follows_its_course_its_level_and_its_order() -> None:
    def module(title: str, level: int, order: int, course: str = "Kronobarn") -> str:
        return page(title, course=course, level=level, order=order)

    catalogue = catalogue_of(
        **{
            "docs/utbildning/a.md": module("Steg 2", 2, 1),
            "docs/utbildning/b.md": module("Steg 1, del 2", 1, 2),
            "docs/utbildning/c.md": module("Steg 1, del 1", 1, 1),
            "docs/utbildning/d.md": module("Annan kurs", 1, 1, course="Samtal"),
            "docs/utbildning/e.md": page("Utan kurs"),
        }
    )
    modules = catalogue.of_kind(Kind.TRAINING)
    assert titles(modules) == [
        "Steg 1, del 1",
        "Steg 1, del 2",
        "Steg 2",
        "Annan kurs",
        "Utan kurs",
    ]
    near = catalogue.neighbours(modules[1])
    assert titles([near.previous, near.next]) == ["Steg 1, del 1", "Steg 2"]
    assert catalogue.neighbours(modules[3]).previous is None


@pytest.mark.parametrize("matter", [{"draft": "true"}, {"visibility": "staff"}])
def test_hidden_documents_are_in_no_answer(matter: dict[str, str]) -> None:
    hidden = meeting("Hemligt", "2021-01-01", **matter)
    catalogue = catalogue_of(**meetings("2020-01-02"), **{"docs/moten/styrgrupp/x.md": hidden})
    assert titles(catalogue.entries) == ["styrgrupp 2020-01-02"]
    assert titles(catalogue.latest(9)) == ["styrgrupp 2020-01-02"]


def test_two_documents_with_one_address_are_told_apart() -> None:
    documents = [document("docs/om.md", page("Ett")), document("docs/om/index.md", page("Två"))]
    built = build_catalogue(documents, SETTINGS)
    assert titles(built.value.entries) == ["Ett"]
    (finding,) = built.findings
    assert str(finding.place) == "docs/om/index.md"
    assert "samma adress som docs/om.md" in finding.message


def test_an_unknown_forum_is_told_with_the_nearest_known() -> None:
    path = "docs/moten/styrgrup/2021-01-01.md"
    text = meeting("Möte", "2021-01-01", forum="styrgrup")
    (finding,) = build_catalogue([document(path, text)], SETTINGS).findings
    assert "menade du styrgrupp?" in finding.message


def test_a_meeting_in_the_folder_of_another_forum_is_told() -> None:
    path = "docs/moten/natverk/2021-01-01.md"
    (finding,) = build_catalogue([document(path, meeting("M", "2021-01-01"))], SETTINGS).findings
    assert finding.message == "forum är styrgrupp, men filen ligger i mappen natverk"


def withheld(*files: str, hidden: str, public: str = "", needed: str = "logo.svg") -> set[str]:
    sources = Sources(
        hidden=(Source(PurePosixPath("docs/om/plan.md"), hidden),),
        public=(Source(PurePosixPath("docs/om/index.md"), public),),
    )
    paths = [PurePosixPath(file) for file in files]
    return {str(path) for path in withheld_files(paths, sources, {PurePosixPath(needed)})}


def test_pictures_in_a_hidden_documents_own_folder_are_withheld() -> None:
    assert withheld("om/plan/bild.png", "om/annan/bild.png", hidden="") == {"om/plan/bild.png"}


def test_its_word_file_and_its_data_are_withheld() -> None:
    files = ("om/plan.docx", "om/plan.csv", "om/planering.csv")
    assert withheld(*files, hidden="") == {"om/plan.docx", "om/plan.csv"}


def test_a_file_only_hidden_documents_mention_is_withheld() -> None:
    mention = "Se <img src=../bilder/karta%20ny.png>"
    assert withheld("bilder/karta ny.png", hidden=mention) == {"bilder/karta ny.png"}


@pytest.mark.parametrize(
    "link", ["![](../bilder/x.png)", "[x]: ../bilder/x.png", '<img src="../bilder/x.png">']
)
def test_a_file_a_public_document_links_to_stays(link: str) -> None:
    assert withheld("bilder/x.png", hidden="![](../bilder/x.png)", public=link) == set()


def test_a_file_the_site_needs_stays() -> None:
    assert withheld("logo.svg", hidden="![](../logo.svg)") == set()


def test_pictures_of_public_pages_below_a_hidden_one_stay() -> None:
    files = ("om/plan/del/bild.png", "om/plan/egen.png")
    assert withheld(*files, hidden="", public="![](plan/del/bild.png)") == {"om/plan/egen.png"}


@pytest.mark.parametrize("heading", ["# Om lek", "## Om lek", "## *Om* lek {: #x }"])
def test_a_page_that_begins_with_its_title_does_not_say_it_twice(heading: str) -> None:
    assert titled(f"{heading}\n\nText.\n\n## Om mat\n").text_without_title == "Text.\n\n## Om mat\n"


def test_a_page_that_begins_with_another_heading_keeps_it() -> None:
    assert titled("## Syfte\n\nText.").text_without_title == "## Syfte\n\nText."


def test_a_link_to_the_title_still_leads_to_the_top() -> None:
    said = titled("## Om lek\n\n[upp](#om-lek)").text_without_title
    assert said == '<a id="om-lek"></a>\n\n[upp](#om-lek)'


def titled(body: str) -> Document:
    return document("docs/om.md", f"---\ntitle: Om lek\n---\n\n{body}")


@pytest.mark.parametrize(
    "written", ["date: 2027-02-30", "events: [{title: Träff, date: 2027-02-30}]"]
)
def test_a_day_that_does_not_exist_is_told_with_its_line(written: str) -> None:
    text = f"---\ntitle: Sida\n{written}\n---\n\nText.\n"
    (told,) = parse_document(PurePosixPath("docs/sida.md"), text).findings
    assert told.place.line == 3
    assert "2027-02-30 är inget datum" in told.message
