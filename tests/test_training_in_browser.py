"""A module walked through on the project's own site: steps, result, certificate, and the way back.

`Walk` answers as a reader would; what is right is read from the page itself.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility import VIEWS, View

pytestmark = pytest.mark.browser

MODULE = "utbildning/introduktion-till-kronobarnsmodellen/"
DESK, PHONE, NARROW = VIEWS[0], VIEWS[2], VIEWS[4]
FOCUSED = "document.activeElement.textContent"
SHIFT = """
() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 300);
})
"""


@pytest.fixture(params=[DESK, PHONE], ids=lambda view: view.name)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    view: View = request.param
    opened = view.open(browser)
    opened.goto(address + MODULE)
    yield opened
    opened.context.close()


def titles(page: Page) -> list[str]:
    return page.locator(".module__steps a").all_inner_texts()


def heading(page: Page) -> Locator:
    return page.locator(".step:not([hidden]) > h2")


def press_until(page: Page, wanted: Locator, most: int = 200) -> None:
    """The Tab key, until focus stands on what is wanted."""
    for _ in range(most):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {wanted}")


def answer_by_keyboard(page: Page, question: Locator) -> None:
    right = (question.get_attribute("data-right") or "").split()
    if question.get_attribute("data-type") in ("order", "match"):
        for place, value in enumerate(right):
            row = question.locator("select").nth(place)
            press_until(page, row)
            words = row.locator(f"option[value='{value}']").inner_text()
            page.keyboard.type(words)
            assert row.input_value() == value
        return
    if question.get_attribute("data-type") == "multiple":
        for value in right:
            press_until(page, question.locator(f"input[value='{value}']"))
            page.keyboard.press("Space")
        return
    press_until(page, question.locator("input").first)
    page.keyboard.press("Space")
    for _ in range("abcdefgh".index(right[0])):
        page.keyboard.press("ArrowDown")


def test_a_module_is_walked_through_by_keyboard_alone(page: Page) -> None:
    names = titles(page)
    press_until(page, page.locator(".module__start a"))
    page.keyboard.press("Enter")
    for place, name in enumerate(names, 1):
        expect(page.locator(".module__where")).to_contain_text(f"Steg {place} av {len(names)}")
        expect(heading(page)).to_be_focused()
        assert name in page.evaluate(FOCUSED)
        for question in page.locator(".step:not([hidden]) .question[data-right]").all():
            answer_by_keyboard(page, question)
            press_until(page, question.locator(".question__button"))
            page.keyboard.press("Enter")
            expect(question.get_by_text("Rätt.", exact=True)).to_be_focused()
        if place < len(names):
            press_until(page, page.locator(".module__go--next"))
            page.keyboard.press("Enter")
    expect(page.locator(".result__verdict")).to_contain_text("Du har klarat utbildningen.")
    press_until(page, page.get_by_role("button", name="Gör ett intyg"))
    page.keyboard.press("Enter")
    page.keyboard.type("Åsa <b>Öst</b>")
    expect(page.locator(".intyg__name")).to_have_text("Åsa <b>Öst</b>")


def answer_all(page: Page, *, wrong: int = 0) -> None:
    """Every question on the page, the last ones wrong."""
    page.get_by_role("button", name="Allt på en sida").click()
    questions = page.locator(".question[data-right]").all()
    for place, question in enumerate(questions):
        right = (question.get_attribute("data-right") or "").split()
        is_wrong = place >= len(questions) - wrong
        if question.locator("select").count():
            for row, value in enumerate(right):
                question.locator("select").nth(row).select_option(right[0] if is_wrong else value)
        else:
            for field in question.locator("input").all():
                is_right = field.get_attribute("value") in right
                if is_right != is_wrong:
                    field.check()


def test_the_result_says_which_questions_to_look_at_again(page: Page) -> None:
    answer_all(page, wrong=4)
    total = page.locator(".question[data-right]").count()
    verdict = page.locator(".result__verdict")
    expect(verdict).to_contain_text(f"Du hade rätt på {total - 4} av {total}\u00a0frågor")
    expect(verdict).to_contain_text("Gränsen är 80\u00a0%.")
    assert page.get_by_role("button", name="Gör ett intyg").count() == 0
    page.get_by_role("button", name="Ett steg i taget").click()
    page.goto(page.url.partition("#")[0] + "#resultat")
    page.locator(".module__steps a").last.evaluate("one => one.click()")
    again = page.locator(".result li a")
    assert again.count() == 4
    place = again.first.get_attribute("href")
    again.first.click()
    expect(page.locator(f"{place}")).to_be_focused()


def test_the_certificate_is_printed_alone_and_forgets_the_name(page: Page) -> None:
    answer_all(page)
    page.get_by_role("button", name="Gör ett intyg").click()
    page.get_by_role("button", name="Skriv ut intyget").click()
    expect(page.get_by_role("alert")).to_have_text("Skriv ditt namn först.")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.get_by_label("Ditt namn").fill("Åsa Öst")
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    said = page.locator("body").inner_text()
    assert said.startswith("Intyg")
    assert "Åsa Öst" in said
    assert "Ingen har kontrollerat vem som svarade." in said
    assert "Ditt resultat" not in said
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "Åsa" not in page.content()
    assert page.get_by_label("Ditt namn").count() == 0
    assert "Åsa" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_a_reader_goes_on_where_she_was(page: Page, address: str) -> None:
    second = titles(page)[1]
    page.get_by_role("link", name="Börja").click()
    page.get_by_role("link", name="Nästa steg").click()
    expect(heading(page)).to_contain_text(second)
    page.goto(address)
    page.goto(address + MODULE)
    page.get_by_role("link", name=f"Fortsätt där du var: {second}").click()
    expect(heading(page)).to_contain_text(second)
    page.goto(address + "utbildning/")
    expect(page.locator(".path").first).to_contain_text("Påbörjad")


def test_the_back_button_leads_a_step_back_and_then_to_the_overview(page: Page) -> None:
    first, second = titles(page)[:2]
    page.get_by_role("link", name="Börja").click()
    page.get_by_role("link", name="Nästa steg").click()
    expect(heading(page)).to_contain_text(second)
    page.go_back()
    expect(heading(page)).to_contain_text(first)
    page.go_back()
    assert heading(page).filter(visible=True).count() == 0
    expect(page.get_by_role("heading", name="Efter utbildningen")).to_be_visible()


def test_an_address_of_a_question_leads_into_its_step(page: Page) -> None:
    last = page.locator(".question").last
    place = last.get_attribute("id")
    page.goto("about:blank")
    page.go_back()
    page.evaluate("place => { location.hash = place }", place)
    expect(last).to_be_visible()
    expect(last).to_be_in_viewport()
    assert heading(page).filter(visible=True).count() == 1


def test_nothing_moves_while_the_player_begins(page: Page) -> None:
    place = page.locator(".step > h2").nth(2).get_attribute("id")
    module = page.url
    assert page.evaluate(SHIFT) < 0.01
    page.goto("about:blank")
    page.goto(f"{module}#{place}")
    expect(heading(page)).to_be_focused()
    assert page.evaluate(SHIFT) < 0.01


def test_what_was_done_is_erased_after_one_more_question(page: Page) -> None:
    answer_all(page)
    page.get_by_role("button", name="Ta bort det jag gjort").click()
    page.get_by_role("button", name="Nej, behåll").click()
    expect(page.get_by_role("button", name="Ta bort det jag gjort")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nu är det borttaget.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes(':'))") == []
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_role("link", name="Börja")).to_be_visible()


def test_paper_shows_every_step(page: Page) -> None:
    page.get_by_role("link", name="Börja").click()
    page.emulate_media(media="print")
    for one in page.locator(".step > h2").all():
        expect(one).to_be_visible()
    expect(page.get_by_role("link", name="Nästa steg")).to_be_hidden()


def test_a_player_that_never_comes_hides_nothing(browser: Browser, address: str) -> None:
    page = PHONE.open(browser)
    page.route("**/training.*.js", lambda route: route.abort())
    page.goto(address + MODULE)
    for one in page.locator(".step > h2").all():
        expect(one).to_be_visible()
    page.context.close()


def test_nothing_is_wider_than_the_narrowest_screen(browser: Browser, address: str) -> None:
    page = NARROW.open(browser)
    page.goto(address + MODULE)
    answer_all(page)
    page.get_by_role("button", name="Gör ett intyg").click()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW.width
    page.context.close()
