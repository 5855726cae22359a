"""The command line as its user meets it: a real process, its words and its exit codes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.project import Project
from tests.word_files import deleted_and_inserted, link, text, title, word_bytes

ROOT = Path(__file__).parent.parent
COMMANDS = (
    "new",
    "import",
    "build",
    "serve",
    "export",
    "feeds",
    "newsletter",
    "digest",
    "send",
    "subscribers",
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LANG": "C"}
    command = [sys.executable, "-m", "samverka", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert "Usage" not in done.stdout
    assert "Show this" not in done.stdout
    assert done.returncode == 0
    assert f"  samverka {command}" in done.stdout.split("Exempel:")[1]
    assert "Flaggor:" in done.stdout


def test_the_help_the_readme_and_the_commands_are_the_same_list(tmp_path: Path) -> None:
    listed = run(tmp_path).stdout.split("Kommandon:")[1].split("\n")
    assert tuple(line.split()[0] for line in listed if line.strip()) == COMMANDS
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `samverka (\w+)", readme, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bild",), "Kommandot bild finns inte"),
        (("import",), "det saknas 'FIL|MAPP...'"),
        (("import", "inbox", "--kind", "saga"), "värdet för '--kind' duger inte"),
        (("build", "--fort"), "flaggan --fort finns inte"),
    ],
)
def test_wrong_use_exits_with_2_and_says_where_help_is(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Kommandot gick inte att förstå" in done.stderr
    assert said in done.stderr
    assert "--help" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "inbox", "--report", "docs/om.md"), "slutar på .json"),
        (("import", "inbox", "--into", "docs/länk"), "ligger inte under"),
        (("import", "inbox", "--into", "docs/.dold"), "ligger inte under"),
        (("serve", "--address", "127.0.0.1:99999"), "går inte att använda"),
    ],
)
def test_a_value_that_would_do_harm_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    Project(tmp_path).put("om oss.docx", word_bytes(title("Om oss"), text("Hej.")))
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_project_the_missing_settings_are_named(tmp_path: Path) -> None:
    done = run(tmp_path, "build")
    assert done.returncode == 2
    assert "Hittar inte mkdocs.yml" in done.stderr


def test_an_import_prints_a_table_and_writes_the_same_as_json(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("om oss.docx", word_bytes(title("Om oss"), text("Hej."), link("sidan", "#")))
    done = run(tmp_path, "import", "inbox")
    assert done.returncode == 0
    assert "om oss.docx" in done.stdout
    assert "docs/om-oss.md" in done.stdout
    assert "länken ”sidan” leder ingenstans" in done.stdout
    (told,) = json.loads((tmp_path / ".samverka/import.json").read_text(encoding="utf-8"))
    assert (told["status"], told["path"]) == ("ny", "docs/om-oss.md")
    assert told["receipt"]["missing"] == told["receipt"]["invented"] == []
    assert told["receipt_page"] == ".samverka/kvitton/docs/om-oss.html"
    assert (tmp_path / told["receipt_page"]).is_file()
    assert "Alla 4 ord är med." in done.stdout
    assert "Kvittot finns i .samverka/kvitton/docs/om-oss.html." in done.stdout


def test_what_is_left_out_is_told_with_its_count_and_share(tmp_path: Path) -> None:
    content = word_bytes(title("Om oss"), deleted_and_inserted)
    Project(tmp_path).put("om oss.docx", content)
    done = run(tmp_path, "import", "inbox")
    assert "5 av 6 ord är med, resten hör inte till texten." in done.stdout
    assert re.search(r"spårad borttagning +1 +16,7\s%", done.stdout)
    (told,) = json.loads((tmp_path / ".samverka/import.json").read_text(encoding="utf-8"))
    assert told["receipt"]["left_out"] == [
        {"reason": "spårad borttagning", "count": 1, "share": 16.67, "words": "måndag"}
    ]


def test_the_findings_of_an_import_stand_in_the_report_with_their_line(tmp_path: Path) -> None:
    content = word_bytes(title("Om oss"), text("Hej."), link("sidan", "#"))
    Project(tmp_path).put("om oss.docx", content)
    run(tmp_path, "import", "inbox")
    (told,) = json.loads((tmp_path / ".samverka/import.json").read_text(encoding="utf-8"))
    assert [finding["code"] for finding in told["findings"]] == ["LINK02"]
    assert told["findings"][0]["line"] == 12


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_private_folder_is_only_for_its_owner(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.put("om oss.docx", word_bytes(title("Om oss"), text("Hej.")))
    run(tmp_path, "import", "inbox")
    assert (tmp_path / ".samverka").stat().st_mode & 0o077 == 0


def test_a_page_with_something_to_choose_in_exits_with_1_until_it_is_chosen(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.import_one("om.docx", word_bytes(title("Om oss"), text("Första.")))
    page = tmp_path / "docs/om-oss.md"
    changed = page.read_text(encoding="utf-8").replace("Första.", "Min egen.")
    page.write_text(changed, encoding="utf-8")
    project.put("om.docx", word_bytes(title("Om oss"), text("Andra.")))
    for said in ("Sammanfogad: docs/om-oss.md", "Lämnad: docs/om-oss.md"):
        done = run(tmp_path, "import", "inbox")
        assert done.returncode == 1
        assert said in done.stdout
        assert "docs/om-oss.md:10 fel samma text är ändrad" in done.stdout
    page.write_text(changed, encoding="utf-8")
    assert run(tmp_path, "import", "inbox").returncode == 0


def test_the_compiled_translations_are_those_in_the_text_file() -> None:
    folder = ROOT / "src/samverka/translations/sv/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as text_file:
        written = {m.id: m.string for m in read_po(text_file) if m.id}
    with (folder / "messages.mo").open("rb") as compiled_file:
        compiled = {m.id: m.string for m in read_mo(compiled_file) if m.id}
    assert compiled == written
