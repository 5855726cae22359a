"""Questions in Chromium: asked, answered, told of, kept on the device and erased."""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.accessibility import VIEWS, View, judge, walk
from tests.conftest import served
from tests.test_accessibility import needed
from tests.training_page import MATCH, ORDER, QUESTIONS, SEVERAL, SINGLE, TEXT, Asked, module_page

pytestmark = pytest.mark.browser

KEPT: Final = "localStorage.getItem('samverka:barnets-plan')"
SIDEWAYS: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED: Final = "document.activeElement.textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("modul")
    (folder / "index.html").write_text(module_page(QUESTIONS, has_steps=False), encoding="utf-8")
    (folder / "annan.html").write_text("<!doctype html><title>Annan</title>", encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="sv-SE")
    yield context
    context.close()


def opened(reader: BrowserContext, address: str) -> Page:
    page = reader.new_page()
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))
    page.goto(address)
    return page


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Page:
    return opened(reader, address)


def question(page: Page, asked: Asked) -> Locator:
    return page.locator(f"#fraga-{asked.key}")


def ask(page: Page, asked: Asked) -> Locator:
    """Ask for feedback; where it is told."""
    found = question(page, asked)
    found.get_by_role("button").click()
    return found.get_by_role("status")


def result(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("Samverka.score(Samverka.module, Samverka.state)")
    return found


def choose_rows(page: Page, asked: Asked, *rows: str) -> None:
    for place, value in enumerate(rows):
        question(page, asked).locator("select").nth(place).select_option(value)


def test_the_one_who_has_not_answered_is_told_what_is_missing(page: Page) -> None:
    said = {asked.key: ask(page, asked).inner_text() for asked in (SINGLE, SEVERAL, ORDER)}
    assert said == {
        "ansvarig": "Välj ett svar först.",
        "flera": "Välj minst ett svar först.",
        "ordning": "Välj ett svar på varje rad först.",
    }
    choose_rows(page, ORDER, "3")
    assert ask(page, ORDER).inner_text() == "Välj ett svar på varje rad först."
    assert page.evaluate(FOCUSED) == "Visa återkoppling"
    assert page.locator(".answer__mark").count() == 0


def test_a_right_answer_is_told_of_with_its_feedback_and_the_explanation(page: Page) -> None:
    page.get_by_label("Rektorn").check()
    told = ask(page, SINGLE)
    assert told.inner_text().split("\n\n") == [
        "Rätt.",
        "Om Rektorn.",
        "Rollen följer barnets ålder.",
    ]
    assert page.evaluate(FOCUSED) == "Rätt."
    assert page.get_by_role("radio", name="Rektorn Rätt").is_checked()


def test_a_wrong_answer_is_marked_until_another_is_chosen(page: Page) -> None:
    page.get_by_label("Läraren").check()
    told = ask(page, SINGLE)
    assert told.inner_text().startswith("Inte riktigt.\n\nOm Läraren.")
    assert question(page, SINGLE).locator(".answer__mark").all_inner_texts() == ["Inte rätt"]
    page.get_by_label("Rektorn").check()
    assert told.inner_text() == ""
    assert question(page, SINGLE).locator(".answer__mark, .is-wrong").count() == 0


def test_several_right_answers_are_counted_and_each_choice_gets_its_feedback(page: Page) -> None:
    found = question(page, SEVERAL)
    found.get_by_label("Barnet").check()
    found.get_by_label("Grannen").check()
    told = ask(page, SEVERAL).inner_text()
    assert "Du har hittat 1 av 2 rätta svar." in told
    assert "Om Barnet." in told
    assert "Om Grannen." in told
    assert "Om Mamma." not in told
    assert found.locator(".answer__mark").all_inner_texts() == ["Rätt", "Inte rätt"]
    found.get_by_label("Mamma").check()
    assert "Du har hittat alla rätta svar, men också" in ask(page, SEVERAL).inner_text()
    found.get_by_label("Grannen").uncheck()
    assert ask(page, SEVERAL).inner_text().startswith("Rätt.")


def test_each_row_is_marked(page: Page) -> None:
    choose_rows(page, ORDER, "3", "2", "1")
    assert "1 av 3 rader är rätt." in ask(page, ORDER).inner_text()
    marks = question(page, ORDER).locator(".answer__mark").all_inner_texts()
    assert marks == ["Rätt", "Inte rätt", "Inte rätt"]
    second = question(page, ORDER).locator("select").nth(1)
    assert (
        second.evaluate(
            "one => document.getElementById(one.getAttribute('aria-describedby')).textContent"
        )
        == "Inte rätt"
    )
    choose_rows(page, ORDER, *ORDER.right)
    assert ask(page, ORDER).inner_text().startswith("Rätt.")


def test_free_text_is_kept_nowhere_and_says_so(page: Page) -> None:
    field = page.get_by_role("textbox")
    field.fill("Hemligt om ett barn")
    note = "Det du skriver sparas inte och skickas inte till någon."
    assert page.get_by_text(note).count() == 1
    page.get_by_role("button", name="Så kan man tänka").click()
    assert question(page, TEXT).get_by_role("status").inner_text().endswith("Med en fråga.")
    page.get_by_label("Rektorn").check()
    page.reload()
    assert field.input_value() == ""
    assert "Hemligt" not in page.evaluate("JSON.stringify(localStorage)")


def test_what_is_chosen_is_there_again_with_its_feedback(page: Page) -> None:
    page.get_by_label("Läraren").check()
    ask(page, SINGLE)
    choose_rows(page, MATCH, "2")
    before = result(page)
    page.reload()
    assert page.get_by_label("Läraren").is_checked()
    assert question(page, SINGLE).get_by_role("status").inner_text().startswith("Inte riktigt.")
    assert page.evaluate(FOCUSED) == page.evaluate("document.body.textContent")
    assert question(page, MATCH).locator("select").first.input_value() == "2"
    assert result(page) == before


def test_another_tab_shows_what_is_done_in_this_one_and_never_undoes_it(
    reader: BrowserContext, address: str
) -> None:
    first, second = opened(reader, address), opened(reader, address)
    second.get_by_label("Rektorn").check()
    first.wait_for_function("document.querySelector('[value=b]').checked")
    first.close()
    assert '"ansvarig":"b"' in second.evaluate(KEPT)
    second.evaluate("Samverka.erase()")
    assert second.evaluate("localStorage.length") == 0
    assert second.locator("input:checked").count() == 0


def test_a_page_that_comes_back_goes_on(page: Page, address: str) -> None:
    page.get_by_label("Läraren").check()
    page.goto(f"{address}annan.html")
    page.go_back()
    page.wait_for_function("document.querySelector('[value=a]').checked")
    page.get_by_label("Rektorn").check()
    assert '"ansvarig":"b"' in page.evaluate(KEPT)


GARBAGE: Final = (
    "",
    "null",
    "{}",
    '["v1"]',
    '["v0",{"ansvarig":"b"}]',
    '["v1",{"ansvarig":"z","flera":"a z","ordning":"3 1","par":{"a":1},"fri":"text"}]',
    '["v1",{"ansvarig":["b"],"__proto__":"b","constructor":"b"},"ansvarig",7,{},"both"]',
    '["v1",null,["ansvarig","okänd"],["okänd"],"okänd","all"',
)


@pytest.mark.parametrize("text", GARBAGE)
def test_what_is_kept_but_cannot_be_right_is_as_nothing(page: Page, text: str) -> None:
    page.evaluate("text => localStorage.setItem('samverka:barnets-plan', text)", text)
    page.reload()
    assert result(page)["right"] == 0
    assert page.locator(".answer__mark").count() == 0
    page.get_by_label("Rektorn").check()
    assert result(page)["right"] == 1


@pytest.mark.parametrize(("version", "answers"), [("v1", {"ansvarig": ["b"]}), ("v0", {})])
def test_when_the_questions_change_the_place_is_kept_and_the_answers_are_not(
    page: Page, version: str, answers: dict[str, list[str]]
) -> None:
    kept = json.dumps([version, {"ansvarig": "b"}, ["ansvarig"], ["ett"], "ett", "all"])
    module = "{...Samverka.module, steps: [{anchor: 'ett'}, {anchor: 'två'}]}"
    state = page.evaluate(f"text => Samverka.readState(text, {module})", kept)
    assert (state["answers"], state["checked"]) == (answers, list(answers))
    assert (state["seen"], state["step"], state["view"]) == (["ett"], "ett", "all")


def test_a_browser_that_keeps_nothing_still_asks(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('nej') } })"
    )
    page = opened(context, address)
    page.get_by_label("Rektorn").check()
    assert ask(page, SINGLE).inner_text().startswith("Rätt.")
    context.close()


