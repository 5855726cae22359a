"""A time limit for a whole exchange, also with one who answers a byte at a time."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from threading import Timer
from types import TracebackType
from typing import Any, Self


class Deadline:
    """Hangs up on the other side when the time is up, and then `has_passed`.

    The timeouts of httpx count anew with every byte. `follow` is its `trace` extension, which
    tells of each connection that is made.
    """

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._line: socket.socket | None = None
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def follow(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of the newest connection."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._line = info["return_value"].get_extra_info("socket")
            if self.has_passed:
                self._hang_up()

    def _end(self) -> None:
        self.has_passed = True
        self._hang_up()

    def _hang_up(self) -> None:
        """Below TLS, whose own way to end would wait for the other side."""
        if self._line is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)
