"""The pictures of a document get readable names and are checked to be pictures."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from samverka.errors import SamverkaError
from samverka.settings import Limits
from samverka.source.addresses import file_name
from samverka.word.opening.package import Package
from samverka.word.shaped import Remark
from samverka.word.tidying.runs import clean_blocks
from samverka.word.tree.nodes import (
    Block,
    Blocks,
    Figure,
    Inline,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Text,
)
from samverka.word.tree.walking import pictures_in, rewrite_blocks, walk

WEB = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
CONVERTED = ("BMP", "TIFF", "DIB", "PCX", "PPM", "TGA")
VECTORS = (".emf", ".wmf", ".emz", ".wmz", ".eps", ".wdp")
"""Kept beside the page, though browsers do not show them."""

ACTIVE = (".svg", ".svgz", ".pdf", ".html", ".htm")
"""May hold scripts that would run as the site's own: never taken in."""

LONGEST_NAME = 40


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
    blocks: Blocks, package: Package, document: PurePosixPath, limits: Limits
) -> Illustrated:
    """Raise `SamverkaError`, naming every one, where pictures cannot be read."""
    shelf = _Shelf(package, document, limits)
    logos = {
        picture.target
        for block in blocks
        if isinstance(block, Listing)
        for picture in pictures_in((block,))
    }
    for block in walk(blocks):
        for picture in _own_pictures(block):
            shelf.add(picture, "logotyp" if picture.target in logos else "bild")
    if shelf.unreadable:
        names = ", ".join(shelf.unreadable)
        said = f"{len(shelf.unreadable)} bild(er) går inte att läsa: {names}"
        hint = "Öppna dokumentet i Word, ta bort bilden eller lägg in den på nytt, och spara."
        raise SamverkaError(said, hint)
    media = tuple(Media(path, content) for path, content in shelf.stored.items())
    pointed = clean_blocks(_pointed(blocks, shelf.links))
    return Illustrated(pointed, media, tuple(shelf.remarks()))


def _own_pictures(block: Block) -> Iterator[Picture]:
    match block:
        case Figure(picture=picture):
            yield picture
        case Listing():
            return
        case _ if hasattr(block, "content"):
            yield from pictures_in((block,))
        case _:
            return


class _Shelf:
    """The pictures found so far; equal ones are stored once."""

    def __init__(self, package: Package, document: PurePosixPath, limits: Limits) -> None:
        self._package = package
        self._folder = document.with_suffix("")
        self._limits = limits
        self._by_content: dict[str, PurePosixPath] = {}
        self._without_alt: list[str] = []
        self._not_web: list[str] = []
        self._missing: list[str] = []
        self._active: list[str] = []
        self.stored: dict[PurePosixPath, bytes] = {}
        self.links: dict[str, str] = {}
        self.unreadable: list[str] = []

    def add(self, picture: Picture, role: str) -> None:
        """Take the picture's bytes from the package, under a name that says something."""
        if picture.target not in self.links:
            if PurePosixPath(picture.target).suffix.lower() in ACTIVE:
                self.links[picture.target] = ""
                self._active.append(picture.target)
                return
            content = self._package.picture(picture.target)
            if content is None:
                self.links[picture.target] = ""
                self._missing.append(picture.target)
                return
            self._store(picture, content, role)
        if not picture.alt.strip() and self.links.get(picture.target):
            self._without_alt.append(self.links[picture.target])

    def _store(self, picture: Picture, content: bytes, role: str) -> None:
        original = PurePosixPath(picture.target)
        suffix, content = self._checked(original, content)
        if not suffix:
            self.unreadable.append(original.name)
            return
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._by_content:
            path = self._folder / self._name(picture, role, suffix)
            self._by_content[digest] = path
            self.stored[path] = content
            if suffix in VECTORS:
                self._not_web.append(path.name)
        stored = self._by_content[digest]
        self.links[picture.target] = f"{self._folder.name}/{stored.name}"

    def _name(self, picture: Picture, role: str, suffix: str) -> str:
        said = file_name(picture.alt, longest=LONGEST_NAME) if picture.alt.strip() else ""
        taken = {path.stem for path in self.stored}
        if said and said not in taken:
            return f"{said}{suffix}"
        number = 1
        while f"{said or role}-{number}" in taken:
            number += 1
        return f"{said or role}-{number}{suffix}"

    def _checked(self, original: PurePosixPath, content: bytes) -> tuple[str, bytes]:
        """The suffix, empty where no picture can be made out, and the bytes to store."""
        if original.suffix.lower() in VECTORS:
            return original.suffix.lower(), content
        try:
            with Image.open(io.BytesIO(content)) as image:
                if image.width * image.height > self._limits.picture_megapixels * 10**6:
                    return "", content
                image.load()
                if image.format in CONVERTED:
                    target = io.BytesIO()
                    image.convert("RGBA" if "A" in image.getbands() else "RGB").save(target, "PNG")
                    return ".png", target.getvalue()
                return WEB.get(image.format or "", ""), content
        except (
            UnidentifiedImageError,
            OSError,
            ValueError,
            SyntaxError,
            Image.DecompressionBombError,
        ):
            return "", content

    def remarks(self) -> Iterator[Remark]:
        """One per picture without a description, or that a browser cannot show."""
        for link in self._without_alt:
            name = PurePosixPath(link).name
            message = f"bilden {name} saknar beskrivning för den som inte ser den"
            hint = "Skriv vad bilden visar mellan hakparenteserna: ![beskrivning](...)."
            yield Remark("IMG01", message, hint, link)
        for name in self._not_web:
            message = f"bilden {name} är i ett format som webbläsare inte visar"
            yield Remark(
                "IMG02", message, "Spara den som PNG eller JPEG och lägg in den igen.", name
            )
        for target in self._active:
            message = f"bilden {target} kan innehålla program och togs inte med"
            yield Remark("IMG04", message, "Spara den som PNG i Word och importera igen.")
        for target in self._missing:
            message = f"bilden {target} finns inte i dokumentet och togs bort"
            yield Remark("IMG03", message, "Lägg in bilden i Word-filen och importera igen.")


def _pointed(blocks: Blocks, links: dict[str, str]) -> Blocks:
    def change(inline: Inline) -> Inlines:
        if not isinstance(inline, Picture):
            return (inline,)
        link = links.get(inline.target, "")
        if link:
            return (replace(inline, target=link),)
        return (Text(inline.alt),) if inline.alt else ()

    return tuple(_figure_pointed(b, links) for b in rewrite_blocks(blocks, change))


def _figure_pointed(block: Block, links: dict[str, str]) -> Block:
    if isinstance(block, Figure):
        target = links.get(block.picture.target, "")
        if not target:
            return Paragraph(block.caption)
        return replace(block, picture=replace(block.picture, target=target))
    return block
