"""One run of the sender, to be killed: it goes on with what waits, and tells what it does.

`.` is a letter that is done with; `+`, `-` and `?` are letters in doubt of which the log said that
they were accepted, were not, or said nothing. Light on purpose: it is started a thousand times.
"""

import os
import re
import signal
import socket
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverka.mail.sending.journal import open_journal
from samverka.mail.sending.message import WaysOut
from samverka.mail.sending.sender import End, Errand, send_issue
from samverka.mail.sending.smtp import Door
from samverka.mail.sending.witness import PostfixWitness
from samverka.mail.subscribers.tokens import Tokens

NAME: Final = "2026-11"
SECRET: Final = "x" * 40
WAYS: Final = WaysOut(Tokens(SECRET), "brev@brev.test")
UNLIMITED: Final = 10.0**9
STEPS: Final = ("mail", "data", "letter")
"""Postfix takes the reader in one packet with the sender (RFC 2920)."""
_COMMAND: Final = re.compile(rb"(mail|data)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blow:
    """Death within the `number`-th letter of a run, as `step` is sent, after a share of its bytes.

    Below zero `share` counts bytes from the end.
    """

    number: int
    step: str
    share: float


@dataclass(frozen=True, slots=True)
class Telling:
    """Asks the log, and tells the parent what it said."""

    witness: PostfixWitness

    def mark(self) -> str | None:
        """As the witness."""
        return self.witness.mark()

    def accepted(self, mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        """As the witness."""
        found = self.witness.accepted(mark, message_ids)
        for message_id in message_ids:
            tell({True: "+", False: "-", None: "?"}[found.get(message_id)])
        return found


def tell(sign: str) -> None:
    """To the parent, at once."""
    os.write(1, sign.encode())


def fall_at(blow: Blow) -> None:
    """Have `kill -9` come from within, where the kernel has just so many bytes of a step."""
    whole = socket.socket.sendall
    letters, step = 0, ""

    def sendall(self: socket.socket, content: bytes, flags: int = 0) -> None:
        nonlocal letters, step
        if found := _COMMAND.match(content):
            step = found[1].decode().lower()
            letters += step == "mail"
        elif step == "data":
            step = "letter"
        if (letters, step) == (blow.number, blow.step):
            size = len(content)
            sent = size + int(blow.share) if blow.share < 0 else round(size * blow.share)
            whole(self, content[: max(sent, 0)], flags)
            os.kill(os.getpid(), signal.SIGKILL)
        whole(self, content, flags)

    socket.socket.sendall = sendall  # type: ignore[assignment,method-assign]


def main() -> int:
    """ROOT PORT LOG [NUMBER STEP SHARE]; 0 where all are done with."""
    root, port, log, *blow = sys.argv[1:]
    if blow:
        fall_at(Blow(int(blow[0]), blow[1], float(blow[2])))
    door = Door("127.0.0.1", int(port), "none")
    errand = Errand(
        door,
        UNLIMITED,
        WAYS,
        has_left=lambda _key: False,
        witness=Telling(PostfixWitness(Path(log), door)),
        seen=lambda _state: tell("."),
    )
    with open_journal(Path(root)) as journal:
        issue = journal.issue(NAME)
        if issue is None:
            return 2
        return 0 if send_issue(journal, issue, errand).end is End.DONE else 1


if __name__ == "__main__":
    sys.exit(main())
