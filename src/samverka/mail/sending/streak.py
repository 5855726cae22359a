"""Refusals in a row: whether they are one reader's fault, or that of all letters."""

from typing import Final

from samverka.mail.sending.journal import Change, State
from samverka.mail.sending.replies import Fate, Reply, Step

MOST_DOUBTS: Final = 3
"""Letters in a row that the server took without a word."""
MOST: Final = {Step.SENDER: 1, Step.READER: 20, Step.LETTER: 3}
"""So many answers of one sort in a row are not the readers' fault."""


class Streak:
    """The answers since a letter was accepted.

    `refused` are those refused for good, if it turns out that it was their readers' fault.
    """

    def __init__(self) -> None:
        self.refused: list[Change] = []
        self._counts = dict.fromkeys(Step, 0)
        self._doubts = 0
        self._has_accepted = False
        self._is_general = False

    def add(self, key: str, reply: Reply) -> None:
        """One more answer."""
        if reply.fate is Fate.ACCEPTED:
            self._has_accepted = True
        elif reply.fate is Fate.IN_DOUBT:
            self._doubts += 1
        else:
            self._counts[Step.READER if reply.is_the_readers else reply.step] += 1
            self._is_general |= not reply.is_the_readers
            if reply.fate is Fate.REFUSED:
                self.refused.append(Change(key, State.FAILED, reply.code, reply.words))

    def end(self) -> tuple[Change, ...]:
        """Begin a new one; what is said here about those of the old one holds."""
        ended = tuple(self.refused)
        self.refused = []
        self._counts = dict.fromkeys(Step, 0)
        self._doubts = 0
        self._is_general = False
        return ended

    @property
    def is_too_long(self) -> bool:
        """Whether to stop at once."""
        return self._doubts >= MOST_DOUBTS or any(
            self._counts[step] >= most for step, most in MOST.items()
        )

    @property
    def is_all(self) -> bool:
        """Whether, where no more letters follow, it speaks against all of them."""
        return self._is_general and not self._has_accepted
