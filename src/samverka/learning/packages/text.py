"""A module's text as its launch page has it: every address leads right from there."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from samverka.learning.hidden import Hidden, leave_out
from samverka.learning.packages.media import Media
from samverka.learning.packages.package import LAUNCH
from samverka.learning.reading import LOADING, file_at
from samverka.markdown.html_tree import inside_of, parse_html
from samverka.markdown.outward import Viewpoint

_ALIGNMENT: Final = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")


@dataclass(eq=False)
class Outward:
    """Takes along what `html` shows and links to, and leads other links to the site."""

    media: Media

    def text(self, html: str) -> str:
        """The HTML of a module's text."""
        body = parse_html(html)
        for element in list(body.iter()):
            self._load(element)
            self._link(element)
            _align(element)
        return inside_of(body)

    def lead(self, address: str) -> str | None:
        """A link on the module's page, seen from the package; None where it leads nowhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not (parts.path or parts.query):
            return address
        if self._hidden.is_way(address, self._page):
            return None
        file = file_at(self._page, address)
        inside = self.media.linked(file) if file else None
        if inside or not self._site_url:
            return inside
        return Viewpoint(self._site_url, str(LAUNCH)).follow(address, self._page)

    def _load(self, element: Element) -> None:
        for name in LOADING:
            if name in element.attrib:
                file = file_at(self._page, element.get(name, ""))
                _lead(element, name, self.media.shown(file) if file else None)

    def _link(self, element: Element) -> None:
        if element.tag == "a" and "href" in element.attrib:
            _lead(element, "href", self.lead(element.get("href", "")))

    @cached_property
    def _hidden(self) -> Hidden:
        return Hidden(self.media.project.sources)

    @property
    def _page(self) -> str:
        return self.media.entry.address

    @property
    def _site_url(self) -> str:
        return self.media.project.site_url


def _lead(element: Element, name: str, address: str | None) -> None:
    if address is None:
        leave_out(element, name)
    else:
        element.set(name, address)


def _align(element: Element) -> None:
    """The page's policy allows no style in the text."""
    said = element.attrib.pop("style", "")
    aligned = _ALIGNMENT.fullmatch(said)
    if aligned:
        element.set("class", f"{element.get('class', '')} to-{aligned[1]}".strip())
