"""The app for those who leave, behind a real server on this computer."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import WSGIApplication
from wsgiref.validate import validator

from samverka.mail.subscribers.leaving_app import LeavingApp, Place
from samverka.mail.subscribers.tokens import Tokens

SECRET = "hemligt " * 6
TOKENS = Tokens(SECRET)
KEY = "Abcdefghij-_0123456789"
DAY = dt.date(2026, 11, 22)
ADDRESS = "avsluta@exempel.se"


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def app(root: Path) -> LeavingApp:
    return LeavingApp(Place(root, "/avsluta", "Trygg <uppväxt>", ADDRESS), TOKENS, lambda: DAY)


@contextmanager
def served(application: WSGIApplication) -> Iterator[str]:
    """Held to PEP 3333 by the library's own validator; the address of the app."""
    checked = validator(application)
    with make_server("127.0.0.1", 0, checked, Threaded, Silent) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/avsluta"
        server.shutdown()
