"""Going through a part of a Word file: blocks, the runs of a paragraph, and what hangs on them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from samverka.word.counting.docx_graphics import Pictured, look_at
from samverka.word.counting.docx_lines import Field, Line, Setting, is_page_number
from samverka.word.counting.docx_signs import chosen_entry, sign_of, text_in
from samverka.word.counting.docx_styles import Styles, is_numbered, is_on
from samverka.word.counting.parts import Element, Names, Parts, attribute, below, has, named
from samverka.word.counting.pieces import Piece, Reason
from samverka.word.counting.words import signs_apart

__all__ = ["Pictured", "Walk"]
SHOWN = ("t", "blip", "imagedata", "relIds", "chart", "p")


class Walk:
    """Collects the pieces, and which notes are called and which pictures shown."""

    def __init__(self, parts: Parts, styles: Styles) -> None:
        self.parts = parts
        self.pieces: list[Piece] = []
        self.called: dict[str, list[str]] = {}
        self.pictures: list[Pictured] = []
        self.numbered = 0
        self._styles = styles
        self._names = Names()
        self._numbers: Counter[str] = Counter()
        self._initial = ""
        """A large first letter, which Word keeps in a paragraph before the rest of its word."""

    def blocks(self, element: Element, setting: Setting) -> None:
        """Paragraphs, tables and what holds them."""
        for child in element:
            handle = BLOCKS.get(self._names[child.tag])
            if handle is not None:
                handle(self, child, setting)
        if self._initial:
            self.add(f"stycke {self._numbers['stycke']}", self._initial)
            self._initial = ""

    def add(self, place: str, text: str, reason: Reason | None = None) -> None:
        """A piece that says something."""
        if text.strip():
            self.pieces.append(Piece(place, text, reason))

    def number(self, kind: str) -> str:
        """`diagram 2`: the next of its kind."""
        self._numbers[kind] += 1
        return f"{kind} {self._numbers[kind]}"

    def picked(self, alternatives: Element) -> Element:
        """The one branch that is read of `mc:AlternateContent`: the first that shows anything."""
        branches = [*named(alternatives, "Choice"), *named(alternatives, "Fallback")]
        showing = (one for one in branches if any(True for _ in below(one, *SHOWN)))
        return next(showing, branches[0] if branches else alternatives)

    def _alternatives(self, element: Element, setting: Setting) -> None:
        self.blocks(self.picked(element), setting)

    def _deleted(self, element: Element, setting: Setting) -> None:
        self.blocks(element, replace(setting, reason=Reason.DELETED))

    def _content_control(self, element: Element, setting: Setting) -> None:
        for properties in named(element, "sdtPr"):
            for gallery in below(properties, "docPartGallery"):
                if "table of contents" in (attribute(gallery, "val") or "").lower():
                    setting = replace(setting, reason=setting.reason or Reason.CONTENTS)
        for content in named(element, "sdtContent"):
            self.blocks(content, setting)

    def _table(self, element: Element, setting: Setting) -> None:
        place = setting.place or self.number("tabell")
        self._numbers[f"{place}, rad"] = 0
        self.blocks(element, replace(setting, place=place))

    def _row(self, element: Element, setting: Setting) -> None:
        place = self.number(f"{setting.place}, rad")
        setting = replace(setting, place=place)
        for properties in named(element, "trPr"):
            if has(properties, "del"):
                setting = replace(setting, reason=Reason.DELETED)
        self.blocks(element, setting)

    def _cell(self, element: Element, setting: Setting) -> None:
        for properties in named(element, "tcPr"):
            if has(properties, "cellDel"):
                setting = replace(setting, reason=Reason.DELETED)
        self.blocks(element, setting)

    def _paragraph(self, element: Element, setting: Setting) -> None:
        style = self._style(element)
        if style in self._styles.contents and setting.reason is None:
            setting = replace(setting, reason=Reason.CONTENTS)
        line = Line(setting, style in self._styles.hidden, setting.reason)
        line.hidden = line.hidden_style
        line.add(self._initial)
        self._initial = ""
        self.inlines(element, line)
        if _is_drop_cap(element):
            self._initial = "".join(line.texts.pop(None, ()))
        self._end(line)

    def _style(self, element: Element) -> str | None:
        """That of a paragraph; on the way, whether Word numbers it."""
        style, numbered = None, None
        for properties in named(element, "pPr"):
            for one in properties:
                match self._names[one.tag]:
                    case "pStyle":
                        style = attribute(one, "val")
                    case "numPr":
                        numbered = is_numbered(one)
        self.numbered += style in self._styles.numbered if numbered is None else numbered
        return style

    def _end(self, line: Line) -> None:
        place = line.setting.place
        texts = {reason: "".join(parts) for reason, parts in line.texts.items()}
        if not place and (texts.get(None, "").strip() or not self._numbers["stycke"]):
            place = self.number("stycke")
        place = place or f"stycke {self._numbers['stycke']}"
        for reason, text in texts.items():
            self.add(place, text, reason)
        for beside in line.after:
            beside(place)

    def _formula(self, element: Element, setting: Setting) -> None:
        line = Line(setting, reason=setting.reason)
        self._equation(element, line)
        self._end(line)

    def inlines(self, element: Element, line: Line) -> None:
        """Runs and what holds them."""
        for child in element:
            handle = INLINES.get(self._names[child.tag])
            if handle is not None:
                handle(self, child, line)

    def _either_inline(self, element: Element, line: Line) -> None:
        self.inlines(self.picked(element), line)

    def _deleted_inline(self, element: Element, line: Line) -> None:
        before, line.reason = line.reason, Reason.DELETED
        line.space()
        self.inlines(element, line)
        line.reason = before

    def _content_inline(self, element: Element, line: Line) -> None:
        for content in named(element, "sdtContent"):
            self.inlines(content, line)

    def _simple_field(self, element: Element, line: Line) -> None:
        before = line.reason
        if before is Reason.HEADER and is_page_number(attribute(element, "instr") or ""):
            line.reason = Reason.PAGE_NUMBER
        self.inlines(element, line)
        line.reason = before

    def _equation(self, element: Element, line: Line) -> None:
        """Only its own text; what is deleted of it is not shown."""
        deleted = {id(t) for gone in below(element, "del", "moveFrom") for t in gone.iter()}
        shown = "".join(t.text or "" for t in below(element, "t") if id(t) not in deleted)
        line.add(f" {signs_apart(shown)} ")

    def _run(self, element: Element, line: Line) -> None:
        for child in element:
            handle = RUN.get(self._names[child.tag])
            if handle is not None:
                handle(self, child, line)
        line.hidden, line.font = line.hidden_style, ""

    def _either_in_run(self, element: Element, line: Line) -> None:
        hidden = line.hidden
        self._run(self.picked(element), line)
        line.hidden = hidden

    def _properties(self, element: Element, line: Line) -> None:
        """`w:vanish` (17.3.2.41) is a toggle: two styles that hide undo each other (17.7.3)."""
        for child in element:
            match self._names[child.tag]:
                case "rFonts":
                    line.font = attribute(child, "ascii") or attribute(child, "hAnsi") or ""
                case "vanish":
                    line.hidden = is_on(child)
                    return
                case "rStyle" if attribute(child, "val") in self._styles.hidden:
                    line.hidden = not line.hidden_style

    def _text(self, element: Element, line: Line) -> None:
        line.add(text_in(line.font, element.text or ""))

    def _deleted_text(self, element: Element, line: Line) -> None:
        before, line.reason = line.reason, Reason.DELETED
        line.add(element.text or "")
        line.reason = before

    def _space(self, element: Element, line: Line) -> None:  # noqa: ARG002  handlers are alike
        line.space()

    def _sign(self, element: Element, line: Line) -> None:
        line.add(sign_of(attribute(element, "font") or "", attribute(element, "char") or ""))

    def _field_sign(self, element: Element, line: Line) -> None:
        match attribute(element, "fldCharType"):
            case "begin":
                line.fields.append(Field(choice=chosen_entry(element)))
            case "separate" if line.fields:
                line.fields[-1].shows = True
            case "end":
                line.end_field()
            case _:
                pass

    def _instruction(self, element: Element, line: Line) -> None:
        if line.fields:
            line.fields[-1].instruction += element.text or ""

    def _footnote(self, element: Element, line: Line) -> None:
        self._call("footnotes", element, line)

    def _endnote(self, element: Element, line: Line) -> None:
        self._call("endnotes", element, line)

    def _call(self, kind: str, element: Element, line: Line) -> None:
        if line.reason is not Reason.DELETED:
            self.called.setdefault(kind, []).append(attribute(element, "id") or "")

    def _graphic(self, element: Element, line: Line) -> None:
        look_at(self, element, line)


def _is_drop_cap(paragraph: Element) -> bool:
    """Whether it is only the first letter of the next (ECMA-376 part 1, 17.3.1.11)."""
    for properties in named(paragraph, "pPr"):
        for frame in named(properties, "framePr"):
            return attribute(frame, "dropCap") in ("drop", "margin")
    return False


Block: TypeAlias = Callable[[Walk, Element, Setting], None]
Inline: TypeAlias = Callable[[Walk, Element, Line], None]

# ruff: noqa: SLF001  the tables belong to the class above
BLOCKS: dict[str, Block] = {
    **dict.fromkeys(("customXml", "ins", "moveTo", "smartTag", "sdtContent"), Walk.blocks),
    "p": Walk._paragraph,
    "tbl": Walk._table,
    "tr": Walk._row,
    "tc": Walk._cell,
    "sdt": Walk._content_control,
    "del": Walk._deleted,
    "moveFrom": Walk._deleted,
    "AlternateContent": Walk._alternatives,
    "oMathPara": Walk._formula,
    "oMath": Walk._formula,
}
HOLDERS = (
    *("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent"),
    *("dir", "bdo", "ruby", "rt", "rubyBase"),
)
INLINES: dict[str, Inline] = {
    **dict.fromkeys(HOLDERS, Walk.inlines),
    "r": Walk._run,
    "del": Walk._deleted_inline,
    "moveFrom": Walk._deleted_inline,
    "AlternateContent": Walk._either_inline,
    "sdt": Walk._content_inline,
    "fldSimple": Walk._simple_field,
    "oMathPara": Walk._equation,
    "oMath": Walk._equation,
}
RUN: dict[str, Inline] = {
    **dict.fromkeys(("tab", "ptab", "br", "cr", "noBreakHyphen"), Walk._space),
    **dict.fromkeys(("drawing", "pict", "object"), Walk._graphic),
    "rPr": Walk._properties,
    "t": Walk._text,
    "delText": Walk._deleted_text,
    "sym": Walk._sign,
    "fldChar": Walk._field_sign,
    "instrText": Walk._instruction,
    "footnoteReference": Walk._footnote,
    "endnoteReference": Walk._endnote,
    "AlternateContent": Walk._either_in_run,
    "ruby": Walk.inlines,
}
