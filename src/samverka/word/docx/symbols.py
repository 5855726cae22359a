"""Signs of Word's symbol fonts as Unicode has them.

Each font numbers its signs in a way of its own, from F000 (ECMA-376 part 1, 17.3.3.30). The tables
follow Unicode's mapping of Adobe's Symbol font, and Wingdings as Unicode 7.0 took it in.
"""

import re

PRIVATE = 0xF000
SYMBOL = dict(
    zip(
        range(0x41, 0x5B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        strict=True,
    )
) | dict(
    zip(
        range(0x61, 0x7B),
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "*", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x60: "\u203e", 0x7E: "\u223c", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "\u222a", 0xCE: "∈",
    0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xDB: "⇔", 0xDC: "⇐",
    0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
SYMBOL = {code: chr(code) for code in range(0x20, 0x7F)} | SYMBOL
WINGDINGS = {
    0x20: " ", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x36: "⌛", 0x37: "⌨",
    0x3F: "✍", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x59: "✡", 0x6C: "●",
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS |= dict(zip(range(0x80, 0x96), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True))
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


IN_FONT = re.compile("[\uf020-\uf0ff]")
"""Letters of a symbol font that stand as text."""


def in_font(text: str, font: str) -> str:
    """The text with its signs of a symbol font as Unicode has them."""
    return IN_FONT.sub(lambda found: symbol(font, f"{ord(found[0]):X}"), text)


def symbol(font: str, code: str) -> str:
    """The sign that `w:sym` shows, a space where it is not known; `code` is hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    table = FONTS.get(font.lower())
    if table is not None:
        return table.get(number - PRIVATE if number >= PRIVATE else number, " ")
    return chr(number) if 0x20 < number < 0xD800 else " "  # noqa: PLR2004  no control, no surrogate
