"""What `samverka digest` asks the rest of the project, and what a scheduled job does besides."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.cli.exits import FINE, LOOK
from samverka.cli.feeds import fetch_all
from samverka.cli.leaving import take_in_leavers
from samverka.cli.on_demand import run_command
from samverka.cli.printing import escape, out, print_findings, print_problem
from samverka.errors import SamverkaError
from samverka.findings import Finding, Severity
from samverka.mail.choosing.project import Project, read_project
from samverka.mail.choosing.told import ALL, Told, read_told
from samverka.mail.outbox.digests import Made, Prepared
from samverka.mail.sending.journal import NAME, REMAINING, open_journal
from samverka.mail.subscribers.register import open_register
from samverka.settings import Digests, read_settings
from samverka.source.private import PRIVATE
from samverka.website.clock import today

EVERYONE: Final = "all"


@dataclass(frozen=True, slots=True)
class Laid:
    """A digest's letter in the outbox, and what the settings let a scheduled job do with it."""

    settings: Digests
    prepared: Prepared
    made: Made
    findings: tuple[Finding, ...]

    @property
    def folder(self) -> PurePosixPath:
        """Relative to the project."""
        return self.prepared.path.parent

    @property
    def to(self) -> str:
        """Whom it is for, as `samverka send` is told it."""
        return self.prepared.contents.audience or EVERYONE


def read_digest_project(root: Path) -> Project:
    """The project; pages that cannot be read, and so are not in the letter, are told."""
    read = read_project(root, today(), os.environ)
    errors = [one for one in read.findings if one.severity is Severity.ERROR]
    if errors:
        out.print("De här sidorna kan inte komma med:")
        print_findings(errors)
    return read.value


def read_journal(root: Path) -> Told:
    """What was told; nothing where nothing was ever sent, and then nothing is written either."""
    if not (root / PRIVATE / NAME).is_file():
        return Told()
    with open_journal(root) as journal:
        return read_told(journal.database)


def fetch_news(root: Path) -> int:
    """As `samverka feeds`; where that fails, the news of the last time are there."""
    feeds = read_settings(root).feeds
    try:
        return min(fetch_all(root, feeds), LOOK) if feeds else FINE
    except SamverkaError as problem:
        print_problem(problem)
        return LOOK


def tell_unfinished(root: Path) -> int:
    """A sending that was broken off is for a human to go on with."""
    if not (root / PRIVATE / NAME).is_file():
        return FINE
    with open_journal(root) as journal:
        counts = {name: journal.counts(name) for name in read_told(journal.database).issues}
    left = {name: sum(one[state] for state in REMAINING) for name, one in counts.items()}
    unfinished = sorted(name for name, count in left.items() if count)
    for name in unfinished:
        out.print(escape(f"Utskicket {name} blev inte klart: {left[name]} brev återstår."))
        out.print(f"Se hur det gick: samverka send outbox/{escape(name)} --status")
    return LOOK if unfinished else FINE


def send_scheduled(root: Path, laid: Laid) -> int:
    """Only where the settings say so, for a text nobody has changed, and to no more than they say.

    The exit code is that of `samverka send`, or 1 where a human has to do it.
    """
    if not laid.settings.send:
        return FINE
    refused = _why_not(root, laid)
    if refused:
        out.print(escape(f"\nInget är skickat. {refused}"))
        out.print(
            f"Skicka själv: samverka send {escape(str(laid.folder))} --to {escape(_to(laid))}"
        )
        return LOOK
    out.print()
    return run_command("send", [str(root / laid.folder), "--to", laid.to, "--yes"])


def _to(laid: Laid) -> str:
    return f'"{laid.to}"' if " " in laid.to else laid.to


def _why_not(root: Path, laid: Laid) -> str:
    if laid.prepared.is_edited:
        return f"{laid.prepared.path} är ändrad för hand, och det är du som vet när den är klar."
    with open_register(root) as register:
        take_in_leavers(root, register)
        count = len(register.recipients(laid.prepared.contents.audience or ALL))
    if not count:
        return "Det finns inga prenumeranter som ska ha brevet."
    most = laid.settings.max_recipients
    if count > most:
        return f"Brevet går till {count} personer, och schemat får skicka till högst {most}."
    return ""
