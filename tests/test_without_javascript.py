"""The project's own site where JavaScript is off: all is there, and nothing only looks usable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import VIEWS, View, every_page

pytestmark = pytest.mark.browser

DESK, PHONE = VIEWS[0], VIEWS[2]
LOG, ATTENDANCE = "moten/beslut/", "moten/narvaro/"
INDICATOR = "indikatorer/nagon-att-prata-med/"
CONTROLS = "button, input, select, textarea, summary, [role=button], [contenteditable], a"
# Answers and tasks are ticked by the reader for herself, before she unfolds what is right.
DEAD = """
all => all.filter(one => one.checkVisibility({ visibilityProperty: true })
    && !one.closest("[popover]:not(:popover-open), .question__ask, .tasks")
    && !one.matches('a[href]:not([href="#"]), details > summary:first-of-type, [popovertarget]'))
  .map(one => one.outerHTML.slice(0, 90))
"""


@pytest.fixture(params=[DESK, PHONE], ids=lambda view: view.name)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    view: View = request.param
    opened = view.open(browser, scripts=False)
    yield opened
    opened.close()


def menu_of(page: Page) -> str:
    """The name of the menu of this width; a folded one is opened."""
    summary = page.get_by_role("banner").locator("~ .band summary")
    if not summary.is_visible():
        return "Huvudmeny"
    summary.press("Enter")
    return "Meny"


def test_no_page_shows_a_control_that_does_nothing(
    page: Page, address: str, own_site: Path
) -> None:
    for path in every_page(own_site):
        page.goto(address + path)
        assert page.locator(CONTROLS).evaluate_all(DEAD) == [], path


def test_what_needs_a_script_is_hidden(page: Page, address: str) -> None:
    page.goto(address + LOG)
    for name in ("Mörka färger", "Sök", "Skriv ut", "Visa alla"):
        assert page.get_by_role("button", name=name).count() == 0
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_role("combobox").count() == 0


def test_the_menu_leads_through_the_sections(page: Page, address: str) -> None:
    page.goto(address)
    for name, path in (("Möten", "moten/"), ("Kalender", "kalender/"), ("Ordlista", "ordlista/")):
        menu = page.get_by_role("navigation", name=menu_of(page), exact=True)
        menu.get_by_role("link", name=name, exact=True).click()
        assert page.url == address + path


def test_the_list_of_everything_stands_where_the_search_is(page: Page, address: str) -> None:
    page.goto(address + "om/verktygen/")
    page.get_by_role("banner").get_by_role("link", name="Allt innehåll").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Allt innehåll")
    page.get_by_role("main").get_by_role("link", name="Åtgärder").click()
    assert page.url == address + "moten/atgarder/"


def test_every_decision_of_the_log_is_seen_and_leads_to_its_place(page: Page, address: str) -> None:
    page.goto(f"{address}{LOG}?forum=natverk&ar=1999")
    decisions = page.locator(".log > li")
    assert decisions.count() > 3
    assert decisions.filter(visible=True).count() == decisions.count()
    wording = decisions.first.locator(".log__wording").inner_text()
    decisions.first.get_by_role("link").click()
    expect(page.locator(":target")).to_contain_text(wording)


def test_the_attendance_opens_as_a_table(page: Page, address: str) -> None:
    page.goto(address + ATTENDANCE)
    table = page.get_by_role("table").first
    expect(table).to_be_hidden()
    page.get_by_text("Visa som tabell").first.click()
    expect(table.get_by_role("columnheader").first).to_have_text("Organisation")


def test_the_calendar_shows_what_has_been_and_gives_its_file(page: Page, address: str) -> None:
    page.goto(address + "kalender/")
    main = page.get_by_role("main")
    expect(main.get_by_text("Lördag 14 januari 2023")).to_be_visible()
    link = main.get_by_role("link", name="Alla möten och händelser")
    given = page.request.get(address + "kalender/" + str(link.get_attribute("href")))
    assert given.text().startswith("BEGIN:VCALENDAR")


def test_every_field_of_the_wheel_leads_to_its_area(page: Page, address: str) -> None:
    page.goto(address)
    wheel = page.get_by_role("group", name="Barnets bästa-hjulet")
    names = wheel.get_by_role("link").all_text_contents()
    assert len(names) == 7
    for name in (one.strip() for one in names):
        page.goto(address)
        wheel.get_by_role("link", name=name).press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_word_is_explained(page: Page, address: str, way: str) -> None:
    page.goto(address + INDICATOR)
    word = page.get_by_role("button", name="Indikatorn")
    if way == "mouse":
        word.click()
    else:
        word.press("Enter")
    note = page.get_by_role("dialog", name="Indikator")
    expect(note).to_contain_text("mäta och följa över tid")
    note.get_by_role("button", name="Stäng").press("Enter")
    expect(note).to_be_hidden()


def test_the_numbers_of_an_indicator_are_a_table_and_a_file(page: Page, address: str) -> None:
    page.goto(address + INDICATOR)
    table = page.get_by_role("table", name="Någon vuxen att prata med")
    expect(table.get_by_role("row", name="Växjö")).to_contain_text("69,5")
    file = page.get_by_role("link", name="Siffrorna som CSV").get_attribute("href")
    assert "Växjö" in page.request.get(f"{address}{INDICATOR}{file}").text()


@pytest.mark.parametrize(
    ("path", "begins"),
    [("tillganglighet/", "https://"), ("prenumerera/", "mailto:"), ("feed/", "alla.")],
)
def test_ways_to_report_and_to_follow_are_plain_links(
    page: Page, address: str, path: str, begins: str
) -> None:
    page.goto(address + path)
    text = page.locator(".page__text")
    assert text.locator(f"a[href^='{begins}']").first.is_visible()


def test_a_module_is_whole_with_its_answers_folded_under_each_question(
    page: Page, address: str
) -> None:
    page.goto(address + "utbildning/introduktion-till-kronobarnsmodellen/")
    for heading in page.locator(".step > h2").all():
        expect(heading).to_be_visible()
    question = page.locator(".question[data-right]").first
    key = question.get_by_text("Visa svar och förklaring")
    expect(question.locator(".verdicts")).to_be_hidden()
    key.press("Enter")
    expect(question.locator(".verdicts")).to_contain_text("Rätt")
    expect(page.get_by_text("behöver du slå på JavaScript")).to_be_visible()
    page.get_by_role("link", name="Börja").click()
    expect(page.locator(".step > h2").first).to_be_in_viewport()
    for name in ("Visa återkoppling", "Allt på en sida", "Ta bort det jag gjort"):
        assert page.get_by_role("button", name=name).count() == 0
