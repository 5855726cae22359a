"""The project's own site in Chromium: every section, on a desk and in a hand."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from samverka.website.building import build_site

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parent.parent
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
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder in ("docs", "newsletters", "overrides"):
        shutil.copytree(PROJECT / folder, root / folder)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    return build_site(root, strict=False, clean=True).folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and "CI" not in os.environ:
        pytest.skip("Chromium saknas på den här datorn")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


def open_page(browser: Browser, width: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": 800})


def pages_of(site: Path) -> list[str]:
    """The sections, and the first page of every folder."""
    found = [str(path.parent.relative_to(site)) for path in sorted(site.rglob("index.html"))]
    by_folder = {path.rpartition("/")[0]: f"{path}/" for path in reversed(found) if path != "."}
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
    browser: Browser, address: str, site: Path, widths: tuple[int, ...]
) -> None:
    page = open_page(browser, widths[0])
    faults = faults_of(page, address)
    for path in pages_of(site):
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
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (colour == "rgb(255, 255, 255)") == (scheme == "light")
    page.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(address + "moten/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.close()


def test_menu_and_search_are_reached_with_the_keyboard_on_a_phone(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, 390)
    page.goto(address + "moten/")
    stops = tab_through(page, 8)
    assert stops.index("Sök") < stops.index("Meny")
    page.get_by_text("Meny", exact=True).press("Enter")
    assert page.locator(".fold__menu").get_by_text("Nyhetsbrev").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".fold__menu").is_hidden()
    page.get_by_role("button", name="Sök", exact=True).press("Enter")
    page.keyboard.type("beslut")
    page.locator(".md-search-result__item").first.wait_for()
    page.close()


def tab_through(page: Page, count: int) -> list[str]:
    stops = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim()"))
    return stops
