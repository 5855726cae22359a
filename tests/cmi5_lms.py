"""A learning platform of the test's own that launches cmi5, in front of a real LRS (Ralph)."""

import json
import os
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from uuid import uuid4

import bcrypt
import httpx

from samverka.learning.packages.package import Package

Json = dict[str, Any]
ACTIVITY: Final = "https://lms.example/aktivitet/7"
PUBLISHER: Final = "https://exempel.se/utbildning/ansvar/#utbildning"
SESSION: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
ACTOR: Final[Json] = {
    "objectType": "Agent",
    "account": {"homePage": "https://lms.example", "name": "elev-åäö"},
}
PATIENCE: Final = 60  # seconds, until what never comes is called missing
USER, PASSWORD = "ralph", "hemligt"
RALPH: Final = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
from ralph.api import app
uvicorn.run(app, port=int(sys.argv[1]))
"""
"""Its backend of files makes a new file for each request, and so takes only the first."""
TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


@contextmanager
def running_lrs(folder: Path) -> Iterator[str]:
    """The address of an empty Ralph that keeps its statements as a file in the folder."""
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    agent = {"mbox": "mailto:lms@lms.example"}
    user = {"username": USER, "hash": hashed, "scopes": ["all"], "agent": agent}
    (folder / "auth.json").write_text(json.dumps([user]))
    (folder / "statements").mkdir()
    (folder / "statements" / "fs_lrs.jsonl").touch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "statements"),
    }
    command = [sys.executable, "-c", RALPH, str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(process, address)
            yield f"{address}/xAPI/"
        finally:
            process.terminate()
            process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", address: str) -> None:
    transport = httpx.HTTPTransport(retries=0)
    with httpx.Client(transport=transport) as client:
        while process.poll() is None:
            try:
                client.get(f"{address}/__lbheartbeat__")
            except httpx.ConnectError:
                threading.Event().wait(0.05)
            else:
                return
    raise AssertionError("Ralph did not start")


@dataclass(frozen=True)
class Launch:
    """One session: what is in `LMS.LaunchData`, and its address."""

    address: str
    data: Json
    session: str
    registration: str


@dataclass
class Lms:
    """What the platform holds; `refused` is what it answers instead of listening, when it does."""

    lrs: str
    package: Package
    address: str = ""
    launches: dict[str, Launch] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    documents: dict[tuple[str, str], bytes] = field(default_factory=dict)
    wishes: bytes | None = None
    refused: HTTPStatus | None = None
    answers: list[tuple[str, str, int]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def launch(
        self, registration: str = "", *, more: Json | None = None, without: str = ""
    ) -> Launch:
        """A new session; a registration is one learner's course, over many sessions."""
        registration = registration or str(uuid4())
        key, session = uuid4().hex, f"omgång {uuid4()}"
        template = {
            "contextActivities": {"grouping": [{"id": PUBLISHER, "objectType": "Activity"}]},
            "extensions": {SESSION: session, "https://lms.example/kurs": {"år": 2026}},
        }
        normal = {"contextTemplate": template, "launchMode": "Normal", "moveOn": "Completed"}
        data = {**normal, **(more or {})}
        given = {
            "endpoint": f"{self.address}xapi/",
            "fetch": f"{self.address}fetch?k={key}",
            "actor": json.dumps(ACTOR),
            "registration": registration,
            "activityId": ACTIVITY,
        }
        given.pop(without, None)
        address = f"{self.address}kurs/index.html?{urlencode(given)}"
        launch = Launch(address, data, session, registration)
        self.launches[key] = launch
        self.documents[registration, "LMS.LaunchData"] = json.dumps(data).encode()
        return launch

    def statements(self, launch: Launch) -> list[Json]:
        """Of the session, read back from the LRS, in the order of their timestamps (9.3)."""
        query = {"agent": json.dumps(ACTOR), "registration": launch.registration}
        answer = httpx.get(f"{self.lrs}statements", params=query, headers=_of_lms())
        answer.raise_for_status()
        found: list[Json] = answer.json()["statements"]
        own = [one for one in found if one["context"]["extensions"][SESSION] == launch.session]
        return sorted(own, key=lambda one: str(one["timestamp"]))

    def kept(self, launch: Launch) -> bytes | None:
        """The document in which the module keeps where the learner is."""
        return self.documents.get((launch.registration, "samverka"))

    def wait_for(self, launch: Launch, verb: str) -> list[Json]:
        """The session's statements, once one with that verb has come."""

        def has_come() -> bool:
            return verb in [name_of(one) for one in self.statements(launch)]

        self.wait_until(has_come)
        return self.statements(launch)

    def wait_until(self, has_come: Callable[[], bool]) -> None:
        """Asked again each time that somebody has asked the platform for something."""
        with self.changed:
            assert self.changed.wait_for(has_come, PATIENCE), "it never came"


