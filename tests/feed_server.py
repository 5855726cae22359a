"""A site of a partner: a real server on this computer, and feeds as people write them."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zlib import crc32

RSS = "application/rss+xml"


@dataclass(frozen=True)
class Answer:
    """What stands at an address; one with an ETag is given again only when it has changed.

    `head` are lines of the headers; they and the body may come a piece at a time.
    """

    body: bytes | Iterable[bytes] = b""
    kind: str = RSS
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    head: Iterable[bytes] = ()


class PartnerSite:
    """`asked` are the requests so far: their paths and headers."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._answers: dict[str, Answer] = {}

    def put(self, path: str, body: str | bytes, kind: str = RSS, **headers: str) -> str:
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.answer(path, Answer(content, kind, headers=named))

    def answer(self, path: str, answer: Answer) -> str:
        self._answers[path] = answer
        return self.address + path

    def turn(self, path: str, to: str, status: int = 302) -> str:
        return self.answer(path, Answer(status=status, headers={"Location": to}))

    def found(self, path: str, asked: Mapping[str, str]) -> Answer:
        self.asked.append((path, dict(asked)))
        answer = self._answers.get(path, Answer(status=404))
        etag = answer.headers.get("ETag")
        if etag is not None and asked.get("If-None-Match") == etag:
            return Answer(status=304)
        return answer


@contextmanager
def partner_site() -> Iterator[PartnerSite]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.found(self.path, self.headers)  # type: ignore[arg-type]
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.kind)
            self.flush_headers()
            with suppress(OSError):  # whoever asked may have hung up
                for part in answer.head:
                    self.wfile.write(part)
                self.wfile.write(b"\r\n")
                body = answer.body
                for part in (body,) if isinstance(body, bytes) else body:
                    self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = PartnerSite(server.server_port)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel>'
        f"<title>Kommunen</title>{''.join(items)}</channel></rss>"
    )


def item(title: str, link: str = "", day: str = "04 Jun 2021", **more: str) -> str:
    """`link` is below the partner's site where it is no whole address."""
    address = link or f"https://www.example.org/{crc32(title.encode())}"
    fields = {"title": title, "link": address, "pubDate": f"{day} 10:00:00 +0200", **more}
    return f"<item>{''.join(f'<{k}>{v}</{k}>' for k, v in fields.items() if v)}</item>"
