"""`llms.txt`: the pages in one list for programs that read text (the format of llmstxt.org)."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from samverka.markdown.outward import Viewpoint
from samverka.pages.copies.links import markdown_path
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.wording import INVENTED
from samverka.source.kinds import Kind
from samverka.swedish.collation import sort_key

FILE: Final = "llms.txt"
SECTIONS: Final = {
    Kind.PAGE: "Sidor",
    Kind.TRAINING: "Utbildning",
    Kind.REVIEW: "Kunskapsöversikter",
    Kind.MEETING: "Mötesanteckningar",
    Kind.NEWSLETTER: "Nyhetsbrev",
    Kind.INDICATOR: "Indikatorer",
}
LISTS: Final = "Listor"
"""The heading over pages that no editor wrote."""

_SIGNS = re.compile(r"([\\`*_\[\]<>])")


def list_of_pages(around: Around, rendered: tuple[RenderedPage, ...]) -> Iterator[StaticFile]:
    """A title, what the site is, and links to the Markdown copies by kind."""
    settings = around.settings
    summary = settings.vision or settings.title
    parts = [f"# {_plain(settings.title)}", f"> {_plain(summary)}"]
    order = [*SECTIONS.values(), LISTS]
    pages = sorted(rendered, key=lambda page: (order.index(_section(page)), *_place(page)))
    for section, group in groupby(pages, key=_section):
        lines = "\n".join(_line(page, around) for page in group)
        parts.append(f"## {section}\n\n{lines}")
    yield StaticFile(PurePosixPath(FILE), ("\n\n".join(parts) + "\n").encode())


def _section(page: RenderedPage) -> str:
    return SECTIONS[page.entry.kind] if page.entry else LISTS


def _place(page: RenderedPage) -> tuple[int, object]:
    """Newest first where there are dates, else in the order of the alphabet."""
    dated = page.entry.date if page.entry else None
    return (-dated.toordinal() if dated else 0, sort_key(page.title))


def _line(page: RenderedPage, around: Around) -> str:
    seen_from = Viewpoint(around.site_url, FILE)
    address = seen_from.lead_to(str(markdown_path(page.address)))
    entry = page.entry
    said = _plain(entry.description) if entry else ""
    if entry and entry.invented and not said.startswith(INVENTED):
        said = f"{INVENTED}. {said}".strip()
    return f"- [{_plain(page.title)}]({address})" + (f": {said}" if said else "")


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
