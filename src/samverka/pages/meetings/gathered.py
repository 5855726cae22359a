"""The way from the section of meetings to what is gathered from all of them."""

from pathlib import PurePosixPath

from samverka.catalogue.catalogue import Catalogue
from samverka.pages.meetings.attendance import attendance_links
from samverka.pages.meetings.calendar import calendar_links
from samverka.pages.meetings.decisions import log_links


def gathered_links(page: PurePosixPath, catalogue: Catalogue) -> str:
    """A sentence of links, as Markdown; empty where nothing is gathered."""
    links = [
        *log_links(page, catalogue),
        *attendance_links(page, catalogue),
        *calendar_links(page, catalogue),
    ]
    return f"Samlat från alla möten: {' · '.join(links)}" if links else ""
