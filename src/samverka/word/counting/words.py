r"""What a word is: `\w+`, case folded, NFC, soft hyphens taken out."""

import re
import unicodedata

WORD = re.compile(r"\w+")
HIDDEN_HYPHEN = "\u00ad"


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return WORD.findall(folded(text))


def folded(text: str) -> str:
    """The text as its words are compared."""
    normal = unicodedata.normalize("NFC", text).replace(HIDDEN_HYPHEN, "").replace("_", " ")
    return normal.casefold()


def signs_apart(formula: str) -> str:
    """An equation with every sign by itself: its letters and digits are words of their own.

    Mathematical alphabets are read as the letters they stand for (NFKC).
    """
    return " ".join("".join(unicodedata.normalize("NFKC", formula).split()))
