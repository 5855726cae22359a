"""Writing sources, and the rule that nothing an editor wrote is overwritten.

Each source is kept under .imports/ as Word last had it: that copy is the base of the merge where
both the page and the Word file have changed since. It moves on exactly when what Word has new
stands on the page, also where the page then says two things for the editor to choose between.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from samverka.files import read_text
from samverka.findings import Finding, Noted
from samverka.source.document import Document, parse_document
from samverka.source.journal import IMPORTS, Change, commit, finish_pending
from samverka.source.known import Known, known_imports
from samverka.source.lock import locked
from samverka.source.merging.conflicts import conflicts_in
from samverka.source.merging.pages import Versions, merge_page
from samverka.source.pictures import Page, Pictures, kept_finding, plan_pictures
from samverka.source.private import PRIVATE, make_private_folder
from samverka.source.recognising import Names, Recognised, recognise

LOCK = Path(PRIVATE, "import", "lock")
SOURCE = re.compile(r"^source:\n(?:[ \t].*\n)+", re.MULTILINE)


class Status(StrEnum):
    """What became of a file that was imported; the values are shown to the editor."""

    NEW = "ny"
    UPDATED = "uppdaterad"
    MERGED = "sammanfogad"
    UNCHANGED = "oförändrad"
    EDITED = "lämnad"
    REFUSED = "stoppad"


@dataclass(frozen=True, slots=True)
class Store:
    """The sources of one project during one run; `names` are the files a page may come from."""

    root: Path
    known: Known
    names: Names = field(default_factory=Names)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """`path` is the page's, which is not the document's where it was recognised as another's."""

    status: Status
    path: PurePosixPath


@contextmanager
def open_store(root: Path, files: Iterable[Path], *, dry_run: bool = False) -> Iterator[Store]:
    """The store for one run over `files`; finishes what a killed run left half done.

    Raise `SamverkaError` where another run is at work. A dry run writes nothing and waits for none.
    """
    names = Names.of(root, files)
    if dry_run:
        yield Store(root, known_imports(root), names, dry_run=True)
        return
    make_private_folder(root)
    with locked(root / LOCK):
        finish_pending(root)
        yield Store(root, known_imports(root), names)


def save_import(
    store: Store, document: Document, media: Mapping[PurePosixPath, bytes]
) -> Noted[Saved]:
    """Write the source where that loses nothing; raise `SamverkaError` where names collide.

    A picture that the editor has changed since the last import is kept, with a finding.
    """
    known = recognise(store.root, store.known, store.names, document)
    plan = _plan(store.root, known)
    saved = Saved(plan.status, known.document.path)
    if plan.text is None:
        return Noted(saved, plan.findings)
    page = Page(saved.path, plan.text, known.moved(media))
    pictures = plan_pictures(store.root, page)
    if plan.status is Status.UNCHANGED and _new_pictures(store.root, pictures):
        saved = replace(saved, status=Status.UPDATED)
    if not store.dry_run:
        commit(store.root, _change(store.root, page, pictures, known.text))
    kept = () if plan.status is Status.UNCHANGED else map(kept_finding, pictures.kept)
    return Noted(saved, (*known.findings, *plan.findings, *kept))


@dataclass(frozen=True, slots=True)
class _Plan:
    """`text` is the page as it will be, None where it is left alone."""

    status: Status
    text: str | None
    findings: tuple[Finding, ...] = ()


def _plan(root: Path, known: Recognised) -> _Plan:
    path, theirs = known.document.path, known.text
    if not (root / path).exists():
        return _Plan(Status.NEW, theirs)
    mine = read_text(root / path, str(path))
    if known.is_same_file or mine == theirs:
        return _Plan(Status.UNCHANGED, mine)
    base = read_text(root / IMPORTS / path, f"{IMPORTS}/{path}")
    if mine == base:
        return _Plan(_unless_same(Status.UPDATED, mine, theirs), theirs)
    return _merge(path, Versions(base, mine, theirs))


def _merge(path: PurePosixPath, versions: Versions) -> _Plan:
    """A page with something left to choose in, or that cannot be read, is left as it is."""
    undecided = tuple(conflicts_in(path, versions.mine))
    faults = parse_document(path, versions.mine).findings
    if undecided or faults:
        return _Plan(Status.EDITED, None, (*undecided, *faults))
    merged = merge_page(path, versions)
    status = _unless_same(Status.MERGED, versions.mine, merged.text)
    return _Plan(status, merged.text, merged.findings)


def _unless_same(status: Status, mine: str, new: str) -> Status:
    """Where a Word file was only saved again, nothing but its checksum is new."""
    return Status.UNCHANGED if SOURCE.sub("", mine) == SOURCE.sub("", new) else status


def _new_pictures(root: Path, pictures: Pictures) -> bool:
    return bool(pictures.removes) or any(
        not (root / path).is_file() or (root / path).read_bytes() != content
        for path, content in pictures.writes.items()
    )


def _change(root: Path, page: Page, pictures: Pictures, theirs: str) -> Change:
    """In the order that loses nothing where it is broken off: the base after the page."""
    writes = {**pictures.writes, page.path: page.text.encode()}
    writes[PurePosixPath(IMPORTS) / page.path] = theirs.encode()
    if pictures.listed:
        writes[pictures.list_file] = pictures.listed
        return Change(writes, pictures.removes)
    gone = (pictures.list_file,) if (root / pictures.list_file).is_file() else ()
    return Change(writes, (*pictures.removes, *gone))
