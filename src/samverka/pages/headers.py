"""The header of each kind, made from its front matter and its neighbours."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from samverka.catalogue.catalogue import course_name
from samverka.catalogue.entry import Entry
from samverka.catalogue.events import Occasion, first_told, occasions_of
from samverka.learning.reading import module_of
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import (
    Around,
    Happening,
    Header,
    Neighbour,
    People,
    Person,
    facts,
    points,
)
from samverka.pages.indicators.telling import DIRECTIONS, INVENTED_NOTICE, KINDS
from samverka.pages.meetings.ics import ADD, occasion_file
from samverka.pages.reviews.citation import citation_of
from samverka.pages.training.courses import VARIANTS, course_pages
from samverka.pages.training.guide import MEETING, guide_link
from samverka.pages.training.prerequisites import prerequisite_links
from samverka.pages.wayfinding.related import with_topics
from samverka.pages.wording import (
    KIND_WORDS,
    NOTICE,
    Link,
    doi_link,
    joined,
    linked,
    say_day,
    say_forum,
    say_month,
    say_time,
    say_when,
    web_address,
)
from samverka.source.addresses import page_address
from samverka.source.frontmatter import (
    Attendee,
    IndicatorMatter,
    MeetingMatter,
    NewsletterMatter,
    Report,
    ReviewMatter,
    TrainingMatter,
)
from samverka.source.kinds import Kind

CONTENTS: Final = {
    Kind.NEWSLETTER: "I det här numret",
    Kind.MEETING: "Dagordning",
    Kind.REVIEW: "Innehåll",
    Kind.TRAINING: "Steg",
    Kind.INDICATOR: "På sidan",
    Kind.PAGE: "På sidan",
}
NEIGHBOURS: Final = {
    Kind.NEWSLETTER: ("Föregående nummer", "Nästa nummer"),
    Kind.MEETING: ("Föregående möte", "Nästa möte"),
    Kind.REVIEW: ("Äldre kunskapsöversikt", "Nyare kunskapsöversikt"),
    Kind.TRAINING: ("Föregående utbildning", "Nästa utbildning"),
}


def header_of(entry: Entry, around: Around) -> Header:
    """The header of an entry's page."""
    common = Header(
        kind=entry.kind.value,
        title=entry.title,
        notice=NOTICE if entry.invented else "",
        happenings=_happenings(entry, around),
        contents=CONTENTS[entry.kind],
    )
    of_kind = _of_its_kind(common, entry, around)
    return with_topics(_with_neighbours(of_kind, entry, around), entry, around)


def _of_its_kind(header: Header, entry: Entry, around: Around) -> Header:
    match entry.matter:
        case MeetingMatter() as matter:
            return _meeting(header, matter, entry, around)
        case NewsletterMatter() as matter:
            return _newsletter(header, matter, entry)
        case ReviewMatter() as matter:
            return replace(_review(header, matter), citation=citation_of(entry, around))
        case TrainingMatter() as matter:
            return _with_guide(_training(header, matter, entry, around), entry)
        case IndicatorMatter() as matter:
            return _indicator(header, matter)
        case _:
            return header


def _with_neighbours(header: Header, entry: Entry, around: Around) -> Header:
    near = around.catalogue.neighbours(entry)
    before, after = NEIGHBOURS.get(entry.kind, ("", ""))
    return replace(
        header, previous=_neighbour(before, near.previous), next=_neighbour(after, near.next)
    )


def _neighbour(label: str, entry: Entry | None) -> Neighbour | None:
    return Neighbour(label, Link(entry.title, entry.address)) if entry else None


def _calendar(entry: Entry, around: Around) -> tuple[Link, ...]:
    """The file of a meeting that is still to come."""
    coming = (
        one for one in occasions_of(entry) if one.is_meeting and not one.is_over(around.today)
    )
    return tuple(Link(ADD, str(occasion_file(one))) for one in coming)


def _meeting(header: Header, matter: MeetingMatter, entry: Entry, around: Around) -> Header:
    when = joined((say_day(matter.date), say_time(matter.start, matter.end)))
    return replace(
        header,
        label=joined((KIND_WORDS[Kind.MEETING], say_forum(matter.forum, around.settings)), " · "),
        facts=facts(
            ("När", _texts(when)),
            ("Var", _texts(matter.place)),
            ("Ordförande", _texts(matter.chair)),
            ("Sekreterare", _texts(matter.secretary)),
            ("Kalender", _calendar(entry, around)),
        ),
        people=_people(("Närvarande", matter.present), ("Frånvarande", matter.absent)),
    )


