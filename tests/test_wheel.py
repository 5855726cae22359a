"""The wheel of the project's own site: seven links, read and reached in every way."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from samverka.settings import read_settings

AREAS = [topic.name for topic in read_settings(Path(__file__).parent.parent).areas]
LINK = re.compile(
    r'<a class="wheel__area[^"]*" href="([^"]+)"( aria-current="page")?>.*?<text[^>]*>(.+?)<',
    re.DOTALL,
)
SMALLEST = 14
"""CSS pixels of the names at 320 px."""

NAMES_OUTSIDE = """() => [...document.querySelectorAll(".wheel__area")].filter((area) => {
  const field = area.querySelector(".wheel__field");
  const box = area.querySelector("text").getBBox();
  const back = field.getCTM().inverse().multiply(area.querySelector("text").getCTM());
  const [top, foot] = [0.2, 0.8].map((part) => box.y + box.height * part);
  const right = box.x + box.width;
  const corners = [[box.x, top], [right, top], [box.x, foot], [right, foot]];
  return !corners.every(([x, y]) => field.isPointInFill(new DOMPoint(x, y).matrixTransform(back)));
}).map((area) => area.textContent.trim())"""
HEIGHT = """() => { const text = document.querySelector(".wheel text");
  return parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a; }"""
LOOK = """() => getComputedStyle(document.activeElement.querySelector(".wheel__field")).fill"""


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_the_wheel_names_and_links_every_area_in_their_order(own_site: Path) -> None:
    for address in ("", "omraden", "omraden/halsa"):
        found = LINK.findall(read(own_site, address))
        assert [name for _, _, name in found] == AREAS
        for way, _, _ in found:
            assert (own_site / address / way / "index.html").is_file(), way


def test_the_wheel_marks_the_area_of_the_page(own_site: Path) -> None:
    current = [name for _, here, name in LINK.findall(read(own_site, "omraden/larande")) if here]
    assert current == ["Lärande"]
    assert "aria-current" not in "".join(here for _, here, _ in LINK.findall(read(own_site, "")))


def test_the_wheel_has_a_sign_for_every_area(own_site: Path) -> None:
    signs = re.findall(r'<g class="wheel__sign"[^>]*>(.*?)</g>', read(own_site, "omraden"))
    assert len(signs) == len(AREAS)
    assert all(signs)


def test_no_wheel_stands_where_it_has_no_business(own_site: Path) -> None:
    assert "wheel__area" not in read(own_site, "for/polis")


def opened(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "omraden/")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_names_are_large_enough_and_within_their_fields(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, address, width)
    assert page.evaluate(HEIGHT) >= SMALLEST
    assert page.evaluate(NAMES_OUTSIDE) == []
    page.close()


@pytest.mark.browser
def test_the_tab_key_goes_around_from_the_top_and_shows_where_it_is(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, 1280)
    page.get_by_role("group", name="Barnets bästa-hjulet").get_by_role("link").first.focus()
    page.keyboard.press("Shift+Tab")
    stops, looks = [], set()
    for _ in AREAS:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim()"))
        looks.add(page.evaluate(LOOK))
    assert stops == AREAS
    assert looks == {"rgb(18, 40, 42)"}
    page.keyboard.press("Enter")
    page.wait_for_url("**/omraden/trygghet/")
    page.close()


@pytest.mark.browser
def test_the_wheel_keeps_borders_and_the_readers_own_colours(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(address + "omraden/halsa/")
    field = "getComputedStyle(document.querySelector('.wheel__field'))"
    link = "getComputedStyle(document.querySelector('.page__text a')).color"
    assert page.evaluate(f"{field}.stroke") != "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.wheel text')).fill") == (
        page.evaluate(link)
    )
    page.close()
