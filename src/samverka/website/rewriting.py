"""The HTML of a page's text, fitted to browsers: nothing jumps, and no style stands in the text."""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Final

from samverka.pages.picture_sizes import Size
from samverka.website.pictures import Pictures

Attributes = dict[str, str | None]
_START_TAG: Final = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_OF_INTEREST: Final = re.compile(r"<(?:img|input|hr|br)\b|\sstyle\s*=", re.IGNORECASE)
_ALIGNMENT: Final = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")


def rewrite(html: str, pictures: Pictures) -> str:
    """Pictures get their size, a style its class, and the box of a task its name."""
    return _START_TAG.sub(_Rewriter(pictures), html)


@dataclass(slots=True)
class _Rewriter:
    """`met` counts the page's pictures: the first may be what the reader sees at once."""

    pictures: Pictures
    met: int = 0

    def __call__(self, found: re.Match[str]) -> str:
        if not _OF_INTEREST.search(found[0]):
            return found[0]
        tag, attributes = _read(found[0])
        self._change(tag, attributes)
        said = (name if value is None else f'{name}="{escape(value)}"'
                for name, value in attributes.items())  # fmt: skip
        return f"<{' '.join((tag, *said))}>"

    def _change(self, tag: str, attributes: Attributes) -> None:
        if tag == "img":
            self._fit(attributes)
        if attributes.get("type") == "checkbox" and "name" not in attributes:
            attributes.setdefault("aria-label", "Klart")
        if aligned := _ALIGNMENT.fullmatch(attributes.get("style") or ""):
            del attributes["style"]
            attributes["class"] = f"{attributes.get('class') or ''} to-{aligned[1]}".strip()

    def _fit(self, attributes: Attributes) -> None:
        self.met += 1
        attributes.setdefault("decoding", "async")
        if self.met > 1:
            attributes.setdefault("loading", "lazy")
        size = self.pictures.size_of(attributes.get("src") or "")
        if size:
            attributes |= _room(size, attributes)


def _room(size: Size, attributes: Attributes) -> Attributes:
    """What the source says of one side decides the other; in pixels, as HTML wants it."""
    width, height = attributes.get("width") or "", attributes.get("height") or ""
    if width.isdecimal() and not height:
        return {"height": str(round(int(width) * size[1] / size[0]))}
    if width or height:
        return {}
    return {"width": str(size[0]), "height": str(size[1])}


def _read(tag: str) -> tuple[str, Attributes]:
    reader = _Reader()
    reader.feed(tag)
    return reader.tag, reader.attributes


class _Reader(HTMLParser):
    tag = ""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: Attributes = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        for name, value in attrs:
            self.attributes.setdefault(name, value)
