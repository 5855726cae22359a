"""The charts' colours: those of the site, written into the file since it also stands alone.

Against the ground text has at least 4.5:1 and lines and dots at least 3:1, in both schemes; marks
that mean different things differ in shape or weight as well (WCAG 2.2, 1.4.1, 1.4.3, 1.4.11).
"""

from typing import Final

GROUND: Final = "#ffffff"
INK: Final = "#1d2829"
MUTED: Final = "#4a5758"
EDGE: Final = "#7d857f"
GRID: Final = "#d9d3c6"
STRONG: Final = "#0b4a50"
ACCENT: Final = "#a8370b"
DARK: Final = {
    GROUND: "#121a1b",
    INK: "#eaf0ee",
    MUTED: "#b6c3c1",
    EDGE: "#7f918f",
    GRID: "#37474a",
    STRONG: "#8fdcd8",
    ACCENT: "#ffb48a",
}
