"""The commands `samverka subscribers show` and `erase`: what one may ask for (GDPR, 15 and 17)."""

import datetime as dt
from pathlib import Path

import typer
from rich.table import Table

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import err, escape, out
from samverka.cli.subscribers import (
    Address,
    project,
    recipient_named,
    said_choice,
    said_suppression,
)
from samverka.mail.sending.journal import NAME as JOURNAL
from samverka.mail.sending.journal import Chapter, State, open_journal
from samverka.mail.subscribers.register import open_register
from samverka.mail.subscribers.subscriber import Reason
from samverka.source.private import PRIVATE
from samverka.swedish.dates import format_date
from samverka.swedish.local_time import ZONE
from samverka.website.clock import today

SHOW_HELP = """Visa allt som är sparat om en prenumerant, till exempel när personen frågar.

\b
Exempel:
  samverka subscribers show anna@exempel.se
"""
ERASE_HELP = """Radera en prenumerant, när personen begär det.

Adressen tas bort ur registret och ur journalen över utskick. Kvar finns ett fingeravtryck som
inte går att göra om till adressen. Det hindrar att en import lägger till personen igen.

\b
Exempel:
  samverka subscribers erase anna@exempel.se
"""
ELSEWHERE = """Sök också där programmet inte når: listor i Excel och CSV, Outlook, säkerhetskopior
och mejlserverns logg."""
STATES = {
    State.WAITING: "väntar",
    State.INTENDED: "oklart om det kom fram",
    State.SENT: "skickat",
    State.FAILED: "gick inte att skicka",
    State.HELD: "oklart om det kom fram",
    State.LEFT: "inte skickat: hade slutat",
}


def show(address: Address) -> None:
    """Run `samverka subscribers show`."""
    root = project()
    with open_register(root) as register:
        recipient = recipient_named(address, register)
        kept = register.subscriber(recipient.key)
        suppression = register.suppressed().get(recipient.key)
    if kept is not None:
        signup = kept.signup
        out.print(f"Adress: {escape(signup.address)}")
        out.print(f"Får: {escape(said_choice(signup))}")
        out.print(f"Samtycke: {format_date(signup.consent)}, {escape(signup.source)}")
        out.print(f"Inlagd: {format_date(kept.added)}")
    elif suppression is not None:
        out.print(said_suppression(suppression))
        out.print("Själva adressen är inte sparad i registret, bara ett fingeravtryck.")
    else:
        out.print("Adressen finns inte i registret.")
    letters = _history(root, recipient.key)
    if letters:
        _print_letters(letters)
    if addresses := {one.address for one in letters if one.address}:
        out.print(f"I journalen över utskick står adressen {escape(', '.join(addresses))}.")
        out.print("Den tas bort först när personen raderas, med samverka subscribers erase.")
    raise typer.Exit(FINE if kept or suppression or letters else LOOK)


def _history(root: Path, key: str) -> tuple[Chapter, ...]:
    if not (root / PRIVATE / JOURNAL).is_file():
        return ()
    with open_journal(root) as journal:
        return journal.history(key)


def _print_letters(letters: tuple[Chapter, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Brev", "Vad som hände", "När"):
        table.add_column(heading, overflow="fold")
    for one in letters:
        table.add_row(escape(one.issue), STATES[one.state], _day(one.changed))
    out.print(table)


def _day(moment: str) -> str:
    return format_date(dt.datetime.fromisoformat(moment).astimezone(ZONE).date()) if moment else ""


def erase(address: Address) -> None:
    """Run `samverka subscribers erase`."""
    root = project()
    with open_register(root) as register:
        key = recipient_named(address, register).key
        register.suppress([key], Reason.ERASED, today())
        if (root / PRIVATE / JOURNAL).is_file():
            with open_journal(root) as journal:
                journal.forget([key])
        register.wipe()
    out.print(
        "Raderad. Kvar finns ett fingeravtryck som hindrar att en import lägger till personen igen."
    )
    err.print(ELSEWHERE)
