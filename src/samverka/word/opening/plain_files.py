"""Text and web files as UTF-8, whatever wrote them, and plain text as Markdown."""

import re

from samverka.errors import SamverkaError

CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
BYTE_ORDER_MARKS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
WINDOWS = "cp1252"
"""What Word on a Swedish Windows saves plain text and filtered HTML as."""

FEW_BLANK_LINES = 0.2


def decode(content: bytes) -> str:
    """The text; raise `SamverkaError` where it is none."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    said = "filen är ingen text i en känd teckenkodning (UTF-8 eller Windows)"
    raise SamverkaError(said, "Öppna filen i Word, välj Spara som och .docx, och försök igen.")


def _encodings(content: bytes) -> list[str]:
    marked = [name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)]
    declared = CHARSET.search(content[:4000])
    named = [declared[1].decode("ascii", "replace")] if declared else []
    return [*marked, "utf-8", *named, WINDOWS]


def paragraphs_apart(text: str) -> str:
    """Word's plain text has a line per paragraph and none between: Markdown wants one between."""
    lines = text.strip().split("\n")
    filled = [line for line in lines if line.strip()]
    blank = len(lines) - len(filled)
    if len(filled) < 2 or blank > FEW_BLANK_LINES * len(filled):  # noqa: PLR2004  one line is one
        return text
    return "\n\n".join(filled)
