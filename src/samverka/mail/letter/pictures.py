"""The pictures of a letter: small ones travel with it, others are fetched from the site."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import Final
from xml.etree.ElementTree import Element

from samverka.findings import Finding, Severity
from samverka.mail.issue import Issue
from samverka.mail.letter.bodies import Shown, picture_of
from samverka.mail.letter.letter import Picture
from samverka.markdown.html_tree import Node, make
from samverka.pages.picture_sizes import Size, picture_size
from samverka.source.places import place_of

COLUMN: Final = 552
"""Pixels across that the text of a letter has."""
WIDE: Final = 240
"""Pixels; a wider picture follows the width of the screen, also where `max-width` is not known."""
SMALL: Final = 20_000
"""Bytes of a picture that travels with the letter, at most."""
TOGETHER: Final = 100_000
"""Bytes of all of them, at most."""
ON_THE_WEB: Final = "Bild på webben"
TYPES: Final = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
}  # fmt: skip
HEADERS: Final = ("header.png", "header.jpg", "header.gif")
BESIDE: Final = (120, 64)
"""Pixels that the header's picture has beside the masthead, at most."""
DRAWN: Final = ".svg"
"""Mail programs do not show these."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture above the letter; width and height in pixels."""

    source: str
    width: int
    height: int


@dataclass(slots=True)
class Album:
    """Filled as the letter's texts are read, in their order; `taken` are those that travel."""

    issue: Issue
    root: Path
    taken: dict[str, Picture] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those that travel with the letter."""
        return tuple(self.taken.values())

    def draw(self, element: Element) -> Node:
        """The picture as mail programs want it, or its words where they cannot show it."""
        shown = picture_of(self.issue, element.get("src", ""))
        alt = " ".join((element.get("alt") or "").split())
        if shown is None:
            return alt
        self._look(shown, alt)
        content = _read(self.root / shown.path)
        size = picture_size(BytesIO(content), shown.path.name) if content else None
        if size is None or shown.path.suffix.lower() == DRAWN:
            where = self.issue.address or shown.address
            return make("a", alt or ON_THE_WEB, href=where)
        width, height = fitted(size, element.get("width", ""))
        source = self.source_of(shown.path, content, shown.address) or shown.address
        picture = make("img", src=source, alt=alt, width=str(width), height=str(height))
        if width > WIDE:
            picture.attrib |= {"class": "wide", "style": f"max-width:{width}px"}
        return picture

    def drawing(self, folder: Path) -> Drawing | None:
        """The site's own picture beside the masthead, where it is small enough to travel."""
        for path in (folder / name for name in HEADERS):
            content = _read(path)
            size = picture_size(BytesIO(content), path.name) if content else None
            source = self.source_of(path, content) if size else ""
            if size and source:
                return Drawing(source, *within(size, BESIDE))
        return None

    def source_of(self, path: PurePath, content: bytes, address: str = "") -> str:
        """Its name within the mail (RFC 2392); "" where it is too large to travel."""
        kind = TYPES.get(path.suffix.lower())
        if kind is None or not 0 < len(content) <= SMALL:
            return ""
        digest = hashlib.sha256(content).hexdigest()[:16]
        if digest not in self.taken:
            if sum(len(one.content) for one in self.taken.values()) + len(content) > TOGETHER:
                return ""
            name = f"bild-{len(self.taken) + 1}{path.suffix.lower()}"
            self.taken[digest] = Picture(f"{digest}@samverka", name, kind, content, address)
        elif address and not self.taken[digest].address:
            self.taken[digest] = replace(self.taken[digest], address=address)
        return f"cid:{self.taken[digest].cid}"

    def _look(self, shown: Shown, alt: str) -> None:
        place = partial(place_of, self.root, self.issue.source.path, shown.path.name)
        if not alt:
            said = f"bilden {shown.path.name} saknar beskrivning"
            hint = "Skriv vad bilden visar mellan hakparenteserna: ![Två barn gungar](bild.jpg)"
            self.findings.append(Finding(place(), "IMG01", Severity.WARNING, said, hint))
        if not (self.root / shown.path).is_file():
            said = f"bilden {shown.path.name} finns inte; i brevet står bara dess beskrivning"
            self.findings.append(Finding(place(), "BREV03", Severity.WARNING, said))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def fitted(size: Size, wanted: str) -> Size:
    """Within the column; as wide as the source says where it says so."""
    width, height = size
    told = int(wanted) if wanted.isdecimal() and int(wanted) else width
    shown = min(told, COLUMN)
    return shown, max(1, round(height * shown / width))


def within(size: Size, room: Size) -> Size:
    """As large as there is room for, never larger than it is."""
    scale = min(1.0, room[0] / size[0], room[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def only_pictures(listed: Element) -> Iterator[Element]:
    """The pictures of a list that holds nothing else; none of any other list."""
    items = list(listed)
    inside = [_alone(item) for item in items]
    if items and all(one is not None for one in inside):
        yield from (one for one in inside if one is not None)


def _alone(item: Element) -> Element | None:
    """The picture in it, possibly within a link or a paragraph, where nothing else is."""
    pictures = list(item.iter("img"))
    is_alone = len(pictures) == 1 and not "".join(item.itertext()).strip()
    return pictures[0] if is_alone else None
