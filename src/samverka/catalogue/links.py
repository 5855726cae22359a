"""Which page or file a link in a source means."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from samverka.markdown.links import resolve_target
from samverka.source.addresses import page_path
from samverka.source.kinds import DOCS, INDEX, NEWSLETTERS

FOLDERS: Final = (DOCS, NEWSLETTERS)


def target_as_page(source: PurePosixPath, target: str) -> PurePosixPath | None:
    """The target's place among the pages, where it is written as the folders lie on disk."""
    found = resolve_target(source, target)
    inside = found is not None and len(found.parts) > 1 and found.parts[0] in FOLDERS
    return page_path(found) if found is not None and inside else None


def possible_targets(source: PurePosixPath, target: str) -> Iterator[PurePosixPath]:
    """Every place among the pages the target may mean, as written in the source or on the site."""
    rooted = target.startswith("/") and not target.startswith("//")
    page = PurePosixPath(INDEX) if rooted else page_path(source)
    on_site = resolve_target(page, target.lstrip("/") if rooted else target)
    for found in (target_as_page(source, target), on_site):
        if found is not None:
            yield found
            yield found.with_name(f"{found.name}.md") if found.name else found
            yield found / INDEX
