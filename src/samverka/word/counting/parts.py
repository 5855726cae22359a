"""The parts of a zipped document (Open Packaging Conventions, ECMA-376 part 2)."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree import ElementTree as ET

Element: TypeAlias = ET.Element
UNREADABLE = (
    ET.ParseError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
)


class Names(dict[str, str]):
    """The name of a tag or attribute without its namespace, so that strict files read the same."""

    def __missing__(self, tag: str) -> str:
        self[tag] = name = tag.rpartition("}")[2]
        return name


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type, `target` a part's name or an address outside."""

    kind: str
    target: str


class Parts:
    """An open package; a part that is missing or no XML has nothing to read."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.lstrip("/").lower(): name for name in self._archive.namelist()}

    def root(self, name: str) -> Element | None:
        """The root of an XML part."""
        stored = self._names.get(name.lstrip("/").lower())
        if stored is None:
            return None
        try:
            with self._archive.open(stored) as part:
                content = part.read(self._archive.getinfo(stored).file_size)
            if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
                return None
            return ET.fromstring(content)  # noqa: S314  declarations are refused above
        except UNREADABLE:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the names it uses for them."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root if root is not None else ():
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = Relation(kind, target)
        return found


def attribute(element: Element, name: str) -> str | None:
    """By its local name: transitional, strict or without namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith(f"}}{name}"):
            return value
    return None


def named(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these local names."""
    for child in element if element is not None else ():
        if child.tag.rpartition("}")[2] in names:
            yield child


def has(element: Element, name: str) -> bool:
    """Whether there is such a child, also an empty one."""
    return next(named(element, name), None) is not None


def below(element: Element, *names: str) -> Iterator[Element]:
    """All elements inside, however deep, with one of these local names."""
    for inner in element.iter():
        if inner.tag.rpartition("}")[2] in names:
            yield inner


def value(element: Element | None, *path: str) -> str | None:
    """The `val` at the end of a path of children, None where a step is missing."""
    for name in path:
        element = next(named(element, name), None)
    return None if element is None else attribute(element, "val")
