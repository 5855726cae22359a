"""How to cite a knowledge review and the report behind it."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.findings import Noted
from samverka.pages.generated import StaticFile
from samverka.pages.header import Around, Citation
from samverka.pages.reviews.reference_files import as_bibtex, as_ris
from samverka.pages.reviews.work import Work
from samverka.pages.wording import INVENTED, KIND_WORDS, Link, doi_link, web_address
from samverka.source.addresses import file_name
from samverka.source.frontmatter import Report, ReviewMatter
from samverka.source.kinds import Kind
from samverka.swedish.authors import Author, names_in_a_row, read_author

FILE: Final = "hanvisning"
FORMATS: Final = (("BibTeX", ".bib", as_bibtex), ("RIS", ".ris", as_ris))
_WHOLE = re.compile(r".{3,200}? \((?P<year>\d{4})\)\.? +(?P<title>\S.*)", re.DOTALL)
"""A report's title under which an editor has written all of the reference."""


def citation_of(entry: Entry, around: Around) -> Citation | None:
    """How to cite a review; None for the other kinds, which are not cited as research."""
    works = works_of(entry, around)
    if not works:
        return None
    files = tuple(Link(name, str(_place(entry) / f"{FILE}{suffix}")) for name, suffix, _ in FORMATS)
    review, *report = (_say(work) for work in works)
    return Citation(review, files, "".join(report))


def citation_files(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """The references of each review, as reference managers read them, in the page's own folder."""
    return Noted(tuple(_files(around)))


def works_of(entry: Entry, around: Around) -> tuple[Work, ...]:
    """The review itself, and its report where it names one."""
    if not isinstance(entry.matter, ReviewMatter):
        return ()
    review = _review(entry, entry.matter, around)
    report = entry.matter.report
    return (review, _report(review, report, entry.matter)) if report else (review,)


def _review(entry: Entry, matter: ReviewMatter, around: Around) -> Work:
    authors = tuple(read_author(name) for name in matter.authors if name.strip())
    colon = "" if entry.title.endswith(("?", "!", ".", ":")) else ":"
    title = f"{entry.title}{colon} {matter.subtitle}" if matter.subtitle else entry.title
    return Work(
        sort="review",
        key=_key(entry, authors),
        title=title,
        authors=authors,
        year=entry.date.year if entry.date else None,
        date=entry.date,
        publisher=around.settings.title,
        url=around.whole(entry.address),
        note=INVENTED if entry.invented else "",
    )


def _key(entry: Entry, authors: tuple[Author, ...]) -> str:
    """The first author, the year and the page's own name, which is unique among reviews."""
    year = str(entry.date.year) if entry.date else ""
    who = file_name(authors[0].family) if authors else ""
    return "-".join(filter(None, (who, year, file_name(entry.page.stem))))


def _report(review: Work, report: Report, matter: ReviewMatter) -> Work:
    whole = _WHOLE.fullmatch(report.title)
    title = whole["title"] if whole else report.title
    publisher = matter.institution or ""
    if whole and publisher:
        title = title.rstrip(".").removesuffix(publisher).rstrip(" .") or title
    doi = doi_link(report.doi) if report.doi else Link("")
    return Work(
        sort="report",
        key=f"{review.key}-rapport",
        title=title,
        authors=review.authors,
        year=report.year or (int(whole["year"]) if whole else None),
        publisher=publisher,
        url=web_address(report.url or ""),
        doi=doi.text if doi.address else "",
        note=review.note,
    )


def _say(work: Work) -> str:
    """Harvard, as Swedish universities write it: names, year, title, publisher, address."""
    who = names_in_a_row(work.authors) if work.authors else work.publisher
    year = f"({work.year})." if work.year else "(u.å.)."
    publisher = work.publisher if work.authors else ""
    parts = [f"{who} {year}".strip(), _ended(work.title)]
    sort = KIND_WORDS[Kind.REVIEW]
    if work.sort == "review" and sort.lower() not in work.title.lower():
        parts.append(f"{sort}.")
    parts += [_ended(publisher)] if publisher else []
    parts += [doi_link(work.doi).address if work.doi else work.url]
    parts += [f"[{work.note}]" if work.note else ""]
    return " ".join(part for part in parts if part)


def _ended(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _files(around: Around) -> Iterator[StaticFile]:
    for entry in around.catalogue.entries:
        works = works_of(entry, around)
        for _, suffix, write in FORMATS if works else ():
            path = _place(entry) / f"{FILE}{suffix}"
            yield StaticFile(path, write(works).encode("utf-8"))


def _place(entry: Entry) -> PurePosixPath:
    return PurePosixPath(entry.address)
