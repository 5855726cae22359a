"""Addresses and pages for those who read them somewhere else than on the site."""

import posixpath
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from samverka.markdown.allowed import VOID

_ADDRESSES: Final = frozenset({"href", "src", "poster", "cite", "data"})
_ONLY_ON_THE_SITE: Final = frozenset(
    {"script", "style", "template", "form", "button", "input", "select", "dialog"}
)
_HEADING_LINK: Final = "headerlink"
"""The class MkDocs' `toc` gives the sign beside a heading."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """`site_url` as in `Around`; `file` is the address of the file whose addresses these are."""

    site_url: str
    file: str

    def lead_to(self, address: str) -> str:
        """A page's or file's address: with the site's own where it is known, else relative.

        Always ASCII (RFC 3986); `address` is below the site's root, percent-encoded or not.
        """
        path = quote(unquote(address))
        if self.site_url:
            return self.site_url + path
        folder = posixpath.dirname(self.file)
        way = posixpath.relpath(f"/{path}", f"/{folder}")
        return f"{way}/" if path.endswith("/") or not path else way

    def follow(self, target: str, page: str) -> str:
        """Where a link on the page with the address `page` leads, seen from here."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return target
        if parts.scheme or parts.netloc:
            return target
        if parts.path.startswith("/"):
            return urljoin(self.site_url, target)
        way = self.lead_to(_below_root(page, parts.path))
        return urlunsplit(("", "", way, parts.query, parts.fragment))


def _below_root(page: str, path: str) -> str:
    if not path:
        return page
    found = posixpath.normpath(f"/{page}{path}").strip("/")
    is_folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return f"{found}/" if is_folder and found else found


def outward_html(html: str, page: str, seen_from: Viewpoint) -> str:
    """A page's text with its links led right, without what only works or is only seen on the site.

    `page` is the address the text was made for.
    """
    mover = _Mover(page, seen_from)
    mover.feed(html)
    mover.close()
    return "".join(mover.kept)


class _Mover(HTMLParser):
    def __init__(self, page: str, seen_from: Viewpoint) -> None:
        super().__init__()
        self.kept: list[str] = []
        self._page, self._seen_from = page, seen_from
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out or _is_left_out(tag, dict(attrs)):
            self._left_out += [] if tag in VOID else [tag]
        else:
            self.kept.append(f"<{' '.join((tag, *map(self._attribute, attrs)))}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._left_out:
            self.kept.append(f"</{tag}>")
        elif tag in self._left_out:
            while self._left_out.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.kept.append(escape(data, quote=False))

    def _attribute(self, named: tuple[str, str | None]) -> str:
        name, value = named
        if value is None:
            return name
        moved = self._seen_from.follow(value, self._page) if name in _ADDRESSES else value
        return f'{name}="{escape(moved)}"'


def _is_left_out(tag: str, attributes: dict[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").split()
    return tag in _ONLY_ON_THE_SITE or "hidden" in attributes or _HEADING_LINK in classes
