"""What a stretch of an attendance list may be: a name, an organisation, a role, a remark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from samverka.swedish.bodies import body_score, is_body
from samverka.swedish.given_names import is_given_name
from samverka.swedish.lexicon import lexicon
from samverka.swedish.names import Mention, Organisations, has_surname_ending
from samverka.swedish.roles import is_role, looks_like_role, role_head
from samverka.swedish.roll_tokens import SEPARATORS, Mark, Token

_LONGEST: Final = 8
_MOST_NAMES: Final = 4
_NAME_WORD = re.compile(r"[^\W\d_][\w’']*(?:-[^\W\d_][\w’']*)*")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?")
_PARTICLES = lexicon("af av von van de der den la el al da dos di du zu bin ben")
_PARTY = re.compile(r"s|m|c|l|v|mp|kd|sd|fp|fi|-|opol", re.IGNORECASE)
_FOR = re.compile(r"för\s+", re.IGNORECASE)
_REPLACES = re.compile(
    r"(?:(?:tj(?:änst)?g(?:örande)?\.?\s+)?(?:ersättare|ers\.?|suppleant|vikarie|vikarierar|"
    r"ersätter|ersatte)(?:\s+för)?|i\s*stället\s+för)\s+(?P<name>.+)",
    re.IGNORECASE,
)
_REMARK_STARTS = re.compile(
    r"t o m|fr o m|"
    r"via|digitalt|distans|fysiskt|länk|online|videolänk|telefon|§+.*|punkt|punkterna|kl|klockan|"
    r"till|t\.?o\.?m|fr\.?o\.?m|from|tom|deltar|deltog|del|delvis|frånvarande|närvarande|anmält|"
    r"förhinder|ej|inte|sjuk|sjukdom|vab|ledig|anslöt|ansluter|lämnade|lämnar|under|efter|"
    r"ledamöter|tjänstemän|tjänstepersoner|övriga|deltagare|inbjudna|gäster|politiker|beslutande|"
    r"endast|bara|kom|gick|x|m\.?fl|mfl|\d.*|obs|vakant|semester|ärende|ärendet|föräldraledig"
)
_REMARK_WORDS = re.compile(
    r"[^A-ZÅÄÖ].*|Ledamöter|Tjänste\w+|Övriga|Deltagare|Inbjudna|Gäster|Politiker|Beslutande|"
    r"Närvarande|Frånvarande|Via|Digitalt|Till|Från|Del|Ej|Teams|Zoom|Skype|Meet|X|VAB|Teamslänk"
)


_NEVER_IN_ROLES = lexicon("punkt punkten kl kl. till via § digitalt t.o.m. ej")


_JOINTS = frozenset({Mark.AND, Mark.AT})


class Kind(IntEnum):
    """What a piece is read as."""

    NAME = 0
    BODY = 1
    ROLE = 2
    REPLACES = 3
    REMARK = 4
    PARTY = 5
    UNREAD = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens `first`..`last` (exclusive) read as one kind; higher scores are surer."""

    kind: Kind
    first: int
    last: int
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Roll:
    """One line with its tokens and the places where known organisations stand."""

    line: str
    tokens: tuple[Token, ...]
    known: dict[int, int]

    def text(self, first: int, last: int) -> str:
        """The tokens as written, spaces evened out."""
        return " ".join(self.line[self.tokens[first].start : self.tokens[last - 1].end].split())

    def gap(self, one: Piece, two: Piece) -> str:
        """What joins two pieces of a kind: as written where it is words, else a comma."""
        between = self.tokens[one.last : two.first] if 0 <= one.last <= two.first else ()
        joins = all(token.mark in _JOINTS or token.text == "/" for token in between)
        if one.last < 0 or not joins:
            return ", "
        return self.line[self.tokens[one.last - 1].end : self.tokens[two.first].start]


def roll_of(line: str, tokens: tuple[Token, ...], organisations: Organisations) -> Roll:
    """The line with every known organisation tied to the tokens it covers exactly."""
    starts = {token.start: at for at, token in enumerate(tokens)}
    ends = {token.end: at + 1 for at, token in enumerate(tokens)}
    ends |= {token.start + len(token.text.rstrip(".")): at + 1 for at, token in enumerate(tokens)}
    found = organisations.find(line)
    known = {starts[one.start]: ends[one.end] for one in found if _covers(one, starts, ends)}
    return Roll(line, tokens, known)


def pieces_at(roll: Roll, first: int) -> Iterator[Piece]:
    """Everything that may begin at this token, except leaving it unread."""
    longest = _longest(roll.tokens, first)
    for last in range(first + 1, longest + 1):
        words = [token.text for token in roll.tokens[first:last]]
        for kind, score in _scores(roll, first, words):
            if score is not None:
                yield Piece(kind, first, last, score, roll.text(first, last))


def whole_piece(roll: Roll) -> Piece | None:
    """The surest reading of the whole line as one thing, as inside brackets."""
    if not roll.tokens:
        return None
    readings = [one for one in pieces_at(roll, 0) if one.last == len(roll.tokens)]
    if _PARTY.fullmatch(roll.line.strip()):
        readings.append(Piece(Kind.PARTY, 0, len(roll.tokens), 3.0, roll.line.strip()))
    return max(readings, key=lambda one: one.score, default=None)