def test_a_full_storage_stops_nothing(page: Page) -> None:
    page.evaluate("localStorage.setItem('full', 'x'.repeat(5 * 2 ** 20 - 10))")
    page.get_by_label("Rektorn").check()
    assert page.evaluate(KEPT) is None
    assert result(page)["right"] == 1


def test_the_text_that_is_kept_fits_every_lms(page: Page) -> None:
    choose_rows(page, ORDER, "3", "1", "2")
    kept = page.evaluate(KEPT)
    assert kept.startswith('["v1",')
    many = {f"fraga-nummer-{number}": ["a", "b"] for number in range(400)}
    state = {"answers": many, "checked": [], "seen": ["steg-1"], "step": "", "view": ""}
    text = page.evaluate("state => Samverka.writeState(state, Samverka.module)", state)
    assert len(text) <= 4096
    assert json.loads(text)[0] == "v1"
    away = {"answers": {}, "checked": [], "seen": ["på-väg"], "step": "på-väg", "view": ""}
    text = page.evaluate("state => Samverka.writeState(state, Samverka.module)", away)
    assert text.isascii()
    assert json.loads(text)[3:5] == [["på-väg"], "på-väg"]


def states_of_questions(page: Page) -> Iterator[str]:
    yield "obesvarad"
    for asked in QUESTIONS:
        ask(page, asked)
    yield "svar saknas"
    page.get_by_label("Läraren").check()
    question(page, SEVERAL).get_by_label("Grannen").check()
    choose_rows(page, ORDER, "1", "2", "3")
    choose_rows(page, MATCH, "2", "1")
    for asked in QUESTIONS:
        ask(page, asked)
    yield "fel"
    page.get_by_label("Rektorn").check()
    question(page, SEVERAL).get_by_label("Grannen").uncheck()
    question(page, SEVERAL).get_by_label("Barnet").check()
    question(page, SEVERAL).get_by_label("Mamma").check()
    choose_rows(page, ORDER, *ORDER.right)
    choose_rows(page, MATCH, *MATCH.right)
    for asked in QUESTIONS:
        ask(page, asked)
    assert result(page)["status"] == "passed"
    yield "rätt"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_state_of_a_question_passes_axe_and_fits(
    browser: Browser, address: str, view: View
) -> None:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = view.open(browser)
    page.goto(address)
    for state in states_of_questions(page):
        verdict = judge(page, axe, state)
        assert (verdict.violations, verdict.incomplete) == ((), ()), state
        assert page.evaluate(SIDEWAYS) == 0
    page.context.close()


def test_every_field_is_reached_by_the_tab_key_and_shows_it(browser: Browser, address: str) -> None:
    page = VIEWS[4].open(browser)
    page.goto(address)
    assert walk(page) == []
    page.get_by_label("Rektorn").check()
    page.reload()
    assert walk(page) == []
    page.context.close()


def test_without_scripts_all_is_there_and_answers_are_folded(
    browser: Browser, address: str
) -> None:
    page = VIEWS[4].open(browser, scripts=False)
    page.goto(address)
    assert page.get_by_role("button").count() == 0
    assert page.get_by_text("Om Rektorn.").is_hidden()
    page.get_by_text("Visa svar och förklaring").first.click()
    assert page.get_by_text("Om Rektorn.").is_visible()
    page.context.close()
