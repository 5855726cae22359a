"""Files and pages that nobody wrote: each at one address, within the site, and in no one's way."""

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from samverka.findings import Noted
from samverka.pages.generated import StaticFile
from samverka.pages.publishing import placed
from tests.small_site import Site, meeting, said


def kept(*paths: str) -> tuple[list[str], list[str]]:
    made = Noted(tuple(StaticFile(PurePosixPath(path), b"") for path in paths))
    result = placed(made, lambda one: one.path)
    return [str(one.path) for one in result.value], [one.code for one in result.findings]


@pytest.mark.parametrize(
    "path",
    ["../ute.txt", "a/../../ute.txt", "/etc/passwd", "", "C:/ute", "D:ute", "a\\..\\..\\ute"],
)
def test_nothing_is_made_outside_the_site(path: str) -> None:
    assert kept(path, "a/inne.txt") == (["a/inne.txt"], ["SITE07"])


def test_of_two_at_one_address_the_first_is_kept_and_the_editor_told() -> None:
    assert kept("a.txt", "b.txt", "a.txt", "./b.txt") == (["a.txt", "b.txt"], ["SITE08"] * 2)


@pytest.mark.parametrize("address", ["kalender/alla.ics", "feed/alla.xml"])
def test_an_editors_own_file_is_not_written_over(tmp_path: Path, address: str) -> None:
    site = Site(tmp_path).set_up("site_url: https://exempel.se/\n")
    site.write("docs/moten/styrgrupp/2021-06-04.md", meeting("Möte", "2021-06-04"))
    assert said(site.build()) == []
    assert address in site.files()
    site.write(f"docs/{address}", "min egen")
    (told,) = site.build().findings
    assert (told.code, str(told.place)) == ("SITE09", f"docs/{address}")
    assert (tmp_path / "site" / address).read_text(encoding="utf-8") == "min egen"


def test_a_dirty_build_is_refused_since_its_lists_and_feeds_would_lack_pages(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path).set_up()
    site.build()
    command = [sys.executable, "-m", "mkdocs", "build", "--dirty"]
    done = subprocess.run(
        command, cwd=site.root, env=os.environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Kör utan --dirty" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
