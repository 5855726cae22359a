"""What search engines ask for: `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Noted, Place, Severity
from samverka.markdown.html_tree import parse_html
from samverka.markdown.outward import Viewpoint
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.settings import FILE
from samverka.source.kinds import DOCS, INDEX

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNKNOWN: Final = "site_url saknas, så webbplatsen får ingen sidkarta och ingen bild när den delas"
_HINT: Final = "Skriv webbplatsens adress efter site_url när du vet den."


def sitemap(around: Around, rendered: tuple[RenderedPage, ...]) -> Noted[tuple[StaticFile, ...]]:
    """None where the site's address is not known: a sitemap has full addresses only."""
    if not around.site_url:
        place = Place(FILE)
        return Noted((), (Finding(place, "SITE30", Severity.NOTE, _UNKNOWN, _HINT),))
    root = Element("urlset", xmlns=_NAMESPACE)
    dates = _Dates(around)
    for page in sorted(rendered, key=lambda one: one.address):
        told = SubElement(root, "url")
        SubElement(told, "loc").text = around.whole(page.address)
        if changed := dates.of(page):
            SubElement(told, "lastmod").text = changed.isoformat()
    indent(root)
    content = tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Noted((StaticFile(PurePosixPath(SITEMAP), content),))


def robots(around: Around) -> Noted[tuple[StaticFile, ...]]:
    """Everything may be read; an editor's own file in docs/ is kept."""
    if (around.root / DOCS / ROBOTS).is_file():
        return Noted(())
    lines = ["User-agent: *", "Allow: /"]
    if around.site_url:
        lines += ["", f"Sitemap: {around.whole(SITEMAP)}"]
    content = "".join(f"{line}\n" for line in lines).encode()
    return Noted((StaticFile(PurePosixPath(ROBOTS), content),))


class _Dates:
    """When a page was last changed; never a day that has not come, as a planned meeting's."""

    def __init__(self, around: Around) -> None:
        self._today = around.today
        self._entries = {entry.address: entry for entry in around.catalogue.entries}

    def of(self, page: RenderedPage) -> dt.date | None:
        """A list is as new as the newest page it leads to; the start page, as the newest of all."""
        entries = [page.entry] if page.entry else []
        if not page.address:
            entries += self._entries.values()
        elif page.entry is None or page.page.name == INDEX:
            entries += self._listed(page)
        days = (entry.changed for entry in entries)
        return max((day for day in days if day and day <= self._today), default=None)

    def _listed(self, page: RenderedPage) -> Iterator[Entry]:
        seen_from = Viewpoint("", "")
        for link in parse_html(page.html).iter("a"):
            address = seen_from.follow(link.get("href", ""), page.address).partition("#")[0]
            if entry := self._entries.get(unquote(address)):
                yield entry
