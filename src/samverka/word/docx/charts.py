"""A chart becomes the table of its numbers: what every reader can read.

ECMA-376 part 1, 21.2. The numbers are those that the file keeps for showing the chart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverka.word.opening.ooxml import Element, tag, whole
from samverka.word.tree.nodes import Block, Blocks, Cell, Paragraph, Table, Text

LONG_FLOAT = 10
"""Digits after which a spreadsheet's number is only noise of its arithmetic."""

DECIMAL = re.compile(r"-?[0-9]{0,20}\.([0-9]{1,400})")


@dataclass(frozen=True, slots=True)
class _Series:
    name: str
    categories: dict[int, str]
    values: dict[int, str]


def read_chart(root: Element) -> Iterator[Block]:
    """A table with the chart's title as its caption; its other words where it has no numbers."""
    series = [_series(one) for one in root.iter("{*}ser")]
    rows = _rows(series)
    titles = [_words(one) for one in root.iter("{*}title")]
    caption, axes = _caption(root, titles)
    if rows:
        head = (_row([" / ".join(axes), *(one.name for one in series)]),)
        said: Blocks = (Paragraph((Text(caption),)),) if caption else ()
        yield Table(head, tuple(_row(row) for row in rows), said)
    else:
        words = [*filter(None, [caption, *axes]), *_loose_words(root)]
        yield from (Paragraph((Text(text),)) for text in words)


def _caption(root: Element, titles: list[str]) -> tuple[str, list[str]]:
    """The chart's own title, and those of its axes."""
    own = next((one for one in root.iter("{*}chart") if tag(one) == "chart"), root)
    first = next((child for child in own if tag(child) == "title"), None)
    said = _words(first) if first is not None else ""
    others = list(titles)
    if said in others:
        others.remove(said)
    return said, [title for title in others if title]


def _series(element: Element) -> _Series:
    name, categories, values = "", dict[int, str](), dict[int, str]()
    for child in element:
        match tag(child):
            case "tx":
                name = " ".join(_points(child).values()) or _words(child) or _plain_value(child)
            case "cat" | "xVal":
                categories = _points(child)
            case "val" | "yVal":
                values = _points(child)
            case _:
                pass
    return _Series(name, categories, values)


def _points(element: Element) -> dict[int, str]:
    """Texts by their place; a category of several levels has them after one another."""
    found: dict[int, str] = {}
    levels = list(element.iter("{*}lvl")) or [element]
    for level in reversed(levels):
        for point in level.iter("{*}pt"):
            text = _number(next((one.text or "" for one in point if tag(one) == "v"), ""))
            place = whole(point.get("idx")) or 0
            found[place] = f"{found[place]} {text}" if place in found else text
    return found


def _plain_value(element: Element) -> str:
    return " ".join(one.text or "" for one in element.iter("{*}v"))


def _rows(series: list[_Series]) -> list[list[str]]:
    names: dict[int, str] = {}
    for one in series:
        names = {**one.categories, **names}
    places = sorted({place for one in series for place in (*one.categories, *one.values)})
    return [[names.get(n, ""), *(one.values.get(n, "") for one in series)] for n in places]


def _row(texts: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph((Text(text),)),) if text else ()) for text in texts)


def _number(text: str) -> str:
    """A number as Swedish has it, without the noise of a spreadsheet's arithmetic."""
    found = DECIMAL.fullmatch(text)
    if found is None:
        return text
    if len(found[1]) > LONG_FLOAT:
        text = f"{float(text):.{LONG_FLOAT}f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _words(element: Element) -> str:
    """The text of a title, paragraphs after one another."""
    paragraphs = [
        "".join(run.text or "" for run in one.iter("{*}t")) for one in element.iter("{*}p")
    ]
    return " ".join(filter(None, paragraphs)).strip()


def _loose_words(root: Element) -> list[str]:
    """The texts of newer kinds of chart, which keep their points as loose texts."""
    return [text for one in root.iter("{*}pt") if (text := (one.text or "").strip())]
