"""Text that is not written as text: a sign by its number in a font, a choice in a form."""

from samverka.word.counting.parts import Element, attribute, below, value

SYMBOL_LETTERS = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)
"""What the font Symbol shows for A-Z and a-z."""

PRIVATE = 0xF000


def chosen_entry(element: Element) -> str:
    """What a drop-down list of a form shows (ECMA-376 part 1, 17.16.9): the first by default."""
    for choices in below(element, "ddList"):
        entries = [attribute(one, "val") or "" for one in below(choices, "listEntry")]
        chosen = value(choices, "result") or value(choices, "default") or "0"
        return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""
    return ""


def sign_of(font: str, char: str) -> str:
    """The letter or digit that `w:sym` (17.3.3.30) shows; nothing where it is a picture."""
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    if font.lower() == "symbol":
        return _in_symbol(chr(code & 0xFF))
    if not 0 < code < PRIVATE or font.lower().startswith(("wingdings", "webdings")):
        return ""
    return chr(code) if chr(code).isalnum() else ""


def _in_symbol(key: str) -> str:
    if key.isascii() and key.isdigit():
        return key
    for letters, first in zip(SYMBOL_LETTERS, "Aa", strict=True):
        if key.isascii() and key.isalpha() and key.isupper() == first.isupper():
            return letters[ord(key) - ord(first)]
    return ""
