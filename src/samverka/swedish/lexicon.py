"""Word lists, written as a line of text because that is how one reads and mends them."""


def lexicon(written: str) -> frozenset[str]:
    """The words of the text."""
    return frozenset(written.split())
