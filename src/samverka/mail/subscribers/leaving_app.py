"""A WSGI app (PEP 3333) for those who leave with one click: RFC 8058.

Only a POST that says so changes anything. Programs that open every link in a mail to look at it
meet a page with a button. The answer is the same whether the address is on a list or not.
"""

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO, Final, TypeAlias
from urllib.parse import parse_qs, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from samverka.errors import SamverkaError
from samverka.mail.subscribers.leavers import note_leaver
from samverka.mail.subscribers.leaving_pages import (
    ASK,
    DONE,
    HEADERS,
    NOT_FOUND,
    NOT_NOW,
    NOT_UNDERSTOOD,
    WRONG_ADDRESS,
    Page,
    render_page,
)
from samverka.mail.subscribers.tokens import Tokens, read_secret
from samverka.settings import read_settings

ROOT: Final = "SAMVERKA_ROOT"
"""The variable that names the folder with mkdocs.yml, where .samverka/ is made."""

LONGEST_BODY: Final = 10_000
"""Bytes; what RFC 8058 sends has 26, or some hundred as multipart/form-data."""

RETRY_SECONDS: Final = 300
_LONGEST_QUERY: Final = 1000
_LONGEST_WAIT: Final = 15.0
_METHODS: Final = ("GET", "HEAD", "POST")
_ONE_CLICK: Final = (b"List-Unsubscribe", b"One-Click")
"""Key and value; neither needs encoding in any of the two forms a body can have (RFC 8058, 3.2)."""

WsgiApp: TypeAlias = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Place:
    """`path` is where the app answers, `site` who sends the letters, `address` takes mails."""

    root: Path
    path: str
    site: str
    address: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: HTTPStatus
    page: Page
    more: tuple[tuple[str, str], ...] = ()


class LeavingApp:
    """May be called by many threads; `today` gives the day."""

    def __init__(self, place: Place, tokens: Tokens, today: Callable[[], dt.date]) -> None:
        self._place = place
        self._tokens = tokens
        self._today = today
        self._writing = threading.Lock()

    def __call__(self, request: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request; nothing that is in it is ever shown or logged."""
        answer = self._answer(request)
        body = render_page(answer.page, self._place.site, self._place.address)
        length = ("Content-Length", str(len(body)))
        status = f"{answer.status.value} {answer.status.phrase}"
        start(status, [*HEADERS, *answer.more, length])
        return [b"" if request["REQUEST_METHOD"] == "HEAD" else body]

    def _answer(self, request: WSGIEnvironment) -> _Answer:
        path = str(request.get("SCRIPT_NAME", "")) + str(request.get("PATH_INFO", ""))
        if path.rstrip("/") != self._place.path.rstrip("/"):
            return _Answer(HTTPStatus.NOT_FOUND, NOT_FOUND)
        method = request["REQUEST_METHOD"]
        if method not in _METHODS:
            allowed = (("Allow", ", ".join(_METHODS)),)
            return _Answer(HTTPStatus.METHOD_NOT_ALLOWED, NOT_UNDERSTOOD, allowed)
        key = self._tokens.key_in(_token_of(str(request.get("QUERY_STRING", ""))))
        if key is None:
            return _Answer(HTTPStatus.BAD_REQUEST, WRONG_ADDRESS)
        if method != "POST":
            return _Answer(HTTPStatus.OK, ASK)
        return self._take(key, request)

    def _take(self, key: str, request: WSGIEnvironment) -> _Answer:
        body = _body_of(request)
        if len(body) > LONGEST_BODY:
            return _Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, NOT_UNDERSTOOD)
        if not all(word in body for word in _ONE_CLICK):
            return _Answer(HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)
        try:
            self._note(key)
        except (SamverkaError, OSError) as fault:
            request["wsgi.errors"].write(f"samverka: nobody can leave: {fault}\n")
            retry = (("Retry-After", str(RETRY_SECONDS)),)
            return _Answer(HTTPStatus.SERVICE_UNAVAILABLE, NOT_NOW, retry)
        return _Answer(HTTPStatus.OK, DONE)

    def _note(self, key: str) -> None:
        """One at a time within this process; SQLite holds other processes apart."""
        if not self._writing.acquire(timeout=_LONGEST_WAIT):
            raise SamverkaError("databasen är upptagen")
        try:
            note_leaver(self._place.root, key, self._today())
        finally:
            self._writing.release()


def make_application(environment: Mapping[str, str] = os.environ) -> WsgiApp:
    """The app as a server starts it; raise `SamverkaError` where its settings are not whole."""
    root = Path(environment.get(ROOT) or Path.cwd())
    settings = read_settings(root)
    if settings.mail is None or not settings.mail.unsubscribe_url:
        raise SamverkaError(
            "mkdocs.yml säger inte vilken adress sidan har.",
            "Skriv den under mail, som unsubscribe_url: https://www.example.org/avsluta",
        )
    path = urlsplit(settings.mail.unsubscribe_url).path
    place = Place(root, path, settings.title, settings.mail.leaving)
    return LeavingApp(place, Tokens(read_secret(environment)), _today)


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


def _token_of(query: str) -> str:
    """Empty where it is missing, there twice, or beyond all reason."""
    try:
        found = parse_qs(query[:_LONGEST_QUERY], max_num_fields=20).get("t", [])
    except ValueError:
        return ""
    return found[0] if len(found) == 1 else ""


def _body_of(request: WSGIEnvironment) -> bytes:
    """At most one byte more than is taken; empty where it cannot be read, or no length is told."""
    source: IO[bytes] = request["wsgi.input"]
    said = str(request.get("CONTENT_LENGTH") or "")
    wanted = LONGEST_BODY + 1
    if said.isascii() and said.isdecimal():
        wanted = min(wanted, int(said[:9]))
    elif not request.get("wsgi.input_terminated"):
        return b""
    try:
        return source.read(wanted)
    except (OSError, ValueError):
        return b""
