"""Calendar files (RFC 5545, RFC 7986): one per occasion, and those to subscribe to."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from icalendar import Calendar, Component, Event, Timezone, vText

from samverka.catalogue.events import Occasion, occasions
from samverka.findings import Noted
from samverka.pages.generated import StaticFile
from samverka.pages.header import Around
from samverka.pages.wording import INVENTED, joined, say_forum, say_occasion, say_time
from samverka.source.addresses import file_name
from samverka.swedish.local_time import ZONE, local_time

ADD: Final = "Lägg till i kalendern"
FOLDER: Final = PurePosixPath("kalender")
EVERYTHING: Final = FOLDER / "alla.ics"
_PRODUCT: Final = "-//Samverka//Kalender//SV"
_REFRESH: Final = dt.timedelta(hours=12)
_SWEDISH_TIME: Final = f"""\
BEGIN:VTIMEZONE
TZID:{ZONE.key}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""As the European Union has agreed (directive 2000/84/EC)."""


def calendar_files(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """None where nothing happens; the same catalogue gives the same bytes."""
    everything = occasions(around.catalogue)
    if not everything:
        return Noted(())
    single = (StaticFile(occasion_file(one), _calendar("", (one,), around)) for one in everything)
    return Noted((*single, *_subscriptions(everything, around)))


def occasion_file(one: Occasion) -> PurePosixPath:
    """Beside a meeting's notes, or in the calendar's folder; it stays when the day is moved."""
    if one.is_meeting:
        return one.entry.page.with_suffix(".ics")
    return FOLDER / f"{file_name(one.title) or 'handelse'}-{one.uid[:8]}.ics"


def forum_file(forum: str) -> PurePosixPath:
    """What a forum does, to subscribe to."""
    return FOLDER / f"{file_name(forum) or 'forum'}.ics"


def _subscriptions(everything: tuple[Occasion, ...], around: Around) -> Iterator[StaticFile]:
    for forum in around.catalogue.forums:
        name = f"{say_forum(forum, around.settings)} – {around.settings.title}"
        chosen = (one for one in everything if one.entry.forum == forum)
        yield StaticFile(forum_file(forum), _calendar(name, chosen, around))
    yield StaticFile(EVERYTHING, _calendar(around.settings.title, everything, around))


def _calendar(name: str, chosen: Iterable[Occasion], around: Around) -> bytes:
    """`name` is empty for a file that is taken into the reader's own calendar once."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vText("PT12H"))
    calendar.add_component(_swedish_time())
    for one in chosen:
        calendar.add_component(_event(one, around))
    return bytes(calendar.to_ical())


@cache
def _swedish_time() -> Component:
    return Timezone.from_ical(_SWEDISH_TIME)


def _event(one: Occasion, around: Around) -> Event:
    event = Event()
    event.add("uid", one.uid)
    told = one.entry.matter.updated or one.entry.date or one.first
    stamp = dt.datetime.combine(told, dt.time(), dt.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", 0)
    title = say_occasion(one, around.settings)
    event.add("summary", _line(f"{INVENTED}: {title}" if one.entry.invented else title))
    _add_times(event, one)
    address = around.whole(one.entry.address)
    texts = {
        "location": _line(one.place),
        "description": _description(one, address),
        "url": address,
    }
    for key, text in texts.items():
        if text:
            event.add(key, text)
    return event


def _add_times(event: Event, one: Occasion) -> None:
    """The end of whole days is the day after the last (RFC 5545, 3.6.1)."""
    if one.is_all_day:
        event.add("dtstart", one.first)
        event.add("dtend", one.last + dt.timedelta(days=1))
        return
    event.add("dtstart", local_time(one.first, one.start or ""))
    if one.end:
        event.add("dtend", local_time(one.last, one.end))


def _description(one: Occasion, address: str) -> str:
    """With the time where the event has been given whole days."""
    time = say_time(one.start, one.end) if one.is_all_day else ""
    contact = f"Kontakt: {_line(one.contact)}" if one.contact else ""
    return joined((time, contact, f"Läs mer: {address}" if address else ""), "\n")


def _line(text: str) -> str:
    """On one line, whatever breaks the editor has made."""
    return " ".join(text.split())
