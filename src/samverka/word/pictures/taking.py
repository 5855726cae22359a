"""The pictures are taken out of the document, each made ready or found to be of no use."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from samverka.errors import SamverkaError
from samverka.office import Office
from samverka.settings import Limits
from samverka.word.opening.package import MEGABYTE, Package
from samverka.word.opening.parts import Parts
from samverka.word.pictures.drawings import Drawing, draw
from samverka.word.pictures.natures import Nature, nature_of, unzipped
from samverka.word.pictures.raster import web_picture
from samverka.word.pictures.ready import Ready, Result, Trouble

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
"""An address with a scheme or a drive, or a path on a server."""

INLINE = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
"""RFC 2397: how web files carry pictures with them."""

ACTIVE = (Nature.SVG, Nature.PDF)
"""May hold scripts that would run as the site's own: never taken in as they are."""


@dataclass(frozen=True, slots=True)
class Means:
    """What pictures may cost, and who draws those that browsers cannot."""

    limits: Limits
    office: Office | None = None


def take_pictures(targets: Iterable[str], package: Package, means: Means) -> dict[str, Result]:
    """What became of each; LibreOffice draws all of a document's drawings in one go."""
    taken: dict[str, Result] = {}
    drawings: dict[str, Drawing] = {}
    room = means.limits.unpacked_mb * MEGABYTE
    parts = package.parts
    for number, target in enumerate(dict.fromkeys(targets)):
        content = _content(target, parts, room) if number < means.limits.pictures else None
        if isinstance(content, Trouble):
            taken[target] = content
        elif content is None:
            taken[target] = Trouble.TOO_MANY
        elif (nature := nature_of(content)) is Nature.PIXELS:
            taken[target] = web_picture(content, means.limits.picture_megapixels)
            room -= len(content)
        else:
            drawings[target] = Drawing(nature, content)
            room -= len(content)
    made = draw(tuple(drawings.values()), means.office)
    for (target, drawing), drawn in zip(drawings.items(), made, strict=True):
        taken[target] = drawn or _as_it_is(drawing)
    return taken


def _content(target: str, parts: Parts | None, room: int) -> bytes | Trouble:
    try:
        if inline := INLINE.match(target):
            return unzipped(b64decode(target[inline.end() :]), room)
        if ELSEWHERE.match(target):
            return Trouble.ELSEWHERE
        content = _part(target, parts)
        return Trouble.MISSING if content is None else unzipped(content, room)
    except (SamverkaError, binascii.Error):
        return Trouble.BROKEN


def _part(target: str, parts: Parts | None) -> bytes | None:
    """By the part's name, or its name as seen from word/; None where the file does not hold it."""
    names = (name for one in (target, unquote(target)) for name in (f"word/{one}", one))
    return next((parts.content(name) for name in names if name in parts), None) if parts else None


def _as_it_is(drawing: Drawing) -> Result:
    if drawing.nature in ACTIVE:
        return Trouble.ACTIVE
    return Ready(drawing.content, drawing.nature.value, shown=False)
