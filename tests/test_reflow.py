"""No page scrolls sideways, cuts its text or crowds its links, however large the text is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import every_page
from tests.test_browser import pages_of

pytestmark = pytest.mark.browser

SPACED: Final = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""WCAG 1.4.12, text spacing."""

LARGE: Final = "html { font-size: 250% !important }"
"""Twice the site's own 125 % (WCAG 1.4.4); its columns follow, not only its letters."""

FAULTS: Final = r"""
() => {
  const wide = document.documentElement.clientWidth;
  const said = one => `${one.tagName.toLowerCase()}.${one.className} `
    + one.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  const style = one => getComputedStyle(one);
  const within = (one, is) => {
    for (let at = one; at && at !== document.body; at = at.parentElement) if (is(at)) return true;
    return false;
  };
  const isUnseen = at => style(at).clipPath !== "none";
  const scrolls = at => ["auto", "scroll"].includes(style(at).overflowX);
  const faults = document.documentElement.scrollWidth > wide ? ["scrolls sideways"] : [];
  for (const one of document.querySelectorAll("body *:not(svg *)")) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const box = one.getBoundingClientRect(), { overflowX, overflowY } = style(one);
    const isOut = box.width > 1 && (box.right > wide + 1 || box.left < -1);
    const found = [];
    if (isOut && !one.matches(".skip") && !within(one.parentElement, scrolls))
      found.push(`outside: ${said(one)}`);
    if (["hidden", "clip"].includes(overflowX) && one.scrollWidth > one.clientWidth + 1)
      found.push(`cut at the side: ${said(one)}`);
    if (["hidden", "clip"].includes(overflowY) && one.scrollHeight > one.clientHeight + 2)
      found.push(`cut below: ${said(one)}`);
    if (found.length && !within(one, isUnseen)) faults.push(...found);
  }
  return faults;
}
"""
CUT_WORDS: Final = r"""
() => [...document.querySelectorAll("h1, th, td:not(:has(code)), .foot li, .door__text")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen")).flatMap(one => {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), cut = [];
    while (walker.nextNode())
      for (const found of walker.currentNode.data.matchAll(/\p{L}{2,20}/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, found.index);
        range.setEnd(walker.currentNode, found.index + found[0].length);
        if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
          cut.push(found[0]);
      }
    return cut;
  })
"""
SMALL: Final = r"""
() => {
  const block = one => {
    let at = one.parentElement;
    while (getComputedStyle(at).display.startsWith("inline")) at = at.parentElement;
    return at;
  };
  const inText = one => getComputedStyle(one).display === "inline"
    && block(one).textContent.trim().length > one.textContent.trim().length + 3;
  return [...document.querySelectorAll("a[href], button, select, input, summary")]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !inText(one))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.right > 0 && box.bottom > 0 && Math.min(box.width, box.height) < 23.5)
    .map(([one, box]) => `${one.className} ${one.textContent.trim()} ${box.width}x${box.height}`);
}
"""


FIRST: Final = (
    "",
    "moten/tvargrupp/2022-09-14/",
    "moten/beslut/",
    "moten/narvaro/",
    "nyhetsbrev/2022-10/",
    "kunskapsoversikter/vem-fragade-barnet/",
    "indikatorer/nagon-att-prata-med/",
    "omraden/halsa/",
    "kalender/",
    "innehall/",
    "ordlista/",
)
"""One page of each kind."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a reader has set the window and the text."""

    name: str
    width: int
    height: int
    style: str = ""


READERS: Final = (
    Reader("small screen", 320, 640),
    Reader("desk at 400 percent", 320, 256),
    Reader("large text in a hand", 390, 844, LARGE),
    Reader("large text on a desk", 1280, 900, LARGE),
    Reader("spaced text in a hand", 320, 640, SPACED),
    Reader("spaced text on a desk", 1280, 900, SPACED),
)
NARROWEST: Final = tuple(one for one in READERS if one.width < 400 and one.height > 300)
"""What fits these readers nearly always fits the others."""


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    page = browser.new_context(reduced_motion="reduce", bypass_csp=True, has_touch=True).new_page()
    yield page
    page.context.close()


def show(page: Page, reader: Reader, address: str) -> None:
    page.set_viewport_size({"width": reader.width, "height": reader.height})
    page.goto(address)
    if reader.style:
        page.add_style_tag(content=reader.style)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_one_page_of_each_kind_fits(opened: Page, address: str, reader: Reader) -> None:
    for path in (*FIRST, "404.html"):
        show(opened, reader, address + path)
        assert opened.evaluate(FAULTS) == [], path


@pytest.mark.slow
@pytest.mark.parametrize("reader", NARROWEST, ids=lambda reader: reader.name)
def test_every_page_fits(opened: Page, address: str, own_site: Path, reader: Reader) -> None:
    for path in every_page(own_site):
        show(opened, reader, address + path)
        assert opened.evaluate(FAULTS) == [], path


@pytest.mark.parametrize("width", [768, 1280])
def test_no_word_is_cut_in_two_where_there_is_room(
    opened: Page, address: str, own_site: Path, width: int
) -> None:
    for path in pages_of(own_site):
        show(opened, Reader("desk", width, 900), address + path)
        assert opened.evaluate(CUT_WORDS) == [], path


def test_large_text_on_the_first_page_is_not_pressed_into_a_strip(
    opened: Page, address: str
) -> None:
    show(opened, READERS[3], address)
    assert opened.evaluate(CUT_WORDS) == []


def test_what_a_finger_meets_is_large_enough(opened: Page, address: str, own_site: Path) -> None:
    for path in (*pages_of(own_site), "404.html"):
        show(opened, Reader("phone", 390, 844), address + path)
        assert opened.evaluate(SMALL) == [], path
