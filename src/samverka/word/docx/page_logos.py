"""The same picture at the same place of page after page is part of the paper, not of the text.

Word keeps such logos in the page header; files made from PDF and by hand have them in the text.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from samverka.word.opening.ooxml import Element, local_attribute, tag
from samverka.word.opening.parts import Parts, Relation

OF_THE_PAGE = frozenset(
    {"page", "margin", "topMargin", "bottomMargin", "leftMargin", "rightMargin"}
    | {"insideMargin", "outsideMargin"}
)
"""What a position is measured from, where it does not move with the text (20.4.3.2)."""

PAGE_AFTER_PAGE = 3
Key = tuple[str, ...]


def find_page_logos(
    root: Element, relations: Mapping[str, Relation], parts: Parts
) -> frozenset[Element]:
    """The drawings that repeat one seen on an earlier page; the first of each is not among them."""
    found: dict[Key, list[Element]] = defaultdict(list)
    anchors = list(root.iter("{*}anchor"))
    for anchor in anchors if len(anchors) >= PAGE_AFTER_PAGE else ():
        key = _key(anchor, relations, parts)
        if key is not None:
            found[key].append(anchor)
    same = [one for one in found.values() if len(one) >= PAGE_AFTER_PAGE]
    return frozenset(again for anchors in same for again in anchors[1:])


def _key(anchor: Element, relations: Mapping[str, Relation], parts: Parts) -> Key | None:
    """What is shown and where on the page; None where that follows the text."""
    blips = list(anchor.iter("{*}blip"))
    place = [_place(child) for child in anchor if tag(child) in ("positionH", "positionV")]
    if len(blips) != 1 or None in place or not place or next(anchor.iter("{*}txbxContent"), None):
        return None
    relation = relations.get(local_attribute(blips[0], "embed") or "")
    content = parts.content(relation.target) if relation and not relation.external else None
    if content is None:
        return None
    return (hashlib.sha256(content).hexdigest(), *(one or "" for one in place))


def _place(position: Element) -> str | None:
    measured_from = position.get("relativeFrom") or ""
    said = " ".join((one.text or "").strip() for one in position)
    return f"{measured_from} {said}" if measured_from in OF_THE_PAGE else None
