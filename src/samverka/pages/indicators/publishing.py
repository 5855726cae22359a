"""The indicators' pages, their list, and the files that go with them."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Noted
from samverka.pages.entry_list import NOTHING, listed
from samverka.pages.generated import GeneratedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.indicators.figures import Indicator
from samverka.pages.indicators.files import csv_of
from samverka.pages.indicators.order import groups_in, indicators_in
from samverka.pages.indicators.pictures import pictures_of
from samverka.pages.indicators.reading import SUFFIX, read_figures
from samverka.pages.indicators.shelf import drawn_all
from samverka.pages.indicators.writing import (
    NO_FIGURES,
    list_item,
    page_text,
    picture_path,
    plain_item,
)
from samverka.pages.sections import SECTIONS, section_page
from samverka.pages.wording import as_markdown
from samverka.source.frontmatter import IndicatorMatter
from samverka.source.kinds import Kind

LIST: Final = section_page(Kind.INDICATOR)


def indicator_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """What goes below each indicator's own text, and the list of them all."""
    read = {entry.path: _read(entry, around.root) for entry in indicators_in(around.catalogue)}
    known = {path: noted.value for path, noted in read.items()}
    pages = (
        GeneratedPage(entry.page, entry.title, _text(known[entry.path]))
        for entry in indicators_in(around.catalogue)
    )
    findings: tuple[Finding, ...] = tuple(
        finding for noted in read.values() for finding in noted.findings
    )
    return Noted((_list(around, known), *pages), findings)


def indicator_files(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """Charts and numbers; the faults in the numbers are told with the pages."""
    read = (_read(entry, around.root).value for entry in indicators_in(around.catalogue))
    known = tuple(one for one in read if one is not None)
    named = [
        (picture_path(one.entry.page, named.name), named.picture)
        for one in known
        for named in pictures_of(one)
    ]
    charts = drawn_all(around.root, (picture for _, picture in named))
    drawn = (StaticFile(path, svg) for (path, _), svg in zip(named, charts, strict=True))
    tables = (StaticFile(one.entry.page.with_suffix(SUFFIX), csv_of(one)) for one in known)
    return Noted((*drawn, *tables))


def source_tables(entries: Iterable[Entry]) -> frozenset[PurePosixPath]:
    """The editors' own files with numbers; what readers get is made from them."""
    return frozenset(one.page.with_suffix(SUFFIX) for one in entries if one.kind is Kind.INDICATOR)


def _read(entry: Entry, root: Path) -> Noted[Indicator | None]:
    matter = entry.matter
    if not isinstance(matter, IndicatorMatter):
        return Noted(None)
    read = read_figures(root, entry.path, matter)
    indicator = Indicator(entry, matter, read.value) if read.value else None
    return Noted(indicator, read.findings)


def _text(indicator: Indicator | None) -> str:
    return page_text(indicator) if indicator else NO_FIGURES


def _list(around: Around, known: dict[PurePosixPath, Indicator | None]) -> GeneratedPage:
    groups = groups_in(around.catalogue)
    parts = []
    for group in groups:
        items = listed(_item(entry, known[entry.path]) for entry in group.entries)
        parts.append(f"## {as_markdown(group.heading)}\n\n{items}")
    text = "\n\n".join(parts) or NOTHING
    return GeneratedPage(LIST, SECTIONS[Kind.INDICATOR], text, is_empty=not groups)


def _item(entry: Entry, indicator: Indicator | None) -> str:
    return list_item(indicator) if indicator else plain_item(entry)
