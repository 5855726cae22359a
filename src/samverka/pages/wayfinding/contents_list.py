"""Everything on the site from A to Ö: the way to find a page without searching."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.pages.entry_list import Teller
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.ways import link_to
from samverka.pages.wording import as_markdown
from samverka.source.addresses import way
from samverka.source.kinds import INDEX
from samverka.swedish.collation import initial, sort_key

CONTENTS_PAGE: Final = PurePosixPath("innehall", INDEX)
HOME: Final = PurePosixPath(INDEX)
LEAD: Final = "Alla sidor i bokstavsordning."


@dataclass(frozen=True, slots=True)
class _Row:
    """A page in the list; `facts` say what it is."""

    title: str
    page: PurePosixPath
    facts: str


def contents_page(around: Around, pages: Iterable[GeneratedPage]) -> GeneratedPage:
    """`pages` are the others that no editor wrote; they are listed too."""
    rows = sorted(_rows(around, pages), key=lambda row: (sort_key(row.title), str(row.page)))
    letters = groupby(rows, key=lambda row: initial(row.title))
    return GeneratedPage(
        CONTENTS_PAGE,
        "Allt innehåll",
        "\n\n".join(_letter(letter, group) for letter, group in letters),
        is_empty=not rows,
        description=LEAD,
        lead=LEAD,
        face="letters",
        contents="Bokstäver",
    )


def _rows(around: Around, pages: Iterable[GeneratedPage]) -> Iterator[_Row]:
    teller = Teller(around.settings, mixed=True)
    written = {entry.page for entry in around.catalogue.entries}
    sections = _sections(around.catalogue.entries)
    for entry in around.catalogue.entries:
        if entry.page != HOME:
            facts = teller.facts(entry) or sections.get(entry.page.parent, "")
            yield _Row(entry.title, entry.page, "" if facts == entry.title else facts)
    for page in pages:
        if page.page not in written and not page.is_empty:
            yield _Row(page.title, page.page, page.label)


def _sections(entries: Iterable[Entry]) -> dict[PurePosixPath, str]:
    """What the folders are called by their own pages; tells pages of the same name apart."""
    return {
        entry.page.parent: entry.title
        for entry in entries
        if entry.page.name == HOME.name and entry.page != HOME
    }


def _letter(letter: str, rows: Iterable[_Row]) -> str:
    items = "\n".join(_item(row) for row in rows)
    return f"## {as_markdown(letter)}\n\n{items}"


def _item(row: _Row) -> str:
    facts = f"<span class='row-facts'>{as_markdown(row.facts)}</span>" if row.facts else ""
    link = link_to(way(CONTENTS_PAGE, row.page), row.title)
    return f"- {link} {facts}".rstrip()
