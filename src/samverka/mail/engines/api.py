"""Talking with listmonk: JSON over HTTPS as an API user, within limits of time and size."""

import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import httpx

from samverka.errors import SamverkaError
from samverka.files import on_one_line
from samverka.schema import Data
from samverka.settings import Listmonk

USER: Final = "SAMVERKA_LISTMONK_USER"
TOKEN: Final = "SAMVERKA_LISTMONK_TOKEN"  # noqa: S105  the name of the variable
LARGEST: Final = 20_000_000
"""Bytes of one answer, unpacked."""
PATIENCE: Final = httpx.Timeout(10, read=60)
LONGEST: Final = 120.0
"""Seconds for one answer in all."""
_MESSAGE: Final = 300
_GOOD, _TURN, _BAD, _BROKEN = 200, 300, 400, 500
_REFUSED: Final = frozenset({401, 403})


class LostAnswerError(SamverkaError):
    """The question may have been carried out, or not: nobody said."""


class Api:
    """`ask` returns the `data` of an answer."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, Data] | None = None,
        chosen: Mapping[str, str | list[str]] | None = None,
    ) -> Data:
        """Raise `SamverkaError` where it says no, `LostAnswerError` where it may have done it.

        `content` is sent as JSON, `chosen` stands in the address after `?`.
        """
        try:
            with self._client.stream(method, path, json=content, params=chosen) as response:
                return _data(response.status_code, _read(response))
        except (httpx.ConnectError, httpx.ConnectTimeout) as fault:
            raise _out_of_reach(str(fault)) from None
        except (httpx.HTTPError, OSError):
            raise _lost() from None


@contextmanager
def open_api(
    engine: Listmonk, environment: Mapping[str, str], patience: httpx.Timeout = PATIENCE
) -> Iterator[Api]:
    """Closed at the end; raise `SamverkaError` where the environment lacks the user or token.

    Turns to other addresses are never taken, so the token goes to `engine.url` only. Certificates
    are held against what this computer trusts, as those of mail servers. A proxy of the
    environment gets nothing that is not encrypted.
    """
    missing = [name for name in (USER, TOKEN) if not environment.get(name)]
    if missing:
        raise SamverkaError(
            f"Miljövariabeln {' och '.join(missing)} är inte satt.",
            "Skapa en API-användare i listmonk (Admin, Users) och spara namn och nyckel där. "
            "Handbokens sida Mejlservern visar hur.",
        )
    auth = httpx.BasicAuth(environment[USER], environment[TOKEN])
    with httpx.Client(
        base_url=engine.url,
        auth=auth,
        timeout=patience,
        follow_redirects=False,
        verify=ssl.create_default_context(),
        trust_env=engine.url.startswith("https:"),
        headers={"Accept": "application/json"},
    ) as client:
        yield Api(client)


def _read(response: httpx.Response) -> bytes:
    end, read = time.monotonic() + LONGEST, bytearray()
    for piece in response.iter_bytes():
        read += piece
        if len(read) > LARGEST:
            raise SamverkaError(f"Svaret från listmonk är större än {LARGEST // 10**6} MB.")
        if time.monotonic() > end:
            raise _lost()
    return bytes(read)


def _data(status: int, body: bytes) -> Data:
    if status in _REFUSED:
        raise SamverkaError(
            f"listmonk släpper inte in oss{_said(body)}.",
            f"Kontrollera {USER} och {TOKEN}, och att användaren har rättigheterna i handboken.",
        )
    if _TURN <= status < _BAD:
        raise SamverkaError(
            "listmonk vill skicka oss till en annan adress. Dit skickar vi ingen nyckel.",
            "Skriv den slutliga adressen under mail: listmonk: url i mkdocs.yml.",
        )
    if status >= _BROKEN:
        raise _lost(_said(body))
    if status >= _BAD:
        raise SamverkaError(f"listmonk säger nej{_said(body)}.", "Rätta det och kör igen.")
    answer = _parsed(body)
    if status != _GOOD or not isinstance(answer, Mapping) or "data" not in answer:
        raise SamverkaError(
            "Svaret är inte listmonks.", "Kontrollera mail: listmonk: url i mkdocs.yml."
        )
    return answer["data"]


def _parsed(body: bytes) -> Data:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _said(body: bytes) -> str:
    """Listmonk's own words, on one line."""
    answer = _parsed(body)
    message = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(message, str) or not message.strip():
        return ""
    return f": {on_one_line(message)[:_MESSAGE]}"


def _out_of_reach(why: str) -> SamverkaError:
    if "CERTIFICATE" in why.upper():
        return SamverkaError(
            "listmonks certifikat går inte att lita på.",
            "Be den som sköter listmonk om ett giltigt certifikat. Inget har skickats.",
        )
    return SamverkaError(
        "Det går inte att nå listmonk.",
        "Kontrollera nätet, och mail: listmonk: url i mkdocs.yml. Inget har skickats.",
    )


def _lost(said: str = "") -> LostAnswerError:
    return LostAnswerError(
        f"listmonk svarade inte som det ska{said}.",
        "Kör samma kommando igen. Det tar reda på vad som hann hända, och gör inget två gånger.",
    )
