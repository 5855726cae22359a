"""What pandoc leaves out of a Word file that those who hear or translate it need."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace

from samverka.pages.copies.word_files import read_parts, written, xml_of
from samverka.pages.copies.word_reference import DOCUMENT, LANGUAGE, W
from samverka.pages.wording import printable

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Of the extension that says a picture is only there to be looked at ([MS-ODRAWXML] 2.26)."""

CP: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES: Final = {
    "w": W,
    "a": A,
    "wp": WP,
    "pic": PIC,
    "adec": ADEC,
    "cp": CP,
    "dc": DC,
    "dcterms": DCTERMS,
    "xsi": XSI,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
CORE: Final = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself: ISO 15836 (Dublin Core), as Word keeps it."""

    title: str
    author: str
    description: str = ""
    date: dt.date | None = None


def mended(content: bytes, properties: Properties) -> bytes:
    """The same file with its properties, described pictures and marked header rows."""
    for prefix, name in PREFIXES.items():
        register_namespace(prefix, name)
    parts = read_parts(content)
    document = fromstring(parts[DOCUMENT])  # noqa: S314  pandoc has just written it
    _describe_pictures(document)
    _mark_header_rows(document)
    parts[DOCUMENT] = xml_of(document)
    parts[CORE] = core_of(properties)
    return written(parts)


def _describe_pictures(document: Element) -> None:
    """A picture without a description is decoration, since the page says so too."""
    for number, inline in enumerate(document.iter(f"{{{WP}}}inline"), 1):
        for shown in inline.iter(f"{{{WP}}}docPr"):
            text = shown.get("descr", "")
            shown.set("name", f"Bild {number}")
            if not text:
                extension = SubElement(
                    SubElement(shown, f"{{{A}}}extLst"), f"{{{A}}}ext", {"uri": DECORATIVE}
                )
                SubElement(extension, f"{{{ADEC}}}decorative", {"val": "1"})
            for inner in inline.iter(f"{{{PIC}}}cNvPr"):
                inner.set("descr", text)
                inner.set("name", f"Bild {number}")


def _mark_header_rows(document: Element) -> None:
    """Header rows are repeated on each page, and no row is cut in two."""
    for row in document.iter(f"{{{W}}}tr"):
        looks = row.find(f"{{{W}}}trPr")
        if looks is None:
            looks = Element(f"{{{W}}}trPr")
            row.insert(0, looks)
        if looks.find(f"{{{W}}}cantSplit") is None:
            looks.insert(0, Element(f"{{{W}}}cantSplit"))


def core_of(properties: Properties) -> bytes:
    """The part that holds them."""
    root = Element(f"{{{CP}}}coreProperties")
    said = {
        f"{{{DC}}}title": properties.title,
        f"{{{DC}}}creator": properties.author,
        f"{{{DC}}}description": properties.description,
        f"{{{DC}}}language": LANGUAGE,
    }
    for tag, text in said.items():
        if text:
            SubElement(root, tag).text = printable(text)
    for tag in ("created", "modified") if properties.date else ():
        element = SubElement(root, f"{{{DCTERMS}}}{tag}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        element.text = f"{properties.date}T00:00:00Z"
    return xml_of(root)
