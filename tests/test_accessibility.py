"""Every page, in every state a reader can put it in, held against WCAG 2.2 AA by machine.

What axe cannot decide by itself is listed in `LOOKED_AT`, each with what a person saw.
"""

import datetime as dt
import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from samverka.source.statement import AutomaticRun, record_run
from tests.accessibility import (
    STATES,
    VIEWS,
    Fault,
    Verdict,
    View,
    every_page,
    judge,
    states,
    walk,
    web_tool,
)

pytestmark = pytest.mark.browser

LOOKED_AT: dict[str, str] = {
    r'color-contrast: text\[x="-?\d+"\]: .*overlapped': "The wheel's names: #12282a on the field "
    "below each, 6:1 or more; the fields are shapes, whose colour axe cannot tell.",
}
"""Rule, element and what axe says, as a pattern, and what a person saw when looking."""

DESK, PHONE, NARROW = VIEWS[0], VIEWS[2], VIEWS[4]
KIND = re.compile(r'class="[^"]*\bpage--(\w+)')


def needed(path: str) -> Path:
    found = web_tool(path)
    if found is None and "CI" not in os.environ:
        pytest.skip(f"{path} är inte installerat: kör python3 scripts/test.py")
    assert found
    return found


def one_of_each_type(site: Path) -> list[str]:
    """The first page of every folder, kind and template."""
    first: dict[tuple[str, str, bool], str] = {}
    for page in every_page(site):
        path = site / page if page.endswith(".html") else site / page / "index.html"
        kind = KIND.search(path.read_text(encoding="utf-8"))
        folder = page.rstrip("/").split("/")
        first.setdefault((folder[0], kind[1] if kind else "", len(folder) > 1), page)
    return sorted(first.values())


@dataclass(frozen=True, slots=True)
class Bench:
    """What pages are judged with."""

    browser: Browser
    address: str
    axe: str
    judged: dict[str, tuple[int, int]]
    """Pages tried and rules broken, for each view of every page."""

    def faults_in(self, pages: list[str], view: View) -> dict[str, list[Fault]]:
        """What is wrong, and what nobody has looked at yet; the front page in every state."""
        page = view.open(self.browser)
        told = [one for path in pages for one in self._verdicts(page, path)]
        page.context.close()
        wrong = [fault for one in told for fault in one.violations]
        self.judged[view.name] = (len(pages), len(wrong))
        return {
            "wrong": wrong,
            "unsure": [
                fault for one in told for fault in one.incomplete if not is_looked_at(fault)
            ],
        }

    def _verdicts(self, page: Page, path: str) -> Iterator[Verdict]:
        page.goto(self.address + path)
        for number, name in enumerate([name for name, _ in states(page, everything=not path)]):
            if number:
                page.goto(self.address + path)
            dict(states(page, everything=not path))[name]()
            yield judge(page, self.axe, f"{path or 'start'}: {name}")


@pytest.fixture(scope="module")
def bench(browser: Browser, address: str) -> Iterator[Bench]:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    made = Bench(browser, address, axe, {})
    yield made
    place = os.environ.get("SAMVERKA_ASSESSMENT")
    if place and len(made.judged) == len(VIEWS):
        record_run(Path(place), run_of(made))


def run_of(bench: Bench) -> AutomaticRun:
    """What the accessibility statement tells of the run."""
    pages, broken = zip(*bench.judged.values(), strict=True)
    version = re.search(r"axe v([\d.]+)", bench.axe)
    return AutomaticRun(
        date=dt.datetime.now(tz=dt.UTC).date(),
        pages=max(pages),
        states=(*(view.said for view in VIEWS), *STATES),
        tool=f"axe {version[1] if version else ''}".strip(),
        browser=f"Chromium {bench.browser.version}",
        violations=sum(broken),
    )


def is_looked_at(fault: Fault) -> bool:
    told = f"{fault.rule}: {fault.element}: {fault.said}"
    return any(re.search(pattern, told) for pattern in LOOKED_AT)


@pytest.mark.covered
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page_of_each_type_breaks_no_rule(view: View, bench: Bench, own_site: Path) -> None:
    pages = one_of_each_type(own_site)
    assert len(pages) > 15
    assert bench.faults_in(pages, view) == {"wrong": [], "unsure": []}


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_page_breaks_no_rule(view: View, bench: Bench, own_site: Path) -> None:
    assert bench.faults_in(every_page(own_site), view) == {"wrong": [], "unsure": []}


@pytest.mark.parametrize("view", [DESK, PHONE, NARROW], ids=lambda view: view.name)
def test_the_tab_key_reaches_every_control_and_nothing_unseen(
    view: View, browser: Browser, address: str, own_site: Path
) -> None:
    page = view.open(browser)
    faults: dict[str, list[str]] = {}
    for path in one_of_each_type(own_site):
        page.goto(address + path)
        if found := walk(page):
            faults[path] = found
    page.context.close()
    assert faults == {}


def test_every_page_is_valid_html(own_site: Path) -> None:
    """By the Nu checker, https://validator.w3.org/nu/."""
    jar = needed("vnu-jar/build/dist/vnu.jar")
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json"]
    done = subprocess.run(
        [*command, "--exit-zero-always", str(own_site)], capture_output=True, check=True
    )
    messages = json.loads(done.stderr)["messages"]
    told = [
        f"{one['url'].rpartition('/site/')[2]}: {one['message']}"
        for one in messages
        if one["type"] == "error"
    ]
    assert told == []
