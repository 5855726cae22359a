"""A line of an attendance list cut into words and the marks between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from samverka.swedish.lexicon import lexicon


class Mark(IntEnum):
    """What stands between two pieces of a list; WORD is no mark at all."""

    NOTHING = 0
    WORD = 1
    AND = 2
    COMMA = 3
    DASH = 4
    COLON = 5
    BREAK = 6
    AT = 7
    ASIDE = 8
    ADDRESS = 9


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` are offsets in the line."""

    mark: Mark
    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """For comparing with word lists: lower case, no full stop."""
        return self.text.casefold().rstrip(".")


_TOKEN = re.compile(
    r"(?P<ADDRESS>\S{1,100}@[^\s,;)]+|\+?0\d{1,3}[- ]?\d{2,3}(?:[ -]?\d{2,3}){1,3}\b)"
    r"|(?P<ASIDE>\([^()]{0,300}\)|\[[^\[\]]{0,300}\])"
    r"|(?P<BREAK>\t+|\||;|\n)"
    r"|(?P<DASH>(?<!\S)[-–\u2014\u2212](?!\S)|\u2014|(?<=[a-zåäöé])/(?=[A-ZÅÄÖ]))"
    r"|(?P<COMMA>,)"
    r"|(?P<COLON>:(?=\s|$))"
    r"|(?P<WORD>\b(?:t o m|fr o m|i st f|f d)\b"
    r"|(?:[^\s,;|()\[\]\t:\u2014/]|:(?=\S)|/(?![A-ZÅÄÖ])|(?<![a-zåäöé])/)+|[()\[\]])"
)
_STOP = re.compile(r"(?P<word>[^\W\d_]{2,})\.")
_SHORTENED = lexicon(
    "ordf sekr adj ers tjg tj bitr vik just suppl jr sr dr prof st kl tf v ca ek mfl inkl tel "
    "ungdomsledn socialsekr adm utv ledn förv resp leg vice f.d div ev"
)
_AND = frozenset({"och", "&", "samt", "+", "o"})
_AT = frozenset({"vid", "på", "från", "hos", "i"})
SEPARATORS = frozenset({Mark.COMMA, Mark.DASH, Mark.COLON, Mark.BREAK, Mark.AND, Mark.AT})


def tokens_of(line: str) -> tuple[Token, ...]:
    """Every non-space character of the line belongs to exactly one token."""
    return tuple(_tokens(line))


def _tokens(line: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(line):
        mark = Mark[match.lastgroup or "WORD"]
        token = Token(_finer(mark, match[0]), match[0], match.start(), match.end())
        yield from _without_stop(token)


def _without_stop(token: Token) -> Iterator[Token]:
    stop = _STOP.fullmatch(token.text) if token.mark is Mark.WORD else None
    if stop is None or stop["word"].casefold() in _SHORTENED:
        yield token
        return
    end = token.end - 1
    yield Token(Mark.WORD, stop["word"], token.start, end)
    yield Token(Mark.BREAK, ".", end, token.end)


def _finer(mark: Mark, text: str) -> Mark:
    if mark is not Mark.WORD:
        return mark
    if text in _AND:
        return Mark.AND
    return Mark.AT if text in _AT else Mark.WORD
