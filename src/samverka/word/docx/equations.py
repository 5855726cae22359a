"""Equations as TeX (ECMA-376 part 1, 22.1: Office Math).

Letters and signs stay as Unicode has them; only the structure becomes commands.
"""

from collections.abc import Callable, Iterator, Mapping

from samverka.word.opening.ooxml import Element, is_on_text, local_attribute, tag
from samverka.word.tree.nodes import Formula

ESCAPED = str.maketrans(
    {"{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "$": r"\$",
     "~": r"\sim ", "\\": r"\backslash ", "^": r"\hat{}", "\u00a0": " "}
)  # fmt: skip
ACCENTS = {
    "\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0305": r"\overline",
    "\u0307": r"\dot", "\u0308": r"\ddot", "\u20d7": r"\vec", "\u030c": r"\check",
}  # fmt: skip
TOO_DEEP = 60


def read_equation(element: Element) -> Iterator[Formula]:
    """A formula in the line, or each of those on lines of their own."""
    if tag(element) == "oMathPara":
        for one in element:
            if tag(one) == "oMath" and (tex := _tex(one, 0).strip()):
                yield Formula(tex, display=True)
    elif tex := _tex(element, 0).strip():
        yield Formula(tex)


def _tex(element: Element, depth: int) -> str:
    return "".join(_one(child, depth + 1) for child in element) if depth < TOO_DEEP else ""


def _one(element: Element, depth: int) -> str:
    name = tag(element)
    if name == "r":
        return _run(element)
    if name.endswith("Pr"):
        return ""
    make = MADE.get(name)
    return make(element, depth) if make else _tex(element, depth)


def _run(run: Element) -> str:
    text = "".join(one.text or "" for one in run if tag(one) == "t")
    said = text.translate(ESCAPED)
    if not any(letter.isalpha() for letter in text):
        return said
    if any(tag(one) in ("nor", "lit") for part in run for one in part):
        return rf"\text{{{said}}}"
    return rf"\mathrm{{{said}}}" if _property(run, "sty") == "p" else said


def _part(element: Element, name: str, depth: int) -> str:
    child = next((one for one in element if tag(one) == name), None)
    return _tex(child, depth) if child is not None else ""


def _property(element: Element, name: str) -> str | None:
    """The value of a property, None where it is not given; an empty value is given."""
    for part in element:
        if tag(part).endswith("Pr"):
            for one in part:
                if tag(one) == name:
                    return local_attribute(one, "val") or ""
    return None


def _fraction(element: Element, depth: int) -> str:
    above, below = _part(element, "num", depth), _part(element, "den", depth)
    match _property(element, "type"):
        case "lin":
            return f"{{{above}}}/{{{below}}}"
        case "noBar":
            return rf"{{{above} \atop {below}}}"
        case _:
            pass
    return rf"\frac{{{above}}}{{{below}}}"


def _root(element: Element, depth: int) -> str:
    degree, inner = _part(element, "deg", depth), _part(element, "e", depth)
    return rf"\sqrt[{degree}]{{{inner}}}" if degree.strip() else rf"\sqrt{{{inner}}}"


def _scripts(element: Element, depth: int) -> str:
    sub, sup = _part(element, "sub", depth), _part(element, "sup", depth)
    low, high = f"_{{{sub}}}" if sub else "", f"^{{{sup}}}" if sup else ""
    return f"{{{_part(element, 'e', depth)}}}{low}{high}"


def _scripts_before(element: Element, depth: int) -> str:
    sub, sup = _part(element, "sub", depth), _part(element, "sup", depth)
    return f"{{}}_{{{sub}}}^{{{sup}}}{{{_part(element, 'e', depth)}}}"


def _large_operator(element: Element, depth: int) -> str:
    sign = _property(element, "chr") or "∫"
    sub, sup = _part(element, "sub", depth), _part(element, "sup", depth)
    low, high = f"_{{{sub}}}" if sub else "", f"^{{{sup}}}" if sup else ""
    return f"{sign}{low}{high}{{{_part(element, 'e', depth)}}}"


def _in_brackets(element: Element, depth: int) -> str:
    begin, end = _property(element, "begChr"), _property(element, "endChr")
    between = _property(element, "sepChr")
    inner = ("|" if between is None else between).join(
        _tex(one, depth) for one in element if tag(one) == "e"
    )
    return rf"\left{_bracket(begin, '(')} {inner} \right{_bracket(end, ')')}"


def _bracket(sign: str | None, usual: str) -> str:
    if sign == "":
        return "."
    return (sign or usual).translate(ESCAPED)


def _rows(name: str) -> Callable[[Element, int], str]:
    def make(element: Element, depth: int) -> str:
        rows = [one for one in element if tag(one) in ("mr", "e")]
        lines = [" & ".join(_cells(row, depth)) for row in rows]
        return rf"\begin{{{name}}}" + r" \\ ".join(lines) + rf"\end{{{name}}}"

    return make


def _cells(row: Element, depth: int) -> list[str]:
    if tag(row) == "e":
        return [_tex(row, depth).replace(r"\&", "")]  # only says where the rows are lined up
    return [_tex(cell, depth) for cell in row if tag(cell) == "e"]


def _accent(element: Element, depth: int) -> str:
    command = ACCENTS.get(_property(element, "chr") or "\u0302", r"\hat")
    return rf"{command}{{{_part(element, 'e', depth)}}}"


def _bar(element: Element, depth: int) -> str:
    command = r"\overline" if _property(element, "pos") == "top" else r"\underline"
    return rf"{command}{{{_part(element, 'e', depth)}}}"


def _group(element: Element, depth: int) -> str:
    command = r"\overbrace" if _property(element, "pos") == "top" else r"\underbrace"
    return rf"{command}{{{_part(element, 'e', depth)}}}"


def _function(element: Element, depth: int) -> str:
    name = _part(element, "fName", depth)
    upright = rf"\mathrm{{{name}}}" if name.isalpha() else name
    return f"{upright} {{{_part(element, 'e', depth)}}}"


def _limit(command: str) -> Callable[[Element, int], str]:
    def make(element: Element, depth: int) -> str:
        limit, inner = _part(element, "lim", depth), _part(element, "e", depth)
        return rf"{command}{{{limit}}}{{{inner}}}"

    return make


def _phantom(element: Element, depth: int) -> str:
    shown = _property(element, "show")
    inner = _part(element, "e", depth)
    return inner if shown is None or is_on_text(shown or None) else rf"\phantom{{{inner}}}"


MADE: Mapping[str, Callable[[Element, int], str]] = {
    "f": _fraction,
    "rad": _root,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "nary": _large_operator,
    "d": _in_brackets,
    "m": _rows("matrix"),
    "eqArr": _rows("aligned"),
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group,
    "func": _function,
    "limLow": _limit(r"\underset"),
    "limUpp": _limit(r"\overset"),
    "phant": _phantom,
}
"""What has a command; everything else is what is inside it."""