def name_of(statement: Json) -> str:
    """The last part of its verb."""
    return str(statement["verb"]["id"]).rpartition("/")[2]


def _of_lms() -> dict[str, str]:
    secret = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    return {"Authorization": f"Basic {secret}", "X-Experience-API-Version": "1.0.3"}


@contextmanager
def running_lms(lrs: str, package: Package) -> Iterator[Lms]:
    """The platform with the package imported."""
    lms = Lms(lrs, package)
    handler = type("Handler", (_Handler,), {"lms": lms})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        lms.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield lms
        server.shutdown()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    lms: Lms

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/kurs/"):
            self._send_file(unquote(path.removeprefix("/kurs/")))
        elif path == "/tillbaka":
            self._send(HTTPStatus.OK, b"<title>Tillbaka</title>", "text/html")
        else:
            self._xapi()

    def do_POST(self) -> None:
        if urlsplit(self.path).path == "/fetch":
            self._send_token()
        else:
            self._xapi()

    def do_PUT(self) -> None:
        self._xapi()

    def _send_file(self, path: str) -> None:
        for file in self.lms.package.files:
            if str(file.path) == path:
                type_ = TYPES.get(file.path.suffix, "application/octet-stream")
                self._send(HTTPStatus.OK, file.content, f"{type_}; charset=utf-8")
                return
        self._send(HTTPStatus.NOT_FOUND)

    def _send_token(self) -> None:
        """Section 8.2: once."""
        key = parse_qs(urlsplit(self.path).query)["k"][0]
        if key in self.lms.tokens:
            said = {"error-code": "1", "error-text": "already returned"}
        else:
            self.lms.tokens[key] = b64encode(f"elev:{key}".encode()).decode()
            said = {"auth-token": self.lms.tokens[key]}
        self._send(HTTPStatus.OK, json.dumps(said).encode())

    def _xapi(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        path = urlsplit(self.path).path
        tokens = [f"Basic {token}" for token in self.lms.tokens.values()]
        if self.headers["Authorization"] not in tokens:
            self._send(HTTPStatus.UNAUTHORIZED)
        elif self.headers["X-Experience-API-Version"] != "1.0.3":
            self._send(HTTPStatus.BAD_REQUEST)
        elif self.lms.refused:
            self._send(self.lms.refused)
        elif path == "/xapi/statements":
            self._pass_on(body)
        elif path == "/xapi/agents/profile":
            self._send_document(self.lms.wishes)
        else:
            self._state(body)

    def _pass_on(self, body: bytes) -> None:
        headers = {**_of_lms(), "Content-Type": "application/json"}
        address = f"{self.lms.lrs}statements"
        query = urlsplit(self.path).query
        answer = httpx.request(
            self.command, address, content=body or None, headers=headers, params=query
        )
        self._send(HTTPStatus(answer.status_code), answer.content)

    def _state(self, body: bytes) -> None:
        query = {name: said[0] for name, said in parse_qs(urlsplit(self.path).query).items()}
        assert query["activityId"] == ACTIVITY
        assert json.loads(query["agent"]) == ACTOR
        place = (query["registration"], query["stateId"])
        if self.command == "PUT":
            assert query["stateId"] != "LMS.LaunchData"
            self.lms.documents[place] = body
            self._send(HTTPStatus.NO_CONTENT)
        else:
            self._send_document(self.lms.documents.get(place))

    def _send_document(self, content: bytes | None) -> None:
        if content is None:
            self._send(HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.OK, content)

    def _send(
        self, status: HTTPStatus, content: bytes = b"", type_: str = "application/json"
    ) -> None:
        try:
            self.send_response(status)
            if status is not HTTPStatus.NO_CONTENT:
                self.send_header("Content-Type", type_)
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except ConnectionError:
            pass  # the page is gone, and what it sent has come
        path = urlsplit(self.path).path
        with self.lms.changed:
            self.lms.answers.append((self.command, path, status.value))
            self.lms.changed.notify_all()
