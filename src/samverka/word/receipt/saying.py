"""How a receipt is said, on the console and on its page."""

from samverka.word.receipt.accounts import Receipt

SMALL_SHARE = 0.1


def many(count: int) -> str:
    """1 234, with a space that does not break."""
    return f"{count:,}".replace(",", "\u00a0")


def say_share(count: int, total: int) -> str:
    """0,3 %; what is more than nothing never reads as nothing."""
    share = 100 * count / total if total else 0.0
    if 0 < share < SMALL_SHARE:
        return "<\u00a00,1\u00a0%"
    return f"{share:.1f}\u00a0%".replace(".", ",")


def say_accounted(receipt: Receipt) -> str:
    """Whether every word is accounted for, in a sentence or two."""
    said = []
    if receipt.losses:
        said.append(f"{many(len(receipt.missing))} av {many(receipt.words)} ord saknas.")
    elif receipt.kept == receipt.words:
        said.append(f"Alla {many(receipt.words)} ord är med.")
    else:
        with_us = f"{many(receipt.kept)} av {many(receipt.words)} ord är med"
        said.append(f"{with_us}, resten hör inte till texten.")
    if receipt.additions:
        said.append(f"{many(len(receipt.invented))} ord på sidan finns inte i Word-filen.")
    return " ".join(said)
