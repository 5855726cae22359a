"""Text that is not written as text: a sign by its number in a font, a choice in a form."""

from samverka.word.counting.parts import Element, attribute, below, value

SYMBOL_LETTERS = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)
"""What the font Symbol shows for A-Z and a-z."""

CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"
"""What the font Wingdings shows from 80 to 95, hexadecimal."""

PRIVATE = 0xF000
FIRST_CIRCLED = 0x80


def chosen_entry(element: Element) -> str:
    """What a drop-down list of a form shows (ECMA-376 part 1, 17.16.9): the first by default."""
    for choices in below(element, "ddList"):
        entries = [attribute(one, "val") or "" for one in below(choices, "listEntry")]
        chosen = value(choices, "result") or value(choices, "default") or "0"
        places = [str(place) for place in range(len(entries))]
        return entries[places.index(chosen)] if chosen in places else ""
    return ""


def sign_of(font: str, char: str) -> str:
    """The letter or digit that `w:sym` (17.3.3.30) shows; a space where it is a picture."""
    try:
        code = int(char, 16)
    except ValueError:
        return " "
    match font.lower():
        case "symbol":
            return _in_symbol(chr(code & 0xFF))
        case "wingdings":
            return CIRCLED[(code & 0xFF) - FIRST_CIRCLED] if _is_circled(code) else " "
        case _ if 0 < code < PRIVATE and chr(code).isalnum():
            return chr(code)
        case _:
            return " "


def text_in(font: str, text: str) -> str:
    """Text whose private signs are those of a symbol font."""
    if text.isascii() or not any(PRIVATE < ord(one) <= PRIVATE + 0xFF for one in text):
        return text
    return "".join(
        sign_of(font, f"{ord(one):x}") if PRIVATE < ord(one) <= PRIVATE + 0xFF else one
        for one in text
    )


def _is_circled(code: int) -> bool:
    return 0 <= (code & 0xFF) - FIRST_CIRCLED < len(CIRCLED)


def _in_symbol(key: str) -> str:
    if key.isascii() and key.isdigit():
        return key
    for letters, first in zip(SYMBOL_LETTERS, "Aa", strict=True):
        if key.isascii() and key.isalpha() and key.isupper() == first.isupper():
            return letters[ord(key) - ord(first)]
    return " "
