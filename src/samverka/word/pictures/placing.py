"""The pictures of a document get names, places and words, and the text points at them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from samverka.word.opening.package import Package
from samverka.word.pictures.alt_texts import words_of_alt
from samverka.word.pictures.pointing import point
from samverka.word.pictures.ready import Ready, Result, Trouble
from samverka.word.pictures.remarks import on_description, on_file, on_trouble
from samverka.word.pictures.shelf import Shelf
from samverka.word.pictures.taking import Means, take_pictures
from samverka.word.shaped import Remark
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Blocks, Figure, Inline, Inlines, Link, Listing, Picture, Text
from samverka.word.tree.walking import pictures_in, walk

WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Media:
    """`path` is relative to the project, as the document's."""

    path: PurePosixPath
    content: bytes


@dataclass(frozen=True, slots=True)
class Illustrated:
    """Blocks whose pictures point at `media`."""

    blocks: Blocks
    media: tuple[Media, ...]
    remarks: tuple[Remark, ...]


def place_pictures(
    blocks: Blocks, package: Package, document: PurePosixPath, means: Means
) -> Illustrated:
    """The text keeps every word of a picture that is not shown; `document` is the page's path."""
    pictures = tuple(pictures_in(blocks))
    if not pictures:
        return Illustrated(blocks, (), ())
    taken = take_pictures((picture.target for picture in pictures), package, means)
    shelf = Shelf(document.with_suffix(""))
    words = _Words(blocks)
    files = {
        picture.target: shelf.put(ready, words.said_of(picture), words.role_of(picture))
        for picture in pictures
        if isinstance(ready := taken[picture.target], Ready)
    }

    def show(picture: Picture) -> Inlines:
        return _shown(picture, taken.get(picture.target), files.get(picture.target))

    media = tuple(Media(path, content) for path, content in shelf.stored.items())
    return Illustrated(point(blocks, show), media, tuple(_remarks(pictures, taken, files)))


class _Words:
    """What the text around a picture says of it."""

    def __init__(self, blocks: Blocks) -> None:
        self._captions: dict[str, str] = {}
        self._logos: set[str] = set()
        for block in walk(blocks):
            if isinstance(block, Figure):
                self._captions.setdefault(block.picture.target, plain_text(block.caption))
            elif isinstance(block, Listing):
                self._logos |= {picture.target for picture in pictures_in((block,))}

    def said_of(self, picture: Picture) -> str:
        return words_of_alt(picture.alt) or self._captions.get(picture.target, "")

    def role_of(self, picture: Picture) -> str:
        return "logotyp" if picture.target in self._logos else "bild"


def _shown(picture: Picture, result: Result | None, path: PurePosixPath | None) -> Inlines:
    """The picture itself, else a link to it, else its words."""
    alt = " ".join(picture.alt.split())
    if isinstance(result, Ready) and path is not None:
        link = f"{path.parent.name}/{path.name}"
        if result.shown:
            return (replace(picture, target=link, alt=alt),)
        return _apart(Link(link, (Text(alt or path.name),)))
    if result is Trouble.ELSEWHERE and picture.target.lower().startswith(WEB):
        return _apart(Link(picture.target, (Text(alt or picture.target),)))
    return _apart(Text(alt)) if alt else ()


def _apart(words: Inline) -> Inlines:
    """Words in the place of a picture do not run into those around it."""
    return (Text(" "), words, Text(" "))


def _remarks(
    pictures: tuple[Picture, ...], taken: dict[str, Result], files: dict[str, PurePosixPath]
) -> Iterator[Remark]:
    told: set[str | PurePosixPath] = set()
    described: Counter[Remark] = Counter()
    for number, picture in enumerate(pictures, 1):
        result = taken[picture.target]
        if isinstance(result, Trouble):
            if picture.target not in told:
                yield on_trouble(picture, number, result)
            told.add(picture.target)
            continue
        path = files[picture.target]
        if path not in told:
            yield from on_file(path, result)
        told.add(path)
        if result.shown:
            described.update(on_description(picture, path))
    for remark, count in described.items():
        places = f", på {count} ställen" if count > 1 else ""
        yield replace(remark, message=f"{remark.message}{places}")
