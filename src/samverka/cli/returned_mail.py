"""The commands `samverka subscribers apply-unsubscribes` and `apply-bounces`."""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import track
from rich.table import Table

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import err, out, print_findings
from samverka.cli.subscriber_lists import counted
from samverka.cli.subscribers import project
from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted
from samverka.mail.subscribers.bounces import BounceReader, Bounces, Proofs
from samverka.mail.subscribers.leavers import is_database, read_leavers
from samverka.mail.subscribers.leaving_mail import Reader, Reading, take
from samverka.mail.subscribers.mailboxes import Saved, find_mail_files, read_mails
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.register import Register, open_register
from samverka.mail.subscribers.subscriber import Reason
from samverka.mail.subscribers.tokens import Tokens, read_secret
from samverka.website.clock import today

UNSUBSCRIBES_HELP = """Läs mejlen från dem som vill sluta, och ta bort dem.

Spara mejlen i en mapp (.eml), eller ange en brevlåda (mbox eller Maildir). Går sidan för avslut
på en server anger du i stället databasen därifrån, leavers.sqlite. Inget i brevlådan ändras.
Det gör inget om samma mejl läses flera gånger. Mejl som inte går att förstå räknas upp.

\b
Exempel:
  samverka subscribers apply-unsubscribes avslut
  samverka subscribers apply-unsubscribes leavers.sqlite
  samverka subscribers apply-unsubscribes avslut --dry-run
"""
BOUNCES_HELP = """Läs breven som kom tillbaka, och ta bort adresserna som inte finns.

Spara mejlen i en mapp (.eml), eller ange en brevlåda (mbox eller Maildir). Inget i den ändras.
En full brevlåda eller ett tillfälligt fel tar inte bort någon.

\b
Exempel:
  samverka subscribers apply-bounces studsar
  samverka subscribers apply-bounces studsar --dry-run
"""
MANY: Final = 10
SHARE: Final = 0.05
"""Of the subscribers; where more seem gone than both, it may be a server's fault and not theirs."""

Mailbox = Annotated[
    Path, typer.Argument(metavar="BREVLÅDA", help="Mapp med .eml, mbox eller Maildir.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Visa vad som skulle hända, ändra ingenting.")
]


def apply_unsubscribes(path: Mailbox, dry_run: DryRun = False) -> None:  # noqa: FBT002
    """Run `samverka subscribers apply-unsubscribes`."""
    root, secret = project(), read_secret(os.environ)
    with open_register(root) as register:
        reader = Reader(register, Tokens(secret), today())
        reading = _read(path, reader)
        _print_counts(reading.counts.items())
        if not dry_run:
            register.suppress_each(reading.leavers, Reason.UNSUBSCRIBED)
    _print_removed(reading.leavers, dry_run=dry_run)
    raise typer.Exit(_told(reading.findings))


def apply_bounces(
    path: Mailbox,
    dry_run: DryRun = False,  # noqa: FBT002  a flag on the command line
    yes: Annotated[  # noqa: FBT002
        bool, typer.Option("--yes", help="Ta bort även när det är ovanligt många.")
    ] = False,
) -> None:
    """Run `samverka subscribers apply-bounces`."""
    root, secret = project(), read_secret(os.environ)
    mails = _mails_at(path)
    with open_register(root) as register:
        proofs = Proofs(MessageIds(secret), Tokens(secret))
        bounces = BounceReader(register, proofs, today()).read(mails.value)
        _print_counts(bounces.counts.items())
        is_held = _is_strange(bounces, register) and not yes
        if not dry_run and not is_held:
            register.suppress_each(bounces.gone, Reason.BOUNCED)
    if is_held:
        _print_held(len(bounces.gone))
    else:
        _print_removed(bounces.gone, dry_run=dry_run)
    worst = _told((*mails.findings, *bounces.findings))
    raise typer.Exit(LOOK if is_held else worst)


def _read(path: Path, reader: Reader) -> Reading:
    if is_database(path):
        return take(reader.register, read_leavers(path), reader.today)
    mails = _mails_at(path)
    reading = reader.read(mails.value)
    return replace(reading, findings=(*mails.findings, *reading.findings))


def _mails_at(path: Path) -> Noted[Iterable[Saved]]:
    """With a bar while one waits at a terminal."""
    if is_database(path):
        raise SamverkaError(f"{path} är ingen brevlåda.", "Ange en mapp med .eml, eller en mbox.")
    files = find_mail_files(path)
    return Noted(_shown(read_mails(files.value)), files.findings)


def _shown(mails: Iterable[Saved]) -> Iterator[Saved]:
    return iter(
        track(
            mails,
            "Läser mejl",
            total=None,
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
    )


def _is_strange(bounces: Bounces, register: Register) -> bool:
    return len(bounces.gone) > max(MANY, SHARE * len(register.recipients()))


def _print_counts(counts: Collection[tuple[str, int]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Innehåll")
    table.add_column("Antal", justify="right", no_wrap=True)
    for sort, count in sorted(counts, key=lambda row: -row[1]):
        table.add_row(str(sort), counted(count))
    if counts:
        out.print(table)
    else:
        out.print("Det finns inga mejl där.")


def _print_removed(gone: Collection[str], *, dry_run: bool) -> None:
    many = "1 adress" if len(gone) == 1 else f"{counted(len(gone))} adresser"
    if dry_run:
        out.print(f"\n{many} skulle tas bort. Inget är ändrat.")
    else:
        out.print(f"\n{many} borttagna." if len(gone) != 1 else f"\n{many} borttagen.")


def _print_held(count: int) -> None:
    out.print(
        f"\n{counted(count)} adresser skulle tas bort. Det är ovanligt många, så inget är ändrat."
    )
    out.print("Kontrollera med den som sköter mejlservern att den inte har haft fel.")
    out.print("Är det rätt, kör samma kommando med --yes.")


def _told(findings: Collection[Finding]) -> int:
    if not findings:
        return FINE
    out.print("\nAtt se över:")
    print_findings(sorted(findings, key=lambda one: (one.code, one.place)))
    return LOOK
