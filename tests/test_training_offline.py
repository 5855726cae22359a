"""A module to take along: a zip whose page opens from the disk."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, Request

from samverka.learning.packages.launch import courseware
from samverka.learning.packages.offline import offline
from samverka.learning.packages.validating import faults_in
from samverka.learning.reading import module_of
from samverka.learning.shelf import Edition, read_shelf
from tests.accessibility import judge, web_tool
from tests.training_project import entry_in, project_with

ADDRESS = "utbildning/prov/prov-offline.zip"


def unpacked(root: Path) -> Path:
    """The folder a reader gets of it."""
    project_with(root)
    shelf = read_shelf(root, Edition.PUBLIC).value
    package = offline(courseware(module_of(entry_in(root)), shelf.project).value)
    assert faults_in(package) == ()
    (root / package.name).write_bytes(package.zipped())
    with ZipFile(root / package.name) as archive:
        archive.extractall(root / "Hämtade filer")
    return root / "Hämtade filer"


@pytest.fixture
def opened(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """The page from the disk, and every request for something else than a file refused."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108  it keeps what it is given
    faults: list[str] = []
    page.on("console", lambda one: faults.append(one.text))
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.goto((unpacked(tmp_path) / "index.html").as_uri())
    yield page
    assert faults == []
    assert all(one.url.startswith("file:") for one in asked)
    page.close()


def test_it_says_how_it_is_opened(tmp_path: Path) -> None:
    told = (unpacked(tmp_path) / "README.txt").read_bytes().decode("utf-8-sig")
    assert told.startswith("Ansvar på våra möten\r\n")
    assert "Extrahera alla" in told
    assert "\n" not in told.replace("\r\n", "")


def test_every_package_is_the_same_for_the_same_module(tmp_path: Path) -> None:
    first, second = unpacked(tmp_path / "a"), unpacked(tmp_path / "b")
    assert (first.parent / "prov-offline.zip").read_bytes() == (
        second.parent / "prov-offline.zip"
    ).read_bytes()


@pytest.mark.browser
def test_it_is_walked_through_from_the_disk(opened: Page) -> None:
    opened.get_by_role("link", name="Börja").click()
    assert opened.evaluate("document.activeElement.id") == "vem-ansvarar"
    picture = opened.locator("img").first
    assert picture.evaluate("image => image.currentSrc").startswith("file:")
    opened.get_by_label("Rektorn").check()
    opened.get_by_role("button", name="Visa återkoppling").first.click()
    told = opened.get_by_text("Från förskoleklassen och tills barnet fyller 18 år.")
    assert any(one.is_visible() for one in told.all())
    opened.reload()
    assert opened.get_by_label("Rektorn").is_checked()


@pytest.mark.browser
def test_it_needs_no_more_room_than_a_small_phone_has(opened: Page) -> None:
    opened.get_by_role("button", name="Allt på en sida").click()
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(tmp_path: Path, browser: Browser, scheme: str) -> None:
    tool = web_tool("axe-core/axe.min.js")
    if tool is None:
        pytest.skip("axe-core saknas på den här datorn")
    axe = tool.read_text(encoding="utf-8")
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((unpacked(tmp_path) / "index.html").as_uri())
    for where in ("öppnad", "allt på en sida"):
        verdict = judge(page, axe, where)
        assert (verdict.violations, verdict.incomplete) == ((), ())
        page.get_by_role("button").filter(has_text="Allt på en sida").or_(
            page.get_by_role("button", name="Ett steg i taget")
        ).click()
    page.close()


@pytest.mark.browser
def test_without_scripts_everything_is_there(tmp_path: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((unpacked(tmp_path) / "index.html").as_uri())
    for heading in ("Vem ansvarar?", "Öva"):
        assert page.get_by_role("heading", name=heading).is_visible()
    page.get_by_text("Visa svar och förklaring").first.click()
    assert page.get_by_text("Rollen följer barnets ålder.").is_visible()
    context.close()


def test_each_module_of_the_site_has_its_zip_and_a_link_to_it(tmp_path: Path) -> None:
    site = project_with(tmp_path)
    assert site.build().findings == ()
    first = (tmp_path / "site" / ADDRESS).read_bytes()
    assert 'href="prov-offline.zip"' in site.html("utbildning/prov")
    assert "Ladda ner för att använda utan nät" not in site.html("om")
    (kept,) = (tmp_path / ".samverka/cache/offline").iterdir()
    made = kept.stat().st_mtime_ns
    site.build()
    assert (tmp_path / "site" / ADDRESS).read_bytes() == first
    assert kept.stat().st_mtime_ns == made


def test_a_faulty_zip_is_told_of_and_not_published(tmp_path: Path) -> None:
    site = project_with(tmp_path, "![Karta](prov/karta.svg)")
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://a.se/x.png"/></svg>'
    built = site.write("docs/utbildning/prov/karta.svg", picture).build()
    (fault,) = [one for one in built.findings if one.code == "LEARN09"]
    assert "hämtar något från en annan webbplats: https://a.se/x.png" in fault.message
    assert ADDRESS not in site.files()


def test_a_site_may_do_without_the_zips(tmp_path: Path) -> None:
    site = project_with(tmp_path)
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", f"{settings}      copies: {{offline: false}}\n").build()
    assert ADDRESS not in site.files()
    assert "utan nät" not in site.html("utbildning/prov")
