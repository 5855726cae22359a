"""Pages held against axe and walked through with the Tab key, in a real browser."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

PROJECT: Final = Path(__file__).parent.parent
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: Final = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "resultTypes": ["violations", "incomplete"],
}
TABBABLE: Final = """
() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]'
)].filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({
  opacityProperty: false, visibilityProperty: true, contentVisibilityAuto: true
}) && !e.closest('[inert]') && e.getBoundingClientRect().width > 0
  && (e.type !== 'radio' || e === (document.querySelector(`[name="${e.name}"]:checked`)
    ?? document.querySelector(`[name="${e.name}"]`))))
  .map((e, n) => { e.dataset.walk = String(n); return describe(e) })
"""
DESCRIBE: Final = """
e => `${e.tagName.toLowerCase()} ${(e.getAttribute('aria-label') || e.textContent || e.id)
  .trim().replace(/\\s+/g, ' ').slice(0, 40)}`
"""
ENOUGH: Final = 4.5
"""WCAG 1.4.3, for text of any size."""
CONTRAST: Final = """
selector => {
  const element = document.querySelector(selector);
  if (!element || element.closest('svg')) return null;
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map(one => one / 255)
    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const text = numbers(getComputedStyle(element).color);
  if (text.length > 3) return null;
  for (let ground = element; ground; ground = ground.parentElement) {
    const style = getComputedStyle(ground), colour = numbers(style.backgroundColor);
    if (style.backgroundImage !== 'none' || style.opacity !== '1') return null;
    if (colour.length === 3) {
      const [dark, bright] = [light(text), light(colour)].sort((one, two) => one - two);
      return (bright + 0.05) / (dark + 0.05);
    }
    if (colour[3] !== 0) return null;
  }
  return null;
}
"""
"""Of the text of an element on its ground (WCAG 2.2, relative luminance); none where unclear."""
FOCUSED: Final = """
() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getClientRects()[0] || e.getBoundingClientRect(), style = getComputedStyle(e);
  const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
  const above = Math.max(0, box.top), below = Math.min(innerHeight, box.bottom);
  const top = document.elementFromPoint((left + right) / 2, (above + below) / 2);
  return {
    walk: e.dataset.walk ?? null,
    said: describe(e),
    inside: right > left && below > above,
    covered: !top || !(e.contains(top) || top.contains(e)),
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
      || style.boxShadow !== 'none',
  };
}
"""


SCREENS: Final = (("dator", 1280, 900), ("telefon", 390, 844), ("liten telefon", 320, 640))
COLOURS: Final = {"light": "ljusa färger", "dark": "mörka färger"}
STATES: Final = (
    *("allt utfällt", "ett ord förklarat", "sökningen öppen", "menyn öppen"),
    *("ett steg i en utbildning", "rätt svar", "fel svar", "intyget öppet"),
)


@dataclass(frozen=True, slots=True)
class View:
    """A size of screen and a choice of colours."""

    device: str
    width: int
    height: int
    scheme: str

    @property
    def name(self) -> str:
        """What a failing test calls it."""
        return f"{self.width}, {self.scheme}"

    @property
    def said(self) -> str:
        """What the accessibility statement calls it."""
        return f"{self.device} med {COLOURS[self.scheme]}"

    def open(self, browser: Browser, *, scripts: bool = True) -> Page:
        """A page of this size; the content security policy is lifted for axe, not for readers."""
        return browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme=self.scheme,  # type: ignore[arg-type]
            locale="sv-SE",
            reduced_motion="reduce",
            bypass_csp=True,
            java_script_enabled=scripts,
        ).new_page()


VIEWS: Final = tuple(
    View(device, width, height, scheme) for device, width, height in SCREENS for scheme in COLOURS
)


def every_page(site: Path) -> list[str]:
    """Their addresses; not those that only lead on to where a page has moved."""
    found = (str(path.relative_to(site)) for path in sorted(site.rglob("*.html")))
    return [one.removesuffix("index.html") for one in found if not _is_redirect(site / one)]


def _is_redirect(path: Path) -> bool:
    return 'http-equiv="refresh"' in path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A rule of axe that an element breaks, or that a person has to look at."""

    rule: str
    element: str
    said: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What axe says of a page in one state."""

    violations: tuple[Fault, ...]
    incomplete: tuple[Fault, ...]


def web_tool(path: str) -> Path | None:
    """A file of the npm packages; None where they are not installed."""
    told = os.environ.get("SAMVERKA_WEB_TOOLS")
    place = Path(told) / path if told else PROJECT / ".venv" / "web" / "node_modules" / path
    return place if place.is_file() else None


def judge(page: Page, axe: str, where: str) -> Verdict:
    """Run axe on the page as it stands.

    Axe gives up on the contrast of text that wraps, or is scrolled half out of its table; where
    every ground behind such a text has one colour, its contrast is worked out here instead.
    """
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    unsure = tuple(_faults(found["incomplete"], where))
    return Verdict(
        tuple(_faults(found["violations"], where)),
        tuple(one for one in unsure if not _has_contrast(page, one)),
    )


def _has_contrast(page: Page, fault: Fault) -> bool:
    if fault.rule != "color-contrast":
        return False
    ratio: float | None = page.evaluate(CONTRAST, fault.element)
    return ratio is not None and ratio >= ENOUGH


def _faults(rules: list[dict[str, Any]], where: str) -> Iterator[Fault]:
    for rule in rules:
        for node in rule["nodes"]:
            checks = [*node["any"], *node["all"], *node["none"]]
            said = checks[0]["message"] if checks else rule["help"]
            yield Fault(rule["id"], str(node["target"][0]), said, where)


def states(page: Page, *, everything: bool) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a reader can do to a page, each with how it is done; the page is loaded anew between."""
    yield "as it opens", lambda: None
    if page.locator("article details").count():
        yield "all unfolded", lambda: _unfold(page)
    if page.locator(".module .question").count():
        yield from _of_training(page)
    if page.locator("[popovertarget]").count():
        yield "a word explained", page.locator("[popovertarget]").first.click
    if everything:
        yield "search open", lambda: open_search(page, "barn")
        yield "skip link", lambda: page.keyboard.press("Tab")
        if page.get_by_role("button", name="Meny").first.is_visible():
            yield "menu open", lambda: open_menu(page)


