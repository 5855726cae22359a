"""A letter in every mail program of caniemail.com: what each lacks is taken out of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from samverka.mail.letter.letter import Letter
from tests.accessibility import View, judge
from tests.letters import URL
from tests.mail_clients import Client, UnknownFeature, known_slugs, read_clients, without
from tests.mail_project import EVERYTHING, PROJECT, own_letter, rich_letter
from tests.test_accessibility import needed

NOTHING: frozenset[str] = frozenset()
NARROW = 320
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
FEW = ("outlook windows", "gmail desktop-webmail", "gmail android", "apple-mail ios", "orange ios")
GAPS = {
    "outlook windows-mail": "it breaks no long word, however it is asked, so one wider than a "
    "phone is read sideways; the program was for computers, and Microsoft ended it in 2024"
}
"""Programs whose letters may be wider than a small phone, and why."""
LOADED = frozenset({"src", "srcset", "background", "poster", "data", "xlink:href", "action"})
DANGEROUS = frozenset(
    {"script", "iframe", "object", "embed", "form", "base", "link", "svg", "video", "audio"}
)
READ = """
() => {
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const words = text => text.replace(/[\\s\\u00a0\\u034f\\u200c]+/g, '');
  const canvas = document.documentElement.appendChild(document.createElement('i'));
  canvas.style.cssText = 'position:absolute;background:Canvas;width:0;height:0';
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const ground = numbers(getComputedStyle(canvas).backgroundColor);
  canvas.remove();
  const light = rgb => rgb.slice(0, 3).map(one => one / 255)
    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const over = (top, below) => {
    const share = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map(n => top[n] * share + below[n] * (1 - share));
  };
  const behind = element => {
    if (!element) return ground;
    const style = getComputedStyle(element);
    if (style.backgroundImage !== 'none' || style.opacity !== '1') throw Error('unclear ground');
    const colour = numbers(style.backgroundColor);
    return colour[3] === 0 ? behind(element.parentElement)
      : over(colour, behind(element.parentElement));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [], all = [], faint = [];
  while (walker.nextNode()) {
    const text = words(walker.currentNode.data), element = walker.currentNode.parentElement;
    if (!text || element.closest('style, script')) continue;
    all.push(text);
    if (!shown(element)) continue;
    seen.push(text);
    const below = behind(element), top = over(numbers(getComputedStyle(element).color), below);
    const [dark, bright] = [light(top), light(below)].sort((one, two) => one - two);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push(`${text.slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return {
    all: all.join(''),
    seen: seen.join(''),
    faint: [...new Set(faint)],
    links: [...document.querySelectorAll('a[href]:not([href^="#"])')].filter(shown)
      .map(one => [one.getAttribute('href'), words(one.textContent)]),
    pictures: [...document.querySelectorAll('img')].filter(shown).map(one => one.alt),
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown)
      .map(one => [one.tagName, words(one.textContent)]),
    width: document.scrollingElement.scrollWidth,
  };
}
"""
"""Everything a reader meets, spaces left out; contrast after WCAG 2.2, relative luminance."""


@pytest.fixture(scope="module", params=["everything", "own"])
def letter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Letter:
    root = tmp_path_factory.mktemp("project")
    if request.param == "everything":
        return rich_letter(root)
    return own_letter(root)


@pytest.fixture(scope="session")
def clients() -> tuple[Client, ...]:
    return read_clients(needed("caniemail/data/caniemail.json"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One way a letter comes out, and the programs that show it so."""

    html: str
    scheme: str
    names: tuple[str, ...]


def ways(letter: Letter, clients: tuple[Client, ...]) -> tuple[Shown, ...]:
    """Different ones only; each program twice: with what it knows in part, and without."""
    found: dict[tuple[str, str], list[str]] = {}
    for client, is_strict in product(clients, (False, True)):
        lacking = client.lacks | (client.half if is_strict else NOTHING)
        html = without(letter.html, lacking)
        for scheme in ("light", "dark") if client.is_dark else ("light",):
            name = f"{client.name}{', strict' if is_strict else ''}"
            found.setdefault((html, scheme), []).append(name)
    return tuple(Shown(html, scheme, tuple(names)) for (html, scheme), names in found.items())


def read(page: Page, html: str, scheme: str = "light", picture: str = DOT) -> dict[str, Any]:
    """Of a small phone; every picture is a dot, stretched to the size the letter says."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.set_content(_with_pictures(html, picture))
    told: dict[str, Any] = page.evaluate(READ)
    return told


def _with_pictures(html: str, picture: str) -> str:
    return re.sub(r'src="(?:cid:|https?:)[^"]*"', f'src="{picture}"', html)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=True, offline=True)
    yield context.new_page()
    context.close()


def faults(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    found = {
        key: after[key] for key in ("links", "pictures", "headings") if after[key] != before[key]
    }
    if before["all"] != after["all"] or before["seen"] not in after["seen"]:
        found["text"] = after["all"]
    if after["faint"]:
        found["faint"] = after["faint"]
    if after["width"] > NARROW:
        found["width"] = after["width"]
    return found


def faults_in(
    page: Page, letter: Letter, clients: tuple[Client, ...]
) -> dict[tuple[str, ...], Any]:
    before = read(page, letter.html)
    assert len(before["links"]) > 5
    assert len(before["headings"]) > 3
    wrong: dict[tuple[str, ...], Any] = {}
    for one in ways(letter, clients):
        told = faults(before, read(page, one.html, one.scheme))
        if {name.removesuffix(", strict") for name in one.names} <= set(GAPS):
            told.pop("width", None)
        if told:
            wrong[*one.names[:3], one.scheme] = told
    return wrong


@pytest.mark.browser
@pytest.mark.slow
def test_every_mail_program_shows_the_whole_letter_readably(
    page: Page, letter: Letter, clients: tuple[Client, ...]
) -> None:
    assert faults_in(page, letter, clients) == {}


@pytest.mark.browser
@pytest.mark.covered
def test_the_usual_mail_programs_show_the_whole_letter_readably(
    page: Page, letter: Letter, clients: tuple[Client, ...]
) -> None:
    few = tuple(client for client in clients if client.name in FEW)
    assert len(few) == len(FEW)
    assert faults_in(page, letter, few) == {}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_whose_pictures_are_not_shown_fits_a_small_phone(
    page: Page, letter: Letter, scheme: str
) -> None:
    shown = read(page, letter.html, scheme, "data:,")
    assert shown["width"] <= NARROW
    assert shown["faint"] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 800])
def test_axe_finds_nothing_in_a_letter(
    browser: Browser, letter: Letter, scheme: str, width: int
) -> None:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = View("skärm", width, 900, scheme).open(browser)
    page.set_content(_with_pictures(letter.html, DOT))
    verdict = judge(page, axe, "letter")
    page.context.close()
    assert verdict.violations == ()
    assert [one for one in verdict.incomplete if not one.rule.startswith("color-contrast")] == []


def test_a_letter_loads_nothing_from_others_and_leads_where_its_editor_says(
    letter: Letter,
) -> None:
    elements = list(html.document_fromstring(letter.html).iter())
    loaded = [
        *re.findall(r"url\(([^)]*)\)", letter.html),
        *(value for one in elements for name, value in one.items() if name in LOADED),
    ]
    assert loaded
    assert [one for one in loaded if not str(one).startswith(("cid:", URL))] == []
    newsletter = (PROJECT / "newsletters/2022-10.md").read_text(encoding="utf-8")
    written = f"{newsletter}{EVERYTHING}"
    ours = (URL, "#", letter.leaving.partition("?")[0])
    links = [str(one.get("href")) for one in elements if one.tag == "a" and one.get("href")]
    assert len(links) > 5
    assert [one for one in links if not one.startswith(ours) and _bare(one) not in written] == []
    assert not {str(one.tag) for one in elements} & DANGEROUS
    assert not [name for one in elements for name in one if str(name).startswith("on")]


def _bare(address: str) -> str:
    return address.removeprefix("mailto:")


def test_the_programs_of_the_data_are_all_tried(clients: tuple[Client, ...]) -> None:
    names = {client.name for client in clients}
    assert len(names) > 40
    assert {"outlook windows", "gmail desktop-webmail", "apple-mail macos"} <= names
    assert sum(client.is_dark for client in clients) > 10
    outlook = next(client for client in clients if client.name == "outlook windows")
    assert {"css-at-media", "css-border-radius", "css-max-height"} <= outlook.lacks


def test_every_feature_of_the_map_is_one_of_the_data() -> None:
    text = needed("caniemail/data/caniemail.json").read_text(encoding="utf-8")
    assert {
        slug for slug in known_slugs() if f'"slug":"{slug}"' not in text.replace(": ", ":")
    } == (set())


UNKNOWN = {
    "a property": '<p style="rotate: 3deg">x</p>',
    "a unit": '<p style="width: 3cqw">x</p>',
    "a function": '<p style="color: color-mix(in srgb, red, blue)">x</p>',
    "an element": "<p><video></video></p>",
    "an attribute": '<p contenteditable="true">x</p>',
    "a rule": "<style>@container (width > 3px) { p { color: red } }</style><p>x</p>",
    "a media query": "<style>@media (hover: hover) { p { color: red } }</style><p>x</p>",
    "a pseudo-class": "<style>p:has(a) { color: red }</style><p>x</p>",
    "half a rule": "<style>p { color: red } a</style><p>x</p>",
    "a sort of picture": '<p><img src="https://exempel.se/bild.jxl" alt=""></p>',
}


@pytest.mark.parametrize("letter_html", UNKNOWN.values(), ids=UNKNOWN)
def test_what_nobody_has_looked_up_is_never_taken_for_known(letter_html: str) -> None:
    with pytest.raises(UnknownFeature):
        without(f"<html><body>{letter_html}</body></html>", NOTHING)


def test_what_a_program_lacks_is_taken_out() -> None:
    letter = (
        "<!doctype html><html><head><style>.a { color: red } p { color: blue }"
        "@media (prefers-color-scheme: dark) { p { color: white } }</style></head>"
        '<body class="b" style="margin:0"><p style="padding: 3px; color: red">a <code>b</code>'
        '<a href="#x">c</a><img src="x.webp" alt="d"></p></body></html>'
    )
    lacking = frozenset(
        {
            *("css-selector-class", "css-at-media-prefers-color-scheme", "css-padding"),
            *("html-code", "html-anchor-links", "image-webp", "html-doctype", "html-body"),
        }
    )
    assert without(letter, lacking) == (
        "<html><head><style>p { color: blue }</style></head>"
        '<body><p style="color: red">a b<a>c</a><img src="data:," alt="d"></p></body></html>'
    )
    assert (
        "style" not in without(letter, frozenset({"html-style"}).union(lacking)).partition("<p")[0]
    )
