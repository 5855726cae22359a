"""How a run of text is set (ECMA-376 part 1, 17.3.2)."""

from dataclasses import dataclass

from samverka.word.docx.styles import Styles
from samverka.word.opening.ooxml import Element, is_on, value_of, w
from samverka.word.tree.nodes import Style

BOLD, ITALIC, VANISH = w("b"), w("i"), w("vanish")
STRIKES = (w("strike"), w("dstrike"))
RAISED = {"superscript": Style.SUPERSCRIPT, "subscript": Style.SUBSCRIPT}


@dataclass(frozen=True, slots=True)
class Look:
    """`styles` innermost first; a hidden run is not shown at all."""

    styles: tuple[Style, ...] = ()
    hidden: bool = False


PLAIN, HIDDEN = Look(), Look(hidden=True)


def look_of(properties: Element | None, styles: Styles, *, in_hidden: bool = False) -> Look:
    """By the run's own properties, else by its character style.

    `in_hidden` where the paragraph's style hides its text: two styles that both hide undo each
    other (17.7.3), and a run may say otherwise.
    """
    if properties is None or len(properties) == 0:
        return HIDDEN if in_hidden else PLAIN
    by_style = styles.style(value_of(properties, "rStyle"))
    found: list[Style] = []
    raised = RAISED.get(value_of(properties, "vertAlign") or "")
    if raised:
        found.append(raised)
    if any(is_on(properties.find(name)) for name in STRIKES):
        found.append(Style.STRIKE)
    if _wins(ITALIC, properties, by_style.italic):
        found.append(Style.EMPHASIS)
    if _wins(BOLD, properties, by_style.bold):
        found.append(Style.STRONG)
    hidden = _wins(VANISH, properties, bool(by_style.hidden) != in_hidden)
    return Look(tuple(found), hidden) if found or hidden else PLAIN


def _wins(name: str, properties: Element, by_style: object) -> bool:
    """What the run says of itself, and where it says nothing its style."""
    own = is_on(properties.find(name))
    return bool(by_style if own is None else own)
