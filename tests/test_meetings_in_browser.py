"""The logs, the attendance and the calendar in Chromium, with and without JavaScript."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import VIEWS, judge, walk
from tests.conftest import served
from tests.small_site import Site, meeting, page
from tests.test_accessibility import needed

pytestmark = pytest.mark.browser

NARROW = VIEWS[4]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PEOPLE = "[{name: Eva Ek, organisation: Region Norr, role: ordförande}, {name: Bo Alm}]"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("project")
    site = Site(root).set_up()
    told = (("styrgrupp", "2021-06-04"), ("styrgrupp", "2022-01-02"), ("natverk", "2022-05-06"))
    for forum, day in told:
        text = f"## Punkt\n\nVi beslutar {day}.\n{{: .decision }}"
        notes = meeting(f"Möte {day}", day, text, forum=forum, present=PEOPLE)
        site.write(f"docs/moten/{forum}/{day}.md", notes)
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    events = f"[{{title: Öppet hus, date: {tomorrow}}}, {{title: Dialogdag, date: 2099-01-02}}]"
    site.write("newsletters/2022-01.md", page("Brev", issue="2022-01", events=events)).build()
    with served(root / "site") as address:
        yield address


@pytest.fixture
def log(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{address}moten/beslut/")
    yield opened
    opened.close()


def visible(log: Page) -> list[str]:
    return log.locator(".log__wording:visible").all_inner_texts()


def headings(log: Page) -> list[str]:
    return [one.rstrip("¶#") for one in log.locator(".page__text h2:visible").all_inner_texts()]


def test_the_log_is_chosen_by_group_and_year(log: Page) -> None:
    assert log.get_by_role("status").inner_text() == "Visar 3 av 3 beslut"
    assert not log.get_by_role("button", name="Visa alla").is_visible()
    log.get_by_label("Grupp").select_option(label="Styrgruppen")
    assert visible(log) == ["Vi beslutar 2022-01-02.", "Vi beslutar 2021-06-04."]
    log.get_by_label("År").select_option("2021")
    assert visible(log) == ["Vi beslutar 2021-06-04."]
    assert headings(log) == ["2021"]
    assert log.get_by_role("status").inner_text() == "Visar 1 av 3 beslut"
    assert log.url.endswith("?forum=styrgrupp&ar=2021")


def test_the_address_keeps_the_choice_and_the_button_undoes_it(log: Page) -> None:
    log.goto(f"{log.url}?forum=natverk&ar=nonsens")
    assert visible(log) == ["Vi beslutar 2022-05-06."]
    log.get_by_role("button", name="Visa alla").click()
    assert len(visible(log)) == 3
    assert "?" not in log.url
    assert log.evaluate("document.activeElement.labels[0].firstChild.data") == "Grupp"


def test_without_scripts_the_log_is_one_page(browser: Browser, address: str) -> None:
    opened = NARROW.open(browser, scripts=False)
    opened.goto(f"{address}moten/beslut/?forum=natverk")
    assert len(visible(opened)) == 3
    assert headings(opened) == ["2022", "2021"]
    assert opened.locator("select").count() == 0
    opened.close()


def test_what_has_passed_since_the_build_moves_to_its_year(browser: Browser, address: str) -> None:
    opened = browser.new_page()
    opened.goto(f"{address}kalender/")
    coming = opened.locator(".coming li")
    assert coming.count() == 2
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=4)
    opened.clock.set_fixed_time(later)
    opened.reload()
    assert coming.locator(".entry-title").all_inner_texts() == ["Dialogdag"]
    first = opened.locator("[data-samverka=past] .entry-title").first
    assert first.inner_text() == "Öppet hus"
    opened.clock.set_fixed_time(dt.datetime(2099, 1, 3, 12, tzinfo=dt.UTC))
    opened.reload()
    assert opened.locator(".coming").inner_text() == "Inget är inplanerat just nu."
    assert "2099" in headings(opened)
    opened.close()


@pytest.mark.parametrize(
    "path", ["moten/beslut/", "moten/narvaro/", "kalender/", "moten/styrgrupp/2022-01-02/"]
)
def test_the_pages_pass_axe_and_the_tab_key_and_fit_a_narrow_screen(
    browser: Browser, address: str, path: str
) -> None:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    for view in (VIEWS[0], VIEWS[5]):
        opened = view.open(browser)
        opened.goto(address + path)
        opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert judge(opened, axe, path).violations == ()
        assert opened.evaluate(SIDEWAYS) == 0
        assert walk(opened) == []
        opened.close()


def test_a_narrow_list_of_people_is_still_a_table(browser: Browser, address: str) -> None:
    opened = NARROW.open(browser)
    opened.goto(f"{address}moten/styrgrupp/2022-01-02/")
    table = opened.get_by_role("table", name="Närvarande")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Namn", "Organisation", "Roll"]
    first = table.get_by_role("row", name="Eva Ek")
    assert first.get_by_role("cell").all_inner_texts() == ["Region Norr", "ordförande"]
    opened.close()
