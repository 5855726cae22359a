"""`samverka subscribers` as its user meets it."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samverka.cli.on_demand import COMMANDS
from samverka.mail.sending.journal import Change, Delivery, Frozen, State, open_journal
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Signup
from tests.small_site import OURS, Site

ROOT = Path(__file__).parent.parent
SETTINGS = """\
site_name: E
plugins:
  - samverka:
      title: T
      audiences: [Chefer, Personal]
"""
HEADS = "e-post;målgrupp;samtycke;källa\n"
OURS_ALONE = [name.split()[1] for name in COMMANDS if name.startswith("subscribers ")]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LANG": "C"}
    command = [sys.executable, "-m", "samverka", "subscribers", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "projekt"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


def addresses(project: Path) -> set[str]:
    with open_register(project) as register:
        return {one.address for one in register.recipients()}


def private_bytes(project: Path) -> bytes:
    files = (path for path in (project / ".samverka").rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.parametrize("command", OURS_ALONE)
def test_every_command_of_the_group_has_help_with_examples(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert done.returncode == 0
    assert f"  samverka subscribers {command}" in done.stdout.split("Exempel:")[1]


def test_an_unknown_audience_is_answered_with_those_there_are(project: Path) -> None:
    done = run(project, "add", "a@exempel.se", "--source", "Mejl", "--audience", "Skolan")
    assert done.returncode == 2
    assert "Målgrupperna är Chefer, Personal." in done.stderr


def test_the_group_tells_its_commands_and_refuses_others(tmp_path: Path) -> None:
    listed = run(tmp_path, "--help").stdout.split("Kommandon:")[1].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == OURS_ALONE
    done = run(tmp_path, "subscribers")
    assert done.returncode == 2
    assert "Kommandot subscribers finns inte" in done.stderr


def test_one_is_added_shown_and_removed(project: Path) -> None:
    said = ("Anna@Exempel.se", "--source", "Mötet", "--consent", "1 mars 2026")
    added = run(project, "add", *said, "--audience", "chefer")
    assert (added.returncode, added.stdout) == (0, "Tillagd. Får Chefer.\n")
    assert run(project, "add", *said, "--audience", "Personal").stdout == (
        "Fanns redan, med färre målgrupper. Får nu Chefer och Personal.\n"
    )
    shown = run(project, "show", "ANNA@exempel.se").stdout
    assert "Adress: anna@exempel.se\nFår: Chefer och Personal\n" in shown
    assert "Samtycke: 1 mars 2026, Mötet\n" in shown
    assert run(project, "remove", "anna@exempel.se").returncode == 0
    assert b"anna@exempel" not in private_bytes(project)
    refused = run(project, "add", *said)
    assert refused.returncode == 1
    assert "har slutat prenumerera" in refused.stdout
    assert "--again" in refused.stdout
    old = run(project, "add", *said, "--again")
    assert old.returncode == 2
    assert "Skriv dagen då personen bad om brev igen" in old.stderr
    anew = run(project, "add", "anna@exempel.se", "--again", "--source", "Ringde")
    assert (anew.returncode, anew.stdout) == (0, "Inlagd igen. Får allt.\n")


def test_every_fault_of_one_is_told_at_once_and_nothing_is_kept(project: Path) -> None:
    done = run(project, "add", "anna", "--audience", "Cheffer", "--consent", "2999-01-01")
    assert done.returncode == 2
    for said in ("adressen saknar @", "menade du Chefer?", "inte har varit", "källan"):
        assert said in done.stderr
    assert not (project / ".samverka").exists()


def test_a_faulty_list_imports_nothing_unless_told_to(project: Path) -> None:
    rows = "a@e.se;Chefer;2026-03-01;Möte\nb@e.se;Chef;2026-03-01;Möte\nc;;2026-03-01;Möte\n"
    (project / "lista.csv").write_text(HEADS + rows, encoding="utf-8")
    done = run(project, "import", "lista.csv")
    assert done.returncode == 1
    assert "lista.csv:3 fel målgruppen Chef finns inte; menade du Chefer?" in done.stdout
    assert "lista.csv:4 fel adressen saknar @" in done.stdout
    assert "Inget är importerat. Rader att rätta: 2." in done.stdout
    assert not (project / ".samverka").exists()
    some = run(project, "import", "lista.csv", "--skip-faulty")
    assert some.returncode == 1
    assert addresses(project) == {"a@e.se"}


def test_a_dry_run_tells_and_keeps_nothing(project: Path) -> None:
    (project / "lista.csv").write_text("e-post\na@e.se\n", encoding="utf-8")
    said = ("import", "lista.csv", "--source", "Möte", "--consent", "2026-03-01")
    done = run(project, *said, "--dry-run")
    assert done.returncode == 0
    assert "1  nya" in done.stdout
    assert "Inget är sparat" in done.stdout
    assert addresses(project) == set()
    assert run(project, *said).returncode == 0
    assert addresses(project) == {"a@e.se"}


def test_an_import_says_what_came_of_those_it_did_not_add(project: Path) -> None:
    run(project, "add", "kvar@e.se", "--source", "Möte", "--audience", "Chefer")
    run(project, "remove", "borta@e.se")
    rows = "".join(f"{name}@e.se;Personal;2026-03-01;Lista\n" for name in ("ny", "kvar", "borta"))
    (project / "lista.csv").write_text(HEADS + rows, encoding="utf-8")
    first, second = (run(project, "import", "lista.csv").stdout for _ in range(2))
    assert "1 av adresserna är spärrade" in first
    assert "1  nya" in first
    assert "1  har fått fler målgrupper" in first
    assert "0  nya" in second
    assert "2  fanns redan" in second
    assert addresses(project) == {"ny@e.se", "kvar@e.se"}


def test_an_exported_list_is_new_private_and_outside_the_project(project: Path) -> None:
    run(project, "add", "a@e.se", "--source", "=1+1", "--consent", "2026-03-01")
    inside = run(project, "export", "docs/lista.csv")
    assert inside.returncode == 2
    assert "projektets mapp" in inside.stderr
    file = project.parent / "lista.csv"
    assert run(project, "export", "../lista.csv").returncode == 0
    assert file.read_text(encoding="utf-8-sig") == f"{HEADS}a@e.se;;2026-03-01;'=1+1\n"
    assert sys.platform == "win32" or file.stat().st_mode & 0o777 == 0o600
    again = run(project, "export", "../lista.csv")
    assert again.returncode == 2
    assert "finns redan" in again.stderr


def test_the_list_counts_each_audience_and_shows_addresses_only_when_asked(project: Path) -> None:
    run(project, "add", "a@e.se", "--source", "Möte")
    run(project, "add", "b@e.se", "--source", "Möte", "--audience", "Chefer")
    run(project, "remove", "c@e.se")
    done = run(project, "list")
    assert [line.split() for line in done.stdout.splitlines()[1:4]] == [
        ["alla", "2"],
        ["Chefer", "2"],
        ["Personal", "1"],
    ]
    assert "Spärrade, har slutat prenumerera: 1" in done.stdout
    assert "@" not in done.stdout
    assert "b@e.se  Chefer" in run(project, "list", "--addresses").stdout


def test_an_audience_that_is_no_longer_there_is_told(project: Path) -> None:
    run(project, "add", "a@e.se", "--source", "Möte", "--audience", "Chefer")
    (project / "mkdocs.yml").write_text(SETTINGS.replace("Chefer", "Ledare"), encoding="utf-8")
    done = run(project, "list")
    assert done.returncode == 1
    assert "1 prenumeranter har valt målgruppen Chefer, som inte finns" in done.stdout


def send(project: Path, address: str, state: State = State.SENT) -> None:
    """A journal as it is after a sending to `address` and one other."""
    now = dt.datetime(2026, 4, 1, 8, tzinfo=dt.UTC)
    with open_register(project) as register, open_journal(project) as journal:
        keys = {one: register.recipient_of(one).key for one in (address, "annan@e.se")}
        deliveries = [Delivery(key, one, f"<{key}@e.se>", "date") for one, key in keys.items()]
        journal.begin(Frozen("2026-04", "Nytt", "alla", "f", b"", "m", "s@e.se", now), deliveries)
        changes = [Change(key, state, 550, f"{one} ?") for one, key in keys.items()]
        journal.note("2026-04", changes, now)


def test_what_is_kept_is_shown_with_the_letters_that_were_sent(project: Path) -> None:
    run(project, "add", "anna@e.se", "--source", "Möte")
    send(project, "anna@e.se")
    done = run(project, "show", "anna@e.se")
    assert done.returncode == 0
    assert ["2026-04", "skickat", "1", "april", "2026"] in [
        line.split() for line in done.stdout.splitlines()
    ]
    assert run(project, "show", "okänd@e.se").returncode == 2
    unknown = run(project, "show", "okand@e.se")
    assert (unknown.returncode, unknown.stdout) == (1, "Adressen finns inte i registret.\n")


def test_an_address_that_only_the_journal_holds_is_shown_until_it_is_erased(project: Path) -> None:
    send(project, "anna@e.se", State.FAILED)
    for _ in range(2):  # first one on a list of its own, then one who has left
        done = run(project, "show", "anna@e.se")
        assert done.returncode == 0
        assert "I journalen över utskick står adressen anna@e.se." in done.stdout
        run(project, "remove", "anna@e.se")
    run(project, "erase", "anna@e.se")
    assert "anna@e.se" not in run(project, "show", "anna@e.se").stdout


def test_erasing_leaves_no_byte_of_the_address_and_no_list_brings_it_back(project: Path) -> None:
    many = [
        Signup(f"krokofant.{i}@e.se", frozenset({"Chefer"}), dt.date(2026, 3, 1), f"K{i}")
        for i in range(2000)
    ]
    with open_register(project) as register:
        register.add(many, dt.date(2026, 3, 1))
    send(project, "krokofant.77@e.se", State.FAILED)
    assert b"krokofant.77@" in private_bytes(project)
    with open_register(project), open_journal(project):
        done = run(project, "erase", "Krokofant.77@e.se")
        assert b"krokofant.77@" not in private_bytes(project)
    assert done.returncode == 0
    assert "Outlook" in done.stderr
    kept = private_bytes(project)
    assert b"krokofant.77@" not in kept
    assert b"krokofant.78@" in kept
    (project / "lista.csv").write_text(
        f"{HEADS}krokofant.77@e.se;;2026-03-01;Gammal lista\n", encoding="utf-8"
    )
    assert "1 av adresserna är spärrade" in run(project, "import", "lista.csv").stdout
    assert "krokofant.77@e.se" not in addresses(project)
    assert "raderad på egen begäran" in run(project, "show", "krokofant.77@e.se").stdout
    with open_journal(project) as journal:
        assert sorted(one.address for one in journal.deliveries("2026-04", State.FAILED)) == [
            "",
            "annan@e.se",
        ]


def test_a_folder_that_is_no_project_is_left_alone(tmp_path: Path) -> None:
    for command in ("remove", "erase", "show", "add"):
        done = run(tmp_path, command, "a@e.se")
        assert done.returncode == 2
        assert "Hittar inte mkdocs.yml" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_subscribers_are_neither_in_git_nor_on_the_site(tmp_path: Path) -> None:
    site = Site(tmp_path).set_up(ours=OURS)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    run(tmp_path, "add", "krokofant@e.se", "--source", "krokofant")
    assert b"krokofant" in private_bytes(tmp_path)
    site.build()
    assert not [
        path for path in (tmp_path / "site").rglob("*.*") if b"krokofant" in path.read_bytes()
    ]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # noqa: S607
    seen = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "mkdocs.yml" in seen.stdout
    assert ".samverka" not in seen.stdout
