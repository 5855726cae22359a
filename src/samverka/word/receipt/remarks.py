"""What an editor is told of a receipt that does not come out even."""

from collections.abc import Iterator

from samverka.findings import Severity
from samverka.word.receipt.accounts import Receipt
from samverka.word.shaped import Remark

MOST_PLACES = 8
"""So many losses, and so many inventions, are told one by one."""


def remarks_on(receipt: Receipt) -> tuple[Remark, ...]:
    """WORD01 for words that are lost, WORD02 for words the source does not have."""
    return (*_lost(receipt), *_invented(receipt))


def _lost(receipt: Receipt) -> Iterator[Remark]:
    hint = "Jämför med Word-filen och skriv in det som saknas."
    for loss in receipt.losses[:MOST_PLACES]:
        said = f"{_named(loss.words)} saknas på sidan; i Word-filen, {loss.place}: ”{loss.quote}”"
        yield Remark("WORD01", said, hint, severity=Severity.ERROR)
    others = receipt.losses[MOST_PLACES:]
    if others:
        count = sum(len(loss.words) for loss in others)
        said = f"{count} ord till ur Word-filen saknas, på {len(others)} andra ställen"
        yield Remark("WORD01", said, hint, severity=Severity.ERROR)


def _invented(receipt: Receipt) -> Iterator[Remark]:
    hint = "Jämför med Word-filen och ta bort det som inte ska stå där."
    for one in receipt.additions[:MOST_PLACES]:
        said = f"{_named(one.words)} på sidan finns inte i Word-filen"
        yield Remark("WORD02", said, hint, one.quote, Severity.ERROR)
    others = receipt.additions[MOST_PLACES:]
    if others:
        count = sum(len(one.words) for one in others)
        said = f"{count} ord till på sidan finns inte i Word-filen"
        yield Remark("WORD02", said, hint, severity=Severity.ERROR)


def _named(words: tuple[str, ...], most: int = 6) -> str:
    others = len(words) - most
    return f"”{' '.join(words[:most])}”" + (f" och {others} ord till" if others > 0 else "")
