"""The letter as different mail programs show it: copies of its HTML that load nothing."""

import mimetypes
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverka.mail.letter.letter import Letter

BLOCKED: Final = "data:,"
"""Where a picture is not shown: browsers show its alternative text instead."""
LARGEST_PICTURE: Final = 3_000_000
"""Bytes; a larger one is shown by its alternative text, as in a mail program that waits for it."""
_ATTRIBUTES: Final = r"""(?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*"""
_PICTURE: Final = re.compile(rf"<img\b{_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_SOURCE: Final = re.compile(r'(?<=\ssrc=")[^"]*(?=")')
_LEADING_OUT: Final = re.compile(r'<a\b(?=[^>]*\shref="(?:https?|mailto):)', re.IGNORECASE)
_DARK_RULES: Final = re.compile(r"@media[^{]*prefers-color-scheme\s*:\s*dark[^{]*(?=\{)")
_SCHEMES: Final = re.compile(r"\blight dark\b")


@dataclass(frozen=True, slots=True)
class View:
    """`width` in CSS pixels; `html` is a whole page of its own."""

    title: str
    note: str
    width: int
    html: str


def views_of(letter: Letter, pictures: Mapping[str, str]) -> tuple[View, ...]:
    """`pictures` gives the data address of each picture that can be shown, by its address."""
    shown = _with_pictures(letter.html, lambda address: pictures.get(address, BLOCKED))
    without = _with_pictures(letter.html, lambda _: BLOCKED)
    light, dark, bare = (_leading_out(html) for html in (_light(shown), _dark(shown), without))
    return (
        View("På datorn", "Ljusa färger, 680 punkter brett.", 680, light),
        View("På mobilen", "Ljusa färger, 375 punkter brett.", 375, light),
        View(
            "Utan bilder", "Så ser det ut tills läsaren väljer att visa bilder.", 680, _light(bare)
        ),
        View(
            "Mörkt läge",
            "Brevets egna mörka färger, som bland annat Apple Mail visar dem. Gmail och Outlook "
            "för Windows räknar själva om färgerna. Det går inte att visa här.",
            375,
            dark,
        ),
    )


def picture_addresses(letter: Letter, files: Mapping[str, Path]) -> dict[str, str]:
    """The data address of every picture of ours, by its address in the letter."""
    inside = {f"cid:{one.cid}": _data(one.media_type, one.content) for one in letter.pictures}
    on_site = {
        address: _data(mimetypes.guess_type(file.name)[0] or "", file.read_bytes())
        for address, file in files.items()
        if f'"{address}"' in letter.html and _is_small(file)
    }
    return inside | on_site


def _is_small(file: Path) -> bool:
    return file.is_file() and file.stat().st_size <= LARGEST_PICTURE


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def _with_pictures(html: str, place: Callable[[str], str]) -> str:
    def placed(tag: re.Match[str]) -> str:
        return _SOURCE.sub(lambda address: place(address[0].replace("&amp;", "&")), tag[0])

    return _PICTURE.sub(placed, html)


def _leading_out(html: str) -> str:
    """Links open beside the preview; those within the letter stay in it."""
    return _LEADING_OUT.sub('<a target="_blank" rel="noreferrer"', html)


def _light(html: str) -> str:
    """Whatever the colours of the computer the preview is looked at on."""
    return _SCHEMES.sub("light", _DARK_RULES.sub("@media not all", html))


def _dark(html: str) -> str:
    return _SCHEMES.sub("dark", _DARK_RULES.sub("@media all", html))
