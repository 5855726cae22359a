"""The likeliest way to read a whole line of an attendance list, piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from samverka.swedish.roll_pieces import Kind, Piece, Roll, pieces_at
from samverka.swedish.roll_tokens import SEPARATORS, Mark

_UNREAD_COST: Final = -2.5
_NEVER: Final = -9.0
_BEAM: Final = 6.0
_ROLE_AFTER: Final = {Mark.NOTHING: -0.3, Mark.AND: -1.0, Mark.COLON: -2.0, Mark.AT: -2.0}
_NAME_AFTER_LEAD: Final = {Mark.COLON: 1.0, Mark.COMMA: -0.7}
_BODY_AFTER: Final = {Mark.NOTHING: -0.5, Mark.AND: -3.0, Mark.COLON: -1.0, Mark.AT: 0.3}


@dataclass(frozen=True, slots=True)
class _Style:
    """How a line tells its people apart: what a new name costs after each mark."""

    prior: float
    nothing: float
    comma: float
    conjunction: float
    lead: float
    """The cost of a role or an organisation before its name."""
    bare_start: float = 0.0
    """The cost of beginning with a name that has neither."""

    def new_person(self, mark: Mark) -> float:
        """The cost of a new person after this mark."""
        if mark is Mark.NOTHING:
            return self.nothing
        if mark is Mark.AND:
            return self.conjunction
        if mark is Mark.BREAK:
            return max(self.comma, -0.5)
        return self.comma if mark is Mark.COMMA else -3.0


_STYLES: Final = (
    _Style(prior=0.0, nothing=-3.0, comma=-3.0, conjunction=-1.5, lead=-1.0),
    _Style(prior=-1.0, nothing=0.0, comma=-3.0, conjunction=-1.0, lead=-1.6),
    _Style(prior=-1.0, nothing=-3.0, comma=0.0, conjunction=0.0, lead=-1.6),
    _Style(prior=-1.5, nothing=-3.0, comma=0.0, conjunction=0.0, lead=0.0, bare_start=-2.0),
    _Style(prior=-1.5, nothing=0.0, comma=-3.0, conjunction=0.0, lead=0.0, bare_start=-2.0),
)


@dataclass(frozen=True, slots=True)
class _State:
    """What the person being read has so far, and the mark just passed."""

    named: bool = False
    body: bool = False
    role: bool = False
    after_role: bool = False
    mark: Mark = Mark.NOTHING

    @property
    def waiting(self) -> bool:
        """A role or an organisation that has no name yet."""
        return not self.named and (self.body or self.role)


@dataclass(frozen=True, slots=True)
class Step:
    """A piece as read; `opens` a new person."""

    piece: Piece
    opens: bool = False


@dataclass(frozen=True, slots=True)
class _Move:
    last: int
    state: _State
    score: float
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    step: Step | None = None
    back: "_Path | None" = None


_Front = dict[_State, _Path]


def read_steps(roll: Roll) -> tuple[Step, ...]:
    """The best path through the line over all styles of writing."""
    pieces = tuple(tuple(pieces_at(roll, at)) for at in range(len(roll.tokens)))
    paths = (_Reader(roll, pieces, style).best_path() for style in _STYLES)
    return tuple(reversed(list(_steps(max(paths, key=lambda path: path.score)))))


def _steps(path: _Path | None) -> Iterator[Step]:
    while path is not None:
        if path.step is not None:
            yield path.step
        path = path.back


@dataclass(frozen=True, slots=True)
class _Reader:
    """One line read in one style."""

    roll: Roll
    pieces: Sequence[Sequence[Piece]]
    style: _Style

    def best_path(self) -> _Path:
        fronts: list[_Front] = [{} for _ in range(len(self.roll.tokens) + 1)]
        fronts[0][_State()] = _Path(self.style.prior)
        for at, front in enumerate(fronts[:-1]):
            for state, path in _promising(front):
                for move in self._moves(at, state):
                    _keep_best(fronts[move.last], move, path)
        ended = (_ended(state, path) for state, path in fronts[-1].items())
        return max(ended, key=lambda path: path.score)

    def _moves(self, at: int, state: _State) -> Iterator[_Move]:
        mark = self.roll.tokens[at].mark
        if mark in SEPARATORS:
            yield _Move(at + 1, replace(state, mark=max(state.mark, mark)), 0.0)
        for piece in (*self.pieces[at], *self._unread(at, mark)):
            for after, score, opens in self._readings(piece, state):
                step = Step(piece, opens=opens)
                yield _Move(piece.last, after, piece.score + score, step)

    def _unread(self, at: int, mark: Mark) -> Iterator[Piece]:
        if mark not in SEPARATORS:
            cost = _UNREAD_COST if mark is Mark.WORD else 0.0
            yield Piece(Kind.UNREAD, at, at + 1, cost, self.roll.text(at, at + 1))

    def _readings(self, piece: Piece, state: _State) -> Iterator[tuple[_State, float, bool]]:
        if piece.kind is Kind.NAME:
            yield self._name(state)
        elif piece.kind is Kind.ROLE:
            yield from self._role(state)
        elif piece.kind is Kind.BODY:
            yield from self._body(piece, state)
        else:
            lonely = piece.kind is Kind.REPLACES and not state.named
            after = replace(state, after_role=False, mark=Mark.NOTHING)
            yield after, _NEVER if lonely else 0.0, False

    def _name(self, state: _State) -> tuple[_State, float, bool]:
        if state.named:
            return _State(named=True), self.style.new_person(state.mark), True
        cost = _NEVER if state.mark is Mark.AT else _NAME_AFTER_LEAD.get(state.mark, 0.0)
        if not state.waiting:
            cost = self.style.bare_start
        after = replace(state, named=True, after_role=False, mark=Mark.NOTHING)
        return after, cost, not state.waiting

    def _role(self, state: _State) -> Iterator[tuple[_State, float, bool]]:
        if state.named or state.waiting:
            cost = _ROLE_AFTER.get(state.mark, 0.0) - (0.7 if state.role else 0.0)
            after = replace(state, role=True, after_role=True, mark=Mark.NOTHING)
            yield after, cost, False
        if not state.waiting:
            yield _State(role=True), self._lead(state), True

    def _body(self, piece: Piece, state: _State) -> Iterator[tuple[_State, float, bool]]:
        if state.named or state.waiting:
            cost = _BODY_AFTER.get(state.mark, 0.0) - (0.7 if state.body else 0.0)
            unmarked = piece.score < 0 and piece.text[0].isupper() and state.mark is Mark.NOTHING
            after = replace(state, body=True, after_role=False, mark=Mark.NOTHING)
            yield after, cost + (3.5 if unmarked and state.after_role else 0.0), False
        if not state.waiting:
            yield _State(body=True), self._lead(state) - 1.0, True

    def _lead(self, state: _State) -> float:
        begins = self.style.new_person(state.mark) if state.named else 0.0
        return begins + self.style.lead


def _promising(front: _Front) -> list[tuple[_State, _Path]]:
    best = max((path.score for path in front.values()), default=0.0)
    return [(state, path) for state, path in front.items() if path.score > best - _BEAM]


def _keep_best(front: _Front, move: _Move, path: _Path) -> None:
    score = path.score + move.score
    if move.state not in front or front[move.state].score < score:
        step_back = path if move.step is not None else path.back
        front[move.state] = _Path(score, move.step or path.step, step_back)


def _ended(state: _State, path: _Path) -> _Path:
    return replace(path, score=path.score - 3.0) if state.waiting else path
