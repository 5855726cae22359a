"""Where the placeholders of a presentation are: the slide says it, its layout, or the master."""

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from samverka.pages.copies.slides_fitting import Box
from samverka.pages.copies.slides_reference import A, P, kind_of

POINT: Final = 12_700
"""English Metric Units in a point."""
ASIDE, ABOVE = 14.4, 7.2
"""Points of margin inside a box, both sides together (ECMA-376 part 1, 21.1.2.1.1)."""
_LAYOUT = re.compile(rb'Target="\.\./(slideLayouts/[^"]+)"')
_MASTER = re.compile(rb'Target="\.\./(slideMasters/[^"]+)"')
_OF_MASTER: Final = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
"""What a placeholder takes after where its layout says nothing."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """`parts` are those of the presentation."""

    parts: dict[str, bytes]
    _read: dict[str, Element] = field(default_factory=dict)

    def box_of(self, slide: str, shape: Element) -> Box | None:
        """The box of a placeholder; None for what is none, or has no place."""
        kind = kind_of(shape)
        if not kind:
            return None
        layout = self._behind(slide, _LAYOUT)
        master = self._behind(layout, _MASTER)
        above = (
            shape,
            self._find(layout, kind, _index(shape)),
            self._find(master, _OF_MASTER.get(kind, kind), ""),
        )
        return next((box for one in above if one is not None and (box := _box(one))), None)

    def number_place(self, slide: str) -> str:
        """The index of the layout's own slide number; "" where it has none."""
        found = self._find(self._behind(slide, _LAYOUT), "sldNum", "")
        return "" if found is None else _index(found)

    def body(self) -> Box | None:
        """What holds the words of an ordinary slide."""
        for name in sorted(self.parts):
            if name.startswith("ppt/slideLayouts/slideLayout"):
                layout = self._root(name)
                if layout.get("type") == "obj":
                    return self._body(name)
        return None

    def _body(self, layout: str) -> Box | None:
        master = self._behind(layout, _MASTER)
        found = (self._find(layout, "body", "1"), self._find(master, "body", ""))
        return next((box for one in found if one is not None and (box := _box(one))), None)

    def _behind(self, name: str, target: re.Pattern[bytes]) -> str:
        folder, file = posixpath.split(name)
        found = target.search(self.parts.get(f"{folder}/_rels/{file}.rels", b""))
        return f"ppt/{found[1].decode()}" if found else ""

    def _root(self, name: str) -> Element:
        if name not in self._read:
            content = self.parts.get(name)
            self._read[name] = fromstring(content) if content else Element("none")  # noqa: S314
        return self._read[name]

    def _find(self, name: str, kind: str, index: str) -> Element | None:
        """The placeholder of a kind, the one with the index where there are several."""
        shapes = [one for one in self._root(name).iter(f"{{{P}}}sp") if kind_of(one) == kind]
        same = [one for one in shapes if _index(one) == index]
        return next(iter(same or shapes), None)


def _index(shape: Element) -> str:
    place = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
    return "" if place is None else place.get("idx", "")


def _box(shape: Element) -> Box | None:
    extent = shape.find(f"{{{P}}}spPr/{{{A}}}xfrm/{{{A}}}ext")
    if extent is None:
        return None
    width, height = (int(extent.get(name, "0")) / POINT for name in ("cx", "cy"))
    return Box(width - ASIDE, height - ABOVE)
