"""The words of WordprocessingML (ECMA-376 part 1), and a parser that trusts nothing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree

from samverka.errors import SamverkaError

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml has no public name for it

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAMESPACE.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
"""ISO/IEC 29500 strict names and their transitional counterparts."""

WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


@cache
def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


def transitional(content: bytes) -> bytes:
    """The XML of a part, its strict namespaces replaced."""
    if b"http://purl.oclc.org/ooxml/" in content:
        for strict, usual in STRICT:
            content = content.replace(strict, usual)
    return content


def parse(content: bytes, *, may_declare: bool = False) -> Element:
    """The root of a part; no entity is resolved and nothing fetched, nor declared but in an SVG."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        said = f"filen är skadad: innehållet är inte hel XML (rad {fault.lineno})"
        raise SamverkaError(
            said, "Öppna filen i Word, spara en ny kopia och försök igen."
        ) from None
    declared: object = root.getroottree().docinfo.internalDTD  # None, whatever the stubs say
    if declared is not None and not may_declare:
        raise has_declarations()
    return root


def has_declarations() -> SamverkaError:
    """The error for a document type or entities, which no word processor writes."""
    said = "filen innehåller deklarationer som inte hör hemma i ett Word-dokument"
    return SamverkaError(said, "Filen kan vara gjord för att skada. Importera den inte.")


def tag(element: Element) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    name: object = element.tag  # a function for comments, whatever the stubs say
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def children(element: Element | None) -> Iterator[Element]:
    """The elements directly inside."""
    if element is not None:
        yield from element.iterchildren(tag=etree.Element)


def attribute(element: Element | None, name: str) -> str | None:
    """A WordprocessingML attribute, None where the element or the attribute is missing."""
    return None if element is None else element.get(w(name))


def value_of(element: Element | None, child: str) -> str | None:
    """The `w:val` of a child."""
    return None if element is None else attribute(element.find(w(child)), "val")


def number_of(element: Element | None, child: str) -> int | None:
    """The whole number in the `w:val` of a child, None where there is none."""
    return whole(value_of(element, child))


def whole(text: str | None) -> int | None:
    """The number that a text is; None where it is none, or larger than any document needs."""
    return int(text) if text and WHOLE.fullmatch(text) else None


def local_attribute(element: Element, name: str) -> str | None:
    """An attribute by its name alone, whatever its namespace."""
    plain = element.get(name)
    if plain is not None:
        return plain
    found = (key for key in element.keys() if str(key).rpartition("}")[2] == name)  # noqa: SIM118
    return next((element.get(key) for key in found), None)


def points_of(properties: Element | None) -> float:
    """The size in `w:rPr` (17.3.2.38, half points) in points, 0 where it says none."""
    return max(number_of(properties, "sz") or 0, 0) / 2


def is_on(element: Element | None) -> bool | None:
    """A toggle property (17.3.2): None where it is not given at all."""
    if element is None:
        return None
    return is_on_text(attribute(element, "val"))


def is_on_text(value: str | None) -> bool:
    """A toggle's value: on where none is written."""
    return value not in ("0", "false", "off", "none")
