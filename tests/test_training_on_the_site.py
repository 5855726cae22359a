"""Training in the odd places of a site: blocks on a page that is no module, modules of one step."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import VIEWS
from tests.conftest import served
from tests.small_site import Site

pytestmark = pytest.mark.browser

BOXES: Final = """---
title: Rutor
---

# Rutor

/// checklist | Inför mötet
- [ ] Boka rum
///

/// video | En film
    src: https://film.example/1

Det som sägs.
///

/// question | Vem är ansvarig?
- [ ] Läraren
    Nej.
- [x] Rektorn
    Ja.
///

/// question | Vad tänker du?
    type: text

---

Tänk efter.
///
"""
WHOLE: Final = """---
title: Helt kort
duration: 5
pass_mark: 60
---

# Helt kort

Läs det här.[^1]

/// question | Vem är ansvarig?
- [ ] Läraren
    Nej.
- [x] Rektorn
    Ja.
///

[^1]: En not.
"""
ONE_STEP: Final = WHOLE.replace("Läs det här", "## Enda steget\n\nLäs det här")
TWO_STEPS: Final = f"{ONE_STEP}\n## Slutet\n\nTack.\n"
STYLE: Final = "(one, name) => getComputedStyle(one)[name]"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("site")).set_up()
    site.write("docs/om/rutor.md", BOXES).write("docs/utbildning/kort.md", WHOLE)
    site.write("docs/utbildning/steg.md", ONE_STEP).write("docs/utbildning/tva.md", TWO_STEPS)
    site.build()
    with served(site.root / "site") as address:
        yield address


@pytest.fixture(params=[VIEWS[0], VIEWS[2]], ids=lambda view: view.name)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = request.param.open(browser)
    yield page
    page.context.close()


def test_blocks_look_the_same_on_a_page_that_is_no_module(page: Page, address: str) -> None:
    page.goto(address + "om/rutor/")
    for selector in (".answers > li", ".tasks > li"):
        assert page.locator(selector).first.evaluate(STYLE, "listStyleType") == "none"
    assert page.locator(".box__title").first.evaluate(STYLE, "fontWeight") == "700"
    for selector in (".question__key > summary", ".transcript > summary"):
        summary = page.locator(selector).first
        assert summary.evaluate(STYLE, "backgroundColor") == "rgba(0, 0, 0, 0)"
    room = page.locator(".question").last.evaluate("one => one.clientWidth")
    assert page.locator("textarea").evaluate("one => one.clientWidth") > 0.85 * room


@pytest.mark.parametrize("path", ["utbildning/kort/", "utbildning/steg/"])
def test_a_module_of_one_step_is_read_and_done_without_looking_for_it(
    page: Page, address: str, path: str
) -> None:
    page.goto(address + path)
    expect(page.get_by_text("Läs det här")).to_be_visible()
    expect(page.locator(".step")).to_have_count(1)
    for name in ("Allt på en sida", "Ett steg i taget"):
        assert page.get_by_role("button", name=name).count() == 0
    assert page.get_by_role("link", name="Börja").count() == 0
    page.get_by_label("Rektorn").check()
    expect(page.locator(".result__verdict")).to_contain_text("Du har klarat utbildningen")


def test_paper_has_no_buttons(page: Page, address: str) -> None:
    page.goto(address + "utbildning/tva/")
    expect(page.get_by_role("link", name="Börja")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("group", name="Vem är ansvarig?")).to_be_visible()
    for selector in (".module__start", ".module__ways", ".module__tools", ".question__button"):
        expect(page.locator(selector)).to_be_hidden()