def _of_training(page: Page) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "a step", lambda: _open_step(page)
    yield "everything right", lambda: answer_all(page, is_right=True)
    yield "everything wrong", lambda: answer_all(page, is_right=False)
    yield "the certificate", lambda: _open_certificate(page)


ANSWER: Final = """
isRight => {
  Samverka.erase();
  Samverka.choose('all');
  for (const question of Samverka.module.questions.filter(one => one.type !== 'text')) {
    const keys = question.choices.map(one => one.key), right = question.right;
    const wrong = question.rows.length ? right.map(() => right[0])
      : [keys.find(key => !right.includes(key))];
    question.show(isRight ? right : wrong, false);
    question.element.dispatchEvent(
      new CustomEvent('samverka:answer', { bubbles: true, detail: { question } }));
    question.element.querySelector('.question__button').click();
  }
}
"""


def _open_step(page: Page) -> None:
    page.evaluate("Samverka.erase()")
    page.locator(".module__start a").click()


def answer_all(page: Page, *, is_right: bool) -> None:
    """Everything on one page, every question answered, with its feedback."""
    page.evaluate(ANSWER, is_right)


def _open_certificate(page: Page) -> None:
    answer_all(page, is_right=True)
    page.get_by_role("button", name="Gör ett intyg").click()


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def open_search(page: Page, query: str) -> None:
    """Open the search and type; fails where no result comes."""
    page.get_by_role("button", name="Sök").first.click()
    page.keyboard.type(query)
    page.get_by_role("dialog").get_by_role("link").first.wait_for()


def open_menu(page: Page) -> None:
    """Open the menu of a narrow screen; fails where no link is then seen."""
    page.get_by_role("button", name="Meny").first.click()
    page.get_by_role("navigation").get_by_role("link", name="Utbildning").first.wait_for()


def walk(page: Page, most: int = 400) -> list[str]:
    """Tab through the page: what is never reached, and what is focused but not to be seen."""
    page.evaluate(f"() => {{ window.describe = {DESCRIBE.strip()} }}")
    left: dict[str, str] = dict(enumerate_text(page.evaluate(TABBABLE)))
    faults: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        left.pop(focused["walk"], None)
        faults.extend(_faults_of_focus(focused))
    return [*faults, *(f"never reached: {said}" for said in left.values())]


def enumerate_text(said: list[str]) -> Iterator[tuple[str, str]]:
    """The numbers the page has given its controls, as text."""
    return ((str(number), one) for number, one in enumerate(said))


def _faults_of_focus(focused: dict[str, Any]) -> Iterator[str]:
    if not focused["inside"]:
        yield f"focused off screen: {focused['said']}"
    elif focused["covered"]:
        yield f"focused but covered: {focused['said']}"
    if not focused["ring"]:
        yield f"focused without a ring: {focused['said']}"
