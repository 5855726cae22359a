"""The texts of an issue, read as Markdown once and together, each as a tree of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from samverka.mail.issue import Issue
from samverka.markdown.dialect import Converter, converter
from samverka.markdown.html_tree import classes_of, parse_html, words_of
from samverka.markdown.links import replace_targets
from samverka.source.addresses import heading_anchor

MARK: Final = "\ue000"
"""Parts the texts while they are read together; taken out of the texts themselves."""
NOTE: Final = "fn:"
"""Begins the `id` of a note, an `aside`; its number follows."""
OURS: Final = "bild-i-brevet/"
"""Stands before the number of a picture of ours: others are not let through as pictures."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of ours: its whole address, and its file relative to the project."""

    address: str
    path: PurePosixPath


def read_bodies(issue: Issue) -> tuple[Element, ...]:
    """The lead, then the articles; each ends with its own notes.

    An address of a picture of ours is replaced as `picture_of` reads it.
    """
    numbers = {address: f"{OURS}{number}" for number, address in enumerate(issue.pictures)}
    texts = [issue.lead, *(article.markdown for article in issue.articles)]
    ready = [_stood_in(text.replace(MARK, ""), numbers) for text in texts]
    together = _parted(_convert(_joined(ready)), len(ready))
    return together or tuple(body for text in ready for body in _alone(text))


def picture_of(issue: Issue, source: str) -> Shown | None:
    """The picture that stands behind an address in the trees; None for any other address."""
    number = source.removeprefix(OURS)
    if number == source or not number.isdecimal() or int(number) >= len(issue.pictures):
        return None
    return Shown(*list(issue.pictures.items())[int(number)])


def _stood_in(text: str, numbers: Mapping[str, str]) -> str:
    return replace_targets(text, lambda target: numbers.get(target, target)) if numbers else text


@lru_cache(1)
def _reader() -> Converter:
    return converter(heading_anchor)


def _convert(text: str) -> str:
    return _reader()(text)


def _alone(text: str) -> tuple[Element, ...]:
    return _parted(_convert(_joined([text])), 1) or (parse_html(_convert(text)),)


def _joined(texts: Sequence[str]) -> str:
    return "".join(f"{MARK}{number}{MARK}\n\n{text}\n\n" for number, text in enumerate(texts))


def _parted(html: str, count: int) -> tuple[Element, ...]:
    """Nothing where a text does not end by itself, so that a mark is not where it should be."""
    bodies: list[Element] = []
    notes: list[Element] = []
    for child in parse_html(html):
        if child.tag == "p" and child.text == f"{MARK}{len(bodies)}{MARK}" and not len(child):
            bodies.append(Element("body"))
        elif "footnote" in classes_of(child):
            notes.append(child)
        elif bodies:
            child.tail = None if (child.tail or "").isspace() else child.tail
            bodies[-1].append(child)
    if len(bodies) != count or MARK in "".join(text for body in bodies for text in body.itertext()):
        return ()
    for note in notes:
        _place(note, bodies)
    return tuple(bodies)


def _place(notes: Element, bodies: Sequence[Element]) -> None:
    """Each note below the text that refers to it, the first where several do; numbered as there."""
    wanted = {one.target: one for one in reversed([*_references(bodies)])}
    for note in notes.iter("li"):
        found = wanted.get(f"#{note.get('id')}")
        if found is not None:
            note.tag, note.attrib = "aside", {"id": f"{NOTE}{found.number}"}
            found.body.append(note)


@dataclass(frozen=True, slots=True)
class _Reference:
    target: str
    number: str
    body: Element


def _references(bodies: Sequence[Element]) -> Iterator[_Reference]:
    for body in bodies:
        for link in body.iter("a"):
            if "footnote-ref" in classes_of(link):
                yield _Reference(link.get("href", ""), words_of(link), body)
