"""What hangs on a paragraph: text boxes, alternative texts, charts and SmartArt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from samverka.word.counting.docx_lines import Line, Setting
from samverka.word.counting.graphics import chart_numbers, chart_texts, drawn_texts
from samverka.word.counting.parts import Element, Parts, attribute
from samverka.word.counting.pieces import Piece, Reason

PICTURES = ("blip", "imagedata")


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture by its part, and the places of its words among the pieces."""

    part: str
    pieces: tuple[int, ...]
    in_header: bool


class Walker(Protocol):
    """What the walk through the text offers here."""

    parts: Parts
    pieces: list[Piece]
    pictures: list[Pictured]

    def blocks(self, element: Element, setting: Setting) -> None:
        """Read paragraphs and tables."""

    def number(self, kind: str) -> str:
        """The next place of a kind."""

    def picked(self, alternatives: Element) -> Element:
        """The branch that is read."""


@dataclass(slots=True)
class Graphic:
    """One drawing: whose words are told once its paragraph has been."""

    walk: Walker
    setting: Setting
    reason: Reason | None
    descriptions: list[str] = field(default_factory=list)
    spares: list[str] = field(default_factory=list)
    """Names and second descriptions, which a page may show."""

    pictures: list[str] = field(default_factory=list)
    inside: list[Callable[[str], None]] = field(default_factory=list)

    def tell(self, place: str) -> None:
        """Put its words among the pieces, `place` being that of its paragraph."""
        first = len(self.walk.pieces)
        reason = self.reason
        if reason is Reason.HEADER and self.pictures:
            reason = Reason.LOGO
        where = f"alt-text vid {place}"
        self.add(where, self.descriptions, reason)
        if reason is None:
            self.add(where, self.spares, None, may_stand=True)
        own = tuple(range(first, len(self.walk.pieces)))
        for number, part in enumerate(self.pictures):
            pieces = () if number else own
            self.walk.pictures.append(Pictured(part, pieces, reason is Reason.LOGO))
        for tell in self.inside:
            tell(place)

    def add(
        self,
        place: str,
        texts: Iterator[str] | list[str],
        reason: Reason | None = None,
        *,
        may_stand: bool = False,
    ) -> None:
        """Pieces of one place."""
        said = (text for text in texts if text.strip())
        self.walk.pieces.extend(Piece(place, text, reason, may_stand) for text in said)

    def text_box(self, content: Element, place: str) -> None:
        """Paragraphs and tables in a box."""
        where = f"textruta vid {place}"
        self.walk.blocks(content, Setting(self.setting.relations, self.reason, where))

    def drawn(self, body: Element, place: str) -> None:
        """Text of a drawing that holds no Word paragraphs (DrawingML, 21.1.2)."""
        self.add(f"textruta vid {place}", drawn_texts(body), self.reason)

    def chart(self, key: str, place: str) -> None:
        """The words of a chart; its numbers need not be told."""
        del place
        root = self.walk.parts.root(self._part(key))
        where = self.walk.number("diagram")
        if root is not None:
            self.add(where, chart_texts(root), self.reason)
            if self.reason is None:
                self.add(where, chart_numbers(root), may_stand=True)

    def smartart(self, key: str, place: str) -> None:
        """The words of a SmartArt picture."""
        root = self.walk.parts.root(self._part(key))
        if root is not None:
            self.add(f"SmartArt vid {place}", drawn_texts(root), self.reason)

    def _part(self, key: str) -> str:
        relation = self.setting.relations.get(key)
        return relation.target if relation else ""

    def see(self, name: str, element: Element) -> None:
        """One element of the drawing."""
        match name:
            case "docPr":
                self._described(element)
            case "cNvPr" | "shape" | "rect" | "group" | "textpath" | "imagedata" | "blip":
                self._named(name, element)
            case "txbxContent":
                self.inside.append(partial(self.text_box, element))
            case "txBody":
                self.inside.append(partial(self.drawn, element))
            case "chart":
                self.inside.append(partial(self.chart, attribute(element, "id") or ""))
            case "relIds":
                self.inside.append(partial(self.smartart, attribute(element, "dm") or ""))
            case _:
                pass

    def _described(self, element: Element) -> None:
        self.descriptions.append(element.get("descr") or "")
        if element.get("title") not in (None, *self.descriptions):
            self.spares.append(element.get("title") or "")

    def _named(self, name: str, element: Element) -> None:
        for key in ("descr", "alt", "title", "string"):
            said = attribute(element, key) or ""
            if said not in (*self.descriptions, *self.spares):
                self.spares.append(said)
        if name in PICTURES:
            keys = ("embed", "link") if name == "blip" else ("id",)
            found = next(filter(None, (attribute(element, key) for key in keys)), "")
            if self._part(found):
                self.pictures.append(self._part(found))
            if "://" in self._part(found):
                self.spares.append(self._part(found))


def look_at(walk: Walker, element: Element, line: Line) -> None:
    """Remember what a drawing, picture or object shows until the paragraph has been told."""
    graphic = Graphic(walk, line.setting, line.reason)
    waiting = [element]
    while waiting:
        one = waiting.pop()
        name = one.tag.rpartition("}")[2]
        if name == "AlternateContent":
            one = walk.picked(one)
        graphic.see(name, one)
        if name not in ("txbxContent", "txBody"):
            waiting.extend(reversed(one))
    line.after.append(graphic.tell)
