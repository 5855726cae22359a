"""Kill the sender again and again while it writes to thousands: each gets the letter just once.

A private Postfix takes the letters and hands them to a private Dovecot; nothing between is made up.
A run is killed with `kill -9`: at a chance moment after so many letters, at a chance moment before
its first letter (it may be reading the log for those in doubt), or with chance bytes of a step of
the protocol just sent. The next run goes on. When all are done with, the mailboxes are counted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import one_posting
import samverka
from mail_servers import MailServers, running_mail_servers, why_not
from one_posting import NAME, STEPS
from posting import begin, make_letter, make_recipients
from samverka.mail.sending.journal import State, open_journal

ARTICLES: Final = 15
REPORT_EVERY: Final = 50
SHARES: Final = (0.0, 0.5, 1.0, -1, -2, -3, -5)
"""Besides chance ones: nothing, all, and all but the end of the final dot."""
MOMENT: Final = 0.012
"""Seconds: a few letters' worth."""
_NEVER: Final = 10**9


@dataclass(frozen=True, slots=True)
class Plan:
    """How many are written to and killed; chance follows from `seed`."""

    recipients: int
    kills: int
    seed: int

    @property
    def most_letters(self) -> int:
        """Within one run, so that there are letters left for the last kill."""
        return int(1.6 * self.recipients / max(self.kills, 1))


@dataclass(slots=True)
class Tally:
    """What happened, and at the end what the mailboxes hold; `start` in seconds, to a letter."""

    kills: int = 0
    runs: int = 0
    in_doubt: int = 0
    start: float = 0.5
    signs: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line, also before the end."""
        accepted, not_accepted, unknown = (self.signs[sign] for sign in "+-?")
        return (
            f"{self.kills} kills in {self.runs} runs, {self.in_doubt} left a letter in doubt; "
            f"the log said accepted {accepted}, not accepted {not_accepted}, nothing {unknown}"
        )


@dataclass(frozen=True, slots=True)
class Field:
    """Where it takes place."""

    root: Path
    servers: MailServers

    def start(self, *blow: str) -> subprocess.Popen[bytes]:
        """A run that goes on with what waits."""
        package = Path(samverka.__file__).parents[1]
        where = [str(self.root), str(self.servers.port), str(self.servers.log)]
        return subprocess.Popen(  # noqa: S603
            [sys.executable, one_posting.__file__, *where, *blow],
            env={**os.environ, "PYTHONPATH": str(package)},
            stdout=subprocess.PIPE,
        )

    def counts(self) -> Counter[str]:
        """How many deliveries are in each state."""
        with open_journal(self.root) as journal:
            return Counter({str(state): n for state, n in journal.counts(NAME).items()})


def run_kills(plan: Plan, field_: Field) -> Tally:
    """Raise `RuntimeError` where a run that nobody killed does not end well."""
    chance, tally = Random(plan.seed), Tally()
    recipients = make_recipients(plan.recipients)
    begin(field_.root, make_letter(ARTICLES), recipients)
    while tally.kills < plan.kills:
        code = _run_and_kill(chance, plan, field_, tally)
        tally.runs += 1
        if code == 0:
            break
        if code != -9:  # noqa: PLR2004  SIGKILL
            raise RuntimeError(f"a run ended with {code}")
        tally.kills += 1
        tally.in_doubt += field_.counts()[State.INTENDED] > 0
        if tally.kills % REPORT_EVERY == 0:
            print(tally, flush=True)
    _finish(field_, tally)
    _count(field_, [one.address for one in recipients], tally)
    return tally


def _run_and_kill(chance: Random, plan: Plan, field_: Field, tally: Tally) -> int:
    """How the run ended; the tally has what it said added to it."""
    letters = chance.randint(0, plan.most_letters)
    kind = chance.choices(("moment", "start", "step"), (4, 2, 4))[0]
    if kind == "step":
        share = chance.choice((*SHARES, *(chance.random() for _ in SHARES)))
        running = field_.start(str(letters + 1), chance.choice(STEPS), str(share))
        return _listen(running, tally, _NEVER)
    began, running = time.monotonic(), field_.start()
    if kind == "moment":
        _listen(running, tally, 1, wait=False)
        tally.start = 0.8 * tally.start + 0.2 * (time.monotonic() - began)
        _listen(running, tally, letters - 1, wait=False)
        time.sleep(chance.uniform(0, MOMENT))
    else:
        time.sleep(chance.uniform(0, tally.start))
    running.kill()
    return _listen(running, tally, _NEVER)


def _listen(
    running: subprocess.Popen[bytes], tally: Tally, letters: int, *, wait: bool = True
) -> int:
    """Read its signs until so many letters are done with, or to its end."""
    stdout = running.stdout
    if stdout is None:
        raise RuntimeError("nothing to listen to")
    while letters > 0 and (signs := os.read(stdout.fileno(), 64)):
        tally.signs.update(signs.decode())
        letters -= signs.count(b".")
    if not wait:
        return 0
    stdout.close()
    return running.wait()


def _finish(field_: Field, tally: Tally) -> None:
    """Undisturbed, to the end; then everything handed over."""
    code = _listen(field_.start(), tally, _NEVER)
    if code:
        raise RuntimeError(f"the last run ended with {code}")
    field_.servers.drain(patience=600)


def _count(field_: Field, addresses: Sequence[str], tally: Tally) -> None:
    """A letter that is held waits for a human, and is neither lost nor doubled by us."""
    found = field_.servers.count()
    with open_journal(field_.root) as journal:
        held = {one.address for one in journal.deliveries(NAME, State.HELD)}
    tally.states = field_.counts()
    came = {address: found[address.partition("@")[0]] for address in addresses}
    tally.lost = [one for one, times in came.items() if times == 0 and one not in held]
    tally.doubled = [one for one, times in came.items() if times > 1]


def main() -> int:
    """0 where none was lost and none doubled, and as many were killed as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if reason := why_not():
        sys.exit(reason)
    plan = Plan(told.recipients, told.kills, told.seed)
    began = time.monotonic()
    with running_mail_servers() as servers, tempfile.TemporaryDirectory() as root:
        tally = run_kills(plan, Field(Path(root), servers))
    print(tally)
    print(f"in the journal: {dict(tally.states)}; {time.monotonic() - began:.0f} s")
    print(f"{len(tally.lost)} lost, {len(tally.doubled)} doubled: {tally.lost + tally.doubled}")
    return 1 if tally.lost or tally.doubled or tally.kills < plan.kills else 0


if __name__ == "__main__":
    sys.exit(main())
