"""Digests prepared in the outbox: the Markdown for the editor, and beside it what it holds.

`brev.md` is the editor's once it was changed, and is not written over. `items.json` says which
items were put there, by what keys they are known, and the checksum of `brev.md` as it was made.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from samverka.catalogue.redirects import redirects
from samverka.errors import SamverkaError
from samverka.feeds.plain import bare_title
from samverka.files import read_text, write_bytes
from samverka.findings import Noted
from samverka.mail.choosing.digest import Digest
from samverka.mail.choosing.digest_text import GREETING, Edited, parse_digest, render_digest
from samverka.mail.choosing.from_markdown import Written, issue_from_markdown
from samverka.mail.choosing.keys import Sort, parse_key
from samverka.mail.choosing.project import Project
from samverka.mail.choosing.told import Told, digest_command
from samverka.mail.issue import Issue
from samverka.mail.letter.letter import Letter
from samverka.mail.letter.rendering import render_letter
from samverka.mail.outbox.manifest import sha256_of
from samverka.markdown.html_tree import parse_html, words_of
from samverka.markdown.links import link_targets
from samverka.pages.wayfinding.news import NEWS_PAGE
from samverka.schema import Model
from samverka.source.addresses import file_name, page_address

OUTBOX: Final = "outbox"
TEXT: Final = "brev.md"
ITEMS: Final = "items.json"
ASIDE: Final = "brev-{}.bak"
_BEGINS: Final = "sammanfattning"


class Listed(Model):
    """One item as it was put in the text: what it is called there, and its keys."""

    title: str
    address: str
    keys: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        """One of the site's own."""
        return any(parse_key(key).sort is Sort.PAGE for key in self.keys)


class Contents(Model):
    """`start` is a key too; `made` is the SHA-256 of the text as it was made."""

    audience: str
    start: str
    made: str
    items: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A digest in the outbox whose sending has not begun."""

    name: str
    contents: Contents
    is_edited: bool

    @property
    def since(self) -> dt.date | None:
        """The first day it tells of."""
        return parse_key(self.contents.start).day

    @property
    def path(self) -> PurePosixPath:
        """The text, relative to the project."""
        return PurePosixPath(OUTBOX, self.name, TEXT)


@dataclass(frozen=True, slots=True)
class Made:
    """A letter and what it was made of."""

    issue: Issue
    letter: Letter


def find_prepared(root: Path, audience: str, told: Told) -> Prepared | None:
    """The latest for the audience; raise `SamverkaError` where one cannot be read."""
    folders = sorted((root / OUTBOX).glob(f"{_BEGINS}-*/{ITEMS}"), reverse=True)
    for path in folders:
        name = path.parent.name
        if name not in told.issues and path.with_name(TEXT).is_file():
            found = _read_prepared(root, name)
            if found.contents.audience == audience:
                return found
    return None


def prepare(root: Path, digest: Digest, name: str) -> Prepared:
    """Write the text and what it holds; what an editor has changed must be set aside before."""
    text = render_digest(digest).encode()
    contents = Contents(
        audience=digest.audience,
        start=digest.start,
        made=sha256_of(text),
        items=tuple(
            Listed(title=one.title, address=one.address, keys=one.keys) for one in digest.items
        ),
    )
    folder = root / OUTBOX / name
    write_bytes(folder / ITEMS, f"{contents.model_dump_json(indent=1)}\n".encode())
    write_bytes(folder / TEXT, text)
    return Prepared(name, contents, is_edited=False)


def free_name(root: Path, digest: Digest, told: Told) -> str:
    """A name that no digest has, sent or prepared."""
    parts = (_BEGINS, digest.until.isoformat(), file_name(digest.audience))
    first = "-".join(filter(None, parts))
    names = (first if number == 1 else f"{first}-{number}" for number in count(1))
    return next(
        name
        for name in names
        if name not in told.issues and not (root / OUTBOX / name / TEXT).exists()
    )


def set_aside(root: Path, prepared: Prepared) -> PurePosixPath:
    """The editor's text under another name in the same folder; where it lies now."""
    folder = root / OUTBOX / prepared.name
    names = (ASIDE.format(number) for number in count(1))
    name = next(one for one in names if not (folder / one).exists())
    (folder / TEXT).rename(folder / name)
    return prepared.path.with_name(name)


