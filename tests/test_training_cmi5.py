"""A module in an LMS of cmi5: what it tells, and that a real LRS takes it."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from uuid import uuid4

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from samverka.catalogue.entry import Entry
from samverka.learning.packages.cmi5 import NAMESPACE, STRUCTURE, cmi5
from samverka.learning.packages.launch import courseware
from samverka.learning.packages.manifest import Element
from samverka.learning.packages.package import Courseware, Package, Project
from samverka.learning.packages.validating import faults_in
from samverka.learning.reading import module_of
from samverka.settings import Settings
from samverka.source.document import parse_document
from tests.cmi5_lms import Launch, Lms, name_of, running_lms, running_lrs
from tests.cmi5_rules import MASTERY, broken_in, broken_over, of, result_of

MODULE = """\
---
title: Vem gör vad – för Åsa & "Örjan"
pass_mark: 75
---

## Ansvar

/// question | Vem är ansvarig för ett barn i årskurs 2?
    id: ansvarig

- [ ] Läraren
    Läraren ser ofta barnet först.
- [x] Rektorn & hennes <biträden>
    Ja.
///

/// question | Vilka är med på mötet?
    id: mote

- [x] Eleven
- [ ] Grannen
- [x] Vårdnadshavaren
///

## Hur det går till

/// question | I vilken ordning?
    id: ordning

1. Upptäcka
2. Undersöka
3. Åtgärda
///

/// question | Vem hör ihop med vad?
    id: par

| Vem | Vad |
| --- | --- |
| Skolan | Undervisning |
| Vården | Hälsa |
///

/// question | Vad tänker du?
    id: tanke
///
"""
QUESTION = f"""
/// question | Fråga {{number}} om {"allt möjligt " * 30}?
    id: fraga-{{number}}

