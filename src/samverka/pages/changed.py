"""When something on the site was last changed, as its front matter says."""

import datetime as dt
from collections.abc import Iterable

from samverka.catalogue.catalogue import newest_first
from samverka.catalogue.entry import Entry


def changed_on(entry: Entry) -> dt.date | None:
    """The later of `date` and `updated`; None where it has neither."""
    return max((day for day in (entry.date, entry.matter.updated) if day), default=None)


def latest_changed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with a date, the last changed first."""
    dated = [(changed, one) for one in newest_first(entries) if (changed := changed_on(one))]
    return tuple(one for _, one in sorted(dated, key=lambda pair: -pair[0].toordinal()))
