"""Whether a picture's description says what the picture shows."""

import re

AUTOMATIC = re.compile(
    r"\s*(?:automatiskt genererad beskrivning|beskrivning genererad automatiskt"
    r"|AI-genererat innehåll kan vara felaktigt|description automatically generated"
    r"|automatically generated description|AI-generated content may be incorrect)[\s.]*",
    re.IGNORECASE,
)
"""What Word adds to a description of its own making, in Swedish and English."""

FILE_NAME = re.compile(
    r"[^\n/\\]{1,120}\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|webp|heic|avif|svg|emf|wmf|wdp|eps|pdf)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:bild(?:objekt)?|picture|image|img|dscn?|pxl|foto|photo|figur|figure|grafik|graphic|logo(?:typ)?"
    r"|skärm(?:klipp|avbild|bild)|screenshot|namnlös|unnamed|untitled|scan)?[\s_()-]*[\d\s_:.,()-]*",
    re.IGNORECASE,
)


def is_automatic(alt: str) -> bool:
    """Whether Word has guessed what the picture shows."""
    return AUTOMATIC.search(alt) is not None


def is_only_name(alt: str) -> bool:
    """`image1.png`, `Bild 3`, `IMG_2031.JPG`: the name of a file or its number."""
    said = alt.strip()
    return bool(said) and bool(FILE_NAME.fullmatch(said) or NUMBERED.fullmatch(said))


def words_of_alt(alt: str) -> str:
    """What is worth a file name: nothing of a name, and not what Word adds."""
    return "" if is_only_name(alt) else AUTOMATIC.sub(" ", alt).strip()
