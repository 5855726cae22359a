"""Which other files go out with a hidden document: its pictures, its data, its Word original."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from samverka.catalogue.links import possible_targets
from samverka.markdown.links import link_targets
from samverka.source.addresses import page_path
from samverka.source.reading import source_paths


@dataclass(frozen=True, slots=True)
class Source:
    """A source's place in the project and its whole text, front matter too."""

    path: PurePosixPath
    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources nobody may see, and those everybody may."""

    hidden: tuple[Source, ...]
    public: tuple[Source, ...]


NOTHING_HIDDEN: Final = Sources((), ())


def read_sources(root: Path, public: AbstractSet[PurePosixPath]) -> Sources:
    """Every source below `root`; what cannot be used is kept with the hidden, as it may be one."""
    everything = tuple(Source(path, _text_of(root / path)) for path in source_paths(root))
    return Sources(
        hidden=tuple(source for source in everything if source.path not in public),
        public=tuple(source for source in everything if source.path in public),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def withheld_files(
    files: Iterable[PurePosixPath], sources: Sources, needed: AbstractSet[PurePosixPath]
) -> frozenset[PurePosixPath]:
    """The files that belong to a hidden document, or that only hidden documents mention.

    Files are told by their place among the pages. On the hidden side a mention of the name is
    enough, on the public side only a link counts: where in doubt the file stays out. `needed` are
    files the site itself uses.
    """
    if not sources.hidden:
        return frozenset()
    linked = needed | {target for source in sources.public for target in _linked(source)}
    owners = [page_path(source.path) for source in sources.hidden]
    said = "\n".join(unquote(source.text) for source in sources.hidden)
    return frozenset(
        file
        for file in files
        if any(_belongs(file, owner, linked) for owner in owners)
        or (file.name in said and file not in linked)
    )


def _linked(source: Source) -> Iterator[PurePosixPath]:
    for _, target in link_targets(source.text):
        yield from possible_targets(source.path, target)


def _belongs(file: PurePosixPath, owner: PurePosixPath, linked: AbstractSet[PurePosixPath]) -> bool:
    """In the folder named as the document, or beside it under the same name."""
    if file.parent == owner.parent and file.name.startswith(f"{owner.stem}."):
        return True
    folder = owner.with_suffix("")
    if file.parent == folder:
        return True
    return file.is_relative_to(folder) and file not in linked
