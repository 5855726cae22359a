"""The explained words in Chromium: by keyboard, finger and mouse, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import served
from tests.small_site import SETTINGS, Site

pytestmark = pytest.mark.browser

OPEN = ".term-note:popover-open"
HEIGHT = "document.documentElement.scrollHeight"
WORDS = "Insats\n:   Stöd som en verksamhet ger.\n\nSamråd\n:   Ett möte.\n"
EXTENSIONS = "attr_list, md_in_html, tables, footnotes, "
OURS = "plugins: [search, samverka: {title: Trygg uppväxt}]\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("project")
    settings = SETTINGS.replace(EXTENSIONS, f"{EXTENSIONS}def_list, toc, ")
    site = Site(root).write("mkdocs.yml", f"{settings}{OURS}")
    site.write("docs/index.md", "---\ntitle: Start\n---\n\nEn insats efter samråd. Mer text.\n")
    site.write("docs/ordlista.md", f"---\ntitle: Ordlista\n---\n\n{WORDS}").build()
    with served(root / "site") as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=request.param
    )
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def shown(page: Page) -> list[str]:
    return page.locator(OPEN).locator("strong").all_inner_texts()


def test_the_keyboard_opens_an_explanation_goes_into_it_and_closes_it(page: Page) -> None:
    page.get_by_role("button", name="insats").focus()
    page.keyboard.press("Enter")
    page.locator(OPEN).wait_for()
    assert shown(page) == ["Insats"]
    page.keyboard.press("Tab")
    assert page.locator(f"{OPEN} a:focus").inner_text() == "Visa i ordlistan"
    page.keyboard.press("Escape")
    assert shown(page) == []
    assert page.locator("button.term:focus").inner_text() == "insats"


def test_a_tap_opens_an_explanation_and_a_tap_beside_it_closes_it(page: Page) -> None:
    page.get_by_role("button", name="samråd").tap()
    assert shown(page) == ["Samråd"]
    page.locator("h1").tap()
    assert shown(page) == []


def test_one_explanation_is_shown_at_a_time_and_can_be_closed_by_its_button(page: Page) -> None:
    page.get_by_role("button", name="insats").click()
    page.get_by_role("button", name="samråd").click()
    assert shown(page) == ["Samråd"]
    page.get_by_role("button", name="Stäng").click()
    assert shown(page) == []


def test_an_explanation_leads_to_the_word_in_the_glossary(page: Page) -> None:
    page.get_by_role("button", name="insats").click()
    page.get_by_role("link", name="Visa i ordlistan").click()
    page.wait_for_url("**/ordlista/#insats")
    assert page.locator("dt:target").inner_text() == "Insats"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_an_open_explanation_moves_nothing_and_stays_on_the_screen(
    browser: Browser, address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(address)
    before = page.evaluate(HEIGHT), page.locator("button.term").last.bounding_box()
    page.locator("button.term").last.click()
    assert (page.evaluate(HEIGHT), page.locator("button.term").last.bounding_box()) == before
    box = page.locator(OPEN).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.close()


def test_with_javascript_focus_follows_so_that_the_explanation_is_read_out(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("button", name="insats").press("Enter")
    page.locator(f"{OPEN}:focus").wait_for()
    assert page.locator(OPEN).get_attribute("aria-label") == "Insats"
    page.close()
