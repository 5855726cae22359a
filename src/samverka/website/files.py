"""Which files MkDocs gets: newsletters in, hidden ones out, missing lists made."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from samverka.catalogue.withheld import withheld_files
from samverka.findings import Finding, Noted, Place, Severity
from samverka.pages.copies.word_copy import OWN_LOOK
from samverka.pages.generated import StaticFile
from samverka.pages.indicators.publishing import source_tables
from samverka.pages.reviews.bibliography import bibliographies
from samverka.source.kinds import DOCS, NEWSLETTER_ADDRESS, NEWSLETTERS
from samverka.source.statement import PATH
from samverka.website.bundles import bundles
from samverka.website.edition import Edition
from samverka.website.navigation import pages_in
from samverka.website.shell import is_unused
from samverka.website.taken import taken_by

COPY = re.compile(r"\.md\.|~$|^~\$|\.(?:bak|tmp|old|orig|swp)$", re.IGNORECASE)
"""What editors and people put beside a page: copies, and files that are open."""

STATEMENT = str(PATH.relative_to(DOCS))
"""What the accessibility statement is made of."""

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})


def left_out_by(config: MkDocsConfig) -> Callable[[str], bool]:
    """Which pages `exclude_docs` and `draft_docs` keep from the site, and MkDocs by itself."""
    patterns = [one for one in (config.exclude_docs, config.draft_docs) if one]

    def is_left_out(page: str) -> bool:
        return page.startswith("templates/") or any(one.match_file(page) for one in patterns)

    return is_left_out


def publish_files(files: Files, config: MkDocsConfig, edition: Edition) -> Noted[frozenset[str]]:
    """Change `files` to what this edition publishes; the names of what was taken out."""
    for file in _newsletter_files(files, config, edition.root):
        files.append(file)
    misnamed = tuple(file for file in files if _is_misnamed(file))
    unused = (file for file in files if is_unused(file.src_uri) or file.src_uri == STATEMENT)
    hidden_files = (
        *misnamed,
        *_not_to_read(files, edition),
        *unused,
        *_pages(files, edition),
        *_media(files, config, edition),
        *_tables(files, edition),
    )
    removed = {file.src_uri: file for file in hidden_files}
    for file in removed.values():
        files.remove(file)
    for page in _missing_lists(files, config, edition):
        files.append(File.generated(config, page, content=""))
    made = taken_by(files, edition.root).leave(edition.files)
    for file in _made_files(config, made.value):
        _put(file, files)
    hidden = {str(path) for path in edition.hidden_pages()} | set(removed)
    findings = (*(_misnamed_finding(file, edition.root) for file in misnamed), *made.findings)
    return Noted(frozenset(hidden - set(files.src_uris)), findings)


def _put(file: File, files: Files) -> None:
    """In place of the theme's file of that name, where there is one."""
    before = files.get_file_from_path(file.src_uri)
    if before is not None:
        files.remove(before)
    files.append(file)


def _newsletter_files(files: Files, config: MkDocsConfig, root: Path) -> Iterator[File]:
    folder = root / NEWSLETTERS
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        page = f"{NEWSLETTER_ADDRESS}/{inside}"
        if path.is_file() and not _has_dot(inside) and files.get_file_from_path(page) is None:
            file = File.generated(config, page, abs_src_path=str(path))
            file.edit_uri = f"../{NEWSLETTERS}/{inside}"
            yield file


def _has_dot(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts)


def _made_files(config: MkDocsConfig, files: Iterable[StaticFile]) -> Iterator[File]:
    for bundle in bundles():
        yield File.generated(config, bundle.path, content=bundle.content)
    for made in files:
        yield File.generated(config, str(made.path), content=made.content)


def _pages(files: Files, edition: Edition) -> Iterator[File]:
    for file in files:
        if _is_markdown(file) and file.src_uri not in edition.entries:
            yield file


def _not_to_read(files: Files, edition: Edition) -> Iterator[File]:
    """What pages are made of: the look of Word copies, and references with their owner's notes."""
    used = {edition.root / path for path in (OWN_LOOK, *bibliographies(edition.around))}
    for file in files:
        if Path(file.abs_src_path or "") in used:
            yield file


def _is_markdown(file: File) -> bool:
    return PurePosixPath(file.src_uri).suffix.lower() in MARKDOWN


def _is_misnamed(file: File) -> bool:
    """A page, a copy of one or an editor's lock file, under a name that is not a page's."""
    name = PurePosixPath(file.src_uri).name
    if _is_markdown(file):
        return not name.endswith(".md")
    return bool(COPY.search(name)) or (name.endswith(".txt") and _begins_as_page(file))


def _begins_as_page(file: File) -> bool:
    with Path(file.abs_src_path or "").open("rb") as opened:
        return opened.read(8).lstrip(b"\xef\xbb\xbf").startswith(b"---")


def _misnamed_finding(file: File, root: Path) -> Finding:
    source = Path(file.abs_src_path or file.src_uri)
    path = source.relative_to(root) if source.is_relative_to(root) else source
    said = "filen kommer inte med, för att namnet inte slutar på .md"
    hint = "Byt filens ändelse till .md, eller ta bort filen om den är en kopia."
    return Finding(Place(path.as_posix()), "SITE05", Severity.WARNING, said, hint)


def _media(files: Files, config: MkDocsConfig, edition: Edition) -> Iterator[File]:
    media = {
        PurePosixPath(file.src_uri): file for file in files if _is_media(file, config, edition)
    }
    for path in withheld_files(media, edition.sources, _needed(config)):
        yield media[path]


def _is_media(file: File, config: MkDocsConfig, edition: Edition) -> bool:
    folders = (config.docs_dir, str(edition.root / NEWSLETTERS))
    path = file.abs_src_path or ""
    return not _is_markdown(file) and path.startswith(folders)


def _tables(files: Files, edition: Edition) -> Iterator[File]:
    """What readers get of an indicator's numbers is made from what the editor wrote."""
    tables = source_tables(edition.catalogue.entries)
    return (file for file in files if PurePosixPath(file.src_uri) in tables)


def _needed(config: MkDocsConfig) -> frozenset[PurePosixPath]:
    """What the theme and the settings use of docs/."""
    theme = (config.theme.get("logo"), config.theme.get("favicon"))
    named = (*theme, *config.extra_css, *config.extra_javascript)
    return frozenset(PurePosixPath(str(name)) for name in named if name)


def _missing_lists(files: Files, config: MkDocsConfig, edition: Edition) -> Iterator[str]:
    wanted = set(pages_in(config.nav))
    for page, listed in edition.generated.items():
        if files.get_file_from_path(page) is None and (not listed.is_empty or page in wanted):
            yield page
