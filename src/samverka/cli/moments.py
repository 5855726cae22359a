"""Moments as they are typed: a day and a clock, as Swedish clocks show them."""

import datetime as dt
import re

from samverka.errors import SamverkaError
from samverka.swedish.local_time import local_time

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2})[:.](\d{2})", re.ASCII)


def parse_moment(flag: str, text: str) -> dt.datetime:
    """Raise `SamverkaError` where it is no moment, naming the flag it was given to."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        if found is not None:
            day = dt.date.fromisoformat(found[1])
            return local_time(day, f"{int(found[2]):02}:{found[3]}")
    except ValueError:
        pass
    raise SamverkaError(
        f"{flag} {text} är ingen tid.", f'Skriv dag och klockslag, som {flag} "2026-12-01 08:00".'
    )