- [ ] {"Så gör vi inte, för det är inte så det går till. " * 5}
- [x] {"Så gör vi, för det är så det går till. " * 5}
///
"""
LEFT = "Besöket är avslutat"
LOST = "Det går inte att nå lärplattformen just nu"
ALONE = "Sidan är inte öppnad från en lärplattform"


def course_of(text: str = MODULE, site_url: str = "https://exempel.se/") -> Courseware:
    document = parse_document(PurePosixPath("docs/utbildning/ansvar.md"), text).value
    assert document
    project = Project(Path("ingenstans"), Settings(title="Trygg uppväxt"), site_url)
    return courseware(module_of(Entry.of(document)), project).value


@pytest.fixture(scope="module")
def lms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lms]:
    package = cmi5(course_of())
    assert not faults_in(package)
    folder = tmp_path_factory.mktemp("lrs")
    with running_lrs(folder) as lrs, running_lms(lrs, package) as lms:
        yield lms


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Fails a test whose page has a fault of its own, or asks for anything outside."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    outside: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda one: outside.append(one.url) if "127.0.0.1" not in one.url else None)
    yield page
    context.close()
    assert faults == []
    assert [url for url in outside if not url.startswith(("about:", "data:"))] == []


def begin(page: Page, lms: Lms, launch: Launch) -> None:
    """Until the page has met its LMS."""
    page.goto(launch.address)
    lms.wait_for(launch, "initialized")


def answer(page: Page, *, is_right: bool) -> None:
    """All four questions; the wrong answers are wrong in the first and the last."""
    page.locator(f"input[name=ansvarig][value={'b' if is_right else 'a'}]").check()
    for key in ("a", "c"):
        page.locator(f"input[name=mote][value={key}]").check()
    for name in ("ordning", "par"):
        right = page.locator(f"[data-question={name}]").get_attribute("data-right")
        rows = (right or "").split()
        if name == "par" and not is_right:
            rows = rows[::-1]
        for row, value in enumerate(rows):
            page.locator(f"select[name={name}][data-row='{row}']").select_option(value)


def close(page: Page) -> None:
    page.goto("about:blank")


def note(page: Page) -> str:
    return page.locator(".module__record").inner_text()


@pytest.mark.slow
@pytest.mark.browser
def test_a_learner_who_fails_and_comes_back_passes_once(lms: Lms, page: Page) -> None:
    launch = lms.launch(more={"masteryScore": 0.75})
    begin(page, lms, launch)
    answer(page, is_right=False)
    close(page)
    first = lms.wait_for(launch, "terminated")
    verbs = [name_of(one) for one in first]
    assert verbs == ["initialized", *["answered"] * 4, "completed", "failed", "terminated"]
    assert result_of(of(first, "failed")[0])["score"] == {
        "scaled": 0.5, "raw": 2, "min": 0, "max": 4,
    }  # fmt: skip
    assert broken_in(first, launch) == []

    again = lms.launch(launch.registration, more={"masteryScore": 0.75})
    begin(page, lms, again)
    expect(page.locator("input[name=ansvarig][value=a]")).to_be_checked()
    answer(page, is_right=True)
    close(page)
    second = lms.wait_for(again, "terminated")
    verbs = [name_of(one) for one in second]
    assert verbs == ["initialized", "answered", "answered", "passed", "terminated"]
    assert broken_in(second, again) == []

    ruined = lms.launch(launch.registration, more={"masteryScore": 0.75})
    begin(page, lms, ruined)
    answer(page, is_right=False)
    close(page)
    third = lms.wait_for(ruined, "terminated")
    assert [name_of(one) for one in of(third, "failed", "passed", "completed")] == []
    assert broken_over([first, second, third]) == []


@pytest.mark.slow
@pytest.mark.browser
def test_answers_are_told_as_interactions_in_swedish(lms: Lms, page: Page) -> None:
    launch = lms.launch()
    begin(page, lms, launch)
    answer(page, is_right=True)
    statements = lms.wait_for(launch, "answered")
    close(page)
    statements = lms.wait_for(launch, "terminated")
    told = {
        one["object"]["id"].rpartition("#")[2]: (one["object"]["definition"], one["result"])
        for one in statements
        if name_of(one) == "answered"
    }
    assert {key: said["interactionType"] for key, (said, _) in told.items()} == {
        "ansvarig": "choice", "mote": "choice", "ordning": "sequencing", "par": "matching",
    }  # fmt: skip
    for definition, result in told.values():
        assert definition["correctResponsesPattern"] == [result["response"]]
        assert result["success"] is True
    definition, result = told["mote"]
    assert result["response"] == "a[,]c"
    assert [one["description"]["sv"] for one in definition["choices"]] == [
        "Eleven", "Grannen", "Vårdnadshavaren",
    ]  # fmt: skip
    rows = {one["id"]: one["description"]["sv"] for one in told["ordning"][0]["choices"]}
    put = told["ordning"][1]["response"].split("[,]")
    assert [rows[one] for one in put] == ["Upptäcka", "Undersöka", "Åtgärda"]
    rows, choices = (
        {one["id"]: one["description"]["sv"] for one in told["par"][0][name]}
        for name in ("source", "target")
    )
    pairs = (one.split("[.]") for one in told["par"][1]["response"].split("[,]"))
    assert {rows[row]: choices[choice] for row, choice in pairs} == {
        "Skolan": "Undervisning", "Vården": "Hälsa",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.browser
def test_the_mark_of_the_lms_counts(lms: Lms, page: Page) -> None:
    launch = lms.launch(more={"masteryScore": 0.5})
    begin(page, lms, launch)
    answer(page, is_right=False)
    close(page)
    statements = lms.wait_for(launch, "terminated")
    passed = of(statements, "passed")
    assert [one["context"]["extensions"][MASTERY] for one in passed] == [0.5]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_looking_around_is_not_judged_and_not_kept(lms: Lms, page: Page, mode: str) -> None:
    launch = lms.launch(more={"launchMode": mode})
    begin(page, lms, launch)
    assert "Inget av det du gör" in note(page)
    answer(page, is_right=True)
    close(page)
    statements = lms.wait_for(launch, "terminated")
    assert [name_of(one) for one in statements] == ["initialized", "terminated"]
    assert broken_in(statements, launch) == []
    assert lms.kept(launch) is None


@pytest.mark.slow
@pytest.mark.browser
def test_what_is_done_while_the_lms_is_away_comes_when_it_is_back(lms: Lms, page: Page) -> None:
    launch = lms.launch(more={"masteryScore": 0.75})
    begin(page, lms, launch)
    lms.refused = HTTPStatus.SERVICE_UNAVAILABLE
    answer(page, is_right=True)
    expect(page.locator(".module__record")).to_contain_text(LOST, timeout=60_000)
    lms.refused = None
    lms.wait_for(launch, "answered")
    expect(page.locator(".module__record")).to_be_empty(timeout=60_000)
    close(page)
    statements = lms.wait_for(launch, "terminated")
    assert [name_of(one) for one in statements].count("answered") == 4
    assert [name_of(one) for one in of(statements, "passed")] == ["passed"]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_result_that_got_lost_as_the_page_closed_comes_the_next_time(
    lms: Lms, page: Page
) -> None:
    launch = lms.launch()
    begin(page, lms, launch)
    answer(page, is_right=True)
    lms.wait_for(launch, "answered")
    lms.wait_until(lambda: lms.kept(launch) is not None)
    kept = lms.kept(launch)
    lms.refused = HTTPStatus.SERVICE_UNAVAILABLE
    close(page)
    lost_at = {("POST", "/xapi/statements", 503), ("PUT", "/xapi/activities/state", 503)}
    lms.wait_until(lambda: lost_at <= set(lms.answers))
    lms.refused = None
    lost = lms.statements(launch)
    assert {name_of(one) for one in lost} == {"initialized", "answered"}

    again = lms.launch(launch.registration)
    tried = {"completed": str(uuid4()), "passed": str(uuid4())}
    told = {**json.loads(kept or b"{}"), "reported": tried}
    lms.documents[launch.registration, "samverka"] = json.dumps(told).encode()
    begin(page, lms, again)
    close(page)
    statements = lms.wait_for(again, "terminated")
    verbs = [name_of(one) for one in statements]
    assert verbs == ["initialized", "completed", "passed", "terminated"]
    assert broken_in(statements, again) == []
    assert broken_over([lost, statements]) == []


@pytest.mark.slow
@pytest.mark.browser
def test_the_result_goes_first_where_not_all_has_room_as_the_page_closes(
    lms: Lms, page: Page
) -> None:
    """Browsers send 64 KiB for a page that is closing, and not a byte of what is more."""
    asked = "\n".join(QUESTION.format(number=number) for number in range(60))
    package = cmi5(course_of(f"---\ntitle: Lång\npass_mark: 75\n---\n\n## Allt\n{asked}"))
    with running_lms(lms.lrs, package) as long:
        launch = long.launch()
        begin(page, long, launch)
        long.refused = HTTPStatus.SERVICE_UNAVAILABLE
        for field in page.locator("input[value=b]").all():
            field.check()
        expect(page.locator(".module__record")).to_contain_text(LOST, timeout=60_000)
        long.refused = None
        close(page)
        statements = long.wait_for(launch, "terminated")
    assert "answered" in [name_of(one) for one in statements]
    assert [name_of(one) for one in of(statements, "completed", "passed")] == [
        "completed",
        "passed",
    ]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_an_answer_that_is_refused_does_not_stop_the_rest(lms: Lms, page: Page) -> None:
    launch = lms.launch()
    begin(page, lms, launch)
    lms.wait_for(launch, "initialized")
    lms.refused = HTTPStatus.FORBIDDEN
    page.locator("input[name=ansvarig][value=b]").check()
    expect(page.locator(".module__record")).to_contain_text("tog inte emot allt", timeout=60_000)
    lms.refused = None
    answer(page, is_right=True)
    close(page)
    statements = lms.wait_for(launch, "terminated")
    assert [name_of(one) for one in of(statements, "passed")] == ["passed"]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_loaded_again_tells_nothing_after_its_last_word(lms: Lms, page: Page) -> None:
    launch = lms.launch()
    begin(page, lms, launch)
    answer(page, is_right=True)
    page.reload()
    expect(page.locator(".module__record")).to_contain_text(LEFT)
    expect(page.locator("input[name=ansvarig][value=b]")).to_be_checked()
    answer(page, is_right=False)
    close(page)
    statements = lms.wait_for(launch, "terminated")
    assert broken_in(statements, launch) == []
    assert len(of(statements, "passed")) == 1


@pytest.mark.slow
@pytest.mark.browser
def test_a_page_that_was_thrown_away_goes_on_with_its_token(lms: Lms, page: Page) -> None:
    launch = lms.launch()
    page.add_init_script(
        "addEventListener('pagehide', one => one.stopImmediatePropagation(), true)"
    )
    begin(page, lms, launch)
    page.locator("input[name=ansvarig][value=b]").check()
    lms.wait_for(launch, "answered")
    page.reload()
    expect(page.locator("input[name=ansvarig][value=b]")).to_be_checked()
    page.evaluate("void Samverka.record.leave()")
    statements = lms.wait_for(launch, "terminated")
    assert [name_of(one) for one in statements] == ["initialized", "answered", "terminated"]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_leaving_leads_back_when_all_is_told(lms: Lms, page: Page) -> None:
    launch = lms.launch(more={"returnURL": f"{lms.address}tillbaka"})
    begin(page, lms, launch)
    answer(page, is_right=True)
    page.evaluate("void Samverka.record.leave()")
    page.wait_for_url("**/tillbaka")
    statements = lms.statements(launch)
    assert [name_of(one) for one in statements][-2:] == ["passed", "terminated"]
    assert broken_in(statements, launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_leaving_for_a_script_leads_nowhere(lms: Lms, page: Page) -> None:
    launch = lms.launch(more={"returnURL": "javascript:document.title='tagen'"})
    begin(page, lms, launch)
    page.evaluate("void Samverka.record.leave()")
    expect(page.locator(".module__record")).to_contain_text("Nu kan du stänga sidan")
    assert page.title().startswith("Vem gör vad")
    assert page.url == launch.address


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", ["endpoint", "fetch", "actor", "registration", "activityId"])
def test_a_launch_that_lacks_something_tells_nothing_and_works(
    lms: Lms, page: Page, name: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(lms.launch(without=name).address)
    expect(page.locator(".module__record")).to_contain_text(ALONE)
    page.locator("input[name=ansvarig][value=b]").check()
    page.locator("[data-question=ansvarig] button").click()
    expect(page.locator("[data-question=ansvarig]")).to_contain_text("Rätt.")
    assert [url for url in asked if not url.startswith(f"{lms.address}kurs/")] == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    "query",
    [
        "endpoint=javascript:alert(1)&fetch=javascript:alert(1)&actor={}&registration=1&activityId=x",
        "endpoint=<img src=x onerror=alert(1)>&actor=<script>alert(1)</script>&fetch=file:///etc",
        "actor=%00&registration=%FF&activityId=%ED%A0%80&fetch=//&endpoint=http://",
        "__proto__=1&endpoint=" + "a" * 5000,
    ],
)
def test_a_hostile_launch_is_a_page_that_works(lms: Lms, page: Page, query: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{lms.address}kurs/index.html?{query}")
    expect(page.locator(".module__record")).to_contain_text(ALONE)
    assert page.locator("img, script:not([src])").count() == 0


@pytest.mark.slow
@pytest.mark.browser
def test_a_token_that_is_already_used_is_said_plainly(lms: Lms, page: Page) -> None:
    launch = lms.launch()
    key = next(key for key, one in lms.launches.items() if one is launch)
    lms.tokens[key] = "redan"
    page.goto(launch.address)
    expect(page.locator(".module__record")).to_contain_text("inget rapporteras eller sparas")
    assert lms.statements(launch) == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_document_that_somebody_else_wrote_is_an_empty_one(lms: Lms, page: Page) -> None:
    for content in (b"", b"\xff", b"[]", b'{"state": 7, "reported": {}}', b'{"state": "<b>"}'):
        launch = lms.launch()
        lms.documents[launch.registration, "samverka"] = content
        begin(page, lms, launch)
        assert page.locator("input:checked").count() == 0
        close(page)
        assert broken_in(lms.wait_for(launch, "terminated"), launch) == []


def unit_of(course: Courseware) -> Element:
    """The one in its course structure."""
    found = etree.fromstring(cmi5(course).files[0].content).find(f"{{{NAMESPACE}}}au")
    assert found is not None
    return found


def test_the_course_structure_says_title_mark_and_page() -> None:
    unit = unit_of(course_of())
    assert unit.get("id") == "https://exempel.se/utbildning/ansvar/#utbildning"
    assert unit.get("moveOn") == "CompletedAndPassed"
    assert unit.get("masteryScore") == "0.75"
    assert unit.findtext("{*}title/{*}langstring") == 'Vem gör vad – för Åsa & "Örjan"'
    assert unit.findtext("{*}url") == "index.html"


def test_a_site_without_an_address_still_has_names_that_stay() -> None:
    name = unit_of(course_of(site_url="")).get("id")
    assert name == unit_of(course_of(site_url="")).get("id")
    assert str(name).startswith("urn:uuid:")


def test_a_module_without_a_mark_is_only_completed() -> None:
    text = MODULE.replace("pass_mark: 75\n", "")
    unit = unit_of(course_of(text))
    assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)


def test_the_same_module_gives_the_same_bytes() -> None:
    assert cmi5(course_of()).zipped() == cmi5(course_of()).zipped()


def test_the_course_structure_fits_the_schema_of_the_standard() -> None:
    schema = os.environ.get("SAMVERKA_CMI5_SCHEMA", "")
    if not schema:
        pytest.skip("SAMVERKA_CMI5_SCHEMA säger inte var CourseStructure.xsd finns")
    for course in (course_of(), course_of(MODULE.replace("pass_mark: 75\n", ""), "")):
        root = etree.fromstring(cmi5(course).files[0].content)
        etree.XMLSchema(file=schema).assertValid(root)


def changed(package: Package, old: str, new: str) -> Package:
    files = tuple(
        replace(file, content=file.content.replace(old.encode(), new.encode()))
        if file.path == STRUCTURE
        else file
        for file in package.files
    )
    assert files != package.files
    return replace(package, files=files)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</courseStructure>", "", "går inte att läsa"),
        ("CourseStructure.xsd", "Annan.xsd", "går inte att läsa"),
        ("<courseStructure", "<!DOCTYPE x [<!ENTITY a 'b'>]><courseStructure", "går inte att läsa"),
        ("index.html", "../index.html", "inte finns i paketet"),
        ("index.html", "https://annan.se/", "leder ut ur paketet"),
        ('moveOn="CompletedAndPassed"', 'moveOn="Klar"', "moveOn kan inte vara Klar"),
        ('masteryScore="0.75"', 'masteryScore="75"', "masteryScore kan inte vara 75"),
        ("#utbildning", "", "står på flera ställen"),
        ('id="https:', 'id="inte en adress ', "inget id som är en fullständig adress"),
        (' lang="sv"', "", "vilket språk"),
        ('Vem gör vad – för Åsa &amp; "Örjan"', " ", "är tom"),
        ("<url>index.html</url>", "", "ska innehålla title, description, url"),
    ],
)
def test_a_package_with_a_fault_is_refused(old: str, new: str, said: str) -> None:
    faults = faults_in(changed(cmi5(course_of()), old, new))
    assert [fault for fault in faults if said in fault] != []


def test_a_package_without_its_course_structure_is_refused() -> None:
    package = cmi5(course_of())
    assert faults_in(replace(package, files=package.files[1:])) == (
        "cmi5.xml saknas i paketets rot.",
    )
