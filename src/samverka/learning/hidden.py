"""A module's HTML without ways to what is not published."""

import posixpath
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from samverka.catalogue.withheld import Sources, withheld_files
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
            path = unquote(urlsplit(address).path)
        except ValueError:
            return True
        if not path:
            return False
        file = file_at(page, address)
        if file is not None and withheld_files((file,), self.sources, frozenset()):
            return True
        bases = (page, posixpath.dirname(page.rstrip("/")))
        seen = (posixpath.normpath(posixpath.join("/", base, path)) for base in bases)
        return any(one.strip("/") in self._pages for one in seen)

    @cached_property
    def _pages(self) -> frozenset[str]:
        addresses = (page_address(page_path(one.path)) for one in self.sources.hidden)
        return frozenset(address.strip("/") for address in addresses)


def leave_out(element: Element, name: str) -> None:
    """Away with the attribute: a link becomes words, and a picture its description."""
    del element.attrib[name]
    if element.tag == "img":
        element.text = element.attrib.pop("alt", "")
    if element.tag in ("a", "img"):
        element.tag = "span"
