"""A whole Word file: its body, with notes, text boxes and tables where they belong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from samverka.errors import SamverkaError
from samverka.word.docx.book import Book, Story, chosen, open_story, wanted_anchors
from samverka.word.docx.comments import read_comments
from samverka.word.docx.graphics import Held
from samverka.word.docx.items import Flow, Item, nest_lists
from samverka.word.docx.lines import Line
from samverka.word.docx.numbering import Numbering
from samverka.word.docx.page_logos import find_page_logos
from samverka.word.docx.paragraphs import read_paragraph
from samverka.word.docx.standing_out import letters_of_drop_cap
from samverka.word.docx.styles import Styles
from samverka.word.docx.tables import read_table
from samverka.word.opening.ooxml import Element, attribute, children, tag, value_of, w
from samverka.word.opening.parts import SAVE_AGAIN, Parts, open_parts
from samverka.word.shaped import Remark
from samverka.word.tree.nodes import Anchor, Block, Blocks, Paragraph, Quote, Table, Text

NOTES = ("footnote", "endnote")
APART = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Notes that only draw the line above the others (17.11.9)."""

AROUND = frozenset({"customXml", "ins", "moveTo", "smartTag", "sdtContent"})
TOO_DEEP = 12
"""Text boxes and tables within one another: only a broken file has more."""

DEEPEST_NOTE = 2
MOST_CALLS = 100
"""Word has no note within a note, and calls each once; a file made to harm has a thousand."""

CONTENTS = "table of contents"


@dataclass(frozen=True, slots=True)
class Read:
    """The blocks of the body, and what an editor should know of the file."""

    blocks: Blocks
    remarks: tuple[Remark, ...]


def read_docx(content: bytes) -> Read:
    """Raise `SamverkaError` where the file has no text that can be read."""
    parts = open_parts(content)
    main = parts.main
    root = parts.xml(main)
    body = root.find(w("body")) if root is not None else None
    if main is None or root is None or body is None:
        raise SamverkaError("filen är ingen Word-fil, trots sitt namn", SAVE_AGAIN)
    reader = _Reader(parts, main, root)
    blocks = reader.blocks(body, open_story(reader.book, main))
    return Read(blocks, tuple(reader.book.remarks))


class _Reader:
    def __init__(self, parts: Parts, main: str, root: Element) -> None:
        def related(kind: str) -> Element | None:
            return parts.xml(parts.related(main, kind))

        notes = {kind: related(f"{kind}s") for kind in NOTES}
        wanted = [one for one in (root, *notes.values()) if one is not None]
        self.book = Book(
            parts,
            Styles(related("styles")),
            Numbering(related("numbering")),
            read_comments(related("comments")),
            frozenset(name for one in wanted for name in wanted_anchors(one)),
            find_page_logos(root, parts.relations(main), parts),
        )
        self._stories = {
            kind: open_story(self.book, parts.related(main, f"{kind}s") or "") for kind in NOTES
        }
        self._notes = {
            (kind, attribute(note, "id") or ""): note
            for kind, part in notes.items()
            for note in children(part)
            if attribute(note, "type") not in APART
        }
        self._being_read: set[tuple[str, str]] = set()
        self._calls: Counter[tuple[str, str]] = Counter()

    def blocks(self, container: Element, story: Story, *, in_cell: bool = False) -> Blocks:
        """What a body, a cell, a note or a text box holds."""
        flow = list(self._flow(container, story, in_cell=in_cell))
        return _joined_quotes(nest_lists(flow))

    def _note(self, kind: str, key: str) -> Blocks:
        """A note that is called from within itself is read once, and notes only so deep."""
        note = self._notes.get((kind, key))
        self._calls[kind, key] += 1
        too_often = self._calls[kind, key] > MOST_CALLS or len(self._being_read) >= DEEPEST_NOTE
        if note is None or too_often or (kind, key) in self._being_read:
            return ()
        self._being_read.add((kind, key))
        blocks = self.blocks(note, replace(self._stories[kind], fields=[]))
        self._being_read.remove((kind, key))
        return blocks

    def _flow(self, container: Element, story: Story, *, in_cell: bool) -> Iterator[Flow]:
        drop_cap = ""
        for child in container:
            name = tag(child)
            if name == "p":
                if letters := letters_of_drop_cap(child):
                    drop_cap += letters
                    continue
                yield from self._paragraph(child, story, drop_cap, in_cell=in_cell)
                drop_cap = ""
            elif name == "tbl":
                table = self._table(child, story)
                yield from (table,) if table is not None else ()
            elif name in AROUND:
                yield from self._flow(child, story, in_cell=in_cell)
            else:
                yield from self._rare(child, story, in_cell=in_cell)
        if drop_cap:
            yield Paragraph((Text(drop_cap),))

    def _rare(self, child: Element, story: Story, *, in_cell: bool) -> Iterator[Flow]:
        match tag(child):
            case "sdt" if not _is_contents(child):
                for part in child.iterchildren(w("sdtContent")):
                    yield from self._flow(part, story, in_cell=in_cell)
            case "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._flow(branch, story, in_cell=in_cell)
            case "bookmarkStart":
                name = attribute(child, "name") or ""
                story.anchors += [name] if name in self.book.wanted else []
            case "altChunk":
                said = "filen har en inbäddad fil som inte kan läsas"
                hint = "Öppna filen i Word, spara den på nytt och importera igen."
                self.book.remarks.append(Remark("WORD03", said, hint))
            case _:
                pass

    def _paragraph(
        self, element: Element, story: Story, drop_cap: str, *, in_cell: bool
    ) -> Iterator[Flow]:
        style_id = value_of(element.find(w("pPr")), "pStyle")
        style = self.book.styles.style(style_id)
        if style.is_contents:
            return
        line = Line(story, self._note, is_hidden=bool(style.hidden))
        line.made += [Text(drop_cap)] if drop_cap else []
        line.made += [Anchor(name) for name in story.anchors]
        story.anchors.clear()
        line.read(element)
        after = tuple(block for held in line.held for block in self._held(held, story))
        read = read_paragraph(element, line, in_cell=in_cell)
        if isinstance(read, Item):
            yield replace(read, blocks=(*read.blocks, *after))
            return
        if read is not None:
            yield read
        yield from after

    def _held(self, held: Held, story: Story) -> Blocks:
        if not isinstance(held, etree._Element):  # noqa: SLF001  lxml has no public name for it
            return (held,) if isinstance(held, Block) else (Paragraph((held,)),)
        if story.depth >= TOO_DEEP:
            return ()
        return self.blocks(held, replace(story, fields=[], depth=story.depth + 1))

    def _table(self, element: Element, story: Story) -> Table | None:
        if story.depth >= TOO_DEEP:
            return None
        inner = replace(story, depth=story.depth + 1)
        return read_table(element, lambda cell: self.blocks(cell, inner, in_cell=True))


def _is_contents(control: Element) -> bool:
    gallery = next(control.iter(w("docPartGallery")), None)
    return CONTENTS in (attribute(gallery, "val") or "").lower()


def _joined_quotes(blocks: Blocks) -> Blocks:
    """Paragraphs of a quotation that follow one another are one quotation."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Quote) and isinstance(before, Quote):
            made[-1] = Quote((*before.blocks, *block.blocks))
        else:
            made.append(block)
    return tuple(made)
