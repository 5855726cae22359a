"""What the reading of a Word file shares: its parts, its styles, and what has been counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samverka.word.docx.numbering import Numbering
from samverka.word.docx.styles import Styles
from samverka.word.opening.ooxml import Element, attribute, local_attribute, tag, w
from samverka.word.opening.parts import Parts, Relation
from samverka.word.shaped import Remark

REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)[^\"]*\\h", re.IGNORECASE)
HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))', re.IGNORECASE)
REFERRED = re.compile(r"REF\s+(\S+)", re.IGNORECASE)
LOCAL_LINK = re.compile(r"\\l\s+\"?([^\"\s]+)", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended (17.16.18); `url` is where its result leads, if any."""

    instruction: str = ""
    has_result: bool = False
    url: str = ""


@dataclass(slots=True)
class Book:
    """One for each Word file; `wanted` names the bookmarks that something leads to.

    `page_logos` are drawings that only repeat those of an earlier page.
    """

    parts: Parts
    styles: Styles
    numbering: Numbering
    comments: Mapping[str, Element] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    page_logos: frozenset[Element] = frozenset()
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A part with text of its own: the body, the footnotes (11.1). Fields may span paragraphs."""

    book: Book
    part: str
    relations: Mapping[str, Relation]
    fields: list[Field] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    """Bookmarks between paragraphs, waiting for the next one."""

    depth: int = 0
    """How many tables and text boxes are being read around this place."""

    @property
    def is_in_instruction(self) -> bool:
        """Whether a field's instruction is being read, which is no text."""
        return any(not one.has_result for one in self.fields)

    @property
    def field_url(self) -> str:
        """Where the result being read leads, empty where it does not."""
        return next((one.url for one in reversed(self.fields) if one.url), "")


def open_story(book: Book, part: str) -> Story:
    """The story that a part holds."""
    return Story(book, part, book.parts.relations(part))


def wanted_anchors(root: Element) -> frozenset[str]:
    """The bookmarks that links and cross references of a part lead to."""
    names = {attribute(link, "anchor") or "" for link in root.iter(w("hyperlink"))}
    told = [one.text or "" for one in root.iter(w("instrText"))]
    told += [f" {attribute(one, 'instr')} " for one in root.iter(w("fldSimple"))]
    for pattern in (LOCAL_LINK, REFERRED):
        names.update(found[1] for found in pattern.finditer("".join(told)))
    return frozenset(names - {""})


def url_of(instruction: str) -> str:
    """Where a field leads: an address, `#name` for a bookmark, or empty."""
    local = LOCAL_LINK.search(instruction)
    fragment = f"#{local[1]}" if local else ""
    if found := HYPERLINK.match(instruction):
        return f"{found[1] or found[2] or ''}{fragment}"
    if instruction.strip().upper().startswith("HYPERLINK"):
        return fragment
    found = REFERENCE.match(instruction)
    return f"#{found[1]}" if found else ""


TELLING = frozenset({"t", "p", "blip", "imagedata", "relIds", "chart"})


def chosen(alternate: Element) -> Element | None:
    """The branch of `mc:AlternateContent` to read: the first one that holds anything.

    ECMA-376 part 3, 7.6: the same thing stands there for newer and for older programs.
    """
    branches = sorted(alternate, key=lambda part: tag(part) != "Choice")
    for branch in branches:
        if any(tag(one) in TELLING for one in branch.iter()):
            return branch
    return branches[0] if branches else None


def relation_of(story: Story, element: Element, *names: str) -> Relation | None:
    """The relation that the first of the attributes names."""
    for name in names:
        found = story.relations.get(local_attribute(element, name) or "")
        if found is not None:
            return found
    return None
