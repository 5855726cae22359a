"""A module from Markdown on the site: its questions and checklists, answered in Chromium."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import VIEWS, View, judge
from tests.conftest import served
from tests.small_site import Site
from tests.test_accessibility import needed

pytestmark = pytest.mark.browser

TEXT: Final = """---
title: Prov
pass_mark: 60
---

# Prov

## Först

/// case | Ali, 8 år
Ali kommer inte till skolan.

/// question | Vem är ansvarig?
- [ ] Läraren
    Läraren ser ofta barnet först.
- [x] Rektorn
    Ja. Tills barnet fyller 18 år.

Rollen följer barnets ålder.
///
///

## Sedan

/// question | I vilken ordning?
1. Samtalet
2. Planen
3. Uppföljningen
///

/// question | Vem hör till vem?
| Barn      | Ansvarig |
|-----------|----------|
| Årskurs 2 | Rektor   |
| Ett år    | BVC      |
| Årskurs 5 | Rektor   |
///

/// question | Hur börjar du?
---

Med en öppen fråga.
///

/// checklist | Innan mötet
- [ ] Boka rum
- [ ] Bjud in
///
"""
SCORE: Final = "Samverka.score(Samverka.module, Samverka.state)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("project")
    Site(root).set_up().write("docs/utbildning/prov.md", TEXT).build()
    with served(root / "site") as address:
        yield f"{address}utbildning/prov/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="sv-SE", bypass_csp=True)
    page = context.new_page()
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))
    opened(page, address)
    yield page
    context.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Allt på en sida").click()


def answer(page: Page, question: str, **rows: str) -> str:
    """Choose in each row and ask for feedback; what is told."""
    found = page.get_by_role("group", name=question).locator("xpath=..")
    for row, text in rows.items():
        found.get_by_label(row.replace("_", " "), exact=True).select_option(label=text)
    found.get_by_role("button", name="Visa återkoppling").click()
    return found.get_by_role("status").inner_text()


def test_a_right_module_from_markdown_is_passed(page: Page) -> None:
    page.get_by_label("Rektorn").check()
    told = answer(page, "Vem är ansvarig?")
    assert told.split("\n\n") == [
        "Rätt.",
        "Ja. Tills barnet fyller 18 år.",
        "Rollen följer barnets ålder.",
    ]
    assert answer(page, "I vilken ordning?", Samtalet="1", Planen="2", Uppföljningen="3") == "Rätt."
    pairs = {"Årskurs_2": "Rektor", "Ett_år": "BVC", "Årskurs_5": "Rektor"}
    assert answer(page, "Vem hör till vem?", **pairs) == "Rätt."
    result = page.evaluate(SCORE)
    assert (result["right"], result["total"], result["status"]) == (3, 3, "passed")


def test_a_wrong_order_is_told_with_the_right_one(page: Page) -> None:
    told = answer(page, "I vilken ordning?", Samtalet="1", Planen="1", Uppföljningen="3")
    assert "2 av 3 rader är rätt." in told
    assert told.index("Samtalet") < told.index("Planen") < told.index("Uppföljningen")


def test_what_is_ticked_stays_on_the_device_until_it_is_erased(page: Page) -> None:
    page.get_by_label("Bjud in").check()
    assert page.get_by_text("Det du bockar av sparas bara i den här webbläsaren.").is_visible()
    page.reload()
    assert page.get_by_label("Bjud in").is_checked()
    assert not page.get_by_label("Boka rum").is_checked()
    page.evaluate("Samverka.erase()")
    assert not page.get_by_label("Bjud in").is_checked()
    assert page.evaluate("localStorage.getItem('samverka:prov:ticks')") is None


@pytest.mark.parametrize("view", [VIEWS[0], VIEWS[5]], ids=lambda view: view.name)
def test_the_module_passes_axe_when_all_is_answered(
    browser: Browser, address: str, view: View
) -> None:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = view.open(browser)
    opened(page, address)
    page.get_by_label("Läraren").check()
    answer(page, "Vem är ansvarig?")
    answer(page, "I vilken ordning?", Samtalet="1", Planen="3", Uppföljningen="2")
    page.get_by_role("button", name="Så kan man tänka").click()
    verdict = judge(page, axe, "prov")
    assert (verdict.violations, verdict.incomplete) == ((), ())
    page.context.close()
