"""The command `samverka digest`: what is new becomes a letter in the outbox."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from samverka.cli.digest_job import (
    Laid,
    fetch_news,
    read_digest_project,
    read_journal,
    send_scheduled,
    tell_unfinished,
)
from samverka.cli.exits import FINE
from samverka.cli.newsletter import exit_code, print_letter
from samverka.cli.printing import escape, out, print_findings
from samverka.errors import SamverkaError
from samverka.mail.choosing.digest import Digest, Wanted, choose_digest, named_audience
from samverka.mail.choosing.digest_text import ITEM
from samverka.mail.choosing.project import Project
from samverka.mail.choosing.told import Told, digest_command
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.digests import (
    Prepared,
    find_prepared,
    free_name,
    make_letter,
    prepare,
    set_aside,
)
from samverka.mail.outbox.folder import write_letter
from samverka.markdown.headings import headings
from samverka.source.addresses import heading_anchor
from samverka.source.lock import locked
from samverka.source.private import PRIVATE, make_private_folder
from samverka.swedish.dates import format_date
from samverka.swedish.listing import listed

LOCK: Final = "digest.lock"
HELD: Final = "En sammanfattning görs redan i samma projekt."

DIGEST_HELP = """Gör ett mejl av det som är nytt: sidor, och nyheter från parterna.

Med är det som ingen har fått i en sammanfattning förut. Inget skickas. Texten ligger i outbox, i
filen brev.md. Ändra i den om du vill och kör samma kommando igen, så görs brevet av din text.

\b
Exempel:
  samverka digest
  samverka digest --since 2026-11-01
  samverka digest --audience Polis
  samverka digest --new
"""
Day = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Från och med den dagen."),
]


@dataclass(frozen=True, slots=True)
class _Order:
    """`fresh`: begin anew also where an editor has changed what is prepared."""

    wanted: Wanted
    fresh: bool
    told: Told

    @property
    def command(self) -> str:
        """What to write to make the letter again."""
        return digest_command(self.wanted.audience)


def digest(
    since: Day = None,
    until: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Till och med den dagen."),
    ] = None,
    audience: Annotated[
        str, typer.Option(metavar="MÅLGRUPP", help="Bara det som är för en målgrupp.")
    ] = "",
    new: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--new", help="Börja om. Din ändrade text sparas bredvid.")
    ] = False,
    scheduled: Annotated[  # noqa: FBT002  a flag on the command line
        bool,
        typer.Option(
            "--scheduled", help="För schemalagda jobb: hämtar nyheter, och skickar om det är valt."
        ),
    ] = False,
) -> None:
    """Run `samverka digest`."""
    root = Path.cwd()
    make_private_folder(root)
    with locked(root / PRIVATE / LOCK, HELD):
        before = max(fetch_news(root), tell_unfinished(root)) if scheduled else FINE
        project = read_digest_project(root)
        whom = named_audience(audience, project.around.settings)
        wanted = Wanted(whom, since and since.date(), until and until.date())
        laid = _lay(project, _Order(wanted, new, read_journal(root)))
        code = _tell(laid) if laid else FINE
        sent = send_scheduled(root, laid) if scheduled and laid and code == FINE else FINE
    raise typer.Exit(max(before, code, sent))


def _lay(project: Project, order: _Order) -> Laid | None:
    """The letter in the outbox; None where there is nothing to tell."""
    prepared = find_prepared(project.root, order.wanted.audience, order.told)
    if prepared is not None and prepared.is_edited and not order.fresh:
        _refuse_days(prepared, order)
        said = f"{prepared.path} är ändrad och skrivs inte över. Brevet görs av den texten."
        out.print(f"{escape(said)}\nBörja om med allt nytt: {escape(order.command)} --new\n")
        return _laid(project, prepared, order)
    chosen = choose_digest(project.around, order.told, _wanted(prepared, order))
    print_findings(chosen.findings)
    _tell_days(chosen.value)
    _tell_waiting(chosen.value)
    _tell_mailed(chosen.value)
    if not chosen.value.groups:
        _tell_nothing(chosen.value, prepared)
        return None
    if prepared is not None and prepared.is_edited:
        aside = set_aside(project.root, prepared)
        out.print(f"Din text finns kvar i {escape(str(aside))}.")
    name = prepared.name if prepared else free_name(project.root, chosen.value, order.told)
    return _laid(project, prepare(project.root, chosen.value, name), order)


def _wanted(prepared: Prepared | None, order: _Order) -> Wanted:
    """What is made anew begins on the day it began before, where no other is asked for."""
    if prepared is None or order.fresh or order.wanted.since or order.wanted.until:
        return order.wanted
    return replace(order.wanted, since=prepared.since)


def _refuse_days(prepared: Prepared, order: _Order) -> None:
    if order.wanted.since or order.wanted.until:
        raise SamverkaError(
            f"{prepared.path} är ändrad, så --since och --until kan inte göra om den.",
            f"Kör utan dem, eller börja om: {order.command} --new och dagarna.",
        )


def _laid(project: Project, prepared: Prepared, order: _Order) -> Laid:
    made = make_letter(project, prepared, order.told)
    pictures = {address: project.root / file for address, file in made.value.issue.pictures.items()}
    background = Background(project.mail.sender, made.findings, pictures)
    written = write_letter(project.root, made.value.letter, background)
    return Laid(project.mail.digests, prepared, made.value, written.findings)


def _tell(laid: Laid) -> int:
    """What is in the letter, then as for any other."""
    _print_groups(laid)
    print_letter(Path(laid.folder), laid.findings)
    out.print(f"Vill du ändra något? Skriv i {laid.prepared.path} och kör samma kommando igen.")
    return exit_code(laid.findings)


def _print_groups(laid: Laid) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Med i brevet", overflow="fold")
    table.add_column("Antal", justify="right", no_wrap=True)
    for article in laid.made.issue.articles:
        found = headings(article.markdown, heading_anchor)
        table.add_row(escape(article.title), str(sum(one.level == ITEM for one in found)))
    out.print(table)
    out.print()


def _tell_days(digest: Digest) -> None:
    if digest.is_first:
        days = (digest.until - digest.since).days
        out.print(
            f"Ingen sammanfattning är skickad förut. Den första gäller {days} dagar, från och med "
            f"{format_date(digest.since)}.\nVill du börja en annan dag? Lägg till --since."
        )


def _tell_waiting(digest: Digest) -> None:
    """What is for more than these readers goes to all, so that nobody gets it twice."""
    if digest.waiting:
        things = "en nyhet" if digest.waiting == 1 else f"{digest.waiting} nyheter"
        out.print(f"Det finns {things} för fler än den här målgruppen: samverka digest\n")


def _tell_mailed(digest: Digest) -> None:
    if digest.mailed:
        titles = escape(listed(digest.mailed))
        out.print(f"Inte med, eftersom alla redan har fått det som brev: {titles}\n")


def _tell_nothing(digest: Digest, prepared: Prepared | None) -> None:
    whom = f" för {digest.audience}" if digest.audience else ""
    out.print(escape(f"Inget nytt att berätta{whom}. Inget brev är gjort."))
    if prepared is not None:
        said = f"Brevet i {prepared.path.parent} gäller inte längre. Du kan ta bort mappen."
        out.print(escape(said))
