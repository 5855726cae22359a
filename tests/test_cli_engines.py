"""`samverka send --engine listmonk` as its user meets it."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.listmonk_server import TOKEN, USER, FakeListmonk, fake_listmonk
from tests.test_cli_send import NAME, Project
from tests.test_cli_send import project as sending_project

LISTMONK = """\
        listmonk: {{url: "{url}", lists: [1], audiences: {{Skola: [2]}}}}
"""


@dataclass
class Handing:
    """A project with a mail server of its own, and listmonk beside it."""

    project: Project
    engine: FakeListmonk

    def send(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        login = {"SAMVERKA_LISTMONK_USER": USER, "SAMVERKA_LISTMONK_TOKEN": TOKEN}
        letter = f"outbox/{NAME}"
        return self.project.run("send", letter, *arguments, typed=typed, **login)

    def hand_over(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return self.send("--to", "all", "--engine", "listmonk", *arguments, typed=typed)


@pytest.fixture
def handing(tmp_path: Path) -> Iterator[Handing]:
    with sending_project(tmp_path) as project, fake_listmonk() as engine:
        settings = tmp_path / "mkdocs.yml"
        more = LISTMONK.format(url=engine.address)
        settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
        project.write("Hej!")
        yield Handing(project, engine)


def test_a_letter_is_laid_down_then_started_when_the_number_is_typed(handing: Handing) -> None:
    handing.engine.subscribe("anna@example.org", 1)
    laid = handing.hand_over()
    assert (laid.returncode, laid.stderr) == (0, "")
    assert "Kampanj 1 är ett utkast." in laid.stdout
    assert f"send outbox/{NAME} --to all --engine listmonk --start" in laid.stdout
    wrong = handing.hand_over("--start", typed="2\n")
    assert (wrong.returncode, handing.engine.campaigns[0]["status"]) == (2, "draft")
    assert handing.hand_over("--start", typed="1\n").returncode == 0
    assert handing.engine.campaigns[0]["status"] == "running"
    again = handing.hand_over("--start")
    assert (again.returncode, len(handing.engine.campaigns)) == (0, 1)
    assert "Kampanj 1 är på väg ut." in again.stdout


def test_what_listmonk_sends_is_not_sent_from_here(handing: Handing) -> None:
    handing.hand_over()
    refused = handing.send("--to", "all", "--yes")
    assert refused.returncode == 2
    assert "överlämnat till listmonk" in refused.stderr
    assert handing.project.taken.letters == []
    kept = handing.hand_over("--take-back")
    assert "har kvar kampanj 1" in kept.stderr
    handing.engine.campaigns.clear()
    assert handing.hand_over("--take-back").returncode == 0
    assert handing.send("--to", "all", "--yes").returncode == 0
    assert len(handing.project.taken.readers) == len(set(handing.project.taken.readers)) > 0


def test_an_empty_list_is_not_started(handing: Handing) -> None:
    empty = handing.hand_over("--start", "--yes")
    assert (empty.returncode, handing.engine.campaigns[0]["status"]) == (2, "draft")
    assert "ingen på listorna" in empty.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "Skola", "--engine", "listmonk"), "går brevet till alla"),
        (("--to", "all", "--start"), "--start används med --engine listmonk"),
        (("--to", "all", "--engine", "listmonk", "--dry-run"), "går inte ihop"),
        (("--to", "all", "--engine", "listmonk", "--start", "--take-back"), "går inte ihop"),
    ],
)
def test_flags_that_do_not_go_together_are_told(
    handing: Handing, arguments: tuple[str, ...], said: str
) -> None:
    refused = handing.send(*arguments)
    assert (refused.returncode, handing.engine.campaigns) == (2, [])
    assert said in refused.stderr


def test_settings_and_credentials_that_are_missing_are_told(handing: Handing) -> None:
    letter = f"outbox/{NAME}"
    flags = ("--to", "all", "--engine", "listmonk")
    bare = handing.project.run("send", letter, *flags, SAMVERKA_LISTMONK_USER="")
    assert "SAMVERKA_LISTMONK_USER" in bare.stderr
    settings = handing.project.root / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines()[:-1]
    settings.write_text("\n".join(lines), encoding="utf-8")
    assert "inte var listmonk finns" in handing.send(*flags).stderr
