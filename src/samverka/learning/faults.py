"""What is wrong in the blocks of a source, told where it stands."""

from collections.abc import Iterator
from pathlib import Path

from samverka.catalogue.entry import Entry
from samverka.findings import Finding
from samverka.markdown.blocks.faults import block_faults
from samverka.source.places import place_in

CODE = "LEARN06"


def block_findings(root: Path, entry: Entry) -> Iterator[Finding]:
    """Of any page; `root` is the project's folder."""
    for fault in block_faults(entry.text):
        place = place_in(root, entry.path, entry.text, fault.line)
        yield Finding(place, CODE, fault.severity, fault.message, fault.hint)
