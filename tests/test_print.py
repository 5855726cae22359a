"""Pages on paper, as Chromium lays them out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MEETING, LETTER = "moten/tvargrupp/2022-09-14/", "nyhetsbrev/2022-10/"
AFTER = "one => getComputedStyle(one, '::after').content"


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 700, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    yield page
    page.close()


def test_menus_and_tools_are_not_printed(paper: Page, address: str) -> None:
    paper.goto(address + MEETING)
    assert paper.get_by_role("banner").get_by_role("button").filter(visible=True).count() == 0
    for name in ("Huvudmeny", "Meny", "Du är här", "Möten"):
        assert paper.get_by_role("navigation", name=name, exact=True).count() == 0
    expect(paper.get_by_role("navigation", name="Dagordning")).to_be_visible()
    expect(paper.get_by_role("heading", level=1)).to_be_visible()


def test_dark_colours_are_printed_light(paper: Page, address: str) -> None:
    paper.goto(address + MEETING)
    colour = paper.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert colour == "rgb(29, 40, 41)"


def test_the_address_of_a_link_is_printed_unless_the_text_says_it(
    paper: Page, address: str
) -> None:
    paper.goto(address + LETTER)
    paper.evaluate("dispatchEvent(new Event('beforeprint'))")
    link = paper.get_by_role("link", name="Till kursen")
    assert "attr(href)" in link.evaluate(AFTER) or str(link.get_attribute("href")) in link.evaluate(
        AFTER
    )
    assert paper.locator("main a", has_text="https://example.org").evaluate(AFTER) == "none"


def test_what_is_folded_is_printed_and_folded_again(paper: Page, address: str) -> None:
    paper.goto(address + MEETING)
    absent = paper.get_by_text("Lena Furugren", exact=True)
    expect(absent).to_be_hidden()
    paper.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(absent).to_be_visible()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(absent).to_be_hidden()


def test_a_decision_is_kept_on_one_sheet(paper: Page, address: str) -> None:
    paper.goto(address + MEETING)
    kept = paper.locator(".decision").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert set(kept) == {"avoid"}
