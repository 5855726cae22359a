"""The project's own site in Chromium: every section, on a desk and in a hand."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import every_page

pytestmark = pytest.mark.browser

SECTIONS = (
    "",
    "utbildning/",
    "kunskapsoversikter/",
    "nyhetsbrev/",
    "moten/",
    "om/",
    "ordlista/",
    "kontakt/",
    "handbok/",
)
DESK, HAND = (1280, 1024), (390, 320)
LEFT_BEHIND = "net::ERR_ABORTED"
"""What a browser says of a request it needs no more, because the reader has left the page."""
HTML = "text/html; charset=utf-8"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(18, 26, 27)"
SHIFTS = """
() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(done, 300, 0))
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_page(browser: Browser, width: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": 800})


def pages_of(site: Path) -> list[str]:
    """The sections, and the first page of every folder."""
    found = [path.removesuffix("/") for path in every_page(site) if path.endswith("/")]
    by_folder = {path.rpartition("/")[0]: f"{path}/" for path in reversed(found)}
    return [*SECTIONS, *sorted(set(by_folder.values()) - set(SECTIONS))]


def faults_of(page: Page, address: str) -> list[str]:
    """Grows with every error in the console, failed request, and request to another site."""
    faults: list[str] = []

    def note(said: str, *, if_: bool = True) -> None:
        faults.extend([said] if if_ else [])

    page.on("console", lambda said: note(said.text, if_=said.type == "error"))
    page.on("pageerror", lambda error: note(str(error)))
    page.on("response", lambda got: note(got.url, if_=got.status >= 400))
    page.on("request", lambda sent: note(sent.url, if_=not sent.url.startswith(address)))
    page.on("requestfailed", lambda lost: note(lost.url, if_=lost.failure != LEFT_BEHIND))
    return faults


@pytest.mark.parametrize("widths", [DESK, HAND])
def test_every_section_is_whole(
    browser: Browser, address: str, own_site: Path, widths: tuple[int, ...]
) -> None:
    page = open_page(browser, widths[0])
    faults = faults_of(page, address)
    for path in pages_of(own_site):
        response = page.goto(address + path)
        assert response is not None
        assert response.ok, path
        assert page.locator("h1").count() == 1, path
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SIDEWAYS) == 0, f"{path} is wider than {width}"
    page.wait_for_load_state("networkidle")
    assert faults == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_readers_choice_of_colours_is_followed(
    browser: Browser, address: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    assert ground(page) == (LIGHT if scheme == "light" else DARK)
    page.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(address + "moten/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.close()


def test_the_menu_of_a_phone_is_a_button_that_escape_closes(browser: Browser, address: str) -> None:
    page = open_page(browser, 390)
    page.goto(address + "moten/")
    stops = tab_through(page, 8)
    assert stops.index("Sök") < stops.index("Meny")
    button = page.get_by_role("button", name="Meny", exact=True)
    menu = page.get_by_role("navigation", name="Meny", exact=True)
    assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("false", False)
    button.press("Enter")
    page.locator("[aria-expanded=true]").wait_for()
    assert menu.get_by_role("link", name="Möten").get_attribute("aria-current") == "page"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert focused(page) == "Meny"
    page.close()


def test_the_menu_of_a_phone_opens_without_scripts(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page.goto(address + "moten/")
    assert not page.get_by_role("button").filter(visible=True).count()
    page.locator("summary", has_text="Meny").click()
    page.get_by_role("navigation", name="Meny").get_by_role("link", name="Nyhetsbrev").click()
    assert page.url == address + "nyhetsbrev/"
    page.close()


def test_without_scripts_a_link_to_everything_stands_where_the_search_is(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address + "moten/tvargrupp/")
    page.get_by_role("banner").get_by_role("link", name="Allt innehåll").click()
    assert page.url == address + "innehall/"
    page.close()


def test_the_reader_changes_the_colours_and_the_device_remembers_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(address)
    assert stored(page) == {}
    page.get_by_role("button", name="Mörka färger").click()
    assert (ground(page), len(stored(page))) == (DARK, 1)
    page.goto(address + "moten/")
    assert ground(page) == DARK
    assert page.locator("meta[name=theme-color][media=all]").get_attribute("content") == "#121a1b"
    page.get_by_role("button", name="Ljusa färger").click()
    assert (ground(page), stored(page)) == (LIGHT, {})
    page.emulate_media(color_scheme="dark")
    assert ground(page) == DARK
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, width: int) -> None:
    page = open_page(browser, width)
    for path in ("", "nyhetsbrev/2022-10/", "kunskapsoversikter/vem-fragade-barnet/"):
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SHIFTS) == 0, path
    page.close()


def test_a_browser_runs_nothing_that_a_page_did_not_bring(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(address)
    page.evaluate(
        """() => {
          for (const [tag, key, value] of [
            ["script", "textContent", "window.ran = 1"],
            ["style", "textContent", "body { z-index: 9 }"],
          ]) document.body.append(Object.assign(document.createElement(tag), { [key]: value }));
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).zIndex") == "auto"
    page.close()


def test_the_page_for_lost_readers_leads_on_from_any_depth(browser: Browser, address: str) -> None:
    page = open_page(browser, 390)
    lost = page.request.get(address + "404.html").text()
    page.route("**/finns/inte/alls/", lambda route: route.fulfill(body=lost, content_type=HTML))
    page.goto(address + "finns/inte/alls/")
    main = page.get_by_role("main")
    links = main.get_by_role("link").evaluate_all("all => all.map(one => one.href)")
    assert len(links) > 8
    for link in links:
        if not link.startswith("mailto:"):
            assert page.request.get(link).ok, link
    main.get_by_role("button", name="Sök på webbplatsen").click()
    page.keyboard.type("beslut")
    found = page.get_by_role("dialog").get_by_role("link").first
    found.click()
    page.wait_for_url(re.compile(re.escape(address) + r"[a-z]+/.*"))
    assert page.get_by_role("heading", level=1).text_content() != "Sidan finns inte"
    page.close()


def tab_through(page: Page, count: int) -> list[str]:
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    return stops


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def stored(page: Page) -> dict[str, str]:
    """What the site has asked the device to remember."""
    kept: dict[str, str] = page.evaluate("({ ...localStorage })")
    return kept
