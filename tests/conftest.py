"""The project's own site, built and served once for all tests that look at it in a browser."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from mail_servers import MailServers, running_mail_servers, why_not
from samverka.website.building import build_site

PROJECT = Path(__file__).parent.parent


settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where the folder's files can be fetched meanwhile."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("docs", "newsletters", "overrides"):
        shutil.copytree(PROJECT / folder, root / folder)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    return build_site(root, strict=False, clean=True).folder


@pytest.fixture(scope="session")
def address(own_site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with served(own_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("SAMVERKA_CHROMIUM") or shutil.which("chromium")
    if not chromium and "CI" not in os.environ:
        pytest.skip("Chromium saknas på den här datorn")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium or None, args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def mail_servers() -> Iterator[MailServers]:
    """A Postfix that hands over to a Dovecot, both of them ours alone."""
    reason = why_not()
    if reason and "CI" not in os.environ:
        pytest.skip(reason)
    with running_mail_servers() as servers:
        yield servers
