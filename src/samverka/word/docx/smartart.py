"""SmartArt becomes a list, nested as its shapes are (ECMA-376 part 1, 21.4)."""

from collections import defaultdict
from collections.abc import Iterator

from samverka.word.opening.ooxml import Element, tag, whole
from samverka.word.tree.nodes import Block, Blocks, Break, Inline, Listing, Paragraph, Text

DRAWN = frozenset({"pres"})
"""Points that only say how the others are drawn."""

TOO_DEEP = 20


def read_smartart(root: Element) -> Iterator[Block]:
    """One list, empty where no shape has words."""
    points = {one.get("modelId") or "": one for one in root.iter("{*}pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in root.iter("{*}cxn"):
        if (link.get("type") or "parOf") == "parOf":
            order = whole(link.get("srcOrd")) or 0
            below[link.get("srcId") or ""].append((order, link.get("destId") or ""))
    reading = _Reading(points, {key: [d for _, d in sorted(v)] for key, v in below.items()})
    roots = [key for key, one in points.items() if one.get("type") == "doc"]
    items = [item for key in roots for item in reading.items(key, 0)]
    items += [(one,) for one in reading.left()]
    if items:
        yield Listing(tuple(items))


class _Reading:
    def __init__(self, points: dict[str, Element], below: dict[str, list[str]]) -> None:
        self._points = points
        self._below = below
        self._seen: set[str] = set()

    def items(self, key: str, depth: int) -> list[Blocks]:
        """The shapes below one, each with those below it; no shape twice."""
        self._seen.add(key)
        found: list[Blocks] = []
        for child in self._below.get(key, []):
            point = self._points.get(child)
            if point is None or child in self._seen or depth > TOO_DEEP:
                continue
            said = _said(point)
            inner = self.items(child, depth + 1)
            if said is not None:
                found.append((said, Listing(tuple(inner))) if inner else (said,))
            else:
                found.extend(inner)
        return found

    def left(self) -> list[Paragraph]:
        """Words of points that no other leads to."""
        others = [p for key, p in self._points.items() if key not in self._seen]
        return [said for one in others if (said := _said(one)) is not None]


def _said(point: Element) -> Paragraph | None:
    if point.get("type") in DRAWN:
        return None
    lines = [_line(one) for child in point if tag(child) == "t" for one in child.iter("{*}p")]
    content: list[Inline] = []
    for line in filter(None, lines):
        content += [Break(), Text(line)] if content else [Text(line)]
    return Paragraph(tuple(content)) if content else None


def _line(paragraph: Element) -> str:
    return "".join(
        " " if tag(one) == "br" else one.text or "" for one in paragraph.iter("{*}t", "{*}br")
    ).strip()
