"""`samverka newsletter` as its user meets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hidden_word import EVERYWHERE, HIDDEN, PICTURE, PUBLIC, TEXT, WORD
from tests.letters import mailing_site
from tests.small_site import page
from tests.test_leaks import tells

BODY = "En ingress.\n\n## Första\n\nText.\n"


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LANG": "C", **more}
    command = [sys.executable, "-m", "samverka", "newsletter", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_a_newsletter_becomes_a_letter_and_the_next_command_is_told(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, BODY, preheader="Kort.")
    done = run(site.root, "2026-05")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    folder = Path("outbox", "2026-05")
    assert lines[:2] == [f"Brevet ligger i {folder}", ""]
    assert lines[2].split() == ["Fil", "Storlek", "Vad"]
    files = ["preview.html", "draft.eml", "letter.html", "letter.txt"]
    assert [line.split()[0] for line in lines[3:7]] == files
    assert "Att se över" not in done.stdout
    assert lines[-1].endswith("samverka send outbox/2026-05 --test din@adress")
    assert (site.root / folder / "letter.json").is_file()


@pytest.mark.parametrize(
    "said",
    [
        "newsletters/2026-05.md",
        "newsletters\\2026-05.md",
        "./newsletters/2026-05.md",
        "2026-05.md",
    ],
)
def test_the_file_can_be_pointed_out_too(tmp_path: Path, said: str) -> None:
    site = mailing_site(tmp_path, BODY)
    assert run(site.root, said).returncode == 0
    assert (site.root / "outbox/2026-05/letter.html").is_file()


def test_the_whole_path_of_the_file_will_do(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, BODY)
    assert run(site.root, str(site.root / "newsletters/2026-05.md")).returncode == 0


def test_everything_to_look_over_is_told_at_once(tmp_path: Path) -> None:
    text = f"{BODY}\n[borta](borta.md) ![](bild.png)\n"
    site = mailing_site(tmp_path, text, title="Nyheter " * 9)
    done = run(site.root, "2026-05")
    assert done.returncode == 0
    assert "Att se över:" in done.stdout
    assert done.stdout.count("newsletters/2026-05.md") >= 3
    assert "BREV11" in done.stdout
    page = (site.root / "outbox/2026-05/preview.html").read_text(encoding="utf-8")
    assert "BREV11" in page


def test_faults_above_the_text_are_told_with_their_lines(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, BODY, draft="ture", nonsens="1")
    done = run(site.root, "2026-05")
    assert done.returncode == 2
    assert "draft" in done.stdout
    assert "nonsens" in done.stdout
    assert "2026-05" in done.stderr
    assert not (site.root / "outbox").exists()


def test_an_unknown_newsletter_is_answered_with_those_there_are(tmp_path: Path) -> None:
    done = run(mailing_site(tmp_path, BODY).root, "2026-06")
    assert done.returncode == 2
    assert "2026-05" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_letter_changed_by_hand_is_kept(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, BODY)
    run(site.root, "2026-05")
    letter = site.root / "outbox/2026-05/letter.html"
    letter.write_text("mitt", encoding="utf-8")
    done = run(site.root, "2026-05")
    assert done.returncode == 2
    assert "outbox/2026-05/letter.html är ändrad för hand" in done.stderr
    assert letter.read_text(encoding="utf-8") == "mitt"


def test_what_a_newsletter_says_gives_no_orders_to_the_terminal(tmp_path: Path) -> None:
    site = mailing_site(tmp_path, f"{BODY}\n[x](<a\x1b[2J[red].md>)\n", title='"[red]\\e[2J"')
    done = run(site.root, "2026-05")
    assert "\x1b" not in done.stdout + done.stderr


def test_the_help_has_examples() -> None:
    done = run(Path.cwd(), "--help")
    assert done.returncode == 0
    assert "samverka newsletter 2020-09" in done.stdout


@pytest.mark.parametrize("hidden", ["draft: true", "visibility: staff"])
def test_no_file_of_the_outbox_tells_of_a_hidden_page(tmp_path: Path, hidden: str) -> None:
    key, _, value = hidden.partition(": ")
    site = mailing_site(
        tmp_path, f"{BODY}\n{PUBLIC}\n[brev](2020-09.md) [mapp](../docs/om/{WORD}.md)"
    )
    for path, matter in HIDDEN.items():
        site.write(path, page(f"{WORD} titel", TEXT, **EVERYWHERE, **{key: value}, **matter))
        site.write(path.replace(".md", f"/{WORD}.png"), PICTURE)
    site.write(f"docs/bilder/{WORD}.png", PICTURE)
    assert run(site.root, "2026-05").returncode in {0, 1}
    files = [path for path in (site.root / "outbox").rglob("*") if path.is_file()]
    assert {"letter.html", "letter.txt", "draft.eml", "letter.json"} <= {one.name for one in files}
    told = {path.name for path in files if tells(path.read_bytes())}
    assert told <= {"preview.html"}
    assert not {str(path) for path in files if WORD in path.name}
    assert run(site.root, "2020-09").returncode == 2
    assert not (site.root / "outbox/2020-09").exists()
