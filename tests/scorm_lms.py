"""A learning platform for tests: scorm-again's run-time over a package, and what it was sent.

The run-time is an npm package; `SAMVERKA_WEB_TOOLS` names the folder that holds it.
"""

import functools
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
from lxml import etree
from playwright.sync_api import Browser, Frame, Page

Version = Literal["scorm12", "scorm2004"]
API = {"scorm12": "API", "scorm2004": "API_1484_11"}
RUNTIME = {"scorm12": "Scorm12API", "scorm2004": "Scorm2004API"}
CALLS = ("Initialize", "GetValue", "SetValue", "Commit", "Terminate")
PLAYER = """<!doctype html><html lang="en"><title>LMS</title><script src="/runtime.js"></script>
<iframe id="sco" title="SCO" style="width:100%;height:95vh;border:0"></iframe>
<script>
const api = new RUNTIME({autocommit: false, lmsCommitUrl: '/commit', dataCommitFormat: 'json',
                         logLevel: 5, mastery_override: true});
const given = GIVEN;
if (given.stored) api.loadFromJSON(given.stored, 'cmi');
for (const [element, value] of given.values) {
  const path = element.split('.');
  const last = path.pop();
  path.reduce((at, name) => at[name], api)[last] = value;
}
window.calls = [];
window.refused = new Set();
for (const name of given.calls) {
  const own = api[name].bind(api);
  api[name] = (...said) => {
    const isRefused = window.refused.has(name);
    const answer = isRefused ? 'false' : own(...said);
    calls.push([name, ...said.map(String), String(answer), isRefused ? '0' : String(given.is12
      ? api.LMSGetLastError() : api.GetLastError())]);
    return answer;
  };
}
window[given.api] = api;
if (given.launch) document.getElementById('sco').src = '/sco/' + given.launch;
</script>"""

Stored = dict[str, Any]


def runtime(version: Version) -> Path:
    """Where scorm-again's script lies; the test is skipped without it."""
    tools = os.environ.get("SAMVERKA_WEB_TOOLS", "")
    script = Path(tools) / "scorm-again" / "dist" / f"{version}.min.js"
    if not tools or not script.is_file():
        if "CI" in os.environ:
            pytest.fail("SAMVERKA_WEB_TOOLS names no folder with scorm-again")
        pytest.skip("scorm-again saknas på den här datorn")
    return script


def verb(version: Version, name: str) -> str:
    """The call's name in that version."""
    if version == "scorm2004":
        return name
    return "LMSFinish" if name == "Terminate" else f"LMS{name}"


@dataclass
class Visit:
    """What one visit showed: every call with its answer and error code, and what was posted."""

    page: Page
    frame: Frame
    posts: list[Stored]
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def choose(self, name: str, *values: str) -> None:
        for value in values:
            self.frame.check(f'input[name="{name}"][value="{value}"]')

    def answer_rows(self, name: str) -> None:
        """Put every row right, as the page's own key says."""
        right = self.frame.locator(f"#fraga-{name}").get_attribute("data-right") or ""
        for row, value in enumerate(right.split()):
            self.frame.select_option(f'select[name="{name}"][data-row="{row}"]', value)

    @property
    def chosen(self) -> list[str]:
        said = "found => found.map(one => `${one.name}=${one.value}`)"
        found: list[str] = self.frame.eval_on_selector_all("input:checked", said)
        return found

    @property
    def calls(self) -> list[list[str]]:
        made: list[list[str]] = self.page.evaluate("calls")
        return made

    @property
    def errors(self) -> list[list[str]]:
        return [call for call in self.calls if call[-1] not in ("0", "")]

    def leave(self) -> Stored:
        """Close the module as a platform does; what it then has."""
        self.frame.goto("about:blank")
        self.page.wait_for_timeout(300)
        return self.posts[-1]["cmi"] if self.posts else {}


@dataclass
class Platform:
    """A package at a platform; `visit` launches it, with what the platform has stored."""

    version: Version
    browser: Browser
    folder: Path
    address: str
    posts: list[Stored]

    @property
    def launch(self) -> str:
        manifest = etree.parse(self.folder / "sco" / "imsmanifest.xml")
        return str(manifest.xpath("string(//*[local-name()='resource']/@href)"))

    @contextmanager
    def visit(
        self, stored: Stored | None = None, values: dict[str, str] | None = None
    ) -> Iterator[Visit]:
        """`values` are elements the platform sets before it starts, as `cmi.core.lesson_mode`."""
        self._write_player(stored, values or {})
        self.posts.clear()
        context = self.browser.new_context()
        page = context.new_page()
        requests: list[str] = []
        faults: list[str] = []
        context.on("request", lambda one: requests.append(one.url))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{self.address}player.html", wait_until="networkidle")
        yield Visit(page, page.frames[-1], self.posts, requests, faults)
        context.close()

    def _write_player(self, stored: Stored | None, values: dict[str, str]) -> None:
        given = {
            "stored": stored,
            "values": list(values.items()),
            "calls": [verb(self.version, name) for name in CALLS],
            "api": API[self.version],
            "is12": self.version == "scorm12",
            "launch": self.launch,
        }
        said = json.dumps(given).replace("<", "\\u003c")
        text = PLAYER.replace("RUNTIME", RUNTIME[self.version]).replace("GIVEN", said)
        (self.folder / "player.html").write_text(text, encoding="utf-8")


class _Handler(SimpleHTTPRequestHandler):
    posts: ClassVar[list[Stored]]

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self.posts.append(json.loads(self.rfile.read(length)))
        answer = b'{"result":"true","errorCode":0}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


@contextmanager
def platform(
    version: Version, browser: Browser, content: bytes, folder: Path
) -> Iterator[Platform]:
    """The zip unpacked at a platform of that version, while the test lasts."""
    shutil.copy(runtime(version), folder / "runtime.js")
    zipped = folder / "package.zip"
    zipped.write_bytes(content)
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder / "sco")
    posts: list[Stored] = []
    own = type("Handler", (_Handler,), {"posts": posts})
    handler = functools.partial(own, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Platform(version, browser, folder, f"http://127.0.0.1:{server.server_port}/", posts)
        server.shutdown()
        thread.join()
