"""The command `samverka digest`: what is new becomes a letter in the outbox."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from samverka.cli.digest_schedule import fetch_news, send_prepared, tell_unfinished
from samverka.cli.exits import FINE, LOOK
from samverka.cli.newsletter import exit_code, print_letter
from samverka.cli.printing import err, escape, out, print_findings
from samverka.errors import SamverkaError
from samverka.findings import Finding, Severity
from samverka.mail.choosing.digest import Digest, Wanted, choose_digest
from samverka.mail.choosing.project import Project, read_project
from samverka.mail.choosing.told import Told, read_told
from samverka.mail.issue import Issue
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
from samverka.mail.sending.journal import NAME as JOURNAL
from samverka.mail.sending.journal import open_journal
from samverka.markdown.headings import headings
from samverka.source.addresses import heading_anchor
from samverka.source.journal import PRIVATE, make_private_folder
from samverka.source.lock import locked
from samverka.swedish.dates import format_date
from samverka.website.clock import today

LOCK: Final = "digest.lock"
HELD: Final = "En sammanfattning görs redan i samma projekt."
ITEM: Final = 3
"""The level of an item's heading in the text."""

DIGEST_HELP = """Gör ett mejl av det som är nytt: sidor, och nyheter från parterna.

Med är det som ingen har fått i en sammanfattning förut. Inget skickas. Texten ligger i outbox, i
filen brev.md. Ändra i den om du vill och kör samma kommando igen, så görs brevet av din text.

\b
Exempel:
  samverka digest
  samverka digest --since 2026-11-01
  samverka digest --audience Skola
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
        audience = self.wanted.audience
        return f'samverka digest --audience "{audience}"' if audience else "samverka digest"


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
    wanted = Wanted(audience, since and since.date(), until and until.date())
    make_private_folder(root)
    with locked(root / PRIVATE / LOCK, HELD):
        fetched = fetch_news(root) if scheduled else FINE
        order = _Order(wanted, new, _read_told(root))
        project = _read_project(root)
        made = _make(project, order)
        if scheduled:
            sent = send_prepared(project, made) if made else FINE
            raise typer.Exit(max(fetched, tell_unfinished(root), sent, made.code if made else FINE))
    raise typer.Exit(made.code if made else FINE)
