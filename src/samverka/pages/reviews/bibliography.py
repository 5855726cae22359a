"""The bibliography of a review: citations in its text, and the list of references below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.findings import Finding, Noted, Severity
from samverka.markdown.citations import InText, citations_in, replace_citations
from samverka.pages.header import Around
from samverka.pages.kept import Kept
from samverka.pages.reviews.citing import FORMATS, Referenced, refer
from samverka.pandoc import PandocError
from samverka.source.frontmatter import ReviewMatter
from samverka.source.kinds import DOCS
from samverka.source.places import place_in

HEADING: Final = "Referenser"
LARGEST: Final = 2_000_000
"""Bytes; a bibliography of a thousand works is a tenth of it."""


class _UnusableError(Exception):
    """What is wrong with the file, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what, self.do = what, do


def cited_texts(around: Around) -> Noted[dict[str, str]]:
    """The Markdown of each page that has a bibliography, by its place among the pages."""
    kept = Kept(around.root, "references")
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for entry in around.catalogue.entries:
        if isinstance(entry.matter, ReviewMatter) and entry.matter.bibliography:
            cited = _cited(_Review(entry, entry.matter.bibliography, around.root), kept)
            texts[str(entry.page)] = cited.value
            findings += cited.findings
    kept.forget_others()
    return Noted(texts, tuple(findings))


def bibliographies(around: Around) -> Iterator[PurePosixPath]:
    """The files the reviews name, as they are written below the project's folder."""
    for entry in around.catalogue.entries:
        if isinstance(entry.matter, ReviewMatter) and entry.matter.bibliography:
            yield PurePosixPath(normpath(entry.path.parent / entry.matter.bibliography))


@dataclass(frozen=True, slots=True)
class _Review:
    entry: Entry
    bibliography: str
    root: Path


def _cited(review: _Review, kept: Kept) -> Noted[str]:
    text = review.entry.text
    written = tuple(citations_in(text))
    try:
        said = _refer(review, written, kept)
    except _UnusableError as fault:
        return Noted(text, (_unusable(review, fault),))
    cited = replace_citations(text, _InOrder(said.in_text).say)
    return Noted(f"{cited.rstrip()}\n\n{_list(said)}", tuple(_unknown(review, said)))


def _refer(review: _Review, written: tuple[InText, ...], kept: Kept) -> Referenced:
    file = _file_of(review)
    content = file.read_bytes()
    try:
        return refer(content, file.suffix.lower(), written, kept)
    except PandocError as fault:
        last = content.rstrip().count(b"\n") + 1
        at = f", rad {min(fault.line, last)}" if fault.line else ""
        what = f"{review.bibliography}{at}: referenserna går inte att läsa"
        do = "Kontrollera klamrar och kommatecken där, eller spara om filen ur referensprogrammet."
        raise _UnusableError(what, do) from None


class _InOrder:
    """The first citation of a sort carries the anchor its entry leads back to."""

    def __init__(self, in_text: dict[str, str]) -> None:
        self._in_text = dict(in_text)

    def say(self, written: str) -> str:
        """The citation as HTML, or as it was written where a key in it is unknown."""
        said = self._in_text.get(written, written)
        self._in_text[written] = re.sub(
            r'^<span class="cite" id="[^"]*">', '<span class="cite">', said
        )
        return said


def _file_of(review: _Review) -> Path:
    """Raise `_UnusableError` unless it is a file of ours below docs/, and not too large."""
    name, docs = review.bibliography, (review.root / DOCS).resolve()
    kinds = ", ".join(FORMATS)
    try:
        path = (review.root / review.entry.path.parent / name).resolve()
        found, size = path.is_file(), path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        raise _UnusableError(f"{name} går inte att läsa", "Kontrollera namnet.") from None
    if not path.is_relative_to(docs):
        raise _UnusableError(f"{name} ligger inte i docs", "Lägg filen bredvid sidan.")
    if not found:
        raise _UnusableError(f"{name} finns inte", "Lägg filen bredvid sidan, eller rätta namnet.")
    if path.suffix.lower() not in FORMATS:
        raise _UnusableError(f"{name} är ingen fil med referenser", f"Välj en av {kinds}.")
    if size > LARGEST:
        raise _UnusableError(f"{name} är större än 2 MB", "Behåll bara det översikten bygger på.")
    return path


def _unusable(review: _Review, fault: _UnusableError) -> Finding:
    said = f"bibliography: {fault.what}; sidan får ingen lista över referenser"
    return Finding(review.entry.place_of("bibliography"), "REF01", Severity.WARNING, said, fault.do)


def _unknown(review: _Review, said: Referenced) -> Iterator[Finding]:
    entry = review.entry
    for citation in citations_in(entry.text):
        place = place_in(review.root, entry.path, entry.text, citation.line)
        for key in citation.keys:
            if key not in said.keys:
                near = get_close_matches(key, said.keys, n=1)
                known = f"Menade du @{near[0]}?" if near else "Lägg till den i filen."
                message = f"@{key} finns inte i {review.bibliography}"
                yield Finding(place, "REF02", Severity.WARNING, message, known)


def _list(said: Referenced) -> str:
    entries = "\n".join(said.entries)
    return f'## {HEADING}\n\n<ul class="references">\n{entries}\n</ul>\n' if entries else ""
