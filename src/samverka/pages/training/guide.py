"""`Guide`: what a module asks a workplace meeting to talk about, for the one who leads it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.withheld import NOTHING_HIDDEN, Sources
from samverka.learning.hidden import Hidden
from samverka.learning.module import Discussion, Module
from samverka.markdown.outward import Viewpoint, outward_html
from samverka.pages.wording import Link, say_minutes
from samverka.source.addresses import file_name, page_address

PAGE: Final = "apt.md"
MEETING: Final = "Prata om det"
"""What the header of the module calls it."""

LABEL: Final = "Samtalsguide"
AT_WORK: Final = "Guide för arbetsplatsträffen"
UNNAMED: Final = "Samtalet"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: `number` counts through its talk, `support` is HTML."""

    number: int
    of: int
    question: str
    support: str

    @property
    def name(self) -> str:
        """Fråga 2 av 5."""
        return f"Fråga {self.number} av {self.of}"


@dataclass(frozen=True, slots=True)
class Talk:
    """One discussion; its HTML has addresses as seen from the guide's own page."""

    title: str
    minutes: int | None
    purpose: str
    material: str
    questions: tuple[Asked, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Of a module that has discussions; what `sources` holds as hidden is not led to."""

    module: Module
    sources: Sources

    @property
    def title(self) -> str:
        """The page's, and that of the files made of it."""
        return f"Prata om: {self.module.title}"

    @property
    def page(self) -> PurePosixPath:
        """Its place among the pages: below the module's own."""
        return PurePosixPath(self.module.entry.address, PAGE)

    @property
    def address(self) -> str:
        """Below the site's root."""
        return page_address(self.page)

    @property
    def slides(self) -> PurePosixPath:
        """Where the slides lie, below the site's root: named so that a reader knows them again."""
        return PurePosixPath(self.address, f"{file_name(self.title) or 'samtal'}.pptx")

    @property
    def viewpoint(self) -> Viewpoint:
        """From which the addresses in its text are seen."""
        return Viewpoint("", f"{self.address}index.html")

    @property
    def minutes(self) -> int | None:
        """In all; None where some discussion says no time."""
        said = [one.minutes for one in self.module.discussions]
        return sum(one for one in said if one) if all(said) else None

    @property
    def talks(self) -> tuple[Talk, ...]:
        """In the order of the page."""
        return tuple(map(self._talk, self.module.discussions))

    def _talk(self, one: Discussion) -> Talk:
        asked = (
            Asked(number, len(one.points), point.question, self._seen(point.note))
            for number, point in enumerate(one.points, 1)
        )
        return Talk(
            title=one.title.strip() or UNNAMED,
            minutes=one.minutes,
            purpose=self._seen(one.purpose),
            material=self._seen(one.material),
            questions=tuple(asked),
            closing=self._seen(one.closing),
        )

    def _seen(self, html: str) -> str:
        page = self.module.entry.address
        return outward_html(Hidden(self.sources).left_out(html, page), page, self.viewpoint).strip()


def guide_of(module: Module, sources: Sources = NOTHING_HIDDEN) -> Guide | None:
    """None where there is nothing to talk about."""
    return Guide(module, sources) if module.discussions else None


def guide_link(module: Module) -> tuple[Link, ...]:
    """For the header of the module's page; nothing where there is no guide."""
    guide = guide_of(module)
    said = joined_minutes(AT_WORK, guide.minutes) if guide else ""
    return (Link(said, guide.address),) if guide else ()


def joined_minutes(said: str, minutes: int | None) -> str:
    """Samtalsguide, 20 minuter; Vem ser vad? (20 minuter); without the time if it is unknown."""
    if not minutes:
        return said
    time = say_minutes(minutes)
    return f"{said} ({time})" if said.endswith(("?", "!", ".")) else f"{said}, {time}"


def pace(talk: Talk) -> int | None:
    """Whole minutes for each question, when closing takes as long as one of them."""
    minutes = (talk.minutes or 0) // (len(talk.questions) + 1)
    return minutes if talk.questions and minutes else None
