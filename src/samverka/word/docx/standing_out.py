"""Lines of a Word file that are set like headings, though no style says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverka.word.docx.styles import Styles
from samverka.word.opening.ooxml import Element, attribute, children, is_on, points_of, value_of, w
from samverka.word.tidying.headings import NUMBERED, SHORT_LINE, may_be_heading

LARGE = 1.15
"""How much larger than the running text a line must be set to look like a heading."""

BLACK = frozenset({None, "auto", "000000", "000"})


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run is set; `size` in points."""

    size: float
    bold: bool
    marked: bool
    """Underlined, in capitals by format, or in a colour."""

    italic: bool


def heading_size(paragraph: Element, style: str | None, styles: Styles) -> float | None:
    """The line's size in points where it looks like a heading, None where it does not."""
    text = "".join(run_text(run) for run in paragraph.iter(w("r"))).strip()
    if not may_be_heading(text):
        return None
    settings = list(_settings(paragraph, style, styles))
    if not settings or not _stands_out(settings, text, styles.body_size):
        return None
    return max(setting.size for setting in settings)


def _stands_out(settings: list[Setting], text: str, body_size: float) -> bool:
    if all(one.bold or one.size >= LARGE * body_size for one in settings):
        return True
    if len(text) > SHORT_LINE:
        return False
    if all(one.marked for one in settings):
        return True
    return NUMBERED.match(text) is not None and all(one.italic for one in settings)


def _settings(paragraph: Element, style: str | None, styles: Styles) -> Iterator[Setting]:
    for run in paragraph.iter(w("r")):
        if not any(letter.isalnum() for letter in run_text(run)):
            continue
        own = run.find(w("rPr"))
        character = value_of(own, "rStyle")
        bold = is_on(own.find(w("b"))) if own is not None else None
        yield Setting(
            size=points_of(own)
            or styles.size_of(character)
            or styles.size_of(style)
            or styles.body_size,
            bold=bold if bold is not None else styles.is_bold(character) or styles.is_bold(style),
            marked=_is_marked(own) and not _is_link(run),
            italic=own is not None and bool(is_on(own.find(w("i")))),
        )


def _is_marked(properties: Element | None) -> bool:
    if properties is None:
        return False
    underline = value_of(properties, "u")
    capitals = is_on(properties.find(w("caps"))) or is_on(properties.find(w("smallCaps")))
    colour = value_of(properties, "color")
    return bool(capitals) or underline not in (None, "none") or colour not in BLACK


def _is_link(run: Element) -> bool:
    return any(ancestor.tag == w("hyperlink") for ancestor in run.iterancestors())


def run_text(run: Element) -> str:
    """The letters of a run."""
    return "".join(part.text or "" for part in children(run) if part.tag == w("t"))


def is_list_item(paragraph: Element | None, styles: Styles) -> bool:
    """Whether Word sets a number or a bullet before the paragraph."""
    if paragraph is None or paragraph.tag != w("p"):
        return False
    properties = paragraph.find(w("pPr"))
    own = properties.find(w("numPr")) if properties is not None else None
    style = attribute(properties.find(w("pStyle")), "val") if properties is not None else None
    return own is not None or styles.numbering_of(style) is not None
