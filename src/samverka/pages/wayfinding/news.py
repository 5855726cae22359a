"""What is new, and what there is of each year."""

import datetime as dt
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue, Group, by_year, newest_first
from samverka.findings import Noted
from samverka.pages.entry_list import NOTHING, Teller, entry_list, kind_groups, listed, title_link
from samverka.pages.generated import GeneratedPage
from samverka.pages.header import Around
from samverka.pages.wording import say_pages
from samverka.source.kinds import INDEX

NEWS_PAGE: Final = PurePosixPath("nytt", INDEX)
ARCHIVE: Final = PurePosixPath("arkiv")
NEW: Final = dt.timedelta(days=365)
FEWEST: Final = 20
NEWS_LEAD: Final = "Det senaste överst: nytt och sådant som har ändrats."
ARCHIVE_LEAD: Final = "Välj ett år, så ser du allt som är daterat då."


def news_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """What is new, the years, and each year."""
    years = _years(around.catalogue)
    return Noted((_news(around), _archive(years), *(_year(year, around) for year in years)))


def year_page(year: str) -> PurePosixPath:
    """Where a year's list stands."""
    return ARCHIVE / f"{year}.md"


def _news(around: Around) -> GeneratedPage:
    entries = around.catalogue.latest(len(around.catalogue.entries))
    since = around.today - NEW
    recent = sum(1 for entry in entries if entry.changed and entry.changed >= since)
    groups = by_year(entries[: max(recent, FEWEST)], lambda entry: entry.changed)
    text = entry_list(groups, NEWS_PAGE, Teller(around.settings, mixed=True))
    archive = f"\n\nLetar du efter något äldre? Titta i [arkivet](../{ARCHIVE}/{INDEX})."
    return GeneratedPage(
        NEWS_PAGE,
        "Nytt på webbplatsen",
        text + (archive if entries else ""),
        is_empty=not entries,
        description=NEWS_LEAD,
        lead=NEWS_LEAD,
        contents="",
    )


def _years(catalogue: Catalogue) -> tuple[Group, ...]:
    return by_year(newest_first(entry for entry in catalogue.entries if entry.date))


def _archive(years: tuple[Group, ...]) -> GeneratedPage:
    items = (
        f"{title_link(year.heading, year_page(year.heading).name)}\n\n"
        f"    {say_pages(len(year.entries))}\n    {{: .entry-facts }}"
        for year in years
    )
    return GeneratedPage(
        ARCHIVE / INDEX,
        "Arkiv",
        listed(items) if years else NOTHING,
        is_empty=not years,
        description=ARCHIVE_LEAD,
        lead=ARCHIVE_LEAD,
    )


def _year(year: Group, around: Around) -> GeneratedPage:
    page = year_page(year.heading)
    text = entry_list(kind_groups(year.entries), page, Teller(around.settings))
    lead = f"Allt på webbplatsen som är daterat {year.heading}."
    return GeneratedPage(
        page, f"År {year.heading}", text, description=lead, label="Arkiv", lead=lead, contents=""
    )
