from dataclasses import replace
from html import unescape

from markdown import Markdown

from samverka.catalogue.attendance import attendance
from samverka.markdown.dialect import DIALECT
from samverka.pages.meetings.attendance import attendance_page
from samverka.settings import NamedThing
from samverka.swedish.names import Organisation, Organisations
from tests.small_site import meeting, page, plain
from tests.test_pages import SETTINGS, around, catalogue_of

KNOWN = Organisations([Organisation("Växjö kommun", ("Växjö",)), Organisation("Älmhults kommun")])


def notes(day: str, present: str, absent: str = "", forum: str = "styrgrupp") -> dict[str, str]:
    def people(names: str) -> str:
        persons = (f"{{name: Eva Ek, organisation: '{one}'}}" for one in names.split(";") if one)
        return f"[{', '.join(persons)}]"

    text = meeting(f"M {day}", day, forum=forum, present=people(present), absent=people(absent))
    return {f"docs/moten/{forum}/{day}.md": text}


MEETINGS = {
    **notes("2022-01-02", "Växjö;Ärla;Växjö kommun", "Älmhults kommun"),
    **notes("2022-05-06", "Ärla;Åby"),
    **notes("2022-09-10", ""),
    **notes("2021-02-03", "Zeta", forum="au"),
}


def html(texts: dict[str, str]) -> str:
    organisations = (NamedThing(name="Växjö kommun", also=("Växjö",)),)
    settings = SETTINGS.model_copy(update={"organisations": organisations})
    here = replace(around(catalogue_of(**texts)), settings=settings)
    (made,) = attendance_page(here).value
    return Markdown(extensions=list(DIALECT)).convert(made.markdown)


def test_an_organisation_counts_once_per_meeting_under_its_own_name() -> None:
    au, sty = attendance(catalogue_of(**MEETINGS), KNOWN)
    assert (au.forum, au.year, len(au.meetings)) == ("au", 2021, 1)
    assert [(row.organisation, row.was_there) for row in sty.rows] == [
        ("Växjö kommun", (True, False)),
        ("Åby", (False, True)),
        ("Älmhults kommun", (False, False)),
        ("Ärla", (True, True)),
    ]
    assert sty.untold == 1


def test_no_person_is_named() -> None:
    assert "Eva" not in html(MEETINGS)


def test_the_chart_says_in_words_what_its_dots_say() -> None:
    said = plain(f">{html(MEETINGS)}")
    assert "Växjö kommun Med: 2 januari 1 av 2" in said
    assert "Älmhults kommun Inte med på något möte 0 av 2" in said
    assert "2 möten. Anteckningarna från ett möte säger inte vilka som var med." in said


def test_the_table_has_heads_for_columns_and_rows() -> None:
    made = html(MEETINGS)
    assert '<th scope="row">Växjö kommun</th>' in made
    assert '<th scope="col"><a href="../styrgrupp/2022-01-02.md">2 januari</a></th>' in made
    caption = "Styrgruppen 2022: organisationer som var med"
    assert f">{caption}</caption>" in unescape(made)
    assert f'aria-label="{caption}"' in unescape(made)
    assert "<p><" not in made
    assert made.count("<td>Nej</td>") == 4


def test_names_of_organisations_stay_words() -> None:
    text = "<b>A</b> | [b](c) *d*"
    assert plain(f">{html(notes('2022-01-02', text))}").count(text) == 2


def test_a_site_without_attendance_says_so() -> None:
    assert "säger inte ännu" in html({"docs/om/a.md": page("A")})
