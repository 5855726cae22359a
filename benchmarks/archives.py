"""A zipped document taken apart and put together again, with parts no program would write."""

import io
import lzma
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from lxml import etree

from samverka.word.opening.ooxml import Element

XML = (".xml", ".rels")
BENT = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, etree.LxmlError)
"""What a file that was broken from the start may raise."""

RELATIONS = "word/_rels/document.xml.rels"
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of an archive, by a name that need not be a good one."""

    name: str
    content: bytes

    @property
    def is_xml(self) -> bool:
        """Whether a parser will be given it."""
        return self.name.lower().endswith(XML)


def unzip(content: bytes) -> list[Entry]:
    """Every part in order, none where the bytes are no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [Entry(one.filename, archive.read(one)) for one in archive.infolist()]
    except (*BENT, zlib.error, lzma.LZMAError):
        return []


def zip_up(entries: Iterable[Entry], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive; the same name may stand in it twice."""
    target = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(target, "w", method, compresslevel=1) as archive,
    ):
        warnings.filterwarnings("ignore", "Duplicate name")
        for entry in entries:
            info = zipfile.ZipInfo(entry.name)
            info.compress_type = method
            archive.writestr(info, entry.content)
    return target.getvalue()


def replaced(entries: list[Entry], name: str, content: bytes) -> list[Entry]:
    """The same parts with this one in the place of its namesake, else last."""
    if all(one.name != name for one in entries):
        return [*entries, Entry(name, content)]
    return [Entry(name, content) if one.name == name else one for one in entries]


def content_of(entries: Iterable[Entry], name: str) -> bytes:
    """Empty where there is no such part."""
    return next((one.content for one in entries if one.name == name), b"")


def xml_entry(entries: list[Entry], chance: Random) -> Entry | None:
    """One of the parts in XML, the text itself every second time."""
    parts = [one for one in entries if one.is_xml and one.content]
    texts = [one for one in parts if one.name in ("word/document.xml", "content.xml")]
    chosen = texts if texts and chance.random() < 0.5 else parts  # noqa: PLR2004  every second
    return chance.choice(chosen) if chosen else None


def root_of(content: bytes) -> Element | None:
    """The root, None where the part is no XML."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def related(entries: list[Entry], parts: Mapping[str, tuple[str, bytes]]) -> list[Entry]:
    """The document with more parts: kind of relation -> (name below word/, content).

    A kind `x#id` gives the relation that id.
    """
    lines = []
    for place, (key, (name, content)) in enumerate(parts.items()):
        kind, _, given = key.partition("#")
        lines.append(
            f'<Relationship Id="{given or f"rIdAdded{place}"}" Type="{RELATION_TYPE}{kind}" '
            f'Target="{name}"/>'
        )
        entries = replaced(entries, f"word/{name}", content)
    old = content_of(entries, RELATIONS).decode("utf-8", "replace")
    head, tag, tail = old.rpartition("</Relationships>")
    if not tag:
        head = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        )
    made = f"{head}{''.join(lines)}</Relationships>{tail if tag else ''}"
    first = _without_kinds(made, [key.partition("#")[0] for key in parts], lines)
    return replaced(entries, RELATIONS, first.encode())


def _without_kinds(text: str, kinds: list[str], kept: list[str]) -> str:
    """Of relations that only one part can have, the added one."""
    root = root_of(text.encode())
    if root is None:
        return text
    single = {f"{RELATION_TYPE}{kind}" for kind in kinds if kind in ONLY_ONE}
    for one in list(root)[: -len(kept)]:
        if one.get("Type") in single:
            root.remove(one)
    return etree.tostring(root, encoding="unicode")


ONLY_ONE = frozenset({"styles", "numbering", "footnotes", "endnotes", "comments"})
