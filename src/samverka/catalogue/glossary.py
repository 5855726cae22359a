"""`Glossary`: the words the collaboration uses, what they mean and how else they are written.

There is one source, docs/ordlista.md: a definition list. A paragraph that begins "Skrivs också:"
lists other spellings, parted by commas.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.catalogue.entry import Entry
from samverka.catalogue.links import possible_targets
from samverka.findings import Finding, Noted, Place, Severity
from samverka.markdown.definitions import Definition, definitions, plain_text
from samverka.markdown.links import link_targets
from samverka.source.addresses import Anchors, heading_anchor
from samverka.swedish.inflection import inflections, is_abbreviation
from samverka.swedish.phrases import Found, Phrases

PAGE: Final = PurePosixPath("ordlista.md")
"""Its place among the pages."""

_ALSO: Final = re.compile(r"skrivs också:\s*(.*)", re.IGNORECASE | re.DOTALL)
_SAYS_MORE: Final = re.compile(r"\s*\bLäs mer\b[^.!?]*[.!?]?")


@dataclass(frozen=True, slots=True)
class Term:
    """`name` is the form to use and `also` the others.

    `meaning` is plain text without its "Läs mer" sentence; `pages` are those the meaning links to,
    `anchor` is the term's own on the glossary's page, and `line` counts from 1 in the page's text.
    """

    name: str
    meaning: str
    also: tuple[str, ...]
    anchor: str
    line: int
    pages: frozenset[PurePosixPath] = frozenset()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The preferred one first."""
        return (self.name, *self.also)

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """The spellings that are mere abbreviations, as SIP."""
        return tuple(one for one in self.spellings if is_abbreviation(one))

    @property
    def forms(self) -> frozenset[str]:
        """Every spelling inflected; lower case, but for abbreviations."""
        return frozenset(form for one in self.spellings for form in inflections(one))


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms in the order they stand in the source; each name and spelling is one term's."""

    terms: tuple[Term, ...] = ()
    phrases: Phrases = field(init=False, repr=False, compare=False)
    _by_name: dict[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spellings = {term.name: term.spellings for term in self.terms}
        object.__setattr__(self, "phrases", Phrases(spellings))
        object.__setattr__(self, "_by_name", {term.name: term for term in self.terms})

    def named(self, words: str) -> Term | None:
        """The term that the words are a spelling or a form of."""
        name = self.phrases.name_of(" ".join(words.split()))
        return None if name is None else self._by_name[name]

    def find(self, text: str) -> Iterator[tuple[Found, Term]]:
        """Every use in running text, in order, and the term it is a use of."""
        return ((found, self._by_name[found.name]) for found in self.phrases.find(text))


def glossary_entry(catalogue: Catalogue) -> Entry | None:
    """The glossary's own page, where the site has one."""
    return next((entry for entry in catalogue.entries if entry.page == PAGE), None)


def read_glossary(entry: Entry | None, *, above: int = 0) -> Noted[Glossary]:
    """The terms that can be used; `above` are the lines of the file above the entry's text."""
    if entry is None:
        return Noted(Glossary())
    anchors = Anchors()
    terms = tuple(_term(entry, one, anchors) for one in definitions(entry.text))
    faults = sorted((*_missing(terms), *_shared(terms)), key=lambda fault: fault.line)
    findings = (fault.as_finding(str(entry.path), above) for fault in faults)
    return Noted(Glossary(tuple(_usable(terms))), tuple(findings))


def _term(entry: Entry, written: Definition, anchors: Anchors) -> Term:
    name, *words = (plain_text(word) for word in written.words)
    said = [paragraph for paragraph in written.paragraphs if not _ALSO.match(paragraph)]
    meaning = plain_text(said[0]) if said else ""
    also = [one for paragraph in written.paragraphs for one in _also(paragraph)]
    return Term(
        name=name,
        meaning=_SAYS_MORE.sub("", meaning).strip(),
        also=tuple(dict.fromkeys((*words, *also))),
        anchor=anchors.take(heading_anchor(name)),
        line=written.line,
        pages=frozenset(_pages(entry, said)),
    )


def _also(paragraph: str) -> Iterator[str]:
    found = _ALSO.fullmatch(plain_text(paragraph))
    if found:
        yield from filter(None, (one.strip(" .") for one in found[1].split(",")))


def _pages(entry: Entry, paragraphs: Iterable[str]) -> Iterator[PurePosixPath]:
    for paragraph in paragraphs:
        for _, target in link_targets(paragraph):
            yield from possible_targets(entry.path, target)


def _usable(terms: Iterable[Term]) -> Iterator[Term]:
    """Of two with the same name the first; none without a meaning."""
    names: set[str] = set()
    for term in terms:
        if term.meaning and term.name.lower() not in names:
            names.add(term.name.lower())
            yield term


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    code: str
    message: str
    hint: str

    def as_finding(self, path: str, above: int) -> Finding:
        place = Place(path, above + self.line)
        return Finding(place, self.code, Severity.WARNING, self.message, self.hint)


def _missing(terms: Iterable[Term]) -> Iterator[_Fault]:
    for term in terms:
        if not term.meaning:
            said = f"ordet {term.name} har ingen förklaring och kommer inte med"
            yield _Fault(term.line, "ORD01", said, "Skriv förklaringen efter kolonet under ordet.")


def _shared(terms: Iterable[Term]) -> Iterator[_Fault]:
    """Spellings that two terms have, told where the second stands."""
    owners: dict[str, Term] = {}
    for term in terms:
        for spelling in term.spellings:
            key = spelling if is_abbreviation(spelling) else spelling.lower()
            owner = owners.setdefault(key, term)
            if owner is not term:
                yield _of_two(term, owner, spelling)


def _of_two(term: Term, owner: Term, spelling: str) -> _Fault:
    if spelling == term.name and term.name.lower() == owner.name.lower():
        said = f"ordet {term.name} står två gånger"
        return _Fault(term.line, "ORD02", said, "Slå ihop förklaringarna till en.")
    said = f"{spelling} står både vid {owner.name} och vid {term.name}"
    return _Fault(term.line, "ORD03", said, "Ta bort stavningen på ett av ställena.")
