"""Where a document and its headings are found on the site; computed here once for everyone."""

import posixpath
import re
import unicodedata
from itertools import count
from pathlib import PurePosixPath
from urllib.parse import quote

from samverka.source.kinds import DOCS, INDEX, NEWSLETTER_ADDRESS, NEWSLETTERS

RESERVED = frozenset({"con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1", "lpt2", "lpt3"})
LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "ß": "ss", "ð": "d"})


def page_path(path: PurePosixPath) -> PurePosixPath:
    """Its place among the pages: newsletters/2020-09.md -> nyhetsbrev/2020-09.md."""
    if path.parts[0] == NEWSLETTERS:
        return PurePosixPath(NEWSLETTER_ADDRESS, *path.parts[1:])
    return path.relative_to(DOCS)


def address_of(path: PurePosixPath) -> str:
    """The address below the site's root, without a leading slash: `moten/styrgrupp/2021-06-04/`."""
    return page_address(page_path(path))


def page_address(page: PurePosixPath) -> str:
    """The address of what stands at a place among the pages."""
    folder = page.parent if page.name == INDEX else page.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


def way(page: PurePosixPath, target: PurePosixPath) -> str:
    """From a page to another page or file, both by their place among the pages, as in a link."""
    return quote(posixpath.relpath(target, page.parent))


def heading_anchor(text: str, separator: str = "-") -> str:
    """The fragment of a heading; keeps å ä ö, as readers see them in the address field."""
    kept = re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", text)).strip().lower()
    return kept.replace(" ", separator)


class Anchors:
    """Names taken on a page so far; the next of the same name gets a number, as toc gives it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[tuple[str, int], int] = {}

    def take(self, name: str) -> str:
        """The name, or the next free one after it."""
        if name in self._taken or not name:
            found = re.fullmatch(r"(.+)_([0-9]{1,9})", name)
            base, first = (found[1], int(found[2]) + 1) if found else (name, 1)
            numbers = count(self._next.get((base, first), first))
            number = next(n for n in numbers if f"{base}_{n}" not in self._taken)
            self._next[base, first] = number + 1
            name = f"{base}_{number}"
        self._taken.add(name)
        return name


def file_name(text: str, *, longest: int = 60) -> str:
    """A file name without suffix from a title: ASCII, lower case, whole words.

    Empty where the title has no Latin letters; never a name that Windows keeps for itself.
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    name = ""
    for word in words:
        if name and len(name) + len(word) + 1 > longest:
            break
        name = f"{name}-{word}" if name else word
    return f"{name}-sida" if name in RESERVED else name[:longest]
