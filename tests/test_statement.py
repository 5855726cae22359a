"""The accessibility statement: read with every fault, told with what is missing."""

import datetime as dt
import string
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.pages.wording import as_markdown
from samverka.schema import check_model, load_yaml
from samverka.source.statement import AutomaticRun, Statement, read_statement, record_run
from tests.small_site import Site, plain

PROJECT = Path(__file__).parent.parent
WHOLE = """\
organisation: Region Exempelland
compliance: partial
faults:
  - what: Kartan
    criterion: "1.1.1"
    effect: Den syns bara för den som ser
    reason: den är äldre än lagen
    planned: 2027-03-01
outside_the_law:
  - {what: Filmer från 2019, reason: De är inspelade före lagen}
disproportionate:
  - {what: Arkivet, assessment: Det skulle kosta mer än hela webbplatsen, date: 2026-10-01}
assessments:
  - {date: 2026-11-02, by: outside, who: Granskarna AB, method: Fem sidor med skärmläsare}
  - {date: 2026-11-01, by: own, who: redaktionen, method: Alla sidor med tangentbord}
updated: 2026-11-22
"""
RUN = AutomaticRun(
    date=dt.date(2026, 11, 22),
    pages=31,
    states=("dator", "mobil, mörka färger"),
    tool="axe-core 4.12",
    browser="Chromium 156",
    violations=0,
)
KEYS = ("organisation", "compliance", "faults", "outside_the_law", "disproportionate")
PLACE = "docs/tillganglighet.yml"


def project(root: Path, text: str) -> Path:
    (root / "docs").mkdir(exist_ok=True)
    (root / PLACE).write_text(text, encoding="utf-8")
    return root


def site(root: Path, text: str) -> Site:
    site = Site(root).set_up().write(PLACE, text)
    return site.write("docs/tillganglighet.md", "---\ntitle: Tillgänglighet\n---\n\nAlla ska in.\n")


def test_a_whole_statement_tells_all_that_the_law_asks_for(tmp_path: Path) -> None:
    built = site(tmp_path, f"{WHOLE}\n")
    record_run(tmp_path / PLACE, RUN)
    assert not [one for one in built.build(strict=True).findings if one.code.startswith("TGR")]
    text = built.text("tillganglighet")
    for said in (
        "Alla ska in.",
        "Region Exempelland ansvarar för webbplatsen.",
        "Redogörelsen gäller webbplatsen Trygg uppväxt",
        "Webbplatsen är delvis förenlig med lagen om tillgänglighet till digital offentlig service",
        "Kartan. Den syns bara för den som ser. Skäl: den är äldre än lagen.",
        "Ska vara åtgärdat 1 mars 2027. WCAG-kriterium 1.1.1.",
        "Filmer från 2019. De är inspelade före lagen. (9 § DOS-lagen)",
        "Bedömt 1 oktober 2026. (12 § DOS-lagen)",
        "Granskning av en utomstående, Granskarna AB, 2 november 2026. Fem sidor med skärmläsare.",
        "Egen granskning av redaktionen, 1 november 2026.",
        "Senast den 22 november 2026 gick ett program igenom 31 sidor (dator, mobil, mörka färger)",
        "hittade inga fel. Vi använde axe-core 4.12 i Chromium 156.",
        "anmäla bristande tillgänglighet till Digg",
        "22 november 2026",
    ):
        assert said in text
    assert text.count("Uppgift saknas") == 1  # the address to write to, in mkdocs.yml


def test_what_nobody_has_filled_in_is_told_on_the_page_and_to_the_editor(tmp_path: Path) -> None:
    findings = read_statement(project(tmp_path, "# Inget än\n")).findings
    assert [one.message.partition(" ")[0] for one in findings[:5]] == [*KEYS]
    assert {one.severity for one in findings} == {Severity.NOTE}
    built = site(tmp_path, "# Inget än\n")
    assert not built.build(strict=True).findings
    text = built.text("tillganglighet")
    assert "Uppgift saknas. Den ansvariga organisationen är inte ifylld än." in text
    assert text.count("Uppgift saknas.") == 8


