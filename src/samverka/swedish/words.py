"""A sentence as words and marks, for those who look at its grammar."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-:.’'/][^\W_]+)*-?|[,;:?]|[()\[\]\"”“»«]|[-–\u2014]")
_CLOSING = {"(": ")", "[": "]", '"': '"', "”": "”", "“": "”", "»": "»", "«": "»"}


@dataclass(frozen=True, slots=True)
class Word:
    """`folded` is in lower case; marks are words of their own."""

    text: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        """True for a word that begins with a capital, as names do."""
        return self.text[0].isupper()


def words_of(sentence: str) -> tuple[Word, ...]:
    """All words and marks in order."""
    composed = unicodedata.normalize("NFC", sentence)
    return tuple(Word(match[0], match[0].casefold()) for match in _WORD.finditer(composed))


def spoken_words(sentence: str) -> tuple[Word, ...]:
    """The words that the sentence itself says: nothing in brackets or quotation marks."""
    words = tuple(_outside_marks(words_of(sentence)))
    first = next((at for at, word in enumerate(words) if word.text[0].isalpha()), len(words))
    return words[first:]


def _outside_marks(words: tuple[Word, ...]) -> Iterator[Word]:
    closings = {mark: at for at, word in enumerate(words) if (mark := word.text) in _ENDS}
    closing = ""
    for at, word in enumerate(words):
        if closing:
            closing = "" if word.text == closing else closing
        elif closings.get(_CLOSING.get(word.text, ""), -1) > at:
            closing = _CLOSING[word.text]
        elif word.text not in _ENDS:
            yield word


_ENDS = frozenset(_CLOSING.values()) | frozenset(_CLOSING)
