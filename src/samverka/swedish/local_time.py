"""Days and hours as Swedish clocks show them, with the offset from UTC that holds on that day."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Stockholm")


def local_time(day: dt.date, clock: str) -> dt.datetime:
    """The moment a Swedish clock shows `clock`, as "08:30", on a day."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE)


def noon(day: dt.date) -> dt.datetime:
    """A moment for what is only known by its day: it is the same day in nearly every time zone."""
    return local_time(day, "12:00")
