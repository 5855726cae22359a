"""`samverka subscribers apply-unsubscribes` and `apply-bounces` as their user meets them."""

import os
import subprocess
import sys
from pathlib import Path

from samverka.mail.subscribers.leavers import FILE, note_leaver
from samverka.mail.subscribers.register import open_register
from tests.project import Project
from tests.saved_mails import (
    ANNA,
    BO,
    SECRET,
    TODAY,
    folder_of,
    mail,
    mbox_of,
    message_id_of,
    register_of,
    token_of,
)
from tests.test_mail_bounces import report

EPOCH = "1795305600"
"""22 November 2026."""


def run(root: Path, *arguments: str, secret: str = SECRET) -> subprocess.CompletedProcess[str]:
    told = {"NO_COLOR": "1", "COLUMNS": "100", "SOURCE_DATE_EPOCH": EPOCH}
    environment = {**os.environ, **told, "SAMVERKA_SECRET": secret}
    command = [sys.executable, "-m", "samverka", "subscribers", *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def active(root: Path) -> list[str]:
    with open_register(root) as register:
        return sorted(one.address for one in register.recipients())


def test_who_wants_to_leave_is_taken_away_and_what_is_unclear_is_listed(tmp_path: Path) -> None:
    Project(tmp_path)
    with register_of(tmp_path, ANNA, BO) as register:
        plain, unclear = mail("", "Avsluta"), mail("Hur avslutar jag?", "Fråga", "x@y.example")
        proved = mail("", f"avsluta {token_of(register, BO)}", "x@y.example")
    path = mbox_of(tmp_path, [plain, unclear, proved])
    trial = run(tmp_path, "apply-unsubscribes", str(path), "--dry-run")
    assert len(active(tmp_path)) == 2
    first = run(tmp_path, "apply-unsubscribes", str(path))
    again = run(tmp_path, "apply-unsubscribes", str(path))
    assert (trial.returncode, first.returncode, again.returncode) == (1, 1, 1)
    assert "2 adresser skulle tas bort. Inget är ändrat." in trial.stdout
    assert "2 adresser borttagna." in first.stdout
    assert f"Avslut:{plain.count(10) + 4} varning x@y.example 20 november 2026" in first.stdout
    assert "samverka subscribers remove ADRESS" in first.stdout
    assert "0 adresser borttagna." in again.stdout
    assert "har redan slutat" in again.stdout
    assert active(tmp_path) == []
    assert first.stderr == ""


def test_who_left_by_the_web_is_taken_from_the_servers_database(tmp_path: Path) -> None:
    Project(tmp_path)
    server = tmp_path / "server"
    server.mkdir()
    with register_of(tmp_path, ANNA, BO) as register:
        note_leaver(server, register.recipient_of(ANNA).key, TODAY)
    told = run(tmp_path, "apply-unsubscribes", str(server / ".samverka" / FILE))
    assert told.returncode == 0
    assert "1 adress borttagen." in told.stdout
    assert active(tmp_path) == ["bo@xn--vxj-qla6g.example"]


def test_addresses_that_do_not_exist_are_taken_away(tmp_path: Path) -> None:
    Project(tmp_path)
    with register_of(tmp_path, ANNA, BO) as register:
        mails = [
            report(message_id_of(register, ANNA)),
            report(message_id_of(register, BO), BO, "5.7.1", "550 [red]no\x1b[2J"),
        ]
    told = run(tmp_path, "apply-bounces", str(folder_of(tmp_path, mails)))
    assert told.returncode == 1
    assert "1 adress borttagen." in told.stdout
    assert "utskicket 2026-11: 1 brev nekades (5.7.1), till exempel: 550 [red]no" in told.stdout
    assert "\x1b" not in told.stdout
    assert active(tmp_path) == ["bo@xn--vxj-qla6g.example"]


def test_unusually_many_at_once_are_held_until_they_are_confirmed(tmp_path: Path) -> None:
    Project(tmp_path)
    addresses = [f"a{number}@exempel.se" for number in range(11)]
    with register_of(tmp_path, *addresses) as register:
        mails = [report(message_id_of(register, one), one) for one in addresses]
    path = str(folder_of(tmp_path, mails))
    held = run(tmp_path, "apply-bounces", path)
    assert held.returncode == 1
    assert "11 adresser skulle tas bort. Det är ovanligt många" in held.stdout
    assert len(active(tmp_path)) == 11
    sure = run(tmp_path, "apply-bounces", path, "--yes")
    assert sure.returncode == 0
    assert active(tmp_path) == []


def test_what_cannot_be_read_is_said_without_a_trace(tmp_path: Path) -> None:
    Project(tmp_path)
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "avslut.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    for command in ("apply-unsubscribes", "apply-bounces"):
        for name in ("bild.png", "avslut.msg", "finns-inte"):
            told = run(tmp_path, command, name)
            assert told.returncode == 2
            assert name in told.stderr
            assert "Traceback" not in told.stderr
        no_secret = run(tmp_path, command, "bild.png", secret=SECRET[:8])
        assert no_secret.returncode == 2
        assert "SAMVERKA_SECRET" in no_secret.stderr
        assert SECRET[:7] not in no_secret.stderr


def test_the_commands_are_told_of_with_examples(tmp_path: Path) -> None:
    told = run(tmp_path, "--help").stdout
    assert "apply-unsubscribes" in told
    assert "apply-bounces" in told
    assert (
        "samverka subscribers apply-bounces studsar"
        in run(tmp_path, "apply-bounces", "--help").stdout
    )
