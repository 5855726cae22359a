"""What stands on each slide of a guide, and what its leader reads in the notes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import Node, html_of, make
from samverka.pages.copies.slides_blocks import Block, Sort, blocks_of, split
from samverka.pages.copies.slides_fitting import SEVERAL, Box
from samverka.pages.training.guide import Asked, Guide, Talk, joined_minutes, pace
from samverka.pages.training.guide_text import READ, SECRECY, SUPPORT
from samverka.pages.wording import INVENTED, joined, say_minutes

Read = Callable[[str], Iterable[Node]]
"""HTML of the guide as it may stand in a file: its links led out, its pictures with their bytes."""

SECTION, SLIDE = 1, 2
"""The level of the heading that begins each sort of slide, as pandoc has it."""
SEEN: Final = "Deltagarna ser inte anteckningarna."


@dataclass(frozen=True, slots=True)
class Slide:
    """`notes` are paragraphs; `title` is unlike every other slide's."""

    title: str
    level: int = SLIDE
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """`author` stands on the first slide, below `subtitle`; `notes` are that slide's."""

    title: str
    subtitle: str
    author: str
    notes: tuple[str, ...]
    slides: tuple[Slide, ...]

    def html(self, language: str) -> bytes:
        """As pandoc reads it."""
        said = {"author": self.author, "subtitle": self.subtitle, "notes": " ".join(self.notes)}
        metas = (make("meta", name=name, content=text) for name, text in said.items() if text)
        body = make("body", *(node for slide in self.slides for node in _nodes(slide)))
        return html_of(
            make("html", make("head", make("title", self.title), *metas), body, lang=language)
        ).encode()


def deck_of(guide: Guide, author: str, box: Box, read: Read) -> Deck:
    """The slides of a guide; `box` is what holds the words of one."""
    maker = _Maker(guide, box, read)
    invented = INVENTED if guide.module.entry.invented else ""
    count = len(guide.talks)
    talks = guide.talks[0].title if count == 1 else f"{count} samtal"
    time = say_minutes(guide.minutes) if guide.minutes else ""
    return Deck(
        title=guide.title,
        subtitle=joined((talks, time, invented), " · "),
        author=author,
        notes=(SEEN, f"Läs {READ}", f"Säg {SECRECY}"),
        slides=tuple(_titled_apart(maker.slides())),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    guide: Guide
    box: Box
    read: Read

    def slides(self) -> Iterator[Slide]:
        for talk in self.guide.talks:
            if len(self.guide.talks) > 1:
                yield Slide(joined_minutes(talk.title, talk.minutes), SECTION)
            yield from self._talk(talk)

    def _talk(self, talk: Talk) -> Iterator[Slide]:
        purpose = Slide(self._title(talk, "Syfte"), notes=_time(talk))
        yield from self._filled(purpose, self._purpose(talk))
        material = Slide(self._title(talk, "Material"))
        yield from self._filled(material, blocks_of(self.read(talk.material)))
        for asked in talk.questions:
            slide = Slide(self._title(talk, asked.name), notes=tuple(self._support(asked, talk)))
            question = Block(Sort.TEXT, make("p", asked.question))
            yield from self._filled(slide, (question,))
        closing = Slide(self._title(talk, "Avslut"))
        yield from self._filled(closing, blocks_of(self.read(talk.closing)))

    def _title(self, talk: Talk, name: str) -> str:
        """Says of which talk it is where there are several."""
        several = len(self.guide.talks) > 1
        return f"{talk.title}: {name[:1].lower()}{name[1:]}" if several else name

    def _purpose(self, talk: Talk) -> Iterator[Block]:
        yield from blocks_of(self.read(talk.purpose))
        if talk.minutes:
            yield Block(Sort.TEXT, make("p", f"Tid: {say_minutes(talk.minutes)}"))

    def _support(self, asked: Asked, talk: Talk) -> Iterator[str]:
        if minutes := pace(talk):
            yield f"Ungefär {say_minutes(minutes)}."
        if support := blocks_of(self.read(asked.support)):
            yield f"{SUPPORT}:"
            yield from (block.said for block in support)

    def _filled(self, slide: Slide, blocks: Iterable[Block]) -> Iterator[Slide]:
        """As many slides as the blocks need, each with a picture alone or with what has room."""
        filled = tuple(self._shared(blocks))
        for at, some in enumerate(filled):
            title = slide.title if not at else f"{slide.title}, fortsättning"
            yield replace(slide, title=title, blocks=some, notes=() if at else slide.notes)

    def _shared(self, blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
        some: list[Block] = []
        for piece in (piece for block in blocks for piece in self._cut(block)):
            if some and not self._holds((*some, piece)):
                yield tuple(some)
                some = []
            some.append(piece)
        if some:
            yield tuple(some)

    def _holds(self, blocks: Sequence[Block]) -> bool:
        """A picture wants a slide of its own."""
        if any(block.sort is Sort.PICTURE for block in blocks):
            return len(blocks) == 1
        return self.box.holds([block.said for block in blocks], SEVERAL[-1])

    def _cut(self, block: Block) -> Iterator[Block]:
        """A block that no slide can hold is cut between words."""
        if self._holds((block,)):
            yield block
        else:
            yield from split(block, lambda part: self._holds((part,)))


def _time(talk: Talk) -> tuple[str, ...]:
    each = pace(talk)
    return (f"Räkna med ungefär {say_minutes(each)} per fråga.",) if each else ()


def _titled_apart(slides: Iterable[Slide]) -> Iterator[Slide]:
    taken: set[str] = set()
    for slide in slides:
        title, number = slide.title, 1
        while title in taken:
            number += 1
            title = f"{slide.title} ({number})"
        taken.add(title)
        yield replace(slide, title=title)


def _nodes(slide: Slide) -> Iterator[Element]:
    yield make(f"h{slide.level}", slide.title)
    for sort, same in groupby(slide.blocks, key=lambda block: block.sort):
        yield from _in_a_row(sort, list(same))
    if slide.notes:
        yield make("div", *(make("p", note) for note in slide.notes), **{"class": "notes"})


def _in_a_row(sort: Sort, blocks: list[Block]) -> Iterator[Element]:
    if sort is Sort.ITEM:
        yield make("ul", *(block.element for block in blocks))
    elif sort is Sort.NUMBERED:
        yield make("ol", *(block.element for block in blocks), start=str(blocks[0].number))
    else:
        yield from (block.element for block in blocks)
