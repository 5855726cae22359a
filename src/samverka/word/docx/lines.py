"""The text of one paragraph: runs, links, fields, notes and what is drawn in between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from samverka.word.docx.book import Field, Story, chosen, relation_of, url_of
from samverka.word.docx.comments import note_comment
from samverka.word.docx.equations import read_equation
from samverka.word.docx.graphics import Held, read_graphic
from samverka.word.docx.looks import PLAIN, Look, look_of
from samverka.word.docx.symbols import IN_FONT, in_font, symbol
from samverka.word.opening.ooxml import Element, attribute, children, is_on, number_of, tag, w
from samverka.word.tree.nodes import (
    Anchor,
    Blocks,
    Break,
    Formula,
    Inline,
    Inlines,
    Link,
    Note,
    Picture,
    Styled,
    Text,
)

READ_THROUGH = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "rt"}
)
"""Elements that only stand around a text."""

TEXT, PROPERTIES = w("t"), w("rPr")

NoteReader = Callable[[str, str], Blocks]
"""The blocks of a note, by its kind (footnote, endnote) and id."""


@dataclass(slots=True)
class Line:
    """A paragraph being read; `held` is what stands after it: boxes, charts, floating pictures."""

    story: Story
    read_note: NoteReader
    made: list[Inline] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    in_link: bool = False
    is_hidden: bool = False
    """Whether the paragraph's style hides it."""

    @property
    def content(self) -> Inlines:
        """What has been read so far."""
        return tuple(self.made)

    def read(self, element: Element) -> None:
        """Everything inside an element of a paragraph."""
        for child in element:
            name = tag(child)
            if name == "r":
                self._run(child)
            elif name in READ_THROUGH:
                self.read(child)
            elif (read := READERS.get(name)) is not None:
                read(self, child)

    def control(self, control: Element) -> None:
        """A content control is what is in it."""
        for part in control.iterchildren(w("sdtContent")):
            self.read(part)

    def alternate(self, alternate: Element) -> None:
        """Of alternatives only one."""
        branch = chosen(alternate)
        if branch is not None:
            self.read(branch)

    def equation(self, element: Element) -> None:
        """Office Math, in the line or on lines of its own."""
        if self.made and isinstance(self.made[-1], Formula):
            self._add(Text(" "))
        for formula in read_equation(element):
            self._add(formula)

    def _add(self, inline: Inline) -> None:
        if self.story.is_in_instruction:
            return
        url = "" if self.in_link else self.story.field_url
        self.made.append(Link(url, (inline,)) if url else inline)

    def link(self, element: Element) -> None:
        """A link to an address, to a bookmark, or to a bookmark of another document."""
        relation = relation_of(self.story, element, "id")
        url = relation.target if relation and relation.external else ""
        anchor = attribute(element, "anchor")
        if anchor:
            url = f"{url}#{anchor}"
        outer, self.made, was_in_link = self.made, [], self.in_link
        self.in_link = bool(url) or was_in_link
        self.read(element)
        content, self.made, self.in_link = tuple(self.made), outer, was_in_link
        if url and content:
            self.made.append(Link(url, content))
        else:
            self.made.extend(content)

    def bookmark(self, element: Element) -> None:
        """A place that something in the file leads to."""
        name = attribute(element, "name") or ""
        if name in self.story.book.wanted:
            self.made.append(Anchor(name))

    def simple_field(self, element: Element) -> None:
        """A field whose instruction is an attribute (17.16.19)."""
        instruction = attribute(element, "instr") or ""
        self.story.fields.append(Field(instruction, has_result=True, url=url_of(instruction)))
        self.read(element)
        self.story.fields.pop()

    def _run(self, run: Element) -> None:
        styles = self.story.book.styles
        look = look_of(run.find(PROPERTIES), styles, in_hidden=self.is_hidden)
        if look.hidden:
            self._hidden_run(run)
            return
        for child in run:
            self._in_run(child, look)

    def _in_run(self, child: Element, look: Look) -> None:
        if child.tag == TEXT:
            self._text(_unicode(child), look)
        elif child.tag != PROPERTIES:
            self._rare_in_run(child, tag(child), look)

    def _hidden_run(self, run: Element) -> None:
        """No text of it is shown, but the fields that begin and end in it do so."""
        for child in run:
            if tag(child) in ("fldChar", "instrText"):
                self._field(child)

    def _text(self, text: str, look: Look) -> None:
        said = text.replace("\u00ad", "")
        if said:
            self._styled(Text(said), look)

    def _styled(self, inline: Inline, look: Look) -> None:
        for style in look.styles:
            inline = Styled(style, (inline,))
        self._add(inline)

    def _rare_in_run(self, child: Element, name: str, look: Look) -> None:
        match name:
            case "tab" | "ptab":
                self._add(Text("\t"))
            case "br" | "cr":
                self._add(Break())
            case "noBreakHyphen":
                self._styled(Text("\u2011"), look)
            case "sym":
                sign = symbol(attribute(child, "font") or "", attribute(child, "char") or "")
                self._text(sign, look)
            case "fldChar" | "instrText":
                self._field(child)
            case _:
                self._outside(child, name)

    def _outside(self, child: Element, name: str) -> None:
        """What a run only points at, or holds besides text."""
        match name:
            case "footnoteReference" | "endnoteReference":
                kind = name.removesuffix("Reference")
                blocks = self.read_note(kind, attribute(child, "id") or "")
                if blocks:
                    self._add(Note(blocks))
            case "commentReference":
                note_comment(self.story.book, attribute(child, "id") or "", self.content)
            case "drawing" | "pict" | "object":
                self._graphic(child)
            case "AlternateContent":
                for one in children(chosen(child)):
                    self._in_run(one, PLAIN)
            case "ruby":
                self.read(child)
            case _:
                pass

    def _graphic(self, graphic: Element) -> None:
        for one in read_graphic(graphic, self.story):
            if isinstance(one, Picture | Link):
                self._add(one)
            else:
                self.held.append(one)

    def _field(self, element: Element) -> None:
        fields = self.story.fields
        if tag(element) == "instrText":
            if fields:
                fields[-1].instruction += element.text or ""
            return
        match attribute(element, "fldCharType"):
            case "begin":
                self._form_field(element)
                fields.append(Field())
            case "separate" if fields:
                fields[-1].has_result = True
                fields[-1].url = url_of(fields[-1].instruction)
            case "end" if fields:
                fields.pop()
            case _:
                pass

    def _form_field(self, begin: Element) -> None:
        """A box is ticked or not, a choice is made, in the field's own data (17.16.17)."""
        data = begin.find(w("ffData"))
        if data is None:
            return
        box, choices = data.find(w("checkBox")), data.find(w("ddList"))
        if box is not None:
            checked = is_on(box.find(w("checked")))
            ticked = is_on(box.find(w("default"))) if checked is None else checked
            self._add(Text("☒" if ticked else "☐"))
        elif choices is not None:
            entries = [attribute(one, "val") or "" for one in choices.findall(w("listEntry"))]
            chosen_one = number_of(choices, "result") or number_of(choices, "default") or 0
            self._add(Text("".join(entries[max(chosen_one, 0) :][:1])))


def _unicode(text: Element) -> str:
    """The text of a run; signs of symbol fonts as what they show."""
    said = text.text or ""
    if not IN_FONT.search(said):
        return said
    run = text.getparent()
    fonts = run.find(f"{PROPERTIES}/{w('rFonts')}") if run is not None else None
    return in_font(said, attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "")


READERS: Mapping[str, Callable[[Line, Element], None]] = {
    "hyperlink": Line.link,
    "bookmarkStart": Line.bookmark,
    "fldSimple": Line.simple_field,
    "sdt": Line.control,
    "AlternateContent": Line.alternate,
    "oMath": Line.equation,
    "oMathPara": Line.equation,
}
"""What a paragraph holds besides runs; one that is not here (a deletion) is not read."""
