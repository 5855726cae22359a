"""Archives that are made to harm: bombs, names that lead out, entities, odd encodings."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from archives import Entry, content_of, replaced, unzip, zip_up
from damage_bytes import Damage

MAIN = ("word/document.xml", "content.xml")
BILLION = "".join(
    f'<!ENTITY l{n} "{"".join([f"&l{n - 1};"] * 10)}">' if n else '<!ENTITY l0 "lol">'
    for n in range(10)
)
DOCTYPES = (
    f"<!DOCTYPE x [{BILLION}]>",
    '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
)
NAMES = (
    "../../utanfor.txt", "..\\..\\utanfor.txt", "/tmp/utanfor.txt", "C:\\utanfor.txt", "word/./x.xml",
    "word/../../../utanfor.xml", "WORD/DOCUMENT.XML", "word//document.xml", "word\\document.xml",
    "word/media/../../../../utanfor.png", "a" * 5000, "\u202excod", "word/document.xml ", "", ".", "/",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp037", "utf-8-sig")
BOMB = 12_000_000


def _main_of(entries: list[Entry]) -> str:
    return next((one.name for one in entries if one.name in MAIN), "")


def _rewritten(change: Callable[[list[Entry], Random], list[Entry]]) -> Damage:
    def damage(content: bytes, chance: Random) -> bytes:
        entries = unzip(content)
        return zip_up(change(entries, chance)) if entries else content

    return damage


def _bad_name(entries: list[Entry], chance: Random) -> list[Entry]:
    """A part with a name that leads out, or one of the document's own under such a name."""
    name = chance.choice(NAMES)
    taken = chance.choice(entries)
    if chance.random() < 0.5:  # noqa: PLR2004  every second time
        return [*entries, Entry(name, taken.content)]
    return [Entry(name, one.content) if one is taken else one for one in entries]


def _twice(entries: list[Entry], chance: Random) -> list[Entry]:
    """Two parts of the same name, different or not, also by upper and lower case."""
    one, other = chance.choice(entries), chance.choice(entries)
    name = chance.choice((one.name, one.name.upper()))
    return [*entries, Entry(name, other.content)]


def _many(entries: list[Entry], chance: Random) -> list[Entry]:
    count = chance.choice((3_900, 70_000))
    return [*entries, *(Entry(f"x{n}", b"") for n in range(count))]


def _bomb(entries: list[Entry], chance: Random) -> list[Entry]:
    name = chance.choice(("word/media/x.png", "customXml/item1.xml", _main_of(entries)))
    return replaced(entries, name, b"\0" * BOMB)


def _doctype(entries: list[Entry], chance: Random) -> list[Entry]:
    """A document type at the head of a part, and its entity within the text."""
    name = _main_of(entries) if chance.random() < 0.6 else chance.choice(entries).name  # noqa: PLR2004
    text = content_of(entries, name).decode("utf-8", "replace")
    head, mark, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    space = " " * chance.choice((0, 0, 3000))
    body = rest.replace("</w:t>", "&l9;</w:t>", 1)
    made = f"{head}{mark}{space}{chance.choice(DOCTYPES)}{body}"
    return replaced(entries, name, _encoded(made, chance.choice(("utf-8", *ENCODINGS))))


def _encoded(text: str, encoding: str) -> bytes:
    declared = {"utf-16-be": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    for written in ('encoding="UTF-8"', "encoding='UTF-8'", 'encoding="utf-8"'):
        text = text.replace(written, f'encoding="{declared}"', 1)
    return text.encode(encoding, "xmlcharrefreplace")


def _other_encoding(entries: list[Entry], chance: Random) -> list[Entry]:
    parts = [one for one in entries if one.is_xml]
    if not parts:
        return entries
    one = chance.choice(parts)
    text = one.content.decode("utf-8", "replace")
    return replaced(entries, one.name, _encoded(text, chance.choice(ENCODINGS)))


def _null_characters(entries: list[Entry], chance: Random) -> list[Entry]:
    name = _main_of(entries)
    content = content_of(entries, name)
    at = chance.randrange(len(content) + 1)
    odd = chance.choice((b"\0", b"&#0;", b"&#1;", b"\x0b", b"&#xD800;", b"&#x1F600;", b"\xff"))
    return replaced(entries, name, content[:at] + odd + content[at:])


def lying_sizes(content: bytes, chance: Random) -> bytes:
    """A bomb whose entry says that it is small: only reading tells."""
    entries = unzip(content)
    name = _main_of(entries)
    if not name:
        return content
    made = bytearray(zip_up(replaced(entries, name, content_of(entries, name) + b" " * BOMB)))
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as archive:
        small = chance.choice((10, len(content_of(entries, name)), 0xFFFFFFFF))
        local = archive.getinfo(name).header_offset
    struct.pack_into("<I", made, local + 22, small)
    central = made.rfind(name.encode()) - 46
    struct.pack_into("<I", made, central + 24, small)
    return bytes(made)


def _flagged(content: bytes, offset: int, value: int, chance: Random) -> bytes:
    """Another value in the heads of one part, in its own place and in the directory."""
    made = bytearray(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            one = chance.choice(archive.infolist())
    except (zipfile.BadZipFile, IndexError, ValueError, OSError):
        return content
    struct.pack_into("<H", made, one.header_offset + offset, value)
    at = made.rfind(b"PK\x01\x02", 0, made.rfind(one.filename.encode()))
    if at >= 0:
        struct.pack_into("<H", made, at + offset + 2, value)
    return bytes(made)


def encrypted_flag(content: bytes, chance: Random) -> bytes:
    """One part claims to be encrypted."""
    return _flagged(content, 6, 1, chance)


def odd_compression(content: bytes, chance: Random) -> bytes:
    """One part is compressed in a way that no Word file is."""
    return _flagged(content, 8, chance.choice((1, 9, 12, 14, 93, 97, 99)), chance)


def _other_method(method: int) -> Damage:
    def damage(content: bytes, chance: Random) -> bytes:
        entries = unzip(content)
        bomb = chance.random() < 0.3  # noqa: PLR2004  now and then
        return zip_up(_bomb(entries, chance) if bomb else entries, method) if entries else content

    return damage


def zip64(content: bytes, _: Random) -> bytes:
    """Sizes in the long form, as for a part of more than 4 GB."""
    entries = unzip(content)
    if not entries:
        return content
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            with archive.open(entry.name, "w", force_zip64=True) as part:
                part.write(entry.content)
    return target.getvalue()


def with_comment(content: bytes, chance: Random) -> bytes:
    """Something before or after the archive: a zip file is read from its end."""
    extra = chance.randbytes(chance.choice((1, 22, 70_000)))
    return content + extra if chance.random() < 0.5 else b"PK" + extra + content  # noqa: PLR2004


ARCHIVES: Mapping[str, Damage] = {
    "zip-name": _rewritten(_bad_name),
    "zip-twice": _rewritten(_twice),
    "zip-bomb": _rewritten(_bomb),
    "zip-lying-size": lying_sizes,
    "zip-encrypted": encrypted_flag,
    "zip-compression": odd_compression,
    "zip-bzip2": _other_method(zipfile.ZIP_BZIP2),
    "zip-lzma": _other_method(zipfile.ZIP_LZMA),
    "zip-zip64": zip64,
    "zip-comment": with_comment,
    "doctype": _rewritten(_doctype),
    "encoding": _rewritten(_other_encoding),
    "null": _rewritten(_null_characters),
}
SLOW: Mapping[str, Damage] = {"zip-many": _rewritten(_many)}
"""Takes seconds to make, not to read."""
