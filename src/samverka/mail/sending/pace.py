"""Time as a sending needs it: an even rate, and waiting that can be broken off."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NAP: Final = 0.2
"""Seconds between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Timer:
    """The clock and the waiting, so that a test needs neither."""

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> None:
        """Until they have passed, or `stopped` says so."""
        end = self.ticks() + seconds
        while not stopped() and (left := end - self.ticks()) > 0:
            self.sleep(min(left, NAP))


class Pace:
    """At most so many letters a minute, evenly: a pause is never made up for."""

    def __init__(self, a_minute: float, timer: Timer) -> None:
        self._apart = 60 / a_minute
        self._timer = timer
        self._next = timer.ticks()

    def pause(self) -> float:
        """Seconds until the next letter may go."""
        return max(0.0, self._next - self._timer.ticks())

    def went(self) -> None:
        """One letter went now."""
        self._next = self._after_this()

    def has_pause_after_this(self) -> bool:
        """True where one that goes now has to be followed by a pause."""
        return self._after_this() > self._timer.ticks()

    def _after_this(self) -> float:
        return max(self._next, self._timer.ticks() - NAP) + self._apart
