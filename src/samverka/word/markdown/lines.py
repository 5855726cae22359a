"""Inlines become one line of Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverka.word.markdown.characters import BREAK, address, attribute, escaped
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import (
    Anchor,
    Blocks,
    Break,
    Formula,
    Inline,
    Inlines,
    Link,
    Note,
    Picture,
    Style,
    Styled,
    Text,
)

TAGS = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.STRIKE: "del",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
    Style.CODE: "code",
}
LENGTHS = {Style.EMPHASIS: 1, Style.STRONG: 2}
"""Of the styles with marks of their own: how many there are on each side."""

_CODE = r"[^\s`<>|\\&\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+"
_PLAIN_CODE = re.compile(rf"{_CODE}(?: +{_CODE})*")
_BARE = re.compile(r"(?!.*&#)(?:https?|ftp)://[\w.+~/:@%#?=&,-]+|mailto:[\w.+-]+@[\w.-]+")
_NOT_TEX = re.compile(r"[`$]|\\[()]|\n\s*\n")
_TEX_SIGNS = {
    "<": r"\lt ",
    ">": r"\gt ",
    "|": r"\vert ",
    "*": r"\ast ",
    r"\|": r"\Vert ",
    "&": "& ",
}
_OPEN_END = re.compile(r"\A(?:\s|<br>)|(?:\s|<br>)\Z")
_TEX_SIGN = re.compile(r"\\\||[<>|*]|&(?=#)")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an inline stands: the styles around it and the characters on both sides."""

    around: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""


LINKED = "link"
"""Stands among the styles around what is inside a link, as no link holds another."""


@dataclass(slots=True)
class Lines:
    """Collects the footnotes, and the names of the places, while it writes."""

    notes: list[Blocks] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def line(self, content: Inlines) -> str:
        """One line of Markdown, to be guarded where it begins a block."""
        return self._written(content, Spot())

    def _written(self, content: Inlines, spot: Spot) -> str:
        if len(content) == 1 and isinstance(content[0], Text):
            return escaped(content[0].text)
        parts: list[str] = []
        inlines = _flat(content, spot.around)
        before = spot.before
        for place, inline in enumerate(inlines, start=1):
            if isinstance(inline, Text):
                part = escaped(inline.text)
            else:
                after = _first_of(inlines[place]) if place < len(inlines) else spot.after
                part = self._inline(inline, Spot(spot.around, before, after))
            if part.startswith("[") and before == "!":
                parts[-1] = rf"{parts[-1][:-1]}\!"
            if part:
                parts.append(part)
                before = part[-1]
        return "".join(parts)

    def _inline(self, inline: Inline, spot: Spot) -> str:
        match inline:
            case Styled(Style.CODE):
                return self._code(inline, spot)
            case Styled():
                return self._styled(inline, spot)
            case Link():
                return self._link(inline, spot)
            case _:
                return self._rare_inline(inline)

    def _rare_inline(self, inline: Inline) -> str:
        match inline:
            case Picture():
                return picture(inline)
            case Note(blocks):
                self.notes.append(blocks)
                return f"[^{len(self.notes)}]"
            case Break():
                return BREAK
            case Formula():
                return _formula(inline)
            case Anchor(name):
                return self._anchor(name)
            case _:
                return ""

    def _anchor(self, name: str) -> str:
        if not name or name in self.names:
            return ""
        self.names.add(name)
        return f'<a id="{address(name)}"></a>'

    def _styled(self, styled: Styled, spot: Spot) -> str:
        around = spot.around | {styled.style}
        said = self._written(styled.content, Spot(around, ">", "<"))
        if not said.replace(BREAK, "").strip():
            return said
        mark = _mark_for(styled.style, said, spot)
        if mark:
            return f"{mark}{said}{mark}"
        tag = TAGS[styled.style]
        return f"<{tag}>{said}</{tag}>"

    def _code(self, code: Styled, spot: Spot) -> str:
        said = plain_text(code.content)
        is_text = all(isinstance(inline, Text) for inline in code.content)
        if is_text and _PLAIN_CODE.fullmatch(said) and spot.before not in ("`", "\\"):
            return f"`{said}`"
        return self._styled(code, spot)

    def _link(self, link: Link, spot: Spot) -> str:
        """Notes and places in its text come after it, as they are links or lead to themselves."""
        if not link.url.strip():
            return self._written(link.content, spot)
        inner, aside = _parted(link.content)
        said = plain_text(inner)
        if _is_bare(link.url, said):
            text = f"<{said}>"
        else:
            text = self._written(inner, Spot(spot.around | {LINKED}, "[", "]"))
            text = f"[{_without_caret(text)}]({address(link.url)})" if text.strip() else text
        return text + self._written(aside, replace(spot, before=text[-1:] or spot.before))