def test_an_empty_list_says_that_there_is_nothing_of_it(tmp_path: Path) -> None:
    built = site(tmp_path, "faults: []\noutside_the_law: []\ndisproportionate: []\n")
    built.build()
    text = built.text("tillganglighet")
    assert "Vi känner inte till några brister." in text
    assert "Inget (9 § DOS-lagen)." in text
    assert "Inget (12 § DOS-lagen)." in text


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        "organisasion: X\ncompliance: yes\nfaults:\n"
        "  - {what: A, criterion: 9.9, effect: B, reason: C}\n  - {what: A}\nupdated: i går\n"
    )
    findings = read_statement(project(tmp_path, text)).findings
    assert {one.code for one in findings} == {"TGR01"}
    assert [one.place.line for one in findings] == [1, 2, 4, 5, 5, 5, 6]
    assert "menade du organisation?" in findings[0].message


def test_a_site_with_known_faults_is_not_called_fully_compliant(tmp_path: Path) -> None:
    text = WHOLE.replace("partial", "full")
    read = read_statement(project(tmp_path, text))
    assert read.value is None
    assert [(one.place.line, one.severity) for one in read.findings] == [(2, Severity.ERROR)]


def test_a_statement_that_cannot_be_used_leaves_the_page_as_written(tmp_path: Path) -> None:
    built = site(tmp_path, "faults: inga\n")
    assert [str(one.place) for one in built.build().findings] == [f"{PLACE}:1"]
    assert "Alla ska in." in built.text("tillganglighet")
    assert "Vem som ansvarar" not in built.text("tillganglighet")


def test_a_project_without_a_statement_gets_none(tmp_path: Path) -> None:
    built = Site(tmp_path).set_up()
    assert not built.build(strict=True).findings
    assert not [one for one in built.files() if "tillganglighet" in one]


def test_the_file_behind_the_statement_is_not_published(tmp_path: Path) -> None:
    built = site(tmp_path, WHOLE)
    built.build()
    assert not [one for one in built.files() if one.endswith(".yml")]


def test_a_run_is_recorded_and_the_rest_of_the_file_is_untouched(tmp_path: Path) -> None:
    path = project(tmp_path, f"# Överst\n{WHOLE}  # sist, med indrag\n") / PLACE
    before = path.read_text(encoding="utf-8")
    record_run(path, RUN)
    once = path.read_text(encoding="utf-8")
    assert once.startswith(before.rstrip())
    later = RUN.model_copy(update={"violations": 3, "states": ("dator",)})
    record_run(path, later)
    record_run(path, RUN)
    assert path.read_text(encoding="utf-8") == once
    value = read_statement(tmp_path).value
    assert value is not None
    assert value.automatic == RUN


def test_a_run_in_the_middle_of_the_file_is_replaced_where_it_stands(tmp_path: Path) -> None:
    old = "automatic:\n  date: 2020-01-01\n  pages: 1\n  states: [a]\n\n  tool: b\n"
    text = f"updated: 2026-11-22\n\n{old}  browser: c\n  violations: 9\n\n# Ett ord\nfaults: []\n"
    path = project(tmp_path, text) / PLACE
    record_run(path, RUN)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("updated: 2026-11-22\n\nautomatic:\n  date: 2026-11-22\n")
    assert written.endswith("violations: 0\n\n# Ett ord\nfaults: []\n")


def test_no_run_is_recorded_in_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    path = project(tmp_path, "faults: inga\n") / PLACE
    with pytest.raises(SamverkaError, match=r"tillganglighet\.yml:1 faults"):
        record_run(path, RUN)
    assert path.read_text(encoding="utf-8") == "faults: inga\n"


def test_what_the_file_says_is_text_and_nothing_else(tmp_path: Path) -> None:
    built = site(tmp_path, "organisation: '<b>A</b> [x](y): *z* ~ $ ^ {: .a }'\n")
    built.build()
    assert "<b>A</b> [x](y): *z* ~ $ ^ {: .a } ansvarar" in built.text("tillganglighet")


@given(st.text(alphabet=f"{string.punctuation} aå1\n", max_size=40))
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    extensions = ["tables", "def_list", "footnotes", "attr_list", "samverka.markdown"]
    assert plain(markdown(f"x {as_markdown(text)} x", extensions=extensions)).split() == (
        ["x", *text.split(), "x"]
    )


def test_the_projects_own_statement_can_be_used() -> None:
    text = (PROJECT / PLACE).read_text(encoding="utf-8")
    assert check_model(Statement, load_yaml(text).data).value is not None
    assert PurePosixPath(PLACE).suffix == ".yml"
