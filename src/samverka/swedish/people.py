"""Attendance lists as people write them become people, with nothing inferred."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from samverka.swedish.bodies import is_body
from samverka.swedish.given_names import is_given_name
from samverka.swedish.names import Organisation, Organisations
from samverka.swedish.roles import is_role
from samverka.swedish.roll_pieces import Kind, Piece, Roll, replaced_name, roll_of, whole_piece
from samverka.swedish.roll_reading import Step, read_steps
from samverka.swedish.roll_tokens import Mark, Token, tokens_of

_BULLET = re.compile(
    r"\s*(?:[-–\u2014\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7*]\s+|\d{1,2}[.)]\s+|\d{1,2}\s+(?=[A-ZÅÄÖ]))+"
)
_GROUP = re.compile(
    r"(?:[Ff]rån\s+|[Ff]ör\s+)?(?P<body>[^:|\t,]{2,60}?)(?:\s*(?::\s+|\t\s*|\|\s*)|\s+[-–\u2014]\s+)(?=\S)"
)
_REPLACING = re.compile(r"\(([^()]{2,60}?),\s*((?:ersätt\w*|ers\.)[^()]{2,60})\)")
"""Two remarks in one parenthesis: (Växjö, ersätter Anna Berg)."""

_GLUED = re.compile(
    r"(?<=[a-zåäöé]{2})(?=[A-ZÅÄÖ][a-zåäöé])|(?<=[A-ZÅÄÖ]{2})(?=[A-ZÅÄÖ][a-zåäöé]{2})"
)
"""Where a line break was lost without so much as a space: VäxjöAnna Berg."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SURNAME_FIRST = re.compile(
    r"(?P<surname>[A-ZÅÄÖÉ][\w-]+),\s*(?P<given>[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w.-]*)?)(?=$|[,(\t|])"
)
_TWO_CELLS = re.compile(
    r"(?P<given>[A-ZÅÄÖÉ][\w-]+)\s*[\t|]\s*(?P<surname>[A-ZÅÄÖÉ][\w-]+)(?=\s*(?:[\t|]|$))"
)
_TRAILING = " \t\n,;:|"
_ASIDES = frozenset({Kind.BODY, Kind.ROLE, Kind.PARTY})
_HELD = frozenset({Kind.NAME, Kind.BODY, Kind.ROLE, Kind.REPLACES})
_LONGEST_ENTRY: Final = 8000
"""No list of people is longer than this on one line."""
_SHORTEST: Final = 3
"""Organisations no longer than this are not looked for elsewhere in the list."""
_SURE_BODY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of a list; organisation and role exactly as written there."""

    name: str
    organisation: str | None = None
    role: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """`unread`: pieces of the list that are no part of a person here, as written."""

    people: tuple[Person, ...] = ()
    unread: tuple[str, ...] = ()


def read_people(lines: Sequence[str], organisations: Organisations) -> People:
    """One person a line, or several where line breaks were lost; in order, none merged."""
    first = _read_lines(lines, organisations)
    read = {one.organisation for one in first.people if one.organisation}
    learned = {name for name in read if len(name) > _SHORTEST and not organisations.named(name)}
    if not learned:
        return first
    named = (Organisation(name) for name in sorted(learned))
    return _read_lines(lines, Organisations((*organisations.organisations, *named)))


def _read_lines(lines: Sequence[str], organisations: Organisations) -> People:
    found = [_read_entry(entry, organisations) for line in lines for entry in _entries(line)]
    people = tuple(person for one in found for person in one.people)
    return People(people, _once_each([text for one in found for text in one.unread]))


def _entries(line: str) -> Iterator[str]:
    written = unicodedata.normalize("NFC", line).translate(_INVISIBLE)
    for entry in re.split(r";|\n", _GLUED.sub(" ", written)):
        cleaned = _BULLET.sub("", entry, count=1) if _BULLET.match(entry) else entry
        if cleaned.strip(_TRAILING):
            yield _given_name_first(cleaned.strip().rstrip(_TRAILING))


def _given_name_first(entry: str) -> str:
    """Berg, Anna and a name in two cells, each written as one name."""
    match = _SURNAME_FIRST.match(entry)
    if match and is_given_name(match["given"].split()[0]) and _may_be_surname(match["surname"]):
        return f"{match['given']} {match['surname']}{entry[match.end() :]}"
    match = _TWO_CELLS.match(entry)
    if match and is_given_name(match["given"]) and _may_be_surname(match["surname"]):
        return f"{match['given']} {match['surname']}{entry[match.end() :]}"
    return entry


def _may_be_surname(word: str) -> bool:
    return not (is_given_name(word) or is_role(word) or is_body(word) or word.isupper())


def _read_entry(entry: str, organisations: Organisations) -> People:
    if len(entry) > _LONGEST_ENTRY:
        return People(unread=(entry,))
    heading = _GROUP.match(entry)
    if heading and _is_body(heading["body"], organisations):
        return _placed(_read_text(entry[heading.end() :], organisations), heading["body"])
    return _read_text(entry, organisations)


def _read_text(text: str, organisations: Organisations) -> People:
    text = _REPLACING.sub(r"(\1) (\2)", text)
    roll = roll_of(text, tokens_of(text), organisations)
    return _gather(roll, _unfolded(read_steps(roll), roll.tokens, organisations))


def _is_body(text: str, organisations: Organisations) -> bool:
    read = whole_piece(roll_of(text, tokens_of(text), organisations))
    return read is not None and read.kind is Kind.BODY and read.score >= _SURE_BODY


def _placed(read: People, body: str) -> People:
    """Those listed under an organisation belong to it where they name no other."""
    if all(person.organisation for person in read.people):
        return replace(read, unread=(body, *read.unread))
    placed = (replace(one, organisation=one.organisation or body) for one in read.people)
    return replace(read, people=tuple(placed))


def _unfolded(
    steps: Iterable[Step], tokens: Sequence[Token], organisations: Organisations
) -> Iterator[Step]:
    for step in steps:
        if tokens[step.piece.first].mark is Mark.ASIDE:
            yield from _aside_steps(step.piece, organisations)
        else:
            yield step


def _aside_steps(piece: Piece, organisations: Organisations) -> Iterator[Step]:
    inner, aside = piece.text[1:-1].strip(), replace(piece, first=-1, last=-2)
    if replaced_name(inner, bare=True):
        yield Step(replace(aside, kind=Kind.REPLACES, text=inner))
        return
    for part in filter(None, map(str.strip, re.split(r"[,;/]", inner))):
        read = whole_piece(roll_of(part, tokens_of(part), organisations))
        kind = read.kind if read and read.kind in _ASIDES else Kind.REMARK
        yield Step(replace(aside, kind=kind, text=part))


@dataclass(slots=True)
class _Entry:
    """A person while the pieces are laid together."""

    roll: Roll
    pieces: list[Piece] = field(default_factory=list)

    def texts(self, kind: Kind) -> list[str]:
        return [piece.text for piece in self.pieces if piece.kind is kind]

    def joined(self, kind: Kind) -> str | None:
        pieces = [piece for piece in self.pieces if piece.kind is kind]
        gaps = [self.roll.gap(one, two) for one, two in pairwise(pieces)]
        texts = zip(("", *gaps), pieces, strict=False)
        return "".join(f"{gap}{piece.text}" for gap, piece in texts) or None

    def person(self) -> Person | None:
        names, replaced = self.texts(Kind.NAME), self.texts(Kind.REPLACES)
        if not names:
            return None
        body = self.joined(Kind.BODY) or next(iter(self.texts(Kind.PARTY)), None)
        absent = replaced_name(replaced[0], bare=True) if replaced else None
        return Person(names[0], body, self.joined(Kind.ROLE), absent)

    def unread(self) -> list[Piece]:
        """What no field of the person holds."""
        if not self.texts(Kind.NAME):
            return self.pieces
        left = [piece for piece in self.pieces if piece.kind not in _HELD]
        parties = [piece for piece in left if piece.kind is Kind.PARTY]
        if parties and not self.texts(Kind.BODY):
            left.remove(parties[0])
        return left


def _gather(roll: Roll, steps: Iterable[Step]) -> People:
    entries = [_Entry(roll)]
    for step in steps:
        if step.opens:
            entries.append(_Entry(roll))
        entries[-1].pieces.append(step.piece)
    people = (entry.person() for entry in entries)
    unread = [piece for entry in entries for piece in entry.unread()]
    return People(tuple(filter(None, people)), tuple(_runs_of(unread)))


def _runs_of(unread: Sequence[Piece]) -> Iterator[str]:
    run: list[Piece] = []
    for piece in unread:
        if run and run[-1].last != piece.first:
            yield " ".join(map(_unread_text, run))
            run = []
        run.append(piece)
    if run:
        yield " ".join(map(_unread_text, run))


def _unread_text(piece: Piece) -> str:
    return f"({piece.text})" if piece.kind is Kind.PARTY else piece.text


def _once_each(unread: Sequence[str]) -> tuple[str, ...]:
    """A party after many names is told once; every other piece as often as it stands there."""
    parties = dict.fromkeys(text for text in unread if text.startswith("("))
    return (*parties, *(text for text in unread if text not in parties))
