"""Four stand-ins for what keeps a module's record, driven from one page: the browser itself,
scorm-again for the two SCORMs, and a small recorder of xAPI for cmi5.

Each visit is a frame that the driver opens, works in and leaves, as an LMS does.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from time import sleep
from typing import Any, ClassVar, Final
from urllib.parse import parse_qs, urlsplit

from samverka.learning.packages.launch import files_for
from samverka.learning.packages.package import LAUNCH, Courseware, PackageFile
from samverka.learning.player import Record
from tests.scorm_lms import Version, runtime

RECORDS: Final[tuple[Record, ...]] = ("device", "scorm12", "scorm2004", "cmi5")
VERSIONS: Final[tuple[Version, ...]] = ("scorm12", "scorm2004")
VERBS: Final = "http://adlnet.gov/expapi/verbs/"
JUDGED: Final = ("passed", "failed", "completed")
REGISTRATION: Final = "00000000-0000-4000-8000-000000000001"
ACTIVITY: Final = "https://barnen.se/barnets-plan"
ACTOR: Final = {"account": {"homePage": "https://barnen.se", "name": "anna"}}

DRIVER: Final = """<!doctype html><html lang="en"><title>LMS</title>
<script src="scorm12.js"></script><script src="scorm2004.js"></script><script>
const WANTED = {autocommit: false, dataCommitFormat: "json", logLevel: 5};
const json = async (address) => (await fetch(address, {cache: "no-store"})).json();
const until = async (ask, tries = 1000) => {
  if (!tries) throw new Error(`never true: ${ask}`);
  if (await ask()) return;
  await new Promise((done) => setTimeout(done, 5));
  await until(ask, tries - 1);
};
const scorm = (name, Api, record) => async () => {
  const api = new Api({...WANTED, lmsCommitUrl: `commit/${record}`});
  const kept = await json(`kept/${record}`);
  if (kept) api.loadFromJSON(kept.cmi, "cmi");
  window[name] = api;
  return `${record}/index.html`;
};
const launches = {
  device: async () => "device/index.html",
  scorm12: scorm("API", Scorm12API, "scorm12"),
  scorm2004: scorm("API_1484_11", Scorm2004API, "scorm2004"),
  cmi5: async () => `cmi5/index.html?${new URLSearchParams({
    endpoint: `${location.origin}/xapi/`, fetch: `${location.origin}/token?${crypto.randomUUID()}`,
    actor: ACTOR, registration: REGISTRATION, activityId: ACTIVITY,
  })}`,
};
const loaded = (frame, address) => new Promise((done) => {
  frame.addEventListener("load", done, {once: true});
  frame.src = address;
});
const perform = (frame, [kind, place, said, row]) => {
  const {document: page, location: address, Event: Event_} = frame.contentWindow;
  if (kind === "step") {
    address.hash = page.querySelectorAll("section.step h2")[place].id;
    return;
  }
  const asked = page.querySelectorAll(".question")[place];
  if (kind === "check") asked.querySelector(".question__button").click();
  if (kind === "choose") {
    const labels = [...asked.querySelectorAll("label.answer")];
    labels.find((one) => one.querySelector("span").textContent.trim() === said).control.click();
  }
  if (kind === "row") {
    const labels = [...asked.querySelectorAll("label")];
    const label = labels.find((one) => one.textContent.trim() === row);
    const options = [...label.control.options];
    label.control.value = said && options.find((one) => one.text === said).value;
    label.control.dispatchEvent(new Event_("change", {bubbles: true}));
  }
};
const visit = async (record, number, actions, isPatient) => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  await loaded(frame, await launches[record]());
  const isOpen = () => "opened" in frame.contentDocument.documentElement.dataset;
  if (isPatient) await until(isOpen);
  for (const action of actions) perform(frame, action);
  await until(isOpen);
  const {Samverka} = frame.contentWindow;
  const score = Samverka.score(Samverka.module, Samverka.state);
  const before = await json(`told/${record}`);
  await loaded(frame, "blank.html");
  frame.remove();
  // scorm-again sends its last word by a beacon, and the record of cmi5 by a keepalive request.
  if (record === "cmi5") await until(async () => (await json("ended")) === number);
  else if (record !== "device") await until(async () => (await json(`told/${record}`)) > before);
  return {score, kept: await json(`kept/${record}`)};
};
const run = async (visits, isPatient = true) => {
  localStorage.clear();
  const records = Object.keys(launches).map(async (record) => {
    const told = [];
    for (const [place, actions] of visits.entries()) {
      told.push(await visit(record, place + 1, actions, isPatient));
    }
    return [record, told];
  });
  return Object.fromEntries(await Promise.all(records));
};
</script><body></body></html>"""

OPENED: Final = """
document.addEventListener("samverka:open", () => { document.documentElement.dataset.opened = "" });
"""
"""A script of the driver's own beside the module's, since its page allows none within it."""


class Kept:
    """What the stand-ins hold; `files` are the module's for each record, by their path below it.

    No dataclass: Hypothesis would write out all of it where a test fails.
    """

    def __init__(self) -> None:
        self.files: Mapping[str, bytes] = {}
        self.pass_mark: int | None = None
        self.slow = 0.0  # seconds before the LMS says how it launched
        self.commits: dict[str, Any] = {}
        self.times: Counter[str] = Counter()
        self.states: dict[str, bytes] = {}
        self.statements: list[dict[str, Any]] = []

    def begin(self, course: Courseware) -> None:
        """Nobody has been here."""
        self.pass_mark = course.module.pass_mark
        self.files = {
            f"{record}/{file.path}": _driven(file)
            for record in RECORDS
            for file in files_for(course, record)
        }
        for held in (self.commits, self.states, self.statements):
            held.clear()

    def told(self, *verbs: str) -> list[dict[str, Any]]:
        """In the order they arrived."""
        wanted = {f"{VERBS}{verb}" for verb in verbs}
        return [one for one in self.statements if one["verb"]["id"] in wanted]

    def of(self, record: str) -> Any:  # noqa: ANN401 -- whatever JSON the record left
        """What the LMS has been told until now."""
        if record == "cmi5":
            return [[one["verb"]["id"], one.get("result")] for one in self.told(*JUDGED)]
        return self.commits.get(record)

    def launch_data(self) -> bytes:
        """Section 10 of cmi5."""
        mark = {} if self.pass_mark is None else {"masteryScore": self.pass_mark / 100}
        template = {"extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "1"}}
        said = {"contextTemplate": template, "launchMode": "Normal", "moveOn": "Completed", **mark}
        return json.dumps(said).encode()


class _Handler(BaseHTTPRequestHandler):
    kept: ClassVar[Kept]
    runtimes: ClassVar[Mapping[str, bytes]]

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, content: bytes | str, kind: str = "application/json", code: int = 200) -> None:
        body = content.encode() if isinstance(content, str) else content
        self.send_response(code)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = parts.path.strip("/")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if name.endswith((".html", ".js", ".css")):
            self.file(name)
        elif name.startswith("kept/"):
            self.answer(json.dumps(self.kept.of(name.removeprefix("kept/"))))
        elif name.startswith("told/"):
            self.answer(json.dumps(self.kept.times[name.removeprefix("told/")]))
        elif name == "ended":
            self.answer(json.dumps(len(self.kept.told("terminated"))))
        elif name == "xapi/statements":
            self.found(query)
        else:
            self.document(query.get("stateId", ""))

    def file(self, name: str) -> None:
        own = {
            "driver.html": _driver(),
            "blank.html": b"<!doctype html><title></title>",
            **self.runtimes,
        }
        kind = guess_type(name)[0] or ""
        if name in own:
            self.answer(own[name], kind)
        elif name.endswith("/opened.js"):
            self.answer(OPENED, kind)
        else:
            self.answer(self.kept.files[name], kind)

    def found(self, query: Mapping[str, str]) -> None:
        """One statement by its id, or those of a verb (xAPI 1.0.3, Communication, 2.1.3)."""
        statements = self.kept.statements
        if "verb" in query:
            told = [one for one in statements if one["verb"]["id"] == query["verb"]]
            self.answer(json.dumps({"statements": told, "more": ""}))
            return
        known = {one["id"]: one for one in statements}
        one = known.get(query["statementId"])
        self.answer(json.dumps(one), code=404 if one is None else 200)

    def document(self, name: str) -> None:
        if name == "LMS.LaunchData":
            sleep(self.kept.slow)
            self.answer(self.kept.launch_data())
        elif name in self.kept.states:
            self.answer(self.kept.states[name])
        else:
            self.answer("", code=404)

    def do_PUT(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.kept.states[query["stateId"][0]] = self.body()
        self.answer("", code=204)

    def do_POST(self) -> None:
        name, said = urlsplit(self.path).path.strip("/"), self.body()
        if name == "token":
            self.answer('{"auth-token": "dGVzdA=="}')
        elif name == "xapi/statements":
            known = {one["id"] for one in self.kept.statements}
            self.kept.statements += [one for one in json.loads(said) if one["id"] not in known]
            self.answer("[]")
        else:
            record = name.removeprefix("commit/")
            self.kept.commits[record] = json.loads(said)
            self.kept.times[record] += 1
            self.answer('{"result": "true", "errorCode": 0}')


def _driven(file: PackageFile) -> bytes:
    """The launch page with the driver's own script, before the player's."""
    own = b'</title>\n<script src="opened.js"></script>'
    is_launch = file.path == LAUNCH
    return file.content.replace(b"</title>", own, 1) if is_launch else file.content


def _driver() -> bytes:
    said = {"ACTOR": json.dumps(ACTOR), "REGISTRATION": REGISTRATION, "ACTIVITY": ACTIVITY}
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in said.items())
    return DRIVER.replace("const WANTED", f"{constants}const WANTED", 1).encode()


@contextmanager
def platforms() -> Iterator[tuple[str, Kept]]:
    """Where the driver is, and what the stand-ins hold."""
    kept = Kept()
    runtimes = {f"{one}.js": runtime(one).read_bytes() for one in VERSIONS}
    handler = type("Handler", (_Handler,), {"kept": kept, "runtimes": runtimes})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/driver.html", kept
        server.shutdown()
        thread.join()
