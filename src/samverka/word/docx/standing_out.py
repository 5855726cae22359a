"""Lines of a Word file that are set like headings, though no style says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverka.word.docx.styles import Style, Styles
from samverka.word.opening.ooxml import Element, attribute, is_on, points_of, tag, value_of, w
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


def heading_size(paragraph: Element, text: str, style: Style, styles: Styles) -> float | None:
    """The line's size in points where it looks like a heading, None where it does not."""
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


def _settings(paragraph: Element, style: Style, styles: Styles) -> Iterator[Setting]:
    for run in paragraph.iter(w("r")):
        if not any(letter.isalnum() for letter in run_text(run)):
            continue
        own = run.find(w("rPr"))
        by_character = styles.style(value_of(own, "rStyle"))
        bold = is_on(own.find(w("b"))) if own is not None else None
        if bold is None:
            bold = bool(by_character.bold) or bool(style.bold)
        yield Setting(
            size=points_of(own) or by_character.size or style.size or styles.body_size,
            bold=bold,
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
    return "".join(part.text or "" for part in run if tag(part) == "t")


def letters_of_drop_cap(paragraph: Element) -> str:
    """The large first letter that Word keeps in a paragraph before the rest of its word."""
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    if attribute(frame, "dropCap") not in ("drop", "margin"):
        return ""
    return "".join(run_text(run) for run in paragraph.iter(w("r"))).strip()
