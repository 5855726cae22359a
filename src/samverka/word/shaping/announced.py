"""Dates in a newsletter that a reader can still come to."""

import re
from collections.abc import Iterator
from datetime import date

from samverka.swedish.dates import DateSpan, find_dates, find_times
from samverka.swedish.sentences import split_sentences
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Blocks, Heading, Paragraph

PAST = re.compile(
    r"\b(?:var|hade|träffades|hölls|ägde|deltog|presenterades|genomfördes|diskuterades|arrangerades"
    r"|besökte|möttes|beslutade|antogs|blev|gick|kom|startade|avslutades|publicerades|informerades)\b",
    re.IGNORECASE,
)
ONGOING = re.compile(r"\b(?:pågår|gäller|testas|är öppen|är öppet)\b", re.IGNORECASE)
ANNOUNCING = re.compile(
    r"\b(?:nästa|välkom\w*|inbjud\w*|bjuder in|boka|save the date|anmäl\w*|hålls|äger rum|blir"
    r"|arrangeras|genomförs|träffas|möts|startar|öppnar|invigs|kommer|ses|sänds|är|ska)\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\s+(?:är|blir|hålls|äger rum|arrangeras|genomförs|sker|startar|kommer att|ska)\b",
    re.IGNORECASE,
)
DATE_TAIL = re.compile(
    r"[\s,:–-]*(?:\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b)?\s*\b(?:den)?\s*$", re.IGNORECASE
)
HALF_A_YEAR = 183


def announced_events(articles: Blocks, issued: date) -> tuple[dict[str, object], ...]:
    """The events as front matter; a date without a year is the next such date after the issue."""
    events: list[dict[str, object]] = []
    heading = ""
    for block in articles:
        if isinstance(block, Heading):
            heading = plain_text(block.content)
            events.extend(_events_in(heading, heading, issued))
        elif isinstance(block, Paragraph):
            said = plain_text(block.content)
            for start, end in split_sentences(said):
                events.extend(_events_in(said[start:end], heading, issued))
    return tuple(_once(events))


def _events_in(sentence: str, heading: str, issued: date) -> Iterator[dict[str, object]]:
    if PAST.search(sentence) or ONGOING.search(sentence):
        return
    if sentence != heading and not ANNOUNCING.search(sentence):
        return
    for span in find_dates(sentence, near=issued):
        first = _coming(span.first, issued, written=sentence[span.start : span.end])
        if first is None:
            continue
        event: dict[str, object] = {"title": _title(sentence, heading, span), "date": first}
        if span.last is not None and span.last > span.first:
            event["end_date"] = span.last.replace(year=first.year)
        times = find_times(sentence[span.end :])
        if times:
            event["start"], event["end"] = times[0].begins, times[0].ends
        yield {key: value for key, value in event.items() if value is not None}


def _coming(day: date, issued: date, *, written: str) -> date | None:
    if day >= issued:
        return day
    has_year = str(day.year) in written
    if has_year or (issued - day).days < HALF_A_YEAR:
        return None
    return day.replace(year=day.year + 1)


def _title(sentence: str, heading: str, span: DateSpan) -> str:
    before = DATE_TAIL.sub("", sentence[: span.start])
    if sentence == heading:
        return (before or heading).strip(" ,:–-")
    verb = VERB.search(before)
    subject = before[: verb.start()].strip() if verb else ""
    return subject if subject and len(subject.split()) <= 8 else heading or sentence  # noqa: PLR2004


def _once(events: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The first announcement of each day."""
    seen: set[object] = set()
    for event in events:
        if event["date"] not in seen:
            seen.add(event["date"])
            yield event
