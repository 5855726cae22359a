"""A run that is told to stop ends between two files, never in the middle of one."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ASK_TO_STOP = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""Ctrl-C, the system or a scheduled job, a terminal that is closed, Ctrl-Break on Windows."""


@contextmanager
def stopped_by_signals() -> Iterator[Callable[[], bool]]:
    """Whether one has come; a second one raises `KeyboardInterrupt` at once."""
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)

    before = {number: signal.signal(number, note) for number in ASK_TO_STOP}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
