"""The command `samverka send`: a letter of the outbox to its readers, each once."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from samverka.cli.beginning import begin, go_on
from samverka.cli.desk import Answer, Desk, Order, show_status
from samverka.cli.engines import Engine, Ways, send_by_listmonk, ways_of
from samverka.cli.exits import FINE
from samverka.cli.leaving import take_in_leavers
from samverka.cli.moments import parse_moment
from samverka.cli.post import mail_of, open_post
from samverka.cli.running import run
from samverka.cli.trying import send_test, try_dry
from samverka.errors import SamverkaError
from samverka.mail.choosing.project import read_project
from samverka.mail.outbox.folder import OUTBOX
from samverka.mail.sending.journal import open_journal
from samverka.mail.subscribers.register import open_register
from samverka.settings import Settings, read_settings
from samverka.source.lock import locked
from samverka.source.private import PRIVATE
from samverka.website.clock import today

SEND_HELP = """Skicka ett brev i outbox till prenumeranterna, till var och en högst en gång.

Börja med ett prov till dig själv (--test) och en torrkörning (--dry-run). När du skickar på
riktigt får du skriva antalet mottagare för att bekräfta. Ctrl-C avbryter mellan två brev.
Stannar utskicket, av vilken orsak som helst: kör igen med --resume.

\b
Exempel:
  samverka send outbox/2020-09 --test anna@example.org
  samverka send outbox/2020-09 --to all --dry-run
  samverka send outbox/2020-09 --to all
  samverka send outbox/2020-09 --to Polis --at "2026-12-01 08:00"
  samverka send outbox/2020-09 --to lista.csv
  samverka send outbox/2020-09 --resume
  samverka send outbox/2020-09 --status
  samverka send outbox/2020-09 --to all --engine listmonk
"""
BUSY = "Ett utskick pågår redan i samma projekt. Inget skickades härifrån."
LOCK = "sending.lock"
DAY = dt.timedelta(hours=24)


def send(
    outbox: Annotated[
        Path, typer.Argument(metavar="BREV", help="Brevets mapp, som outbox/2020-09.")
    ],
    to: Annotated[
        str, typer.Option(metavar="VILKA", help="all, en målgrupp eller en lista (.csv).")
    ] = "",
    test: Annotated[
        str, typer.Option(metavar="ADRESS", help="Skicka bara ett prov, till den här adressen.")
    ] = "",
    dry_run: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--dry-run", help="Visa vad som skulle hända. Inget skickas.")
    ] = False,
    resume: Annotated[  # noqa: FBT002
        bool, typer.Option("--resume", help="Fortsätt ett utskick som stannade.")
    ] = False,
    in_doubt: Annotated[
        Answer | None,
        typer.Option(help="Med --resume: de osäkra breven kom fram (sent), eller inte (again)."),
    ] = None,
    at: Annotated[
        str, typer.Option(metavar="TID", help='Vänta till tiden, som "2026-12-01 08:00".')
    ] = "",
    expires: Annotated[
        str,
        typer.Option(metavar="TID", help="Skicka inget efter tiden. Annars: ett dygn efter --at."),
    ] = "",
    status: Annotated[  # noqa: FBT002
        bool, typer.Option("--status", help="Visa hur utskicket har gått.")
    ] = False,
    addresses: Annotated[  # noqa: FBT002
        bool, typer.Option("--addresses", help="Med --status: visa adresserna som inte gick.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option(help="Vad som skickar: Samverka självt (smtp), eller listmonk.")
    ] = Engine.SMTP,
    start: Annotated[  # noqa: FBT002
        bool, typer.Option("--start", help="Med --engine listmonk: starta utskicket.")
    ] = False,
    take_back: Annotated[  # noqa: FBT002
        bool, typer.Option("--take-back", help="Med --engine listmonk: skicka härifrån i stället.")
    ] = False,
    yes: Annotated[  # noqa: FBT002
        bool, typer.Option("--yes", help="Fråga inte. För schemalagda körningar.")
    ] = False,
) -> None:
    """Run `samverka send`."""
    root = Path.cwd()
    settings = read_settings(root)
    mail_of(settings)
    ways = ways_of(engine, start=start, take_back=take_back)
    _check_flags(
        {
            "--test": test,
            "--dry-run": dry_run,
            "--resume": resume,
            "--status": status,
            "--engine listmonk": ways,
        }
    )
    if in_doubt is not None and not resume:
        raise SamverkaError("--in-doubt används tillsammans med --resume.")
    now = dt.datetime.now(dt.UTC)
    order = Order(to, yes, *_parsed_times(at, expires, now), in_doubt)
    with _desk(root, _folder(root, outbox), settings) as desk:
        if status:
            code = show_status(desk, addresses=addresses)
        elif test:
            code = send_test(desk, open_post(root, settings, os.environ), test)
        elif dry_run:
            code = try_dry(desk, open_post(root, settings, os.environ), order)
        else:
            code = _send(desk, order, ways, resume=resume)
    raise typer.Exit(code)


@contextmanager
def _desk(root: Path, folder: Path, settings: Settings) -> Iterator[Desk]:
    with open_journal(root) as journal, open_register(root) as register:
        project = cache(lambda: read_project(root, today(), os.environ).value)
        yield Desk(folder, settings, journal, register, dt.datetime.now(dt.UTC), project)


def _send(desk: Desk, order: Order, ways: Ways | None, *, resume: bool) -> int:
    with locked(desk.root / PRIVATE / LOCK, BUSY):
        take_in_leavers(desk.root, desk.register)
        if ways is not None:
            return send_by_listmonk(desk, order, ways, os.environ)
        post = open_post(desk.root, desk.settings, os.environ)
        issue = go_on(desk, post, order) if resume else begin(desk, post, order)
        return FINE if issue is None else run(desk, post, issue)


def _check_flags(ways: Mapping[str, object]) -> None:
    given = [flag for flag, value in ways.items() if value]
    if len(given) > 1:
        raise SamverkaError(f"{' och '.join(given)} går inte ihop.", "Använd en av dem i taget.")


def _parsed_times(
    at: str, expires: str, now: dt.datetime
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """First and last moment; raise `SamverkaError` where they have passed or are none."""
    first = parse_moment("--at", at) if at else None
    last = parse_moment("--expires", expires) if expires else None
    if first is not None and first <= now:
        raise SamverkaError(f"Tiden --at {at} har redan varit.", "Ange en senare tid.")
    if last is not None and last <= (first or now):
        raise SamverkaError(f"Tiden --expires {expires} är för tidig.", "Ange en senare tid.")
    if first is not None and last is None:
        last = first + DAY
    return first, last


def _folder(root: Path, outbox: Path) -> Path:
    """A folder right below outbox/, by its path or its name alone."""
    name = outbox.name
    whole = (root / outbox).resolve()
    if name == str(outbox) and name not in ("", ".."):
        whole = root.resolve() / OUTBOX / name
    if whole.parent != root.resolve() / OUTBOX:
        raise SamverkaError(
            f"{outbox} ligger inte i mappen {OUTBOX}.", f"Skriv till exempel {OUTBOX}/2020-09."
        )
    return root / OUTBOX / whole.name
