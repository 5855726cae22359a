"""What a reader's browser fetches because a page is a module."""

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from tests.small_site import Site

ROOT: Final = Path(__file__).parent.parent
MOST: Final = 15_000
"""Bytes on the way from a server that compresses, above a page of the same Markdown."""
LOADED: Final = re.compile(r'<(?:script[^>]* src|link rel="stylesheet" href)="([^"]+)"')


def weighed(page: Path) -> dict[str, int]:
    """The page and the styles and scripts it loads, by their names."""
    html = page.read_text(encoding="utf-8")
    files = [page, *((page.parent / path).resolve() for path in LOADED.findall(html))]
    return {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}


@pytest.mark.parametrize(
    "name", ["introduktion-till-kronobarnsmodellen", "barnets-plan-i-praktiken"]
)
def test_a_module_weighs_little_more_than_a_page(tmp_path: Path, name: str) -> None:
    text = (ROOT / "docs" / "utbildning" / f"{name}.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    site = Site(tmp_path).set_up().write(f"docs/utbildning/{name}.md", text)
    site.write("docs/sida.md", f"---\ntitle: Som sida\n---\n{body}").build()
    module = weighed(tmp_path / "site" / "utbildning" / name / "index.html")
    page = weighed(tmp_path / "site" / "sida" / "index.html")
    training = [file for file in module if file.startswith("training.")]
    assert len(training) == 2
    plain = {file: weight for file, weight in page.items() if file not in training}
    assert set(module) == {*plain, *training}
    assert sum(module.values()) - sum(plain.values()) <= MOST
