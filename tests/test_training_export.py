"""`samverka export`: modules become files for learning platforms, meetings and reading offline."""

import os
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.learning.packages.launch import courseware, files_for
from samverka.learning.packages.package import Courseware, Project
from samverka.learning.player import Record
from samverka.learning.reading import module_of
from samverka.learning.shelf import Edition, Shelf, read_shelf
from tests.small_site import Site, page
from tests.test_cli import run
from tests.training_project import MODULE, entry_in, project_with

FORMS = ("--scorm12", "--scorm2004", "--cmi5", "--qti", "--docx", "--pptx", "--offline")
STAFF = {"draft": "true"}, {"visibility": "staff"}


def shelf_in(root: Path, edition: Edition = Edition.PUBLIC) -> Shelf:
    return read_shelf(root, edition).value


def course_in(root: Path, **of_project: str) -> Courseware:
    project: Project = shelf_in(root).project
    site_url = of_project.get("site_url", project.site_url)
    known = Project(project.root, project.settings, site_url, project.sources)
    return courseware(module_of(entry_in(root)), known).value


def launch_page(course: Courseware, record: Record = "scorm12") -> str:
    return files_for(course, record)[0].content.decode()


def dist(root: Path) -> set[str]:
    folder = root / "dist"
    return {path.name for path in folder.iterdir() if path.suffix} if folder.is_dir() else set()


def test_a_module_becomes_every_form_at_once(tmp_path: Path) -> None:
    project_with(tmp_path)
    done = run(tmp_path, "export", "prov", *FORMS)
    assert (done.returncode, done.stderr) == (0, "")
    packages = {f"prov-{form}.zip" for form in ("scorm12", "scorm2004", "cmi5", "qti", "offline")}
    assert dist(tmp_path) == packages | {"prov.docx", "prov-apt.docx", "prov-apt.pptx"}
    assert "Ladda upp zip-filen som den är i lärplattformen" in done.stdout


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("a", "b"):
        root = tmp_path / name
        project_with(root)
        assert run(root, "export", "prov", *FORMS).returncode == 0
        contents.append({path.name: path.read_bytes() for path in (root / "dist").iterdir()})
    assert contents[0] == contents[1]


