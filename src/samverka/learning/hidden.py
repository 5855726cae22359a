"""A module's HTML without ways to what is not published."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from samverka.catalogue.withheld import Source, Sources, withheld_files
from samverka.learning.reading import LOADING, file_at
from samverka.markdown.html_tree import inside_of, parse_html
from samverka.source.addresses import page_address, page_path


@dataclass(eq=False)
class Hidden:
    """`sources` are those of the edition the HTML is for."""

    sources: Sources

    def left_out(self, html: str, page: str) -> str:
        """Links to it become words, and pictures of it their description; `page` is its address."""
        if not self.sources.hidden:
            return html
        body = parse_html(html)
        for element in list(body.iter()):
            for name in ("href", *LOADING):
                if self.is_way(element.get(name, ""), page):
                    leave_out(element, name)
        return inside_of(body)

    def is_way(self, address: str, page: str) -> bool:
        """Whether an address on a page leads to something hidden.

        What an editor wrote without a file's name may be meant from the page or from its source.
        """
        try:
            parts = urlsplit(address)
        except ValueError:
            return True
        if not parts.path:
            return False
        file = file_at(page, address)
        if file is not None and withheld_files((file,), self.sources, frozenset()):
            return True
        path = unquote(parts.path)
        bases = (page, posixpath.dirname(page.rstrip("/")))
        seen = {posixpath.normpath(posixpath.join("/", base, path)).strip("/") for base in bases}
        is_ours = not (parts.scheme or parts.netloc)
        return not seen.isdisjoint(self._pages) or (is_ours and any(map(self._is_made, seen)))

    def _is_made(self, place: str) -> bool:
        """What a page becomes, its guide and its packages, lies in the folder named as the page."""
        folders = (f"{page}.md" for page in map(str, PurePosixPath(place).parents))
        return place not in self._public and not self._sources_hidden.isdisjoint(folders)

    @cached_property
    def _sources_hidden(self) -> frozenset[str]:
        return frozenset(str(page_path(one.path)) for one in self.sources.hidden)

    @cached_property
    def _pages(self) -> frozenset[str]:
        return _addresses(self.sources.hidden)

    @cached_property
    def _public(self) -> frozenset[str]:
        return _addresses(self.sources.public)


def _addresses(sources: Iterable[Source]) -> frozenset[str]:
    return frozenset(page_address(page_path(one.path)).strip("/") for one in sources)


def leave_out(element: Element, name: str) -> None:
    """Away with the attribute: a link becomes words, and a picture its description."""
    del element.attrib[name]
    if element.tag == "img":
        element.text = element.attrib.pop("alt", "")
    if element.tag in ("a", "img"):
        element.tag = "span"
