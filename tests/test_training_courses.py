"""Paths through courses: what to take in which order, how long it is, and whom it is for."""

import datetime as dt
from pathlib import Path

import pytest

from samverka.catalogue.building import build_catalogue
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.headers import header_of
from samverka.pages.training.courses import course_lists
from samverka.pages.wording import Link, say_minutes
from samverka.settings import Settings, Topic
from samverka.source.frontmatter import TrainingMatter
from tests.small_site import page
from tests.test_catalogue import SETTINGS, document
from tests.test_pages import catalogue_of

FIRST = page("Först", course="Modellen", level=1, variant="short", duration=20, audience="[Skola]")
SECOND = page(
    "Sedan", course="Modellen", level=2, variant="long", duration=40, prerequisites="[Först]"
)
BOTH = {"docs/utbildning/a.md": FIRST, "docs/utbildning/b.md": SECOND}


def around(**texts: str) -> Around:
    audiences = (Topic(name="Skola"), Topic(name="Polis"))
    settings = Settings(title="Trygg", vision="Trygghet", audiences=audiences)
    return Around(catalogue_of(**texts), settings, Path(), dt.date(2026, 11, 22))


def paths(**texts: str) -> dict[str, GeneratedPage]:
    return {str(one.page): one for one in course_lists(around(**texts)).value}


def facts(path: str, **texts: str) -> dict[str, tuple[Link, ...]]:
    site = around(**texts)
    entry = next(one for one in site.catalogue.entries if str(one.path) == path)
    return {fact.label: fact.values for fact in header_of(entry, site).facts}


def test_a_course_says_how_long_it_is_all_of_it_and_the_short_of_it() -> None:
    made = paths(**BOTH)
    assert made["utbildning/modellen/index.md"].lead == (
        "Hela vägen: 1\u00a0timme. Den korta: 20\u00a0minuter."
    )
    assert "[Se vägen genom Modellen](<modellen/index.md>)" in made["utbildning/index.md"].markdown


def test_a_short_one_beside_a_long_one_is_not_counted_twice() -> None:
    both = page("Kort", course="K", level=1, variant="short", duration=10)
    others = page("Lång", course="K", level=1, variant="long", duration=50)
    made = paths(**{"docs/utbildning/a.md": both, "docs/utbildning/b.md": others})
    course = made["utbildning/k/index.md"]
    assert course.lead == "Hela vägen: 50\u00a0minuter. Den korta: 10\u00a0minuter."
    assert "path--choice" in course.markdown


def test_the_levels_stand_in_order_with_what_is_good_to_know_before() -> None:
    said = paths(**BOTH)["utbildning/modellen/index.md"].markdown
    assert said.index("## Nivå 1") < said.index("Först") < said.index("## Nivå 2")
    assert "Bra att kunna innan: [Först](<../a.md>)" in said


def test_every_audience_sees_what_is_for_it_and_how_long_that_takes() -> None:
    said = paths(**BOTH)["utbildning/modellen/index.md"].markdown
    assert "- **Skola:** [Först](<../a.md>) (20\u00a0minuter), [Sedan](<../b.md>) (40" in said
    assert "Polis" not in said


def test_a_course_of_one_module_has_no_page_of_its_own() -> None:
    assert list(paths(**{"docs/utbildning/a.md": FIRST})) == ["utbildning/index.md"]


def test_the_page_of_a_course_never_stands_where_a_module_does() -> None:
    others = {**BOTH, "docs/utbildning/modellen.md": page("Modellen", course="Modellen")}
    assert "utbildning/modellen_1/index.md" in paths(**others)


def test_words_of_a_course_stay_words() -> None:
    sharp = '"<b>[x](javascript:y)"'
    texts = {
        f"docs/utbildning/{name}.md": page(name.upper(), course=f"'{sharp}'", duration=5)
        for name in "ab"
    }
    said = paths(**texts)["utbildning/index.md"].markdown
    assert "<b>" not in said
    assert "](javascript:" not in said


@pytest.mark.parametrize("written", ["Först", "först", "a.md", "docs/utbildning/a.md"])
def test_a_prerequisite_is_a_link_however_the_page_is_named(written: str) -> None:
    second = page("Sedan", course="Modellen", prerequisites=f"[{written}]")
    texts = {"docs/utbildning/a.md": FIRST, "docs/utbildning/b.md": second}
    said = facts("docs/utbildning/b.md", **texts)
    assert said["Bra att kunna innan"] == (Link("Först", "utbildning/a/"),)


def test_the_file_of_a_page_nobody_may_see_is_not_named_and_told() -> None:
    second = page("Sedan", prerequisites="[utkast.md, Tystnadsplikt, a.md]")
    hidden = page("Utkast", draft="true")
    texts = {"b": second, "utkast": hidden, "a": FIRST}
    documents = [document(f"docs/utbildning/{name}.md", text) for name, text in texts.items()]
    made = build_catalogue(documents, SETTINGS)
    entry = next(one for one in made.value.entries if one.title == "Sedan")
    assert isinstance(entry.matter, TrainingMatter)
    assert entry.matter.prerequisites == ("Tystnadsplikt", "Först")
    assert [(one.code, str(one.place)) for one in made.findings] == [
        ("LEARN04", "docs/utbildning/b.md:3")
    ]


def test_a_prerequisite_in_free_words_stays_words() -> None:
    second = page("Sedan", prerequisites="[Tystnadsplikt, ../../etc/passwd]")
    said = facts("docs/utbildning/b.md", **{"docs/utbildning/b.md": second})
    assert said["Bra att kunna innan"] == (Link("Tystnadsplikt"), Link("../../etc/passwd"))


def test_the_header_leads_to_the_course() -> None:
    said = facts("docs/utbildning/b.md", **BOTH)
    assert said["Kurs"] == (Link("Modellen, del 2 av 2", "utbildning/modellen/"),)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minut"),
        (60, "1 timme"),
        (80, "1 timme och 20 minuter"),
        (121, "2 timmar och 1 minut"),
    ],
)
def test_minutes_are_said_in_hours_where_they_are_many(minutes: int, said: str) -> None:
    assert say_minutes(minutes).replace("\u00a0", " ") == said
