"""How fast letters leave, and how fast each is made its reader's own, beside the plain ways.

The sender with its journal, against a loop that does nothing but `smtplib` over one connection:
the same letters to the same Postfix, in rounds that take turns, medians compared. And the letters
made by putting bytes in their places, against an `EmailMessage` built anew for each reader.
"""

import argparse
import smtplib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from mail_servers import MailServers, running_mail_servers, why_not
from one_posting import UNLIMITED, WAYS
from posting import COMPOSER, begin, make_letter, make_recipients
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.message import build_message
from samverka.mail.sending.journal import Delivery, Frozen, State, open_journal
from samverka.mail.sending.sender import Errand, send_issue
from samverka.mail.sending.smtp import Door
from samverka.mail.sending.witness import PostfixWitness
from samverka.mail.subscribers.recipient import Recipient

WANTED_RATIO: Final = 0.8
WANTED_A_SECOND: Final = 20_000
PERSONAL: Final = 10_000
BUILT_ANEW: Final = 200
DRAINING: Final = 600.0


def ours(servers: MailServers, root: Path, frozen: Frozen) -> None:
    """Everything that waits, with the intents and what became of them on the disk."""
    door = Door("127.0.0.1", servers.port, "none")
    errand = Errand(
        door,
        UNLIMITED,
        WAYS,
        has_left=lambda _key: False,
        witness=PostfixWitness(servers.log, door),
    )
    with open_journal(root) as journal:
        send_issue(journal, frozen, errand)


def plain(servers: MailServers, sender: str, letters: Sequence[tuple[str, bytes]]) -> None:
    """One connection, one letter after the other, nothing remembered."""
    with smtplib.SMTP("127.0.0.1", servers.port) as smtp:
        for address, content in letters:
            smtp.sendmail(sender, [address], content)


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long it takes by the clock."""
    began = clock()
    work()
    return clock() - began


@dataclass(frozen=True, slots=True)
class Round:
    """The same letters both ways, with nothing left in the queue before either."""

    servers: MailServers
    root: Path
    letter: Letter
    count: int

    def run(self, *, ours_first: bool) -> tuple[float, float]:
        """Seconds of ours and of the plain loop."""
        frozen = begin(self.root, self.letter, make_recipients(self.count))
        with open_journal(self.root) as journal:
            deliveries = list(journal.deliveries(frozen.name, State.WAITING))
        contents = personal(frozen, deliveries)
        letters = [(one.address, its) for one, its in zip(deliveries, contents, strict=True)]
        ways = (
            lambda: ours(self.servers, self.root, frozen),
            lambda: plain(self.servers, frozen.sender, letters),
        )
        taken = [0.0, 0.0]
        for way in (0, 1) if ours_first else (1, 0):
            taken[way] = seconds(ways[way])
            self.servers.drain(DRAINING)
        with open_journal(self.root) as journal:
            if journal.counts(frozen.name)[State.SENT] != self.count:
                sys.exit("not all letters were sent")
        return taken[0], taken[1]


def personal(frozen: Frozen, deliveries: Sequence[Delivery]) -> list[bytes]:
    """Each reader's letter."""
    template = COMPOSER.template(frozen)
    return [
        template.letter_to(Recipient(one.address, one.key), one.message_id, one.date)
        for one in deliveries
    ]


def compare_sending(servers: MailServers, letter: Letter, told: argparse.Namespace) -> float:
    """The median of the plain loop's seconds through that of ours: 1 is as fast."""
    both: list[tuple[float, float]] = []
    for number in range(told.rounds):
        with tempfile.TemporaryDirectory() as root:
            this = Round(servers, Path(root), letter, told.letters)
            both.append(this.run(ours_first=number % 2 == 0))
        rates = [f"{told.letters / one:.0f}" for one in both[-1]]
        print(f"round {number + 1}: {rates[0]} a second, plain {rates[1]}", flush=True)
    own, bare = (statistics.median(one[of] for one in both) for of in (0, 1))
    print(f"medians: {told.letters / own:.0f} and {told.letters / bare:.0f}; {bare / own:.2f}")
    return bare / own


def compare_making(letter: Letter) -> float:
    """Letters a second of the processor, made of a template; those built anew are told beside."""
    with tempfile.TemporaryDirectory() as root:
        frozen = begin(Path(root), letter, make_recipients(PERSONAL))
        with open_journal(Path(root)) as journal:
            deliveries = list(journal.deliveries(letter.name, State.WAITING))
    rate = PERSONAL / seconds(lambda: personal(frozen, deliveries), time.process_time)
    anew = BUILT_ANEW / seconds(
        lambda: [_anew(letter, n) for n in range(BUILT_ANEW)], time.process_time
    )
    size = len(personal(frozen, deliveries[:1])[0])
    print(f"made of a template: {rate:.0f} a second of {size} bytes; built anew: {anew:.0f}")
    return rate


def _anew(letter: Letter, number: int) -> bytes:
    way_out = f"{letter.leaving}%20{number}"
    text, html = (one.replace(letter.leaving, way_out) for one in (letter.text, letter.html))
    return build_message(replace(letter, text=text, html=html)).as_bytes()


def main() -> int:
    """0 where both are as fast as was wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--articles", type=int, default=40)
    told = parser.parse_args()
    letter = make_letter(told.articles)
    rate = compare_making(letter)
    if reason := why_not():
        sys.exit(reason)
    with running_mail_servers() as servers:
        ratio = compare_sending(servers, letter, told)
    return 0 if ratio >= WANTED_RATIO and rate >= WANTED_A_SECOND else 1


if __name__ == "__main__":
    sys.exit(main())
