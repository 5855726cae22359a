"""What a start of the program loads: a command brings its own libraries, and no other's."""

import subprocess
import sys

import pytest

COSTLY = (
    "altair",
    "distributed",
    "feedparser",
    "httpx",
    "icalendar",
    "lxml",
    "mkdocs",
    "vl_convert",
)
LOADED = "import sys; {start}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
COMMAND = (
    "from typer.main import get_command; from samverka.cli.commands import app;"
    " get_command(app).get_command(None, {name!r})"
)


def loaded_by(start: str) -> set[str]:
    """The packages a fresh Python has loaded after a start."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(start=start)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_command_line_starts_without_what_its_commands_need() -> None:
    assert not loaded_by("from samverka.cli import main") & set(COSTLY)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("import", {"altair", "feedparser", "httpx", "icalendar", "mkdocs"}),
        ("build", {"altair", "feedparser", "httpx", "lxml"}),
        ("feeds", {"altair", "icalendar", "lxml", "mkdocs", "vl_convert"}),
    ],
)
def test_a_command_loads_nothing_that_only_another_needs(name: str, others: set[str]) -> None:
    loaded = loaded_by(COMMAND.format(name=name))
    assert "samverka" in loaded
    assert not loaded & others
