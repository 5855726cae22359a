"""The search, in Chromium: with keys, with a mouse, and when it cannot be had."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

INDEX = "**/search_index.json"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + "moten/")
    yield page
    page.close()


def have_only(page: Page, *documents: tuple[str, str]) -> None:
    """Give the search an index of its own: titles and texts, as HTML."""
    docs = [
        {"location": f"{number}/", "title": title, "text": text}
        for number, (title, text) in enumerate(documents)
    ]
    fields = {name: {"boost": 1} for name in ("title", "text", "tags")}
    config = {"lang": ["sv"], "separator": r"[\s\-]+", "pipeline": [], "fields": fields}
    page.route(INDEX, lambda route: route.fulfill(json={"config": config, "docs": docs}))


def search_for(page: Page, words: str) -> Locator:
    """The dialog with what was found."""
    page.get_by_role("button", name="Sök", exact=True).click()
    page.keyboard.type(words)
    return page.get_by_role("dialog")


def test_nothing_is_fetched_for_the_search_until_it_is_opened(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url.removeprefix(address)))
    page.goto(address, wait_until="networkidle")
    assert not [one for one in fetched if "search" in one]
    with page.expect_response(INDEX):
        page.get_by_role("button", name="Sök", exact=True).click()
    page.close()


def test_results_say_page_section_and_the_words_around_what_was_found(page: Page) -> None:
    hit = search_for(page, "informationsblad").get_by_role("listitem").first
    expect(hit.get_by_role("link")).to_have_text("4. Informationsblad till föräldrar")
    expect(hit).to_contain_text("Mötesanteckningar till tvärgruppen")
    expect(hit.locator("mark").first).to_contain_text("informationsblad", ignore_case=True)


def test_the_number_of_results_is_told(page: Page) -> None:
    have_only(page, ("En kanin", "<p>Två öron</p>"), ("En igelkott", "<p>Två öron</p>"))
    status = search_for(page, "kanin").get_by_role("status")
    expect(status).to_have_text("1 träff")
    for words, told in (
        ("öron", "2 träffar"),
        ("xyzzy", "Inga träffar på ”xyzzy”. Pröva ett kortare eller annat ord."),
        (" ", ""),
    ):
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(words)
        expect(status).to_have_text(told)


def test_arrows_go_through_the_results_and_enter_opens_one(page: Page, address: str) -> None:
    links = search_for(page, "barn").get_by_role("link")
    links.nth(1).wait_for()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(links.first).to_be_focused()
    wanted = links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))
    assert page.url.startswith(address)


def test_escape_closes_the_search_and_leads_back(page: Page) -> None:
    button = page.get_by_role("button", name="Sök", exact=True)
    button.press("Enter")
    expect(page.get_by_role("textbox", name="Vad letar du efter?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_key_for_the_search_can_be_turned_off(page: Page) -> None:
    """WCAG 2.1.4."""
    dialog = page.get_by_role("dialog")
    page.keyboard.press("/")
    expect(dialog.get_by_role("textbox")).to_have_value("")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()


def test_what_an_editor_wrote_is_shown_and_not_run(page: Page) -> None:
    text = "<p>kanin <img src=x onerror=window.ran=1> &lt;b&gt; <script>window.ran=1</script></p>"
    have_only(page, ("Kanin &amp; <i>igelkott</i>", text))
    hit = search_for(page, "kanin").get_by_role("listitem")
    expect(hit.get_by_role("link")).to_have_text("Kanin & igelkott")
    assert hit.locator("img, script, i").count() == 0
    assert page.evaluate("window.ran") is None


def test_a_search_that_cannot_be_fetched_says_so_and_may_be_tried_again(page: Page) -> None:
    page.route(INDEX, lambda route: route.abort())
    dialog = search_for(page, "barn")
    expect(dialog.get_by_role("status")).to_contain_text("gick inte att hämta")
    page.unroute(INDEX)
    page.keyboard.type("e")
    expect(dialog.get_by_role("link").first).to_be_visible()
