"""Text of other sites as plain text: no markup, no pictures, no trackers, nothing unseen."""

import re
import unicodedata
from html import unescape
from typing import Final

import nh3

LONGEST: Final = 20_000
"""Characters that are looked at; far more than what is shown."""

ROUNDS: Final = 8
"""How often markup may be escaped over again before what is left of it is only signs."""

_BLOCK: Final = re.compile(
    r"<(?=/?(?:p|br|hr|li|ul|ol|dl|dt|dd|div|section|article|h[1-6]|tr|td|th|table|blockquote"
    r"|figure|figcaption|img|pre)\b)",
    re.IGNORECASE,
)
_MUTED: Final = {"script", "style", "iframe", "object", "template", "noscript", "svg", "math"}
_KEPT_FORMAT: Final = "\u200d"
"""Joins signs to one, as in pictures of families."""


def plain_text(markup: str) -> str:
    """The words of a piece of HTML or text, on one line."""
    text = "".join(map(_seen, markup[:LONGEST]))
    for _ in range(ROUNDS):
        before, text = text, _without_markup(text)
        if text == before:
            return text
    return _without_markup(text.replace("<", " ").replace("&", " "))


def bare_title(title: str) -> str:
    """What two titles have in common that differ in signs and large letters only."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).casefold()))


def _without_markup(text: str) -> str:
    cleaned = nh3.clean(
        _BLOCK.sub(" <", text),
        tags=set(),
        clean_content_tags=_MUTED,
        attributes={},
        strip_comments=True,
    )
    seen = "".join(map(_seen, unescape(cleaned)))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _seen(sign: str) -> str:
    """What controls, turns, hides or is half a sign goes."""
    if sign.isspace():
        return " "
    is_unseen = unicodedata.category(sign).startswith("C") and sign != _KEPT_FORMAT
    return "" if is_unseen else sign
