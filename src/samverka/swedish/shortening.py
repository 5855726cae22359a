"""Text cut to a length, between words."""


def shortened(text: str, longest: int) -> str:
    """The text, or its first words and a sign that there is more."""
    if len(text) <= longest:
        return text
    words = text[: longest + 1].rpartition(" ")[0] or text[:longest]
    return f"{words.rstrip(' ,;:.–-')}…"
