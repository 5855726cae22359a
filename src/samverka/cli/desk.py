"""What every way of `samverka send` has before it: the letter's folder and the two databases."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import escape, out
from samverka.cli.sent import print_addresses, print_doubtful, print_standing
from samverka.errors import SamverkaError
from samverka.mail.choosing.project import Project
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.folder import OUTBOX, read_letter
from samverka.mail.outbox.withdrawn import refuse_withdrawn
from samverka.mail.sending.journal import Frozen, Journal, State
from samverka.mail.sending.standing import Standing, gather_standing
from samverka.mail.sending.summary import write_summary
from samverka.mail.subscribers.register import Register
from samverka.settings import Settings


class Answer(StrEnum):
    """What a human found out about the letters that were held."""

    SENT = "sent"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line."""

    to: str
    yes: bool
    starts: dt.datetime | None
    expires: dt.datetime | None
    in_doubt: Answer | None


@dataclass(frozen=True, slots=True)
class Desk:
    """`folder` is the letter's, below outbox/; `project` reads the pages, once."""

    folder: Path
    settings: Settings
    journal: Journal
    register: Register
    now: dt.datetime
    project: Callable[[], Project]

    @property
    def root(self) -> Path:
        """Of the project."""
        return self.folder.parent.parent

    @property
    def name(self) -> str:
        """Of the issue."""
        return self.folder.name

    @property
    def command(self) -> str:
        """How to go on from here, as it is typed and shown."""
        return f"samverka send {OUTBOX}/{escape(self.name)}"

    def letter(self) -> Letter:
        """Raise `SamverkaError` where it is not as it was made, or tells of what is hidden now."""
        letter = read_letter(self.root, self.folder)
        if letter.name != self.name:
            raise SamverkaError(
                f"Mappen {self.name} är en kopia av brevet {letter.name}.",
                f"Skicka brevet från sin egen mapp: {OUTBOX}/{letter.name}",
            )
        refuse_withdrawn(self.project(), letter)
        return letter

    def begun(self) -> Frozen:
        """The issue; raise `SamverkaError` where its sending never began."""
        issue = self.journal.issue(self.name)
        if issue is None:
            raise SamverkaError(
                f"Brevet {self.name} har inte börjat skickas.",
                f"Börja med: samverka send {OUTBOX}/{self.name} --to all",
            )
        return issue

    def standing(self, issue: Frozen) -> Standing:
        """As it is now."""
        return gather_standing(self.journal, issue, self.register.suppressed())


def confirm(count: int, *, yes: bool) -> None:
    """The number of readers has to be typed, unless `yes`; raise `SamverkaError` on another."""
    if yes:
        return
    typed = typer.prompt(f"Skriv antalet mottagare ({count}) för att skicka", err=True)
    if typed.strip() != str(count):
        raise SamverkaError("Det var inte antalet. Inget skickades.", "Kör igen när du är säker.")


def show_status(desk: Desk, *, addresses: bool) -> int:
    """Print how it went, and write the page anew."""
    standing = desk.standing(desk.begun())
    out.print(f"{escape(standing.issue.subject)}\nTill {escape(standing.issue.readers)}.\n")
    print_standing(standing)
    if addresses:
        print_addresses(desk.journal, standing)
    print_doubtful(desk.journal, standing, desk.command, every=addresses)
    tell_page(desk, standing)
    return LOOK if standing.remaining or standing.counts[State.FAILED] else FINE


def tell_page(desk: Desk, standing: Standing) -> None:
    """Write the page of results, and say where it is."""
    page = write_summary(desk.root, standing)
    out.print(f"\nResultatet finns i {escape(page.relative_to(desk.root).as_posix())}.")
