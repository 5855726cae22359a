"""The models of the front matter, one per kind; the keys are the contract with the editors."""

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from samverka.schema import Model
from samverka.source.kinds import Kind


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError(f'{value!r} är inget klockslag; skriv som "08:30", med citattecken')
    return value


def _month(value: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise ValueError(f"{value!r} är ingen månad; skriv som 2020-09")
    return value


Clock = Annotated[str, AfterValidator(_clock)]
Month = Annotated[str, AfterValidator(_month)]


class Origin(Model):
    """The Word file a document was imported from; `sha256` is of its bytes.

    `as_written` are the file's own lines that became front matter in another form.
    """

    file: str
    sha256: str
    as_written: tuple[str, ...] = ()


class Event(Model):
    """Something a reader can come to; times are Swedish local time."""

    title: str
    date: dt.date
    end_date: dt.date | None = None
    start: Clock | None = None
    end: Clock | None = None
    place: str | None = None
    contact: str | None = None


class Attendee(Model):
    """A person at a meeting, in the words of the notes; nothing is inferred."""

    name: str
    organisation: str | None = None
    role: str | None = None
    replaces: str | None = None


class Report(Model):
    """The full report behind a knowledge review."""

    title: str
    year: int | None = None
    url: str | None = None
    doi: str | None = None


class FrontMatter(Model):
    """What every document may say about itself; `hide`, `search` and `template` are Material's.

    `updated` is the day its content was last changed in a way its readers should know of.
    """

    title: Annotated[str, Field(min_length=1)]
    date: dt.date | None = None
    updated: dt.date | None = None
    description: str = ""
    audience: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    visibility: Literal["public", "staff"] = "public"
    invented: bool = False
    moved_from: tuple[str, ...] = ()
    review_by: dt.date | None = None
    source: Origin | None = None
    events: tuple[Event, ...] = ()
    hide: tuple[str, ...] = ()
    template: str | None = None
    search: dict[str, float | bool] | None = None

    @property
    def is_public(self) -> bool:
        """Neither a draft nor for staff."""
        return not self.draft and self.visibility == "public"


class PageMatter(FrontMatter):
    """An ordinary page."""


class NewsletterMatter(FrontMatter):
    """`issue` is the month it came out, `masthead` the line under its name."""

    issue: Month
    masthead: str = ""
    preheader: str = ""


class MeetingMatter(FrontMatter):
    """`forum` is the key of a forum in the settings."""

    date: dt.date
    forum: str
    start: Clock | None = None
    end: Clock | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()


class ReviewMatter(FrontMatter):
    """A short version of a research report."""

    subtitle: str = ""
    authors: tuple[str, ...] = ()
    institution: str | None = None
    report: Report | None = None
    key_findings: tuple[str, ...] = ()
    bibliography: str | None = None


class TrainingMatter(FrontMatter):
    """`duration` in minutes, `pass_mark` in percent."""

    subtitle: str = ""
    course: str | None = None
    level: int | None = Field(default=None, ge=1, le=3)
    variant: Literal["short", "long"] | None = None
    order: int | None = None
    duration: int | None = Field(default=None, gt=0)
    goals: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    pass_mark: int | None = Field(default=None, ge=0, le=100)


class IndicatorMatter(FrontMatter):
    """A measure over time; its numbers stand in a CSV of the same name beside the document.

    `direction` is the way that is good, `whole` the place that is all the others together.
    Counts below `small_below` are pointed out, since they can tell of single persons.
    """

    unit: str
    source_of_data: str
    kind_of_indicator: Literal["process", "result"]
    direction: Literal["up", "down", "none"] = "none"
    decimals: int | None = Field(default=None, ge=0, le=3)
    whole: str = ""
    small_below: int = Field(default=5, ge=0)


MODELS: dict[Kind, type[FrontMatter]] = {
    Kind.NEWSLETTER: NewsletterMatter,
    Kind.MEETING: MeetingMatter,
    Kind.REVIEW: ReviewMatter,
    Kind.TRAINING: TrainingMatter,
    Kind.INDICATOR: IndicatorMatter,
    Kind.PAGE: PageMatter,
}
