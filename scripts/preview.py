"""The built site in a browser on this computer, until Ctrl-C; nobody else can reach it."""

import os
import sys
import webbrowser
from functools import partial
from http import HTTPStatus
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn

from messages import say

HOST = "127.0.0.1"
PORTS = (8000, 0)
"""The usual port first; 0 lets the system choose a free one."""


class Pages(SimpleHTTPRequestHandler):
    """The files of a folder, and the site's own 404 page for what is missing."""

    def send_error(
        self, code: int, message: "str | None" = None, explain: "str | None" = None
    ) -> None:
        """Answer a missing page with the site's own; everything else as the library does."""
        own_page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not own_page.is_file():
            super().send_error(code, message, explain)
            return
        body = own_page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing: the person looks at the browser, not here."""


class Server(ThreadingMixIn, HTTPServer):
    """Answers on this computer only, several requests at once."""

    daemon_threads = True
    # On Windows the same port could otherwise be taken twice, and the wrong site answer.
    allow_reuse_address = os.name == "posix"


def open_server(folder: Path, ports: "tuple[int, ...]") -> Server:
    """A server of a folder on the first port that is free."""
    *preferred, last = ports
    handler = partial(Pages, directory=str(folder))
    for port in preferred:
        try:
            return Server((HOST, port), handler)
        except OSError:
            continue
    return Server((HOST, last), handler)


def has_screen() -> bool:
    """Whether a browser can show itself; without a screen it would take over the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def serve(folder: Path) -> None:
    """Show a built site until the person presses Ctrl-C."""
    with open_server(folder, PORTS) as server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        say(f"Webbplatsen visas på {address}  Tryck Ctrl-C för att sluta.")
        if has_screen():
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")