def replaced_name(text: str, *, bare: bool = False) -> str | None:
    """The person in "ersätter Anna Berg", or None where the text says no such thing.

    `bare`: "för Anna Berg" is enough.
    """
    written = _FOR.sub("ersätter ", text, count=1) if bare and _FOR.match(text) else text
    match = _REPLACES.fullmatch(" ".join(written.split()))
    name = match["name"].rstrip(".") if match else ""
    score = _name_score(name.split(), bounded=True) if name else None
    return name if score is not None else None


def _covers(mention: Mention, starts: dict[int, int], ends: dict[int, int]) -> bool:
    return mention.start in starts and mention.end in ends


def _longest(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last < min(first + _LONGEST, len(tokens)) and _runs_on(tokens, first, last):
        last += 1
    return last


def _runs_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    mark = tokens[last].mark
    return mark in (Mark.WORD, Mark.AT) or (last > first and mark is Mark.AND)


def _scores(roll: Roll, first: int, words: list[str]) -> Iterator[tuple[Kind, float | None]]:
    last = first + len(words)
    apart = first == 0 or roll.tokens[first - 1].mark in SEPARATORS
    closed = last == len(roll.tokens) or roll.tokens[last].mark is not Mark.WORD
    known = roll.known.get(first) == last
    yield Kind.BODY, 4.0 + 0.3 * len(words) if known else _body(roll, first, words)
    yield Kind.ROLE, _role_score(words, apart=apart, closed=closed)
    yield Kind.REPLACES, _replaces_score(words)
    yield Kind.REMARK, _remark_score(words)
    name = _name_score(words, bounded=apart and closed)
    yield Kind.NAME, None if name is None else name - 3.0 * _known_words(roll, first, last)


def _body(roll: Roll, first: int, words: list[str]) -> float | None:
    apart = first == 0 or roll.tokens[first - 1].mark in SEPARATORS
    score = body_score(words, apart=apart)
    starts_known = 1.0 if first in roll.known else 0.0
    return None if score is None else score + starts_known


def _known_words(roll: Roll, first: int, last: int) -> int:
    return sum(min(end, last) - at for at, end in roll.known.items() if first <= at < last)


def _role_score(words: list[str], *, apart: bool, closed: bool) -> float | None:
    head = role_head(words)
    if not head:
        single = len(words) == 1 and apart and closed and looks_like_role(words[0])
        return 1.5 if single else None
    tail = words[head:]
    if tail and not _follows_role(tail):
        return None
    return 3.5 + 0.1 * len(words)


def _follows_role(tail: Sequence[str]) -> bool:
    named = tail[0] in ("för", "inom", "av") and len(tail) > 1
    rest = tail[1:] if named else tail
    if rest[-1].endswith("-") or rest[-1] in (
        "och",
        "för",
        "inom",
        "på",
        "vid",
        "i",
        "från",
        "hos",
    ):
        return False
    return all(_describes(word) for word in rest) or (
        named and not any(is_given_name(word) for word in rest) and len(rest) <= _MOST_NAMES
    )


def _describes(word: str) -> bool:
    return word.islower() and not is_role(word) and word not in _NEVER_IN_ROLES


def _replaces_score(words: list[str]) -> float | None:
    written = " ".join(words)
    if replaced_name(written):
        return 9.5
    bare = words[0] == "för" and len(words) > 1 and is_given_name(words[1])
    return 5.0 if bare and replaced_name(written, bare=True) else None


def _remark_score(words: list[str]) -> float | None:
    starts = words[1:] if words[0] in ("på", "från") else words
    if not starts or not _REMARK_STARTS.fullmatch(starts[0].casefold().rstrip(".")):
        return None
    fits = all(_REMARK_WORDS.fullmatch(word) for word in words)
    return -0.5 if fits else None


def _name_score(words: Sequence[str], *, bounded: bool) -> float | None:
    full = [word for word in words if word not in _PARTICLES]
    if not full or not _is_name_shaped(words, full):
        return None
    if len(full) == 1:
        return 1.0 if bounded and len(words) == 1 and is_given_name(full[0]) else None
    return _length_score(full) + _given_score(full) + _surname_score(full)


def _is_name_shaped(words: Sequence[str], full: Sequence[str]) -> bool:
    if len(full) > _MOST_NAMES or full[0] != words[0] or full[-1] != words[-1]:
        return False
    shouted = full[0].isupper() and is_given_name(full[0])
    if not all(shouted or _is_name_word(word) for word in full) or not _NAME_WORD.fullmatch(
        full[-1]
    ):
        return False
    return not any(is_role(word) or is_body(word) for word in full)


def _is_name_word(word: str) -> bool:
    if _INITIAL.fullmatch(word):
        return True
    shouted = word.isupper() and not is_given_name(word) and len(word) <= _MOST_NAMES
    return _NAME_WORD.fullmatch(word) is not None and word[0].isupper() and not shouted


def _length_score(full: Sequence[str]) -> float:
    return {2: 1.5, 3: 0.9}.get(len(full), 0.0)


def _given_score(full: Sequence[str]) -> float:
    middle = full[1:-1]
    known = sum(is_given_name(word) or bool(_INITIAL.fullmatch(word)) for word in middle)
    score = 0.8 * known - 0.3 * (len(middle) - known)
    return score + (3.0 if is_given_name(full[0]) else -1.0 - 0.5 * len(middle))


def _surname_score(full: Sequence[str]) -> float:
    if is_given_name(full[-1]):
        return -1.5 if full[1:-1] else -1.0
    return 0.5 if has_surname_ending(full[-1]) else 0.0