def _is_bare(url: str, said: str) -> bool:
    """An address that is its own text is written once."""
    return bool(_BARE.fullmatch(url)) and url.removeprefix("mailto:") == said


def picture(shown: Picture) -> str:
    """A picture; `title` follows its address."""
    title = f' "{attribute(shown.title)}"' if shown.title.strip() else ""
    role = '{: role="presentation" }' if shown.decorative else ""
    alt = escaped(shown.alt).replace(BREAK, " ")
    return f"![{_without_caret(alt)}]({address(shown.target)}{title}){role}"


def _without_caret(text: str) -> str:
    """`[^` would call a footnote."""
    return f"&#94;{text[1:]}" if text.startswith("^") else text


def _formula(formula: Formula) -> str:
    r"""TeX whose signs cannot be taken for Markdown or HTML; text where it would end early."""
    tex = formula.tex.strip()
    if not tex or _NOT_TEX.search(tex) or tex.endswith("\\"):
        return f"<code>{escaped(tex)}</code>" if tex else ""
    tex = _TEX_SIGN.sub(lambda found: _TEX_SIGNS[found.group()], tex.replace("\n", " "))
    return f"$${tex}$$" if formula.display else rf"\({tex}\)"


def _mark_for(style: Style, said: str, spot: Spot) -> str:
    """The Markdown mark that is read right here; empty where only a tag is.

    Stars outside and underscores inside them, so that no run of one sign can be read two ways.
    """
    length = LENGTHS.get(style, 0)
    if _OPEN_END.search(said):
        return ""
    if spot.around & LENGTHS.keys():
        return "_" * length if _can_underscore(said, spot) else ""
    return "*" * length if _can_star(said, spot) else ""


def _can_star(said: str, spot: Spot) -> bool:
    """`*[` at the start of a line would explain an abbreviation."""
    is_abbreviation = not spot.before and said.startswith("[")
    return "*" not in (spot.before, said[0], said[-1]) and not is_abbreviation


def _can_underscore(said: str, spot: Spot) -> bool:
    beside = f"{spot.before}{spot.after}"
    is_free = not any(sign.isalnum() or sign == "_" for sign in beside)
    return is_free and "_" not in (said[0], said[-1])


def _first_of(inline: Inline) -> str:
    return inline.text[:1] if isinstance(inline, Text) else ""


def _flat(content: Inlines, around: frozenset[str]) -> list[Inline]:
    """Without what says nothing: a style inside itself, a link inside a link, a wrapped line.

    Neighbouring texts are one, so that their signs are seen together.
    """
    made: list[Inline] = []
    for inline in content:
        for part in _opened(inline, around):
            if isinstance(part, Text) and made and isinstance(made[-1], Text):
                made[-1] = Text(made[-1].text + part.text)
            else:
                made.append(part)
    return made


def _opened(inline: Inline, around: frozenset[str]) -> Sequence[Inline]:
    match inline:
        case Text():
            return (inline,)
        case Break(soft=True):
            return (Text(" "),)
        case Styled(style, inner) if style in around:
            return _flat(inner, around)
        case Link(_, inner) if LINKED in around:
            return _flat(inner, around)
        case _:
            return (inline,)


def _parted(content: Inlines) -> tuple[Inlines, Inlines]:
    """What a link can hold, and what has to stand after it."""
    inner: list[Inline] = []
    aside: list[Inline] = []
    for inline in content:
        if isinstance(inline, Note | Anchor):
            aside.append(inline)
        elif isinstance(inline, Styled | Link):
            kept, rest = _parted(inline.content)
            inner.append(replace(inline, content=kept))
            aside.extend(rest)
        else:
            inner.append(inline)
    return tuple(inner), tuple(aside)
