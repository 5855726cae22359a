"""A feed fetched over the web, within limits of time, size and turns."""

import ipaddress
import ssl
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final
from urllib.parse import urlsplit

import httpx

from samverka.feeds.deadline import Deadline
from samverka.feeds.faults import (
    FeedError,
    bad_status,
    leads_inwards,
    not_a_web_address,
    out_of_reach,
    strangely_packed,
    too_large,
    too_many_turns,
    too_slow,
    untrusted,
)
from samverka.feeds.memory import Validators

TAKES: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)
GZIP: Final = frozenset({"gzip", "x-gzip"})
GZIP_BITS: Final = 31
MEGABYTE: Final = 10**6
PERMANENT: Final = frozenset({301, 308})
UNCHANGED: Final = 304
FINE: Final = 200


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one feed may cost: seconds in all, bytes unpacked, and turns to other addresses."""

    seconds: float = 30
    content: int = 5 * MEGABYTE
    turns: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """`content` is None where nothing has changed since the validators were given.

    `moved_to` is where the feed says it has gone for good, else "".
    """

    content: bytes | None
    content_type: str
    validators: Validators
    moved_to: str = ""


def open_client() -> httpx.Client:
    """One connection per request, proxies as the system says, and no turn taken unasked."""
    headers = {
        "User-Agent": f"Samverka/{version('samverka')}",
        "Accept": TAKES,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    return httpx.Client(headers=headers, timeout=10, follow_redirects=False)


def fetch(client: httpx.Client, url: str, known: Validators, bounds: Bounds) -> Fetched:
    """What stands at the address now; raise `FeedError` where it cannot be had."""
    with Deadline(bounds.seconds) as deadline:
        try:
            return _Visit(client, known, bounds, deadline).follow(url)
        except FeedError:
            raise
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError):
            raise not_a_web_address(url) from None
        except zlib.error:
            raise strangely_packed() from None
        except (httpx.HTTPError, OSError) as fault:
            raise _told(fault, deadline) from None


@dataclass(frozen=True, slots=True)
class _Visit:
    client: httpx.Client
    known: Validators
    bounds: Bounds
    deadline: Deadline

    def follow(self, url: str) -> Fetched:
        address, moved_to, is_for_good = url, "", True
        for _ in range(self.bounds.turns + 1):
            if self.deadline.has_passed:
                raise too_slow()
            if urlsplit(address).scheme.lower() not in {"http", "https"}:
                raise not_a_web_address(address)
            with self._ask(address) as response:
                turn = response.next_request
                if turn is None:
                    return self._answer(response, address, moved_to)
                is_for_good = is_for_good and response.status_code in PERMANENT
            if is_inward(str(turn.url)) and not is_inward(url):
                raise leads_inwards(str(turn.url))
            address = str(turn.url)
            moved_to = address if is_for_good else moved_to
        raise too_many_turns()

    def _ask(self, address: str) -> AbstractContextManager[httpx.Response]:
        conditions = {}
        if address == self.known.address:
            said = {
                "If-None-Match": self.known.etag,
                "If-Modified-Since": self.known.last_modified,
            }
            conditions = {name: value for name, value in said.items() if value}
        return self.client.stream(
            "GET", address, headers=conditions, extensions={"trace": self.deadline.follow}
        )

    def _answer(self, response: httpx.Response, address: str, moved_to: str) -> Fetched:
        if response.status_code == UNCHANGED and address == self.known.address:
            return Fetched(None, "", self.known, moved_to)
        if response.status_code != FINE:
            raise bad_status(response.status_code)
        content = _unpacked(response, self.bounds.content)
        if self.deadline.has_passed:
            raise too_slow()
        said = response.headers
        validators = Validators(address, said.get("etag", ""), said.get("last-modified", ""))
        return Fetched(content, said.get("content-type", ""), validators, moved_to)


def is_inward(address: str) -> bool:
    """True for this computer and for numbers of private networks."""
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _unpacked(response: httpx.Response, most: int) -> bytes:
    """Unpacked here, since httpx would unpack each piece without a limit."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in GZIP | {"identity", ""}:
        raise strangely_packed()
    unpacker = zlib.decompressobj(GZIP_BITS) if packing in GZIP else None
    whole = bytearray()
    for piece in response.iter_raw():
        left = most + 1 - len(whole)
        whole += unpacker.decompress(piece, left) if unpacker else piece
        if len(whole) > most:
            raise too_large(most / MEGABYTE)
    if unpacker is not None and not unpacker.eof:
        raise strangely_packed()
    return bytes(whole)


def _told(fault: Exception, deadline: Deadline) -> FeedError:
    if deadline.has_passed or isinstance(fault, httpx.TimeoutException):
        return too_slow()
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return untrusted()
        cause = cause.__cause__ or cause.__context__
    return out_of_reach()
