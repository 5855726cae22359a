"""The words of a Word file, straight from WordprocessingML (ECMA-376 part 1, and strict).

What Word shows is body: paragraphs, tables, text boxes, the notes that are called, charts,
SmartArt and alternative texts. Everything else has a `Reason`.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from samverka.errors import SamverkaError
from samverka.word.counting.docx_lines import Setting
from samverka.word.counting.docx_styles import read_labels, read_styles
from samverka.word.counting.docx_walk import Pictured, Walk
from samverka.word.counting.parts import Element, Parts, Relation, attribute, named
from samverka.word.counting.pieces import Piece, Reason, Source

SPARE_NOTES = ("separator", "continuationSeparator", "continuationNotice")
OFTEN = 3
"""A picture that stands as often as this is one that recurs."""

HEADERS = {"header": "sidhuvud", "footer": "sidfot"}
MEND = "Öppna filen i Word, spara en ny kopia och importera den."


def count_docx(content: bytes) -> Source:
    """Raise `SamverkaError` where the file has no text that can be read."""
    try:
        return _count(Parts(content))
    except zipfile.BadZipFile:
        raise SamverkaError("filen är skadad eller bara halv", MEND) from None
    except RecursionError:
        said = "filen har text inuti text i fler lager än vad som går att läsa"
        raise SamverkaError(said, MEND) from None


def _count(parts: Parts) -> Source:
    mains = [one for one in parts.relations("").values() if one.kind == "officeDocument"]
    main = mains[0].target if mains else "word/document.xml"
    root, relations = parts.root(main), parts.relations(main)
    body = next(named(root, "body"), None)
    if body is None:
        raise SamverkaError("filen är skadad: texten går inte att läsa", MEND)
    walk = Walk(parts, read_styles(_first(parts, relations, "styles")))
    walk.blocks(body, Setting(relations))
    _notes(walk, relations, ("footnotes", "fotnot"))
    _notes(walk, relations, ("endnotes", "slutnot"))
    for part, setting in _asides(relations):
        _part(walk, part, setting)
    pieces = _logos_marked(walk.pieces, walk.pictures)
    numbering = _first(parts, relations, "numbering") if walk.numbered else None
    labels = read_labels(numbering)
    return Source(pieces, walk.numbered, labels)


def _first(parts: Parts, relations: dict[str, Relation], kind: str) -> Element | None:
    name = _name(relations, kind)
    return parts.root(name) if name else None


def _name(relations: dict[str, Relation], kind: str) -> str:
    return next((one.target for one in relations.values() if one.kind == kind), "")


def _notes(walk: Walk, relations: dict[str, Relation], kind: tuple[str, str]) -> None:
    """Those that the text calls, in the order it does: Word shows no others."""
    part, said = kind
    root = _first(walk.parts, relations, part)
    notes = {attribute(note, "id") or "": note for note in root} if root is not None else {}
    own = walk.parts.relations(_name(relations, part)) if notes else {}
    for number, called in enumerate(dict.fromkeys(walk.called.get(part, ())), 1):
        if called in notes and attribute(notes[called], "type") not in SPARE_NOTES:
            walk.blocks(notes[called], Setting(own, None, f"{said} {number}"))


def _asides(relations: dict[str, Relation]) -> Iterator[tuple[str, Setting]]:
    for one in dict.fromkeys(relations.values()):
        if one.kind in HEADERS:
            yield one.target, Setting({}, Reason.HEADER, HEADERS[one.kind])
        elif one.kind == "comments":
            yield one.target, Setting({}, Reason.COMMENT, "kommentar")


def _part(walk: Walk, name: str, setting: Setting) -> None:
    root = walk.parts.root(name)
    own = replace(setting, relations=walk.parts.relations(name))
    for inner in named(root, "comment"):
        walk.blocks(inner, own)
    if root is not None:
        walk.blocks(root, own)


def _logos_marked(pieces: list[Piece], pictures: list[Pictured]) -> tuple[Piece, ...]:
    """The words for a picture that also is a header's, or recurs, need not be on the page."""
    often = Counter(one.part for one in pictures)
    heads = {one.part for one in pictures if one.in_header}
    marked = list(pieces)
    for one in pictures:
        for place in one.pieces:
            if marked[place].is_body and (one.part in heads or often[one.part] >= OFTEN):
                marked[place] = replace(marked[place], reason=Reason.LOGO, may_stand=True)
    return tuple(marked)
