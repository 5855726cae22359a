"""The day the site is built."""

import datetime as dt
import os

from samverka.swedish.local_time import ZONE

EPOCH = "SOURCE_DATE_EPOCH"
"""A build that can be repeated sets this to seconds since 1970 (reproducible-builds.org)."""


def today() -> dt.date:
    """Swedish local date."""
    told = os.environ.get(EPOCH, "")
    if told.isdecimal():
        return dt.datetime.fromtimestamp(int(told), ZONE).date()
    return dt.datetime.now(ZONE).date()
