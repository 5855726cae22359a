"""`read_module`: an entry of the catalogue as a `Module`."""

import hashlib
import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.links import target_as_page
from samverka.findings import Finding, Noted, Severity
from samverka.learning.minutes import seconds_of, share_minutes, total_minutes
from samverka.learning.module import Module, Question, Step
from samverka.learning.questions import discussions_in, questions_in
from samverka.markdown.dialect import dialect_reader
from samverka.markdown.html_tree import classes_of, inside_of, make, parse_html, words_of
from samverka.markdown.links import after_path
from samverka.source.addresses import heading_anchor, page_address
from samverka.source.frontmatter import TrainingMatter
from samverka.source.kinds import Kind
from samverka.source.reading import SUFFIX

LOADING: Final = ("src", "poster")
"""The attributes of what the page shows itself."""
STEP: Final = "step"
_KEPT: Final = 256
"""Modules remembered: each page and each form of one asks for it again."""


def modules_of(catalogue: Catalogue) -> tuple[Module, ...]:
    """Everything to learn from, in the order of the catalogue."""
    return tuple(module_of(entry) for entry in catalogue.of_kind(Kind.TRAINING))


def module_of(entry: Entry) -> Module:
    """The module of an entry of training."""
    return read_module(entry).value


@lru_cache(_KEPT)
def read_module(entry: Entry) -> Noted[Module]:
    """The module, with what its front matter says that its text does not hold to."""
    matter = _matter(entry)
    body = parse_html(dialect_reader(heading_anchor, steps=True).convert(entry.text))
    _lead(body, entry)
    sections = _sections(body, entry)
    seconds = [seconds_of(section) for section in sections]
    seconds[0] += sum(seconds_of(one) for one in body if one not in sections)
    minutes = total_minutes(matter.duration, seconds)
    steps = tuple(_steps(body, sections, share_minutes(minutes, seconds)))
    module = Module(
        entry=entry,
        name=entry.path.stem,
        title=entry.title,
        minutes=minutes,
        pass_mark=matter.pass_mark,
        version=_version(question for step in steps for question in step.questions),
        html=inside_of(body),
        steps=steps,
        discussions=discussions_in(body),
        loads=tuple(dict.fromkeys(_loads(body, entry))),
    )
    return Noted(module, tuple(_findings(module, matter)))


def _matter(entry: Entry) -> TrainingMatter:
    if not isinstance(entry.matter, TrainingMatter):
        raise TypeError(f"{entry.path} is not training")
    return entry.matter


def _sections(body: Element, entry: Entry) -> list[Element]:
    """The steps, each in the body itself; a text without H2 becomes the only one."""
    sections = [one for one in body if STEP in classes_of(one)]
    if sections:
        return sections
    heading = make("h2", entry.title, **{"id": heading_anchor(entry.title), "class": "unseen"})
    text = [body.text] if body.text else []
    whole = make("section", heading, *text, *body, **{"class": STEP})
    body.text, body[:] = None, [whole]
    _move_notes(body, whole)
    return [whole]


def _move_notes(body: Element, last: Element) -> None:
    """The footnotes are the module's, not the last step's."""
    for note in [one for one in last if "footnote" in classes_of(one)]:
        last.remove(note)
        body.append(note)


def _steps(body: Element, sections: list[Element], minutes: Iterable[int]) -> Iterator[Step]:
    """What is asked before the first heading counts too, and is held by the first step."""
    outside = [one for one in body if one not in sections]
    asked = 0
    for section, length in zip(sections, minutes, strict=True):
        held = make("div", *outside, section) if section is sections[0] else section
        questions = questions_in(held, asked + 1)
        asked += len(questions)
        heading = next(section.iter("h2"))
        yield Step(heading.get("id", ""), words_of(heading), length, questions)


def _version(questions: Iterable[Question]) -> str:
    """Eight hexadecimal digits.

    They stay the same when a word is mended or a question moved: an answer that is kept says only
    which choice it is, by its place. What changes places is seen in how the words are sorted.
    """
    said = sorted(
        (
            *(one.key, one.type, one.right),
            *(_sorted_places(one.rows), _sorted_places(each.text for each in one.choices)),
        )
        for one in questions
        if one.is_scored
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def _sorted_places(texts: Iterable[str]) -> list[int]:
    words = [text.casefold() for text in texts]
    return sorted(range(len(words)), key=words.__getitem__)


def _findings(module: Module, matter: TrainingMatter) -> Iterator[Finding]:
    if matter.duration is not None and matter.duration < len(module.steps):
        place = module.entry.place_of("duration")
        said = f"duration: {matter.duration} minuter räcker inte till {len(module.steps)} steg"
        hint = "Räkna med minst en minut för varje rubrik på nivå två."
        yield Finding(place, "LEARN01", Severity.WARNING, said, hint)
    if matter.pass_mark and not module.scored:
        place = module.entry.place_of("pass_mark")
        said = "pass_mark gäller inget, för modulen har inga frågor som räknas"
        yield Finding(place, "LEARN02", Severity.WARNING, said, "Ta bort raden eller ställ frågor.")


@dataclass(frozen=True, slots=True)
class _Way:
    """Where an address of the source leads on the site."""

    entry: Entry

    def lead(self, target: str) -> str:
        """Relative to the page's own address, as browsers read it there."""
        page = target_as_page(self.entry.path, target)
        if page is None or not page.suffix:
            return target
        to = page_address(page) if page.suffix == SUFFIX else str(page)
        if to == self.entry.address:
            return after_path(target) or "./"
        way = posixpath.relpath(f"/{to}", f"/{self.entry.address}")
        return quote(f"{way}/" if page.suffix == SUFFIX else way) + after_path(target)


def _lead(body: Element, entry: Entry) -> None:
    way = _Way(entry)
    for element in body.iter():
        for name in (*LOADING, "href"):
            if name in element.attrib:
                element.set(name, way.lead(element.get(name, "")))


def _loads(body: Element, entry: Entry) -> Iterator[PurePosixPath]:
    for element in body.iter():
        for name in LOADING:
            file = file_at(entry.address, element.get(name, ""))
            if file is not None:
                yield file


def file_at(page: str, address: str) -> PurePosixPath | None:
    """The file, by its place among the pages, that an address on the page at `page` leads to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    found = posixpath.normpath(posixpath.join("/", page, unquote(parts.path))).strip("/")
    return PurePosixPath(found) if PurePosixPath(found).suffix else None
