"""What an editor should mend in a source to learn from, told where it stands."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from samverka.catalogue.entry import Entry
from samverka.errors import SamverkaError
from samverka.files import read_text
from samverka.findings import Finding, Noted
from samverka.learning.reading import read_module
from samverka.markdown.blocks.faults import block_faults
from samverka.source.document import Document, split_front_matter
from samverka.source.kinds import Kind
from samverka.source.places import place_in

CODE = "LEARN06"


def entry_findings(root: Path, entry: Entry) -> Iterator[Finding]:
    """Of a page's blocks, and of a module's front matter; `root` is the project's folder."""
    yield from _block_findings(root, entry.path, entry.text)
    if entry.kind is Kind.TRAINING:
        yield from read_module(entry).findings


def unread_findings(root: Path, read: Noted[tuple[Document, ...]]) -> Iterator[Finding]:
    """Of the blocks of sources whose front matter cannot be used, so that all is told at once."""
    known = {str(one.path) for one in read.value}
    for path in sorted({one.place.path for one in read.findings} - known):
        try:
            text = split_front_matter(read_text(root / path, path)).body
        except (SamverkaError, OSError):
            continue
        yield from _block_findings(root, PurePosixPath(path), text)


def _block_findings(root: Path, path: PurePosixPath, text: str) -> Iterator[Finding]:
    for fault in block_faults(text):
        place = place_in(root, path, text, fault.line)
        yield Finding(place, CODE, fault.severity, fault.message, fault.hint)
