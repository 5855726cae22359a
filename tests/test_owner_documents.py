"""The owner's documents, in every layout we know, give the same facts; their text stays outside.

Runs where SAMVERKA_SHARED names the folder that holds `word/` and `seeds/`.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
import pytest

from samverka.pandoc import find_pandoc
from samverka.settings import Limits, read_settings
from samverka.source.document import Document
from samverka.source.frontmatter import MeetingMatter, NewsletterMatter
from samverka.word.importing import Imported, Order, import_package
from samverka.word.opening.package import SUFFIXES, Package, open_package
from tests.owner_layouts import MEETING_LAYOUTS, newsletter_layouts, read_meeting

SHARED = Path(os.environ.get("SAMVERKA_SHARED", "/nonexistent"))
ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(
    not (SHARED / "word").is_dir(),
    reason="the owner's documents are not here: SAMVERKA_SHARED names no folder with word/",
)
REPLACED = {"Niclas Bjälkenborn": "Annie-Lie Jarhult"}


@dataclass(frozen=True)
class Case:
    name: str
    package: Package

    def __str__(self) -> str:
        return self.name


def from_file(path: Path) -> Case:
    return Case(path.name, open_package(path, Limits()))


def from_bytes(name: str, content: bytes) -> Case:
    return Case(name, Package(f"{name}.docx", SUFFIXES[".docx"], content))


def as_odt(path: Path) -> Case:
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"{path.stem}.odt"
        pypandoc.convert_file(str(path), "odt", outputfile=str(target))
        return Case(target.name, open_package(target, Limits()))


def meetings() -> list[Case]:
    if not SHARED.is_dir():
        return []
    meeting = read_meeting(SHARED)
    return [
        *map(from_file, sorted((SHARED / "word").glob("M*.docx"))),
        *map(as_odt, sorted((SHARED / "word").glob("M*.docx"))),
        from_file(SHARED / "seeds/000_bf407efff67fa3c9.txt"),
        *(from_bytes(f"210604 {layout.__name__}", layout(meeting)) for layout in MEETING_LAYOUTS),
    ]


def newsletters() -> list[Case]:
    if not SHARED.is_dir():
        return []
    return [
        *map(from_file, sorted((SHARED / "word").glob("N*.docx"))),
        *map(as_odt, sorted((SHARED / "word").glob("N*.docx"))),
        from_file(SHARED / "seeds/003_5a2caa7939225309.txt"),
        *(from_bytes(name, content) for name, content in newsletter_layouts(SHARED)),
    ]


def imported(case: Case) -> Imported:
    return import_package(case.package, Order(read_settings(ROOT), find_pandoc()))


@pytest.fixture(scope="module", params=meetings(), ids=str)
def meeting(request: pytest.FixtureRequest) -> Imported:
    return imported(request.param)


@pytest.fixture(scope="module", params=newsletters(), ids=str)
def newsletter(request: pytest.FixtureRequest) -> Imported:
    return imported(request.param)


def matter_of(meeting: Imported) -> MeetingMatter:
    assert isinstance(meeting.document.matter, MeetingMatter)
    return meeting.document.matter


def test_a_meeting_has_its_time_place_and_forum(meeting: Imported) -> None:
    matter = matter_of(meeting)
    assert str(meeting.document.path) == "docs/moten/styrgrupp/2021-06-04.md"
    assert (matter.forum, str(matter.date)) == ("styrgrupp", "2021-06-04")
    assert (matter.start, matter.end, matter.place) == ("08:30", "09:30", "Digitalt via Teams")


def test_a_meeting_has_its_title_without_the_vision(meeting: Imported) -> None:
    matter = matter_of(meeting)
    assert matter.title == "Mötesanteckningar till Styrgrupp för Barnens bästa gäller! i Kronoberg"
    assert matter.description.startswith("Tillsammans skapar vi")
    assert matter.description.endswith("samordnade insatser")


def test_everyone_present_is_there_once_with_what_the_notes_say(meeting: Imported) -> None:
    present = matter_of(meeting).present
    assert len(present) == len({person.name for person in present}) == 17
    by_name = {person.name: person for person in present}
    assert by_name["Anders Elingfors"].organisation == "Växjö"
    assert by_name["Anders Elingfors"].role == "Ordförande"
    assert by_name["Åsa Karlsson"].role == "kommunikatör"
    assert by_name["Åsa Karlsson"].organisation == "Region Kronoberg"
    assert by_name["Roger O Nilsson"].organisation == "Region Kronoberg"
    assert by_name["Nils Göran Jonasson"].organisation == "Ljungby"
    assert by_name["Erika Lagergren"].role == "processledare"
    assert by_name["Erika Lagergren"].organisation is None
    assert {p.name: p.replaces for p in present if p.replaces} == REPLACED
    assert [p.name for p in present if p.role is None and p.organisation is None] == []


def test_the_absent_the_chair_and_the_secretary_are_known(meeting: Imported) -> None:
    matter = matter_of(meeting)
    assert [person.name.split()[-1] for person in matter.absent] == [
        "Jarhult",
        "Rutgersmark",
        "Törnell",
        "Nilsson",
        "Svensson",
    ]
    assert (matter.chair, matter.secretary) == ("Anders Elingfors", "Erika Lagergren")


def test_the_nine_items_keep_their_numbers(meeting: Imported) -> None:
    headings = re.findall(r"^## (?:§ ?|Punkt )?(\d)\b", meeting.document.body, re.MULTILINE)
    assert headings == list("123456789")
    assert len(re.findall(r"^#+ ", meeting.document.body, re.MULTILINE)) == 10


def test_only_the_two_decisions_are_marked(meeting: Imported) -> None:
    marked = re.findall(r"^(.+)\n\{: \.decision \}$", meeting.document.body, re.MULTILINE)
    assert [(text.split()[0], text.split()[-1]) for text in marked] == [
        ("Den", "styrgruppen."),
        ("Styrgruppen", "2022-2023."),
    ]


def test_an_editor_is_told_of_the_three_doubts_about_people(meeting: Imported) -> None:
    told = {(finding.code, finding.message.split()[0]) for finding in meeting.findings}
    assert told == {("PERS01", "Patrik"), ("PERS02", "Roger"), ("PERS03", "Andreas")} | {
        (code, word) for code, word in told if code.startswith("IMG")
    }


def test_no_word_of_a_meeting_is_lost(meeting: Imported) -> None:
    assert meeting.receipt.missing == ()
    assert meeting.receipt.words > 790


def news_of(newsletter: Imported) -> NewsletterMatter:
    assert isinstance(newsletter.document.matter, NewsletterMatter)
    return newsletter.document.matter


def test_a_newsletter_has_its_issue_and_its_head(newsletter: Imported) -> None:
    matter = news_of(newsletter)
    assert str(newsletter.document.path) == "newsletters/2020-09.md"
    assert (matter.title, matter.issue) == ("Nyhetsbrev september 2020", "2020-09")
    assert matter.masthead == "BARNENS BÄSTA GÄLLER I KRONOBERG!"
    assert matter.preheader.startswith("En gemensam process")


def test_the_eight_articles_are_h2_and_kontakt_the_last(newsletter: Imported) -> None:
    body = newsletter.document.body
    articles = re.findall(r"^## (.+)$", body, re.MULTILINE)
    assert len(articles) == 8
    assert articles[-1] == "Kontakt"
    assert len(re.findall(r"^# ", body, re.MULTILINE)) == 1
    assert "\n### " not in body


def test_quotations_are_no_bullets_and_keep_their_speaker(newsletter: Imported) -> None:
    quoted = re.findall(r"^> (.+)$", newsletter.document.body, re.MULTILINE)
    assert [re.findall(r"säger (\w+ \w+)", text) for text in quoted] == [
        ["Gunnel Gustafsson"],
        ["Erika Lagergren"],
        ["Erika Lagergren"],
    ]
    assert not any(text.startswith(("-", "–")) for text in quoted)


def test_labels_notes_and_links_are_what_they_look_like(newsletter: Imported) -> None:
    body = newsletter.document.body
    assert re.findall(r"^\*\*(Tema|Målgrupp):\*\* ", body, re.MULTILINE) == ["Tema", "Målgrupp"]
    assert len(re.findall(r"\[\^1\](?!:)", body)) == 1
    assert re.search(r"^\[\^1\]: \*Barnensbästa-ansvarig\* = ", body, re.MULTILINE)
    assert ">>" not in body
    assert "](#" not in body
    assert [f.code for f in newsletter.findings].count("LINK02") == 2


def test_only_what_is_announced_is_an_event(newsletter: Imported) -> None:
    days = [str(event.date) for event in news_of(newsletter).events]
    assert days == ["2020-09-17", "2020-11-06"]


def test_the_partners_are_one_list_at_the_end(newsletter: Imported) -> None:
    body = re.sub(r"\n\[\^1\]:.*", "", newsletter.document.body).strip()
    after = body.split("I samarbete med:")[1].strip().splitlines()
    assert len(after) == 7
    assert all(line.startswith("-   ") for line in after)
    pictures = [f for f in newsletter.findings if f.code == "IMG01"]
    assert len(pictures) == len(set(re.findall(r"!\[\]\(([^)]+)\)", body)))


def test_no_word_of_a_newsletter_is_lost(newsletter: Imported) -> None:
    assert newsletter.receipt.missing == ()
    assert newsletter.receipt.words > 650


def test_two_spellings_of_the_name_are_a_finding(newsletter: Imported) -> None:
    assert any(finding.code == "ORG01" for finding in newsletter.findings)


def test_the_same_bytes_come_out_of_the_same_bytes() -> None:
    for case in (meetings()[0], newsletters()[0]):
        one, other = imported(case), imported(case)
        assert one == other


def without_origin(document: Document) -> tuple[object, str]:
    return document.matter.model_copy(update={"source": None}), document.body


@pytest.mark.parametrize(
    ("folder_glob", "seed"), [("M*.docx", "000*.txt"), ("N*.docx", "003*.txt")]
)
def test_the_owners_layouts_give_the_same_page_and_so_does_the_text(
    folder_glob: str, seed: str
) -> None:
    words = [imported(from_file(p)).document for p in sorted((SHARED / "word").glob(folder_glob))]
    assert without_origin(words[0]) == without_origin(words[1])
    text = imported(from_file(next((SHARED / "seeds").glob(seed)))).document
    assert without_origin(text)[0] == without_origin(words[0])[0]
    assert before_logos(text) == before_logos(words[0])


def before_logos(document: Document) -> str:
    """The text down to the contact details, the picture at the top taken out."""
    return re.sub(r"^!\[\]\(.*?\)\n+", "", document.body, flags=re.MULTILINE).partition(
        "\n## Kontakt"
    )[0]
