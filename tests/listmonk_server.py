"""listmonk as its documentation describes it: a real server, with what it keeps in memory.

Every question is held against a schema of the documented fields, in our own words, and one that
does not fit is a fault of the test's.
"""

import json
import re
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator

from samverka.schema import Data

USER, TOKEN = "samverka", "nyckel-som-ingen-ser"  # made up
PAGE = 2
"""Results of a page: few, so that tests turn pages."""


def _object(required: str, **properties: Data) -> dict[str, Data]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1}
HEADER = {"type": "object", "additionalProperties": TEXT}
CAMPAIGN = _object(
    "name subject lists type content_type body",
    name=TEXT,
    subject={"type": "string", "minLength": 1, "maxLength": 5000},
    lists=NUMBERS,
    from_email=TEXT,
    type={"enum": ["regular", "optin"]},
    content_type={"enum": ["richtext", "html", "markdown", "plain", "visual"]},
    body=TEXT,
    altbody=TEXT,
    messenger=TEXT,
    template_id={"type": "integer"},
    tags={"type": "array", "items": {"type": "string", "pattern": r"^\S{1,100}$"}},
    headers={"type": "array", "items": HEADER},
)
STATUS = _object(
    "status", status={"enum": ["draft", "scheduled", "running", "paused", "cancelled"]}
)
TEMPLATE = _object(
    "name type body", name=TEXT, type={"enum": ["campaign", "campaign_visual", "tx"]}, body=TEXT
)
MEMBERSHIP = _object(
    "ids action target_list_ids",
    ids=NUMBERS,
    action={"enum": ["add", "remove", "unsubscribe"]},
    target_list_ids=NUMBERS,
)
PAGES = {"order": {"enum": [["ASC"], ["DESC"]]}, "page": {"type": "array"}}
CHOSEN = {"type": "array", "items": TEXT}
ASKED_OF_CAMPAIGNS = _object("", tag=CHOSEN, tags=CHOSEN, **PAGES)
ASKED_OF_SUBSCRIBERS = _object("", list_id=CHOSEN, **PAGES)


@dataclass
class FakeListmonk:
    """What is asked is named by method and path, as `POST /api/campaigns`.

    What `lose` names is carried out, but the line is cut before the answer; `silent` is left
    waiting, and `answers` gets a status and body of its own. `permitted` are the lists the user may
    send to and change, all where None.
    """

    address: str = ""
    campaigns: list[dict[str, Data]] = field(default_factory=list)
    templates: list[dict[str, Data]] = field(default_factory=list)
    subscribers: list[dict[str, Data]] = field(default_factory=list)
    permitted: set[int] | None = None
    lose: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def subscribe(self, address: str, *lists: int, status: str = "confirmed") -> dict[str, Data]:
        one = {
            "id": len(self.subscribers) + 1,
            "email": address,
            "name": "",
            "status": "enabled",
            "lists": [{"id": number, "subscription_status": status} for number in lists],
        }
        self.subscribers.append(one)
        return one

    def hear(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        asked = f"{method} {urlsplit(target).path}"
        self.asked.append(asked)
        if asked in self.answers:
            return self.answers[asked]
        return 200, json.dumps({"data": self._answer(method, target, body)}).encode()

    def _answer(self, method: str, target: str, body: bytes) -> Data:
        parts = urlsplit(target)
        question = f"{method} {re.sub(r'[0-9]+', 'N', parts.path.removeprefix('/api/'))}"
        ways: dict[str, Callable[[Data], Data]] = {
            "GET campaigns": self._campaigns,
            "POST campaigns": self._new_campaign,
            "GET campaigns/N": lambda _: self._campaign_at(parts.path),
            "PUT campaigns/N": lambda said: self._kept(said, self._campaign_at(parts.path)),
            "PUT campaigns/N/status": lambda said: self._turned(
                self._campaign_at(parts.path), self._held(said, STATUS)["status"]
            ),
            "GET templates": lambda _: self.templates,
            "POST templates": self._new_template,
            "GET subscribers": self._members,
            "PUT subscribers/lists": self._unsubscribed,
        }
        if question not in ways:
            self.faults.append(f"{question} is not documented")
            return None
        return ways[question](json.loads(body) if body else parse_qs(parts.query))

    def _campaign_at(self, path: str) -> dict[str, Data]:
        return self.campaigns[int(re.sub(r"[^0-9]", "", path)) - 1]

    def _campaigns(self, asked: Data) -> dict[str, Data]:
        wanted = set(self._held(asked, ASKED_OF_CAMPAIGNS)["tag"])
        return self._page([one for one in self.campaigns if wanted <= {*one["tags"]}], asked)

    def _new_campaign(self, said: Data) -> dict[str, Data]:
        self.campaigns.append(
            {"id": len(self.campaigns) + 1, "status": "draft", "started_at": None}
        )
        return self._kept(said, self.campaigns[-1])

    def _new_template(self, said: Data) -> list[dict[str, Data]]:
        self.templates.append({**self._held(said, TEMPLATE), "id": len(self.templates) + 1})
        return [self.templates[-1]]

    def _members(self, asked: Data) -> dict[str, Data]:
        """As listmonk: once for each list."""
        lists = {int(number) for number in self._held(asked, ASKED_OF_SUBSCRIBERS)["list_id"]}
        found = [one for one in self.subscribers for on in one["lists"] if on["id"] in lists]
        return self._page(found, asked)

    def _held(self, content: Data, schema: dict[str, Data]) -> Data:
        errors = Draft202012Validator(schema).iter_errors(content)
        self.faults += [f"{error.json_path}: {error.message}" for error in errors]
        return content

    def _kept(self, content: Data, known: dict[str, Data]) -> dict[str, Data]:
        self._held(content, CAMPAIGN)
        lists = [n for n in content["lists"] if self.permitted is None or n in self.permitted]
        known |= {**content, "lists": [{"id": number, "name": "Lista"} for number in lists]}
        return known

    def _turned(self, one: dict[str, Data], status: str) -> dict[str, Data]:
        one |= {"status": status, "started_at": "2026-11-22T08:00:00Z"}
        return one

    def _page(self, results: list[dict[str, Data]], asked: dict[str, list[str]]) -> dict[str, Data]:
        page = int(asked["page"][0])
        shown = results[(page - 1) * PAGE : page * PAGE]
        return {"results": shown, "total": len(results), "per_page": PAGE, "page": page}

    def _unsubscribed(self, content: Data) -> bool:
        self._held(content, MEMBERSHIP)
        for one in self.subscribers:
            for on in one["lists"]:
                may = self.permitted is None or on["id"] in self.permitted
                if may and one["id"] in content["ids"] and on["id"] in content["target_list_ids"]:
                    on["subscription_status"] = "unsubscribed"
        return True


@contextmanager
def fake_listmonk() -> Iterator[FakeListmonk]:
    engine = FakeListmonk()
    login = "Basic " + b64encode(f"{USER}:{TOKEN}".encode()).decode()

    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _hear(self) -> None:
            asked = f"{self.command} {urlsplit(self.path).path}"
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if asked in engine.silent:
                over.wait()
            elif self.headers.get("Authorization") != login:
                self._say(403, b'{"message": "invalid API credentials"}')
            else:
                status, said = engine.hear(self.command, self.path, body)
                if asked not in engine.lose:  # else hang up without a word
                    self._say(status, said)

        do_GET = do_POST = do_PUT = _hear  # noqa: N815  the library's

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status in {301, 302, 307, 308}:
                self.send_header("Location", f"{engine.address}/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    engine.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield engine
    finally:
        over.set()
        server.shutdown()
        server.server_close()
    assert engine.faults == []
