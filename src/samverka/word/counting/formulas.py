r"""The letters and digits of an equation in TeX, each a word of its own; commands are none.

Those that stand for letters do count: `\alpha` is one letter, `\sin` is s, i and n.
"""

import re
import unicodedata

from samverka.word.counting.words import signs_apart

TOKEN = re.compile(
    r"\\(?:begin|end)\s*\{[^{}]*\}(?:\{[lcr|\s]*\})?|\\([a-zA-Z]+)\*?|\\[^a-zA-Z]|[^\\]"
)
FUNCTIONS = re.compile(
    "arc(cos|sin|tan)|arg|(cos|sin|tan|cot)h?|csc|deg|det|dim|exp|gcd|hom|inf|ker|lg"
    "|lim(inf|sup)?|ln|log|max|min|mod|Pr|sec|sup"
)
LETTERS = {
    "ell": "l",
    "hbar": "ħ",
    "aleph": "א",
    "imath": "\u0131",
    "jmath": "\u0237",
    "Re": "R",
    "Im": "I",
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "o": "ø",
    "O": "Ø",
    "ss": "ß",
    "lambda": "λ",
    "Lambda": "Λ",
    "bmod": "mod",
    "pmod": "mod",
}


def letters_of_tex(tex: str) -> str:
    """The formula with its signs apart."""
    return signs_apart("".join(_said(found) for found in TOKEN.finditer(tex)))


def _said(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return " " if found[0].startswith("\\") else found[0]
    if FUNCTIONS.fullmatch(name):
        return name
    return LETTERS.get(name) or _greek(name)


def _greek(name: str) -> str:
    plain = name.removeprefix("var")
    case = "CAPITAL" if plain[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {plain.upper()}")
    except KeyError:
        return ""
