"""A Markdown text becomes an `Issue`: the same way for a newsletter and a digest."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from samverka.errors import SamverkaError
from samverka.files import on_one_line
from samverka.findings import Finding, Noted
from samverka.mail.choosing.articles import split_articles
from samverka.mail.choosing.leading import Leader
from samverka.mail.choosing.project import Project
from samverka.mail.issue import Issue, Occurrence, Source
from samverka.pages.wording import printable

LONGEST_TITLE: Final = 200
"""Characters; no mail program shows more of a subject."""
_TURNING: Final = str.maketrans("", "", "\u202d\u202e")
"""Make what follows read backwards, as an address or a file that it is not."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text to make a letter of: `name` as in `Issue`, `text` without front matter and title.

    `path` is its file, relative to the project; links are seen from there. `address` is its page
    below the site's root, None where it is on no page.
    """

    name: str
    path: PurePosixPath
    title: str
    text: str
    preheader: str = ""
    masthead: str = ""
    address: str | None = None


def issue_from_markdown(
    project: Project, written: Written, occurrences: tuple[Occurrence, ...] = ()
) -> Noted[Issue]:
    """The H2 sections are the articles; what else an issue has is put in with `replace`.

    Relative links are led to whole addresses; links to what is hidden or missing become words.
    Raise `SamverkaError` where the file cannot be read, or the text says nothing.
    """
    around = project.around
    address = "" if written.address is None else around.whole(written.address)
    led = Leader(project, written.path, address).lead(printable(written.text).translate(_TURNING))
    parts = split_articles(led.value.text, address)
    if not parts.lead.strip() and not parts.articles:
        raise SamverkaError(f"{written.path} har ingen text.", "Skriv något först, och kör igen.")
    issue = Issue(
        name=written.name,
        title=headline(written.title),
        preheader=headline(written.preheader),
        masthead=headline(written.masthead),
        site_title=headline(around.settings.title),
        site_url=around.site_url,
        address=address,
        lead=parts.lead,
        articles=parts.articles,
        occurrences=occurrences,
        source=_source(project, written.path),
        pictures=led.value.pictures,
    )
    return Noted(issue, tuple(_once(led.findings)))


def _source(project: Project, path: PurePosixPath) -> Source:
    try:
        content = (project.root / path).read_bytes()
    except OSError as fault:
        raise SamverkaError(f"{path} går inte att läsa ({fault.strerror}).") from fault
    return Source(path, hashlib.sha256(content).hexdigest())


def headline(text: str) -> str:
    """On one line, and no longer than a title may be: it may become a header of a mail."""
    return on_one_line(text)[:LONGEST_TITLE]


def _once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
