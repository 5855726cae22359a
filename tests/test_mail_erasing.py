"""Where the addresses of readers are kept, and that no byte of one who was erased is left."""

import os
from pathlib import Path

from samverka.source.private import PRIVATE
from tests.smtp_server import DROP, TAKE_AND_DROP, Script
from tests.test_cli_send import project

ANSWERS = {
    "anna@example.org": "550 5.1.1 no anna@example.org here",
    "bo@example.org": "552 5.2.2 bo@example.org is full",
}
ADDRESSES = ("anna@example.org", "bo@example.org", "cia@example.org")
TRIED = "eva.test@example.org"


def holding(root: Path, address: str) -> set[Path]:
    """Files below the project with the address, or its name, in any case."""
    name = address.partition("@")[0].encode() + b"@"
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root) for path in files if name in path.read_bytes().lower()}


def test_addresses_are_below_the_private_folder_alone_until_they_are_erased(tmp_path: Path) -> None:
    script = Script(reader=ANSWERS.get, letter={"cia@example.org": TAKE_AND_DROP, TRIED: DROP}.get)
    with project(tmp_path, script) as here:
        here.send("--test", TRIED)
        here.send("--to", "all", "--dry-run")
        here.send("--to", "all", "--yes")
        here.send("--status", "--addresses")
        assert holding(tmp_path, TRIED) == set()
        for address in ADDRESSES:
            kept = holding(tmp_path, address)
            assert Path(PRIVATE, "journal.sqlite") in kept
            assert {path.parts[0] for path in kept} == {PRIVATE}
            if os.name != "nt":
                modes = {(tmp_path / path).stat().st_mode & 0o777 for path in kept}
                assert modes == {0o600}
                assert (tmp_path / PRIVATE).stat().st_mode & 0o777 == 0o700
            assert here.run("subscribers", "erase", address).returncode == 0
            assert holding(tmp_path, address) == set()
        assert here.send("--status", "--addresses").returncode in {0, 1}