def test_without_module_and_form_it_says_what_there_is(tmp_path: Path) -> None:
    project_with(tmp_path)
    done = run(tmp_path, "export")
    assert done.returncode == 0
    assert re.search(r"^prov +Ansvar på våra möten +20 +4", done.stdout, re.MULTILINE)
    assert "--scorm12" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--offline",), "Du har inte sagt vilken modul det gäller."),
        (("prov",), "Du har inte sagt vad modulen ska bli."),
        (("prof", "--offline"), "Menade du prov?"),
        (("möten", "--offline"), "Menade du Ansvar på våra möten?"),
        (("a", "--offline"), "Menade du Ansvar på våra möten?"),
        (("prov", "--offline", "--into", "docs/om"), "kommer med på webbplatsen"),
        (("prov", "--offline", "--into", "site"), "kommer med på webbplatsen"),
        (("prov", "--offline", "--into", "mkdocs.yml"), "är en fil"),
    ],
)
def test_wrong_use_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    project_with(tmp_path)
    done = run(tmp_path, "export", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not dist(tmp_path)


def test_front_matter_and_blocks_of_one_file_are_told_at_once(tmp_path: Path) -> None:
    site = project_with(tmp_path, "/// fråga | Vad?\n///\n", duration="tjugo")
    done = run(tmp_path, "export", "prov", "--offline")
    assert done.returncode == 2
    assert "duration: ska vara ett heltal" in done.stdout
    assert "det finns inget block som heter fråga\n    Menade du question?" in done.stdout
    assert "prov går inte att läsa." in done.stderr
    told = [one.message for one in site.build().findings if one.place.path.endswith("prov.md")]
    assert len(told) == 2


def test_what_leads_nowhere_in_the_front_matter_is_told_by_export_and_build(tmp_path: Path) -> None:
    wanted = "[Ansvar på vara möten, finns-inte.md, Tålamod, https://exempel.se/]"
    site = project_with(tmp_path, prerequisites=wanted, duration=1)
    done = run(tmp_path, "export", "prov", "--offline")
    assert done.returncode == 0
    built = [one for one in site.build().findings if one.place.path.endswith("prov.md")]
    assert [one.code for one in built] == ["LEARN01", "LEARN04", "LEARN04"]
    assert [one.hint for one in built[1:]] == [
        "Menade du Ansvar på våra möten?",
        "Skriv titeln på en sida som är publicerad, eller vad läsaren bör kunna.",
    ]
    assert all(f"{one.place} varning {one.message}" in done.stdout for one in built)


def test_names_to_copy_stand_whole_in_the_list_of_modules(tmp_path: Path) -> None:
    name = "-".join(["utbildning"] * 5)
    title = "En titel som är mycket längre än vad som får plats på en rad i ett fönster"
    project_with(tmp_path).write(f"docs/utbildning/{name}.md", page(title))
    assert name in run(tmp_path, "export").stdout


@pytest.mark.parametrize(
    "said",
    [
        "prov",
        "prov.md",
        "docs/utbildning/prov.md",
        "utbildning\\prov.md",
        "./docs/utbildning/prov.md",
        "ansvar på  våra möten",
    ],
)
def test_a_module_is_found_by_name_path_and_title(tmp_path: Path, said: str) -> None:
    project_with(tmp_path)
    assert shelf_in(tmp_path).find(said).path.name == "prov.md"
    assert shelf_in(tmp_path).find(str(tmp_path / "docs/utbildning/prov.md")).path.stem == "prov"


def test_a_title_of_two_modules_is_asked_about(tmp_path: Path) -> None:
    project_with(tmp_path).write("docs/utbildning/annan.md", page("Ansvar på våra möten"))
    with pytest.raises(SamverkaError, match=r"annan\.md"):
        shelf_in(tmp_path).find("Ansvar på våra möten")


@pytest.mark.parametrize("matter", STAFF, ids=["draft", "staff"])
@pytest.mark.parametrize("said", ["prov", "Ansvar på våra möten"])
def test_a_hidden_module_is_exported_for_staff_only(
    tmp_path: Path, matter: dict[str, object], said: str
) -> None:
    project_with(tmp_path, **matter)
    refused = run(tmp_path, "export", said, "--offline")
    assert refused.returncode == 2
    assert "--edition staff" in refused.stderr
    assert ("Ansvar" in refused.stderr) is ("Ansvar" in said)
    assert not dist(tmp_path)
    done = run(tmp_path, "export", said, "--offline", "--edition", "staff")
    assert (done.returncode, done.stderr) == (0, "")
    assert dist(tmp_path) == {"prov-offline.zip"}


@pytest.mark.parametrize("matter", STAFF, ids=["draft", "staff"])
def test_nothing_is_told_of_a_hidden_module_to_one_who_did_not_name_it(
    tmp_path: Path, matter: dict[str, object]
) -> None:
    project_with(tmp_path, **matter).write("docs/utbildning/synlig.md", page("Synlig"))
    for arguments in ((), ("prof", "--offline"), ("Ansvar på våra", "--offline")):
        done = run(tmp_path, "export", *arguments)
        assert "våra möten" not in done.stdout + done.stderr
        assert "prov" not in done.stdout


@pytest.mark.parametrize("matter", STAFF, ids=["draft", "staff"])
def test_no_file_or_address_of_a_hidden_page_comes_into_a_package(
    tmp_path: Path, matter: dict[str, object]
) -> None:
    text = "## Ett\n\n[Läs](../om/hemlig.md) ![Bild](../om/hemlig/plan.png) [fil](../om/hemlig.pdf)"
    site = project_with(tmp_path, text)
    site.write("docs/om/hemlig.md", page("Hemlig", **matter))
    site.write("docs/om/hemlig/plan.png", b"hemlig").write("docs/om/hemlig.pdf", b"hemlig")
    made = courseware(module_of(entry_in(tmp_path)), shelf_in(tmp_path).project)
    assert [one.code for one in made.findings] == ["LEARN03"]
    everything = files_for(made.value, "scorm12")
    assert not [file.path for file in everything if "hemlig" in str(file.path)]
    assert not [file.path for file in everything if b"hemlig" in file.content]


def test_a_picture_that_is_missing_stops_the_export_with_its_line(tmp_path: Path) -> None:
    project_with(tmp_path, MODULE + "\n![Borta](prov/borta.png)\n![Kvar](prov/fel.html)\n")
    done = run(tmp_path, "export", "prov", "--scorm12", "--docx")
    assert done.returncode == 1
    source = (tmp_path / "docs/utbildning/prov.md").read_text(encoding="utf-8").splitlines()
    line = source.index("![Borta](prov/borta.png)") + 1
    assert f"docs/utbildning/prov.md:{line} fel filen borta.png finns inte" in done.stdout
    assert f"docs/utbildning/prov.md:{line + 1} fel filen fel.html är ingen bild" in done.stdout
    assert not dist(tmp_path)


def test_faults_in_blocks_of_all_modules_are_told_at_once(tmp_path: Path) -> None:
    site = project_with(tmp_path, MODULE.replace("- [x] Rektorn", "- [ ] Rektorn"))
    site.write("docs/utbildning/annan.md", page("Annan", "## Ett\n\n/// fråga | Vad?\n///\n"))
    done = run(tmp_path, "export", "prov", "annan", "--offline")
    assert done.returncode == 1
    assert "docs/utbildning/prov.md:" in done.stdout
    assert "docs/utbildning/annan.md:" in done.stdout
    assert not dist(tmp_path)


def test_a_site_build_tells_of_faults_in_blocks_on_any_page(tmp_path: Path) -> None:
    site = project_with(tmp_path)
    site.write("docs/om/sida.md", page("Sida", "/// fakt | Ett\n\nText.\n///\n"))
    (told,) = [one for one in site.build().findings if one.place.path == "docs/om/sida.md"]
    assert (told.code, told.severity, told.place.line) == ("LEARN06", Severity.ERROR, 7)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    project_with(tmp_path / "projekt", MODULE + "\n![Ut](prov/ut.png)\n")
    (tmp_path / "hemlig.png").write_bytes(b"hemlig")
    (tmp_path / "projekt/docs/utbildning/prov/ut.png").symlink_to(tmp_path / "hemlig.png")
    done = run(tmp_path / "projekt", "export", "prov", "--offline")
    assert done.returncode == 1
    assert "filen ut.png ligger utanför mappen docs" in done.stdout


def test_what_was_made_before_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    project_with(tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/prov-offline.zip").write_bytes(b"")
    (tmp_path / "annan").mkdir()
    (tmp_path / "annan/prov-offline.zip").write_bytes(b"min egen")
    assert run(tmp_path, "export", "prov", "--offline").returncode == 0
    assert ZipFile(tmp_path / "dist/prov-offline.zip").testzip() is None
    refused = run(tmp_path, "export", "prov", "--offline", "--into", "annan")
    assert refused.returncode == 2
    assert "finns redan" in refused.stderr
    assert (tmp_path / "annan/prov-offline.zip").read_bytes() == b"min egen"
    assert run(tmp_path, "export", "prov", "--offline", "--into", "ny/mapp").returncode == 0
    assert (tmp_path / "ny/mapp/prov-offline.zip").is_file()


def test_git_leaves_the_folder_of_packages_alone(tmp_path: Path) -> None:
    project_with(tmp_path)
    run(tmp_path, "export", "prov", "--offline")
    assert (tmp_path / "dist/.gitignore").read_text() == "*\n"


def test_links_lead_to_the_site_or_become_words(tmp_path: Path) -> None:
    project_with(tmp_path)
    assert '<a href="https://exempel.se/om/">Läs om oss</a>' in launch_page(course_in(tmp_path))
    alone = launch_page(course_in(tmp_path, site_url=""))
    assert "<span>Läs om oss</span>" in alone
    assert "exempel.se" not in alone


def test_pictures_and_documents_come_along_under_plain_names(tmp_path: Path) -> None:
    text = "## Ett\n\n![Å](prov/Åäö%20bild.PNG) ![Å](prov/sub/aao-bild.png) [Mall](prov/mall.pdf)"
    site: Site = project_with(tmp_path, text)
    site.write("docs/utbildning/prov/Åäö bild.PNG", b"ett")
    site.write("docs/utbildning/prov/sub/aao-bild.png", b"tva")
    course = course_in(tmp_path)
    files = {str(file.path): file.content for file in course.files}
    assert files["media/aao-bild.png"] == b"ett"
    assert files["media/aao-bild-2.png"] == b"tva"
    assert files["media/mall.pdf"] == b"%PDF mall"
    assert 'src="media/aao-bild-2.png"' in launch_page(course)


def test_words_of_an_editor_never_become_markup_of_the_page(tmp_path: Path) -> None:
    hostile = "'</title><script>alert(1)</script>\"'"
    project_with(tmp_path, goals=f"[{hostile}]", subtitle=hostile, audience=f"[{hostile}]")
    source = tmp_path / "docs/utbildning/prov.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("title: Ansvar på våra möten", f"title: {hostile}", 1))
    shown = launch_page(course_in(tmp_path))
    assert "<script>alert" not in shown
    assert shown.count("<script") == 1


@pytest.mark.parametrize(
    ("record", "reached"),
    [("device", "'none'"), ("scorm12", "'none'"), ("cmi5", "https: http:")],
)
def test_the_page_may_reach_only_what_its_record_speaks_to(
    tmp_path: Path, record: Record, reached: str
) -> None:
    project_with(tmp_path)
    page_ = launch_page(course_in(tmp_path), record)
    assert f"connect-src {reached};" in page_
    assert "unsafe" not in page_
    assert page_.index("Content-Security-Policy") < page_.index("<link")
    assert not re.search(r"\sstyle=|\son\w+=", page_)
