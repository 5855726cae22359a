"""What a browser fetches before a reader has done anything: our pages, and stock Material's.

Both sites are built here, of the same sources, and read by the same Chromium. Text is counted as a
web server sends it, gzip level 9; pictures as they are. A module is also held against a page of the
same Markdown that nobody learns from, without the style and script of training.

    python benchmarks/first_view.py
    python benchmarks/first_view.py moten/ ordlista/
"""

import gzip
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Response, sync_playwright

from samverka.website.building import build_site

PROJECT = Path(__file__).resolve().parent.parent
PAGES = ("", "utbildning/", "kunskapsoversikter/", "nyhetsbrev/2022-10/", "moten/", "ordlista/")
STOCK = """\
site_name: Barnens bästa gäller! i Kronoberg
theme:
  name: material
  language: sv
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.top]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, footnotes, def_list, admonition]
"""
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")
LIMIT = 75_000
"""Bytes; what the first view of any of our pages may be."""


MODULES = ("introduktion-till-kronobarnsmodellen", "barnets-plan-i-praktiken")
MOST_FOR_TRAINING = 15_000
"""Bytes; what being a module may add to a page."""
OF_TRAINING = "/training."


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


def build_ours(root: Path) -> Path:
    """The site as it is published."""
    for folder in ("docs", "newsletters", "overrides"):
        shutil.copytree(PROJECT / folder, root / folder)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    for name in MODULES:
        write_as_page(root / "docs", name)
    return build_site(root, strict=False, clean=True).folder


def write_as_page(docs: Path, name: str) -> None:
    """A module's text and pictures once more, as a page about something."""
    module, page = docs / "utbildning" / name, docs / "om" / name
    body = module.with_suffix(".md").read_text(encoding="utf-8").split("---\n", 2)[2]
    page.with_suffix(".md").write_text(f"---\ntitle: {name}\n---\n{body}", encoding="utf-8")
    if module.is_dir():
        shutil.copytree(module, page)


def build_stock(root: Path) -> Path:
    """The same sources under Material as it is, newsletters too."""
    shutil.copytree(PROJECT / "docs", root / "docs")
    shutil.copytree(PROJECT / "newsletters", root / "docs" / "nyhetsbrev")
    start = root / "docs" / "index.md"
    start.write_text(start.read_text(encoding="utf-8").replace("template: home.html\n", ""))
    (root / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    build(config)
    return Path(config.site_dir)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site's address while it is served."""
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def weight_of(response: Response) -> int:
    """Bytes on the way from a server that compresses."""
    body = response.body()
    is_text = response.headers.get("content-type", "").startswith(TEXT)
    return len(gzip.compress(body, 9)) if is_text else len(body)


def first_view(browser: Browser, address: str, left_out: str = "\n") -> tuple[int, int]:
    """Bytes and requests of a page that is opened for the first time and left alone.

    Files with `left_out` in their address are not counted.
    """
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    got: list[Response] = []
    page.on("response", lambda one: got.append(one))  # noqa: PLW0108  it marks what it is given
    page.goto(address, wait_until="networkidle")
    counted = [one for one in got if left_out not in one.url]
    total = sum(weight_of(one) for one in counted if one.ok)
    page.context.close()
    return total, len(counted)


def weigh_modules(browser: Browser, site: str) -> int:
    """Print a row for each module; the most that any adds to the page it would be otherwise."""
    added = []
    print(f"\n{'module':<40} {'bytes':>8} {'as a page':>9} {'added':>8}")
    for name in MODULES:
        module, _ = first_view(browser, f"{site}utbildning/{name}/")
        page, _ = first_view(browser, f"{site}om/{name}/", OF_TRAINING)
        added.append(module - page)
        print(f"{name:<40} {module:>8,} {page:>9,} {module - page:>8,}")
    return max(added)


def main(pages: list[str]) -> int:
    """Print a row for each page and module; 1 where one of ours weighs too much."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("SAMVERKA_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        (Path(folder) / "ours").mkdir()
        (Path(folder) / "stock").mkdir()
        ours, stock = build_ours(Path(folder) / "ours"), build_stock(Path(folder) / "stock")
        heaviest = 0
        print(f"{'page':<28} {'ours':>8} {'requests':>9} {'stock':>8} {'requests':>9} {'share':>6}")
        with served(ours) as here, served(stock) as there:
            for page in pages or PAGES:
                mine, asked = first_view(browser, here + page)
                its, asked_there = first_view(browser, there + page)
                heaviest = max(heaviest, mine)
                row = f"{page or '(start)':<28} {mine:>8,} {asked:>9} {its:>8,} {asked_there:>9}"
                print(f"{row} {mine / its:>6.0%}")
            added = weigh_modules(browser, here)
        browser.close()
    return int(heaviest > LIMIT or added > MOST_FOR_TRAINING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
