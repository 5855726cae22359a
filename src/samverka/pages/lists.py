"""The lists of a section, as Markdown below what the editor has written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue, Group, by_course, by_year
from samverka.catalogue.entry import Entry
from samverka.findings import Noted
from samverka.pages.decisions import latest_decisions
from samverka.pages.gathered import gathered_links
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.wording import INVENTED, as_markdown, joined, say_forum, say_month
from samverka.settings import Settings
from samverka.source.addresses import page_path
from samverka.source.frontmatter import ReviewMatter, TrainingMatter
from samverka.source.kinds import FOLDERS, Kind
from samverka.swedish.dates import format_date

SECTIONS: Final = {
    Kind.TRAINING: "Utbildning",
    Kind.REVIEW: "Kunskapsöversikter",
    Kind.NEWSLETTER: "Nyhetsbrev",
    Kind.MEETING: "Möten",
}
NOTHING: Final = "Här finns inget ännu."
INDEX: Final = "index.md"


def list_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """One per section, and one per forum that has met."""
    catalogue, settings = around.catalogue, around.settings
    sections = (_section(kind, catalogue, settings) for kind in SECTIONS)
    forums = (_forum(forum, around) for forum in catalogue.forums)
    return Noted((*sections, *forums))


def section_page(kind: Kind) -> PurePosixPath:
    """Where a kind's list stands."""
    return page_path(FOLDERS[kind] / INDEX)


def forum_page(forum: str) -> PurePosixPath:
    """Where a forum's list stands."""
    return page_path(FOLDERS[Kind.MEETING] / forum / INDEX)


def _section(kind: Kind, catalogue: Catalogue, settings: Settings) -> GeneratedPage:
    page = section_page(kind)
    entries = catalogue.of_kind(kind)
    groups = by_course(entries) if kind is Kind.TRAINING else by_year(entries)
    forums = _forum_links(catalogue, settings) if kind is Kind.MEETING else ""
    text = _list(groups, page, _Teller(settings))
    return GeneratedPage(page, SECTIONS[kind], joined((forums, text), "\n\n"), is_empty=not entries)


def _forum(forum: str, around: Around) -> GeneratedPage:
    page, settings = forum_page(forum), around.settings
    groups = by_year(around.catalogue.meetings_of(forum))
    listed = _list(groups, page, _Teller(settings, of_forum=True))
    text = joined((latest_decisions(forum, page, around), listed), "\n\n")
    return GeneratedPage(page, say_forum(forum, settings), text)


def _forum_links(catalogue: Catalogue, settings: Settings) -> str:
    links = (
        f"- [{as_markdown(say_forum(forum, settings))}]({forum}/{INDEX})"
        for forum in catalogue.forums
    )
    gathered = gathered_links(section_page(Kind.MEETING), catalogue)
    listed = "\n".join(links)
    chosen = f'<div class="forums" markdown="1">\n\n{listed}\n\n</div>' if listed else ""
    return joined((chosen, gathered), "\n\n")


def _list(groups: Iterable[Group], page: PurePosixPath, teller: "_Teller") -> str:
    parts = (_group(group, page, teller) for group in groups)
    return "\n\n".join(parts) or NOTHING


def _group(group: Group, page: PurePosixPath, teller: "_Teller") -> str:
    heading = f"## {as_markdown(group.heading)}\n\n" if group.heading else ""
    items = "\n\n".join("\n\n".join(_item(entry, page, teller)) for entry in group.entries)
    return f'{heading}<div class="entries" markdown="1">\n\n{items}\n\n</div>'


def _item(entry: Entry, page: PurePosixPath, teller: "_Teller") -> Iterator[str]:
    yield f"-   [{as_markdown(entry.title)}]({_relative(entry.page, page)}){{: .entry-title }}"
    facts = as_markdown(teller.facts(entry))
    label = f"<span class='label'>{INVENTED}</span>" if entry.invented else ""
    if said := joined((facts, label), " "):
        yield f"    {said}\n    {{: .entry-facts }}"
    if said := teller.text(entry):
        yield f"    {as_markdown(said)}\n    {{: .entry-text }}"


@dataclass(frozen=True, slots=True)
class _Teller:
    """What a list says of an entry; a forum's own list does not name the forum."""

    settings: Settings
    of_forum: bool = False

    def facts(self, entry: Entry) -> str:
        return _say_date(entry) if self.of_forum else _facts(entry, self.settings)

    def text(self, entry: Entry) -> str:
        """The description, but not the vision that stands on every meeting's notes."""
        is_vision = _bare(entry.description) == _bare(self.settings.vision)
        return "" if is_vision else entry.description


def _bare(text: str) -> str:
    return text.casefold().strip(" .")


def _relative(target: PurePosixPath, page: PurePosixPath) -> str:
    up = [".."] * len(page.parent.parts)
    inside = target.is_relative_to(page.parent)
    return str(target.relative_to(page.parent) if inside else PurePosixPath(*up, target))


def _facts(entry: Entry, settings: Settings) -> str:
    if isinstance(entry.matter, TrainingMatter):
        level = f"Steg {entry.matter.level}" if entry.matter.level else ""
        minutes = f"{entry.matter.duration} minuter" if entry.matter.duration else ""
        return joined((level, minutes), " · ")
    if entry.kind is Kind.NEWSLETTER:
        return say_month(entry.date) if entry.date else ""
    institution = entry.matter.institution if isinstance(entry.matter, ReviewMatter) else ""
    forum = say_forum(entry.forum, settings) if entry.forum else ""
    return joined((_say_date(entry), forum, institution), " · ")


def _say_date(entry: Entry) -> str:
    return format_date(entry.date) if entry.date else ""
