"""What each kind of document is in the words of schema.org."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from samverka.catalogue.catalogue import course_name
from samverka.catalogue.entry import Entry
from samverka.catalogue.events import Occasion, occasions_of
from samverka.markdown.outward import Viewpoint
from samverka.pages.header import Around
from samverka.pages.wording import doi_link, say_forum, web_address
from samverka.source.frontmatter import (
    IndicatorMatter,
    MeetingMatter,
    NewsletterMatter,
    Report,
    ReviewMatter,
    TrainingMatter,
)
from samverka.swedish.local_time import local_time

Node: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """What every node of a page needs besides the entry."""

    description: str
    publisher: Node
    seen_from: Viewpoint
    around: Around


def nodes_of(entry: Entry, telling: Telling) -> Iterator[Node]:
    """What the page is about, then the events it announces."""
    own = _of_its_kind(entry, telling)
    if own:
        yield {"@id": f"{telling.seen_from.lead_to(entry.address)}#innehall", **own}
    yield from (_event(one) for one in occasions_of(entry) if not one.is_meeting)


def _of_its_kind(entry: Entry, telling: Telling) -> Node:
    common = _common(entry, telling)
    match entry.matter:
        case MeetingMatter() as matter:
            return {**_meeting(entry), "organizer": _forum(matter, telling)}
        case NewsletterMatter():
            return {"@type": "Article", **common}
        case ReviewMatter() as matter:
            return {
                "@type": "ScholarlyArticle",
                "headline": entry.title,
                **common,
                **_review(matter),
            }
        case TrainingMatter() as matter:
            return {"@type": "LearningResource", **common, **_training(matter, entry)}
        case IndicatorMatter() as matter:
            return {"@type": "Dataset", **common, **_indicator(matter, entry, telling)}
        case _:
            return {}


def _common(entry: Entry, telling: Telling) -> Node:
    return {
        "name": entry.title,
        "headline": entry.title,
        "description": telling.description,
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "datePublished": _day(entry.date),
        "dateModified": _day(entry.changed),
        "keywords": [*entry.areas, *entry.matter.tags],
        "audience": [{"@type": "Audience", "audienceType": one} for one in entry.audience],
        "publisher": telling.publisher,
    }


def _review(matter: ReviewMatter) -> Node:
    institution = _named("Organization", matter.institution)
    return {
        "author": [
            {"@type": "Person", "name": name, "affiliation": institution} for name in matter.authors
        ],
        "sourceOrganization": institution,
        "abstract": "\n".join(matter.key_findings),
        "isBasedOn": _report(matter.report) if matter.report else None,
    }


def _report(report: Report) -> Node:
    doi = doi_link(report.doi).address if report.doi else ""
    return {
        "@type": "Report",
        "name": report.title,
        "datePublished": str(report.year or ""),
        "url": web_address(report.url or ""),
        "sameAs": doi,
    }


def _training(matter: TrainingMatter, entry: Entry) -> Node:
    return {
        "learningResourceType": "utbildning",
        "timeRequired": f"PT{matter.duration}M" if matter.duration else "",
        "educationalLevel": f"Nivå {matter.level}" if matter.level else "",
        "teaches": list(matter.goals),
        "competencyRequired": list(matter.prerequisites),
        "isPartOf": _named("Course", course_name(entry)),
    }


def _indicator(matter: IndicatorMatter, entry: Entry, telling: Telling) -> Node:
    numbers = str(entry.page.with_suffix(".csv"))
    return {
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": entry.title,
            "unitText": matter.unit,
        },
        "isBasedOn": _named("CreativeWork", matter.source_of_data),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": telling.seen_from.lead_to(numbers),
        },
    }


def _meeting(entry: Entry) -> Node:
    told = (_event(one) for one in occasions_of(entry) if one.is_meeting)
    return {**next(told, {}), "name": entry.title}


def _forum(matter: MeetingMatter, telling: Telling) -> Node | None:
    return _named("Organization", say_forum(matter.forum, telling.around.settings))


def _event(one: Occasion) -> Node:
    has_end = one.end is not None or one.last > one.first
    return {
        "@type": "Event",
        "name": one.title,
        "startDate": _moment(one.first, one.start),
        "endDate": _moment(one.last, one.end) if has_end else "",
        "location": _named("Place", one.place),
    }


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _moment(day: dt.date, clock: str | None) -> str:
    """The day alone where the hour is not known (ISO 8601)."""
    return local_time(day, clock).isoformat() if clock else day.isoformat()
