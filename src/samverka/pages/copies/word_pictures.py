"""The pictures of a page, inside its Word file."""

import posixpath
import re
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, tostring

import vl_convert

from samverka.markdown.html_tree import Node, make
from samverka.pages.kept import Kept, name_of

TYPES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
LARGEST: Final = 20_000_000
"""Bytes of a picture; one that is larger is named by its description only."""

SHARP: Final = 2.0
"""Dots of a drawing for each it asks for."""

_LOADS = re.compile(
    r"<(?:[\w-]+:)?(?:(?:fe)?image|foreignobject)|<!entity|@import|url\(\s*['\"]?(?!#)",
    re.IGNORECASE,
)
_CAMEL: Final = {
    name.lower(): name
    for name in ("viewBox", "preserveAspectRatio", "linearGradient", "clipPath", "textLength")
}


@dataclass(frozen=True, slots=True)
class Pictures:
    """Only what is published below `site` is taken in; `address` is the page's own.

    Drawings are kept as the pictures they became. `only` are the files that may be taken in, by
    their place below `site`; None where all may.
    """

    site: Path
    address: str
    kept: Kept
    only: frozenset[PurePosixPath] | None = None

    def draw(self, element: Element) -> Node | None:
        """The picture with its bytes, or its description in words where it cannot be had."""
        alt = _description(element)
        found = self._png(_source_of(element)) if element.tag == "svg" else self._load(element)
        if found is None:
            return f"[Bild: {alt}]" if alt else None
        return make("img", src=found, alt=alt, **_size(element))

    def _load(self, element: Element) -> str | None:
        path = self._file(element.get("src", ""))
        type_ = TYPES.get(path.suffix.lower()) if path else None
        if path is None or type_ is None:
            return None
        try:
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except OSError:
            return None
        if path.suffix.lower() == ".svg":
            return self._png(content.decode("utf-8", "replace"))
        return _embedded(content, type_) if content else None

    def _png(self, svg: str) -> str | None:
        """Word shows SVG only in newer releases; a drawing that loads anything is not drawn."""
        if _LOADS.search(svg):
            return None
        name = name_of(svg, str(SHARP), version("vl-convert-python"))
        with suppress(ValueError, TypeError, RuntimeError):
            drawn = self.kept.get(name) or self.kept.put(
                name, vl_convert.svg_to_png(svg, scale=SHARP)
            )
            return _embedded(drawn, "image/png")
        return None

    def _file(self, source: str) -> Path | None:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        inside = posixpath.normpath(posixpath.join(self.address, unquote(parts.path)))
        if self.only is not None and PurePosixPath(inside) not in self.only:
            return None
        try:
            path = (self.site / inside).resolve()
            return path if path.is_relative_to(self.site.resolve()) else None
        except (OSError, ValueError):
            return None


def _size(element: Element) -> dict[str, str]:
    """In pixels of 1/96 inch, where the page says it; else Word takes the picture's own."""
    said = {name: element.get(name, "") for name in ("width", "height")}
    return said if all(value.isdecimal() for value in said.values()) else {}


def _embedded(content: bytes, type_: str) -> str:
    return f"data:{type_};base64,{b64encode(content).decode('ascii')}"


def _source_of(element: Element) -> str:
    """The drawing as XML, with the capitals that HTML does not keep."""
    for inner in element.iter():
        inner.tag = _CAMEL.get(inner.tag, inner.tag)
        inner.attrib = {_CAMEL.get(name, name): said for name, said in inner.items()}
    element.attrib.setdefault("xmlns", "http://www.w3.org/2000/svg")
    tail, element.tail = element.tail, None
    source = tostring(element, encoding="unicode")
    element.tail = tail
    return source


def _description(element: Element) -> str:
    if element.tag != "svg":
        return " ".join(element.get("alt", "").split())
    if element.get("aria-hidden") == "true":
        return ""
    titled = next((inner.text or "" for inner in element.iter("title")), "")
    return " ".join((element.get("aria-label") or titled).split())
