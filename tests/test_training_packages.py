"""Packages that must not be written: each fault is told by name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from typer.testing import CliRunner

from samverka.catalogue.building import build_catalogue
from samverka.cli.commands import app
from samverka.cli.export_forms import Order, packed
from samverka.learning.packages.package import Package, PackageFile
from samverka.learning.packages.scorm12 import scorm12
from samverka.learning.packages.scorm2004 import scorm2004
from samverka.learning.packages.validating import faults_in
from samverka.pages.header import Around
from tests.training_courses import EVERY, MATTER, course_of

Change = Callable[[Package], Package]
TODAY = dt.date(2026, 11, 22)
MANIFEST = "imsmanifest.xml"


def with_file(package: Package, name: str, content: bytes) -> Package:
    """One file more, or with other content."""
    others = tuple(one for one in package.files if str(one.path) != name)
    return replace(package, files=(*others, PackageFile(PurePosixPath(name), content)))


def without(name: str) -> Change:
    return lambda package: replace(
        package, files=tuple(one for one in package.files if str(one.path) != name)
    )


def content_of(package: Package, name: str) -> bytes:
    return next(one.content for one in package.files if str(one.path) == name)


def said(old: str, new: str, name: str = MANIFEST) -> Change:
    """The file says something else."""

    def change(package: Package) -> Package:
        content = content_of(package, name)
        assert old.encode() in content
        return with_file(package, name, content.replace(old.encode(), new.encode()))

    return change


def more(name: str, content: str = "") -> Change:
    return lambda package: with_file(package, name, content.encode())


def more_on_page(html: str) -> Change:
    return said("</main>", f"{html}</main>", "index.html")


def moved(package: Package) -> Package:
    return with_file(without(MANIFEST)(package), f"a/{MANIFEST}", content_of(package, MANIFEST))


FAULTS = (
    ("no manifest", without(MANIFEST), "imsmanifest.xml saknas"),
    ("a manifest in a folder", moved, "imsmanifest.xml saknas"),
    ("a broken manifest", said("</manifest>", ""), "går inte att läsa som XML"),
    (
        "entities",
        said("<manifest", "<!DOCTYPE manifest [<!ENTITY a 'b'>]><manifest"),
        "läsa som XML",
    ),
    ("a missing file", without("player.css"), "player.css, som inte finns"),
    ("an unlisted file", more("media/extra.png"), "media/extra.png finns i paketet men"),
    ("a wrong scormtype", said('scormtype="sco"', 'scormtype="asset"'), "scormtype=”sco”"),
    ("a misspelt scormtype", said("adlcp:scormtype", "adlcp:scormType"), "scormtype=”sco”"),
    ("a resource of no web page", said('"webcontent"', '"text"'), "typen webcontent"),
    (
        "a broken identifier",
        said('organization identifier="s', 'organization identifier="1 s'),
        "inte giltig",
    ),
    ("a repeated identifier", said('-sco" type', '-item" type'), "står 2 gånger"),
    ("a reference to nothing", said('identifierref="s', 'identifierref="x'), "som inte finns"),
    ("no default organization", said("organizations default", "organizations title"), "(default)"),
    ("no launch page", without("index.html"), "Startsidan index.html saknas"),
    ("an unlisted launch page", said('<file href="index.html"/>', ""), "sin egen startsida"),
    ("a file above the package", more("../utanför.txt"), "pekar ut ur paketet"),
    ("a listed file above it", said('"player.css"', '"../player.css"'), "Manifestet pekar ut"),
    ("a listed file elsewhere", said('"player.css"', '"https://a.example/b.css"'), "pekar ut"),
    ("a name of Windows' own", more("media/con.png"), "inte alla lärplattformar"),
    ("a name with spaces", more("media/en bild.png"), "inte alla lärplattformar"),
    ("a name in two cases", more("PLAYER.css"), "finns två gånger"),
    ("a picture from elsewhere", more_on_page("<img src=//a.example/b.png>"), "annan webbplats"),
    (
        "a style from elsewhere",
        said("}", "}a{background:url(https://a.example/b)}", "player.css"),
        "annan webbplats",
    ),
    ("a script that fetches", more("x.js", "fetch('https://a.example/log')"), "annan webbplats"),
    (
        "a page that moves on",
        more_on_page('<meta http-equiv="refresh" content="0; url=https://a.example/">'),
        "annan webbplats",
    ),
    ("a pass mark out of range", said("score>80<", "score>180<"), "Gränsen för godkänt"),
    ("a pass mark in words", said("score>80<", "score>åttio<"), "Gränsen för godkänt"),
    ("a wrong version", said(">1.2<", ">1.3<"), "ADL SCORM 1.2"),
    (
        "an empty title",
        said("<title>Barnets plan på åtta öar</title>", "<title> </title>"),
        "saknar titel",
    ),
    ("metadata that is missing", without("metadata.xml"), "metadata.xml, som inte finns"),
)


def test_packages_as_they_are_made_have_no_faults(tmp_path: Path) -> None:
    course = course_of(tmp_path, EVERY)
    assert faults_in(scorm12(course)) == ()
    assert faults_in(scorm2004(course)) == ()


@pytest.mark.parametrize(
    ("change", "words"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_fault_is_named_and_nothing_is_made(change: Change, words: str, tmp_path: Path) -> None:
    course = course_of(tmp_path)
    assert any(words in fault for fault in faults_in(change(scorm12(course))))
    around = Around(build_catalogue((), course.settings).value, course.settings, tmp_path, TODAY)
    made = packed(lambda one: change(scorm12(one)))(Order(course.module, course, around))
    assert made.value == ()
    assert any(words in finding.message for finding in made.findings)


def test_faults_of_the_later_version_are_named_in_its_own_words(tmp_path: Path) -> None:
    package = scorm2004(course_of(tmp_path))
    for old, new, words in (
        ("2004 4th Edition", "CAM 1.3", "2004 4th Edition"),
        ("adlcp:scormType", "adlcp:scormtype", "scormType=”sco”"),
        (">0.8<", ">80<", "från 0 till 1"),
    ):
        assert any(words in fault for fault in faults_in(said(old, new)(package)))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    package = without("player.css")(said('"sco"', '"asset"')(scorm12(course_of(tmp_path))))
    assert len(faults_in(package)) == 2


def test_a_link_to_another_site_is_no_request(tmp_path: Path) -> None:
    text = "\n## Lagen\n\nLäs [lagen](https://lagen.example/) och https://lagen.example/om.\n"
    assert faults_in(scorm12(course_of(tmp_path, text))) == ()


def test_a_module_that_no_platform_can_remember_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "\n\n- [x] Ja\n- [ ] Nej\n///\n\n"
    one = "/// question | Fråga {0}?\n    id: en-fraga-med-ett-langt-namn-{0}" + answers
    text = "\n## Prov\n\n" + "".join(one.format(number) for number in range(99))
    folder = tmp_path / "docs" / "utbildning"
    folder.mkdir(parents=True)
    matter = MATTER.format(title="Stort prov", more="pass_mark: 80")
    (folder / "stort-prov.md").write_text(matter + text, encoding="utf-8")
    settings = "site_name: Prov\nplugins:\n  - samverka:\n      title: Trygg uppväxt\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["export", "stort-prov", "--scorm12", "--scorm2004"])
    assert done.exit_code == 1
    assert "Dela modulen i två" in " ".join(done.output.split())
    assert not list(tmp_path.rglob("*.zip"))
