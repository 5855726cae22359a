"""The styles of a Word file: what a paragraph is by its style and the styles that one builds on."""

import re
from collections.abc import Iterator

from lxml import etree

from samverka.word.opening.ooxml import (
    Element,
    attribute,
    children,
    is_on,
    points_of,
    tag,
    value_of,
    w,
)

USUAL_SIZE = 11.0
BODY_LEVEL = 9
"""The outline level of running text (17.3.1.20)."""

TOO_DEEP = 30
"""Styles that build on one another in a longer chain are cut: only a broken file has them."""


class Styles:
    """Answers are None or 0 where the style, or its whole chain, does not say."""

    def __init__(self, root: Element | None) -> None:
        self._root = root if root is not None else etree.Element(w("styles"))
        self._by_id = {
            attribute(style, "styleId") or "": style for style in self._root.iter(w("style"))
        }
        self._names = {
            key: (value_of(style, "name") or "").lower() for key, style in self._by_id.items()
        }
        self._ids = {name: key for key, name in reversed(self._names.items())}
        default = self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self.body_size = self._normal_size() or points_of(default) or USUAL_SIZE

    def as_bytes(self) -> bytes:
        """The part, with the styles that `id_of` added."""
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True)

    def name_of(self, style: str | None) -> str:
        """The built-in name in lower case, whatever language Word had: `heading 1`, `title`."""
        return self._names.get(style or "", "")

    def id_of(self, name: str) -> str:
        """The id of the style of that name; a missing one is added."""
        known = self._ids.get(name.lower())
        if known is not None:
            return known
        key = "Samverka" + re.sub(r"[^A-Za-z0-9]", "", name)
        style = etree.SubElement(self._root, w("style"))
        style.set(w("type"), "paragraph")
        style.set(w("styleId"), key)
        etree.SubElement(style, w("name")).set(w("val"), name)
        self._by_id[key], self._names[key], self._ids[name.lower()] = style, name.lower(), key
        return key

    def drop_indents(self, *, except_for: tuple[str, ...]) -> None:
        """Take the indents out of all other styles."""
        for key, style in self._by_id.items():
            properties = style.find(w("pPr"))
            if properties is not None and not self.name_of(key).startswith(except_for):
                for indent in properties.findall(w("ind")):
                    properties.remove(indent)

    def outline_level(self, style: str | None, properties: Element | None) -> int | None:
        """0-8 for a heading, by its own property, its style's name or its style's property."""
        own = _level(properties)
        if own is not None:
            return own if own < BODY_LEVEL else None
        for element in self._chain(style):
            name = (value_of(element, "name") or "").lower()
            if found := re.fullmatch(r"(?:heading|rubrik) ([1-9])", name):
                return int(found.group(1)) - 1
            level = _level(element.find(w("pPr")))
            if level is not None:
                return level if level < BODY_LEVEL else None
        return None

    def numbering_of(self, style: str | None) -> Element | None:
        """The `w:numPr` a style brings along."""
        for element in self._chain(style):
            found = element.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                return found
        return None

    def is_bold(self, style: str | None) -> bool:
        """Whether text in the style is bold."""
        for element in self._chain(style):
            bold = is_on(element.find(f"{w('rPr')}/{w('b')}"))
            if bold is not None:
                return bold
        return False

    def size_of(self, style: str | None) -> float:
        """The style's size in points, 0 where it says none."""
        return next(filter(None, (points_of(e.find(w("rPr"))) for e in self._chain(style))), 0.0)

    def _chain(self, style: str | None) -> Iterator[Element]:
        for _ in range(TOO_DEEP):
            element = self._by_id.get(style or "")
            if element is None:
                return
            yield element
            style = value_of(element, "basedOn")

    def _normal_size(self) -> float:
        for style in children(self._root):
            is_default = tag(style) == "style" and attribute(style, "default") in ("1", "true")
            if is_default and attribute(style, "type") == "paragraph":
                return points_of(style.find(w("rPr")))
        return 0.0


def _level(properties: Element | None) -> int | None:
    value = value_of(properties, "outlineLvl")
    return int(value) if value and value.isdigit() else None