def make_letter(project: Project, prepared: Prepared, told: Told) -> Noted[Made]:
    """The letter of the text as it stands now; what it tells is what it leads to.

    Raise `SamverkaError` where it tells of nothing, of pages that are not published any more, or
    of what has been told since.
    """
    edited = parse_digest(prepared.path, read_text(project.root / prepared.path))
    _refuse_empty(prepared, edited)
    _refuse_outdated(project, prepared, told)
    written = Written(
        name=prepared.name,
        path=prepared.path,
        title=edited.title,
        text=edited.text,
        preheader=edited.preheader,
    )
    issue = issue_from_markdown(project, written)
    address = project.around.whole(page_address(NEWS_PAGE))
    chosen = replace(issue.value, audience=prepared.contents.audience, address=address)
    letter = render_letter(chosen, project.mail, project.root)
    items = tuple(_told_by(prepared.contents, letter.value, edited))
    findings = (*issue.findings, *letter.findings)
    return Noted(Made(chosen, replace(letter.value, items=items)), findings)


def refuse_outdated(project: Project, name: str) -> None:
    """Raise `SamverkaError` where a digest tells of pages that are not published any more.

    Nothing is asked of what is no digest.
    """
    if (project.root / OUTBOX / name / ITEMS).is_file():
        _refuse_outdated(project, _read_prepared(project.root, name), Told())


def _read_prepared(root: Path, name: str) -> Prepared:
    place = PurePosixPath(OUTBOX, name, ITEMS)
    try:
        contents = Contents.model_validate_json((root / place).read_bytes())
        for key in (contents.start, *(key for one in contents.items for key in one.keys)):
            parse_key(key)
    except (ValueError, SamverkaError):
        raise SamverkaError(
            f"{place} går inte att läsa.",
            f"Flytta mappen {OUTBOX}/{name} till ett annat ställe och kör igen.",
        ) from None
    text = (root / OUTBOX / name / TEXT).read_bytes()
    is_edited = sha256_of(text) != contents.made
    return Prepared(name, contents, is_edited)


def _refuse_empty(prepared: Prepared, edited: Edited) -> None:
    if edited.text.strip() in ("", GREETING):
        raise SamverkaError(
            f"{prepared.path} har inget kvar att berätta, så det blir inget brev.",
            "Skriv något, eller börja om: samverka digest --new",
        )


def _refuse_outdated(project: Project, prepared: Prepared, told: Told) -> None:
    """Only of what the text still leads to; an editor may have taken the rest away."""
    text = read_text(project.root / prepared.path)
    lines = {target: line for line, target in link_targets(text)}
    listed = [one for one in prepared.contents.items if one.address in lines]
    places = {one.address: f"{prepared.path}:{lines[one.address]}" for one in listed}
    known = _addresses(project)
    faults = [
        *(
            f"{places[one.address]} {one.address} finns inte på webbplatsen längre."
            for one in listed
            if one.is_page and one.address not in known
        ),
        *(
            f"{places[one.address]} {one.address} är redan berättat i {issue}."
            for one in listed
            for issue in set(told.issues_with(one.keys, prepared.contents.audience))
        ),
    ]
    if faults:
        command = digest_command(prepared.contents.audience)
        do = f"Gör brevet på nytt: {command}"
        if prepared.is_edited:
            do = (
                f"Ta bort det ur {prepared.path} och kör {command}. Eller börja om: {command} --new"
            )
        raise SamverkaError("\n".join(faults), do)


def _addresses(project: Project) -> frozenset[str]:
    """Of the published pages, and those they had before."""
    around = project.around
    moved = (one.old for one in redirects(around.catalogue).value)
    now = (entry.address for entry in around.catalogue.entries)
    return frozenset(map(around.whole, (*now, *moved)))


def _told_by(contents: Contents, letter: Letter, edited: Edited) -> Iterator[str]:
    """The keys of what the letter leads to, and of what the editor chose not to tell.

    Several items may have one address; then their titles tell them apart.
    """
    shown = {(one.get("href"), bare_title(words_of(one))) for one in _links(letter)}
    left_out = {target for _, target in link_targets(edited.left_out)}
    addresses = {address for address, _ in shown} | left_out
    several = Counter(one.address for one in contents.items)
    yield contents.start
    for one in contents.items:
        is_there = one.address in addresses
        if is_there and several[one.address] > 1:
            is_there = (one.address, bare_title(one.title)) in shown or one.address in left_out
        yield from one.keys if is_there else ()


def _links(letter: Letter) -> Iterator[Element]:
    return parse_html(letter.html).iter("a")
