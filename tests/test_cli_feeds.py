"""`samverka feeds` as its user meets it."""

import os
import subprocess
import sys
from pathlib import Path

from samverka.feeds.memory import FOLDER
from samverka.source.lock import locked
from tests.feed_server import Answer, item, partner_site, rss

SETTINGS = "site_name: E\nplugins:\n  - samverka:\n      title: T\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LANG": "C"}
    command = [sys.executable, "-m", "samverka", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def settings(root: Path, **feeds: str) -> None:
    listed = "".join(f"        - {{name: {name}, url: '{url}'}}\n" for name, url in feeds.items())
    text = f"{SETTINGS}      feeds:\n{listed}" if feeds else SETTINGS
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def test_what_came_of_each_feed_is_told_in_a_table_with_the_next_command(tmp_path: Path) -> None:
    with partner_site() as site:
        settings(tmp_path, Älmhult=site.put("/", rss(item("Ett"), item("Två")), ETag='"a"'))
        first, second = run(tmp_path, "feeds"), run(tmp_path, "feeds")
    assert first.returncode == second.returncode == 0
    assert [line.split() for line in first.stdout.splitlines()[:2]] == [
        ["Källa", "Resultat", "Nya", "I", "flödet"],
        ["Älmhult", "nytt", "2", "2"],
    ]
    assert "samverka build" in first.stdout
    assert ["Älmhult", "oförändrat", "0", "2"] in [
        line.split() for line in second.stdout.splitlines()
    ]
    assert "samverka build" not in second.stdout
    assert first.stderr == ""


def test_one_feed_that_fails_exits_with_1_and_all_of_them_with_2(tmp_path: Path) -> None:
    with partner_site() as site:
        bad = site.answer("/borta", Answer(status=404))
        settings(tmp_path, Alvesta=bad, Lessebo=site.put("/", rss(item("Ett"))))
        some = run(tmp_path, "feeds")
        settings(tmp_path, Alvesta=bad)
        none = run(tmp_path, "feeds")
    assert (some.returncode, none.returncode) == (1, 2)
    assert "mkdocs.yml:6 fel Alvesta: flödet finns inte på adressen (404)" in some.stdout
    assert "Prova adressen i en webbläsare" in some.stdout


def test_names_of_feeds_give_no_orders_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f'{SETTINGS}      feeds: [{{name: "[red]\\e[2J", url: "file:///x"}}]\n', encoding="utf-8"
    )
    done = run(tmp_path, "feeds")
    assert done.returncode == 2
    assert "\x1b" not in done.stdout
    assert "[red]" in done.stdout


def test_without_feeds_the_user_is_shown_how_to_add_one(tmp_path: Path) -> None:
    settings(tmp_path)
    done = run(tmp_path, "feeds")
    assert done.returncode == 0
    assert "url: https://" in done.stdout
    assert not (tmp_path / ".samverka").exists()


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    settings(tmp_path, Tingsryd="https://e.se/")
    with locked(tmp_path / FOLDER / "lock"):
        done = run(tmp_path, "feeds")
    assert done.returncode == 2
    assert "hämtas redan" in done.stderr
