"""The words in charts, SmartArt and drawings, from their own parts."""

from collections.abc import Iterator

from samverka.word.counting.parts import Element, below, named

NUMBERS = ("numRef", "numLit", "numDim")


def drawn_texts(root: Element) -> Iterator[str]:
    """A text per paragraph of DrawingML (ECMA-376 part 1, 21.1.2.2.6), also in SmartArt's data."""
    for paragraph in below(root, "p"):
        yield "".join(t.text or "" if named_t(t) else " " for t in below(paragraph, "t", "br"))


def named_t(element: Element) -> bool:
    """Whether it is text, and not a break."""
    return element.tag.endswith("}t")


def chart_texts(root: Element) -> Iterator[str]:
    """Titles, names of series, labels and categories; those of several series once (21.2)."""
    yield from drawn_texts(root)
    yield from dict.fromkeys(_cached(root))


def chart_numbers(root: Element) -> Iterator[str]:
    """The numbers behind the picture, which a table in its place may show."""
    for numbers in below(root, *NUMBERS):
        yield " ".join(_as_shown(v.text or "") for v in below(numbers, "v", "pt"))


def _as_shown(text: str) -> str:
    """The number as kept, and as it is without the noise of a spreadsheet's arithmetic."""
    try:
        return f"{text} {float(text):.10f}".rstrip("0")
    except ValueError:
        return text


def _cached(root: Element) -> Iterator[str]:
    """What Word last showed: a name by itself, all categories as one text."""
    for series in below(root, "ser"):
        for name in named(series, "tx", "cat", "xVal"):
            for cache in below(name, "strCache", "strLit", "multiLvlStrCache"):
                yield " \n".join(v.text or "" for v in below(cache, "v"))
            yield from (v.text or "" for v in named(name, "v"))
    for dimension in below(root, "strDim"):
        yield " \n".join(point.text or "" for point in below(dimension, "pt"))
    for name in below(root, "txData"):
        yield " ".join(v.text or "" for v in named(name, "v"))
