"""Definition lists: each word has an address, and a glossary is in the order of the alphabet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.treeprocessors import Treeprocessor

from samverka.markdown.safety import unescaped
from samverka.swedish.collation import DIGITS, initial, sort_key

LETTERS: Final = "Ord efter bokstav"
NOT_SEARCHED: Final = "data-search-exclude"
"""The theme leaves such elements out of its index."""


class DefinitionProcessor(Treeprocessor):
    """A defined word can be linked to as a heading can, by an address made in the same way."""

    def run(self, root: Element) -> None:
        """Runs after toc has named the headings; without toc nothing is named."""
        tocs = (one for one in self.md.treeprocessors if isinstance(one, TocTreeprocessor))
        toc = next(tocs, None)
        if toc is None:
            return
        taken = {identity for element in root.iter() if (identity := element.get("id"))}
        for word in root.iter("dt"):
            anchor = toc.slugify(_words(word), toc.sep)
            if "id" not in word.attrib and anchor:
                word.set("id", unique(anchor, taken))


class AlphabetProcessor(Treeprocessor):
    """Sorts a page's definition list, with a heading per letter and links to them above it.

    An editor who has parted the list in several keeps them as they are.
    """

    def run(self, root: Element) -> None:
        """Runs when the words have their addresses."""
        lists = root.findall("dl")
        if len(lists) != 1:
            return
        place = list(root).index(lists[0])
        letters = _by_letter(_definitions(lists[0]))
        root[place : place + 1] = [
            _links(letters),
            *(_section(letter, found) for letter, found in letters.items()),
        ]


@dataclass(frozen=True, slots=True)
class _Defined:
    """A word, and the elements that say it and what it means."""

    word: str
    elements: list[Element]


def _definitions(listed: Element) -> list[_Defined]:
    found: list[_Defined] = []
    before = ""
    for element in listed:
        if element.tag == "dt" and before != "dt":
            found.append(_Defined(_words(element), []))
        if found:
            found[-1].elements.append(element)
        before = str(element.tag)
    return found


def _by_letter(found: Iterable[_Defined]) -> dict[str, list[_Defined]]:
    letters: dict[str, list[_Defined]] = {}
    for one in sorted(found, key=lambda one: sort_key(one.word)):
        letters.setdefault(initial(one.word), []).append(one)
    return letters


def _links(letters: Iterable[str]) -> Element:
    nav = Element("nav", {"class": "letters", "aria-label": LETTERS, NOT_SEARCHED: ""})
    row = SubElement(nav, "ul")
    for letter in letters:
        link = SubElement(SubElement(row, "li"), "a", {"href": f"#{_anchor(letter)}"})
        link.text = letter
    return nav


def _section(letter: str, found: Iterable[_Defined]) -> Element:
    section = Element("section", {"id": _anchor(letter), "class": "letter"})
    SubElement(section, "h2", {NOT_SEARCHED: ""}).text = letter
    listed = SubElement(section, "dl")
    for one in found:
        listed.extend(one.elements)
    return section


def _anchor(letter: str) -> str:
    if letter.isalpha():
        return f"bokstav-{letter.lower()}"
    return "siffror" if letter == DIGITS else "tecken"


def _words(element: Element) -> str:
    return " ".join(unescaped("".join(element.itertext())).split())
