"""Vega's SVG made small, and known: nothing in it but lines, shapes, words and one style."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from samverka.pages.indicators.colours import DARK
from samverka.pages.indicators.pictures import Told

NAMESPACE: Final = "http://www.w3.org/2000/svg"
ELEMENTS: Final = frozenset({"svg", "g", "rect", "path", "line", "text"})
ATTRIBUTES: Final = frozenset(
    {
        *("width", "height", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "d", "transform"),
        *("fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap"),
        *("text-anchor", "font-size", "font-weight"),
    }
)
FONTS: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif'
_LONG = re.compile(r"-?\d+\.\d{2,}")
_NOWHERE = re.compile(r"translate\(0,0\)")


def finished(svg: str, told: Told) -> bytes:
    """The same picture with a title and a description (SVG 2, 5.7), in few bytes, always the same.

    Raise `ValueError` where there is anything in it that a chart does not need.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by ourselves a moment ago
    width, height = root.get("width", ""), root.get("height", "")
    body = "".join(_kept(child) for child in root)
    style = f"text{{font-family:{FONTS}}}@media (prefers-color-scheme:dark){{{_dark(body)}}}"
    return (
        f'<svg xmlns="{NAMESPACE}" xml:lang="sv" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">'
        f'<title id="t">{_escaped(told.title)}</title>'
        f'<desc id="d">{_escaped(told.description)}</desc>'
        f"<style>{style}</style>{body}</svg>\n"
    ).encode()


def _kept(element: ET.Element) -> str:
    name = element.tag.rpartition("}")[2]
    if name not in ELEMENTS:
        raise ValueError(f"{name} hör inte hemma i ett diagram")
    if name == "path" and not (element.get("fill") or element.get("stroke")):
        return ""
    inner = _escaped(element.text or "") if name == "text" else "".join(map(_kept, element))
    if name == "g" and not inner:
        return ""
    attributes = "".join(_attributes(element))
    if name == "g" and not attributes:
        return inner
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"


def _attributes(element: ET.Element) -> Iterator[str]:
    for name, value in element.items():
        if name in ATTRIBUTES and not (name == "transform" and _NOWHERE.fullmatch(value)):
            short = _LONG.sub(_rounded, value).removesuffix("px")
            yield f' {name}="{_escaped(short)}"'


def _rounded(found: re.Match[str]) -> str:
    """To a tenth of a pixel."""
    return f"{round(float(found[0]), 1) + 0:g}"


def _dark(body: str) -> str:
    used = ((light, dark) for light, dark in DARK.items() if light in body)
    return "".join(
        f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}'
        for light, dark in used
    )


def _escaped(text: str) -> str:
    """Without the signs XML has no place for (XML 1.0, 2.2), which nobody sees anyway."""
    return escape("".join(sign for sign in text if sign.isprintable() or sign == "\u00a0"))
