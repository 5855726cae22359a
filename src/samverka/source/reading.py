"""Every source of the project, read once."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from samverka.findings import Finding, Noted, Place, Severity
from samverka.source.document import Document, read_document
from samverka.source.kinds import DOCS, NEWSLETTERS

SUFFIX = ".md"


def source_paths(root: Path) -> Iterator[PurePosixPath]:
    """The sources below `root`, in a fixed order; names that begin with a dot are not sources."""
    for folder in (DOCS, NEWSLETTERS):
        found = (path.relative_to(root) for path in (root / folder).rglob(f"*{SUFFIX}"))
        paths = sorted(PurePosixPath(path.as_posix()) for path in found)
        yield from (path for path in paths if _is_source(root, path))


def read_all(root: Path) -> Noted[tuple[Document, ...]]:
    """The documents that can be used, and what is wrong with the others."""
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in source_paths(root):
        read = _read_one(root, path)
        findings.extend(read.findings)
        if read.value is not None:
            documents.append(read.value)
    return Noted(tuple(documents), tuple(findings))


def _is_source(root: Path, path: PurePosixPath) -> bool:
    return (root / path).is_file() and not any(part.startswith(".") for part in path.parts)


def _read_one(root: Path, path: PurePosixPath) -> Noted[Document | None]:
    try:
        return read_document(root, path)
    except OSError as fault:
        said = f"filen går inte att läsa ({fault.strerror})"
        return Noted(None, (Finding(Place(str(path)), "FM02", Severity.ERROR, said),))
