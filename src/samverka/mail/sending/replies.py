"""What a mail server's answers mean for a letter (RFC 5321, section 4.2, and RFC 3463)."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

CREDENTIALS: Final = ("SAMVERKA_SMTP_USER", "SAMVERKA_SMTP_PASSWORD")
"""The environment's names for them."""
LONGEST_WORDS: Final = 300
_ENHANCED: Final = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
_OF_THE_ADDRESS: Final = frozenset({"1", "2"})
"""Subjects of RFC 3463: the address, and the mailbox behind it."""
_OF_MAILBOXES: Final = frozenset({550, 551, 552, 553})
"""Codes that speak of one mailbox where no enhanced code says otherwise."""


class Fate(Enum):
    """Where a letter is after an answer, or after none.

    `ACCEPTED`: the server has it. `REFUSED`: it never will. `DEFERRED`: it may, later. `LOST`: the
    connection ended before the letter left. `IN_DOUBT`: it ended when the letter had left.
    """

    ACCEPTED = auto()
    REFUSED = auto()
    DEFERRED = auto()
    LOST = auto()
    IN_DOUBT = auto()


class Step(Enum):
    """What the answer was to: `SENDER` is MAIL, `READER` is RCPT, `LETTER` is DATA."""

    SENDER = auto()
    READER = auto()
    LETTER = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """`words` are the server's, on one line; `code` is 0 where it said nothing."""

    fate: Fate
    step: Step
    code: int = 0
    words: str = ""

    @property
    def is_the_readers(self) -> bool:
        """Whether the fault lies with one address, so that others may well get the letter."""
        enhanced = _ENHANCED.match(self.words)
        if enhanced is not None:
            return enhanced[2] in _OF_THE_ADDRESS
        return self.step is Step.READER and (self.code in _OF_MAILBOXES or self.code < 500)  # noqa: PLR2004


def parse_reply(step: Step, code: int, words: bytes) -> Reply:
    """An answer as smtplib gives it; one that is no answer at all counts as lost."""
    said = " ".join(words.decode("utf-8", "replace").split())[:LONGEST_WORDS]
    match code // 100:
        case 2:
            fate = Fate.ACCEPTED
        case 4:
            fate = Fate.DEFERRED
        case 5:
            fate = Fate.REFUSED
        case _:
            fate = Fate.IN_DOUBT if step is Step.LETTER else Fate.LOST
    return Reply(fate, step, code, said)


def refusal_of_data(code: int, words: bytes) -> Reply:
    """The answer to the command DATA, where it did not ask for the letter: nothing has left yet."""
    reply = parse_reply(Step.LETTER, code, words)
    if reply.fate in (Fate.REFUSED, Fate.DEFERRED):
        return reply
    return Reply(Fate.LOST, Step.LETTER, code, reply.words)