def _newsletter(header: Header, matter: NewsletterMatter, entry: Entry) -> Header:
    month = say_month(entry.date) if entry.date else ""
    said = "" if month.lower() in entry.title.lower() else month
    return replace(
        header,
        label=joined((KIND_WORDS[Kind.NEWSLETTER], matter.masthead, said), " · "),
        lead=matter.preheader,
    )


def _review(header: Header, matter: ReviewMatter) -> Header:
    return replace(
        header,
        label=KIND_WORDS[Kind.REVIEW],
        lead=matter.subtitle,
        facts=facts(
            ("Av", _texts(joined(matter.authors))),
            ("Vid", _texts(matter.institution)),
            ("Hela rapporten", _report(matter.report)),
        ),
        points=points("Det viktigaste", matter.key_findings),
    )


def _report(report: Report | None) -> tuple[Link, ...]:
    if report is None:
        return ()
    year = str(report.year) if report.year and str(report.year) not in report.title else ""
    title = Link(joined((report.title, year)), web_address(report.url or ""))
    return (title, doi_link(report.doi)) if report.doi else (title,)


def _training(header: Header, matter: TrainingMatter, entry: Entry, around: Around) -> Header:
    minutes = f"{matter.duration} minuter" if matter.duration else ""
    variant = VARIANTS.get(matter.variant or "", "")
    level = f"Nivå {matter.level}" if matter.level else ""
    return replace(
        header,
        label=joined((KIND_WORDS[Kind.TRAINING], level, minutes), " · "),
        lead=matter.subtitle,
        facts=facts(
            ("Kurs", (_course(entry, around),)),
            ("Tid", _texts(joined((minutes, variant)))),
            ("Godkänt", _texts(f"{matter.pass_mark} % rätt" if matter.pass_mark else "")),
            ("Bra att kunna innan", prerequisite_links(entry, around.catalogue)),
        ),
        points=points("Efter utbildningen", matter.goals),
    )


def _with_guide(header: Header, entry: Entry) -> Header:
    """Where there is something to talk about together."""
    return replace(header, facts=(*header.facts, *facts((MEETING, guide_link(module_of(entry))))))


def _indicator(header: Header, matter: IndicatorMatter) -> Header:
    return replace(
        header,
        label=KINDS[matter.kind_of_indicator],
        lead=matter.description,
        notice=INVENTED_NOTICE if matter.invented else "",
        facts=facts(
            ("Enhet", _texts(matter.unit)),
            ("Riktning", _texts(DIRECTIONS[matter.direction])),
            ("Källa", (linked(matter.source_of_data),)),
        ),
    )


def _course(entry: Entry, around: Around) -> Link:
    page = course_pages(around.catalogue).get(course_name(entry))
    said = joined((course_name(entry), _place_in_course(entry, around)))
    return Link(said, page_address(page) if page else "")


def _place_in_course(entry: Entry, around: Around) -> str:
    course = around.catalogue.course_of(entry)
    if not course_name(entry) or len(course) == 1:
        return ""
    return f"del {course.index(entry) + 1} av {len(course)}"


def _people(*groups: tuple[str, Iterable[Attendee]]) -> tuple[People, ...]:
    said = (People(label, tuple(_person(one) for one in persons)) for label, persons in groups)
    return tuple(group for group in said if group.persons)


def _person(one: Attendee) -> Person:
    return Person(one.name, one.organisation or "", one.role or "", one.replaces or "")


def _happenings(entry: Entry, around: Around) -> tuple[Happening, ...]:
    if not entry.matter.events:
        return ()
    events = (one for one in occasions_of(entry) if not one.is_meeting)
    return tuple(_happening(one, first_told(one, around.catalogue)) for one in events)


def _happening(one: Occasion, first: Occasion) -> Happening:
    return Happening(
        title=one.title,
        day=one.first.isoformat(),
        when=say_when(one),
        place=one.place,
        contact=linked(one.contact) if one.contact else None,
        file=str(occasion_file(first)),
    )


def _texts(text: str | None) -> tuple[Link, ...]:
    return (Link(text),) if text else ()


def plain_header(page: GeneratedPage) -> Header:
    """The header of a page that no editor wrote."""
    return Header(
        kind=page.face,
        title=page.title,
        label=page.label,
        lead=page.lead,
        contents=page.contents,
    )
