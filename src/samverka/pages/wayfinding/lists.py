"""The lists of a section, as Markdown below what the editor has written."""

from typing import Final

from samverka.catalogue.catalogue import Catalogue, by_year
from samverka.findings import Noted
from samverka.pages.entry_list import Teller, entry_list
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.meetings.decisions import latest_decisions
from samverka.pages.meetings.gathered import gathered_links
from samverka.pages.sections import SECTIONS, forum_page, section_page
from samverka.pages.wording import as_markdown, joined, say_forum
from samverka.settings import Settings
from samverka.source.kinds import INDEX, Kind

ELSEWHERE: Final = frozenset({Kind.INDICATOR, Kind.TRAINING})
"""Sections whose lists are made in a module of their own."""


def list_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """One per section, and one per forum that has met."""
    catalogue, settings = around.catalogue, around.settings
    sections = (_section(kind, catalogue, settings) for kind in SECTIONS if kind not in ELSEWHERE)
    forums = (_forum(forum, around) for forum in catalogue.forums)
    return Noted((*sections, *forums))


def _section(kind: Kind, catalogue: Catalogue, settings: Settings) -> GeneratedPage:
    page = section_page(kind)
    entries = catalogue.of_kind(kind)
    teller = Teller(settings, articles=kind is Kind.NEWSLETTER)
    forums = _forum_links(catalogue, settings) if kind is Kind.MEETING else ""
    text = entry_list(by_year(entries), page, teller)
    return GeneratedPage(page, SECTIONS[kind], joined((forums, text), "\n\n"), is_empty=not entries)


def _forum(forum: str, around: Around) -> GeneratedPage:
    page, settings = forum_page(forum), around.settings
    groups = by_year(around.catalogue.meetings_of(forum))
    listed = entry_list(groups, page, Teller(settings, of_forum=True))
    text = joined((latest_decisions(forum, page, around), listed), "\n\n")
    name = say_forum(forum, settings)
    return GeneratedPage(page, name, text, description=f"{SECTIONS[Kind.MEETING]}: {name}.")


def _forum_links(catalogue: Catalogue, settings: Settings) -> str:
    links = (
        f"- [{as_markdown(say_forum(forum, settings))}]({forum}/{INDEX})"
        for forum in catalogue.forums
    )
    gathered = gathered_links(section_page(Kind.MEETING), catalogue)
    listed = "\n".join(links)
    chosen = f'<div class="forums" markdown="1">\n\n{listed}\n\n</div>' if listed else ""
    return joined((chosen, gathered), "\n\n")
