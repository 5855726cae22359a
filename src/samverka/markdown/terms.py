"""Words of the glossary in running text: explained where they are first used on a page."""

import re
from typing import Final

_BUTTON: Final = re.compile(r'<button [^>]*class="term"[^>]*>(.*?)</button>', re.DOTALL)
_EXPLANATIONS: Final = re.compile(
    r'\s*<div class="terms" data-search-exclude[^>]*>.*?</div>', re.DOTALL
)


def without_terms(html: str) -> str:
    """A page's HTML with the words as the editor wrote them: no buttons, no explanations."""
    return _BUTTON.sub(r"\1", _EXPLANATIONS.sub("", html))
