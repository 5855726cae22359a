"""The commands `samverka subscribers` for many at once: import, export and list."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track
from rich.table import Table

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import err, escape, out, print_findings
from samverka.cli.subscribers import REASONS, project, said_choice, terms_of
from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted, Place, Severity
from samverka.mail.subscribers.lists import left_out, list_bytes, open_list
from samverka.mail.subscribers.register import Register, open_register
from samverka.mail.subscribers.signing_up import Terms, read_signups
from samverka.mail.subscribers.subscriber import Outcome, Signup
from samverka.settings import FILE, Settings, read_settings
from samverka.spreadsheet import Row
from samverka.swedish.numbers import format_number
from samverka.website.clock import today

MOST_SHOWN = 200
"""Findings: more than that nobody reads at a terminal."""

IMPORT_HELP = """Lägg till prenumeranter från en lista i Excel, sparad som CSV.

Första raden säger vad kolumnerna är: e-post, målgrupp, samtycke och källa. Är samtycket
detsamma för alla på listan kan du skriva --consent och --source i stället. Inget importeras
om någon rad är fel. Den som har slutat läggs inte till igen.

\b
Exempel:
  samverka subscribers import lista.csv --dry-run
  samverka subscribers import lista.csv
  samverka subscribers import lista.csv --consent 2026-03-01 --source "Lista på mötet"
"""
EXPORT_HELP = """Spara alla prenumeranter som en CSV-fil som Excel öppnar.

Spara utanför projektets mapp, så att listan aldrig kommer med på webbplatsen eller i Git.
De som har slutat kommer inte med.

\b
Exempel:
  samverka subscribers export ..\\prenumeranter.csv
"""
LIST_HELP = """Visa hur många som får brev, för varje målgrupp, och hur många som är spärrade.

\b
Exempel:
  samverka subscribers list
  samverka subscribers list --addresses
"""


def counted(count: int) -> str:
    """With spaces between thousands."""
    return format_number(Decimal(count))


def import_(
    file: Annotated[Path, typer.Argument(metavar="FIL.csv", help="Listan.", show_default=False)],
    consent: Annotated[
        str, typer.Option(metavar="DAG", help="Dagen för samtycket, där listan inte säger det.")
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="Var de sa ja, där listan inte säger det.")
    ] = "",
    dry_run: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--dry-run", help="Visa vad som skulle hända, spara ingenting.")
    ] = False,
    skip_faulty: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--skip-faulty", help="Importera de rader som är rätt.")
    ] = False,
) -> None:
    """Run `samverka subscribers import`."""
    root = Path.cwd()
    read = _read(file, terms_of(read_settings(root), consent, source))
    _print_findings(read.findings)
    faulty = {one.place for one in read.findings if one.severity is Severity.ERROR}
    if faulty and (not skip_faulty or not read.value):
        out.print(f"Inget är importerat. Rader att rätta: {counted(len(faulty))}.")
        if read.value:
            out.print("Rätta och kör igen, eller importera de andra med --skip-faulty.")
        raise typer.Exit(LOOK)
    with open_register(root) as register:
        work = register.would_add if dry_run else register.add
        outcomes = work(read.value, today())
    _print_outcomes(outcomes, file, is_dry=dry_run)
    raise typer.Exit(LOOK if faulty else FINE)


def _read(file: Path, terms: Terms) -> Noted[tuple[Signup, ...]]:
    opened = open_list(file)
    if opened.value is None:
        return Noted((), opened.findings)
    read = read_signups(opened.value, terms, _watched)
    return Noted(read.value, (*opened.findings, *read.findings))


def _watched(rows: Sequence[Row]) -> Iterable[Row]:
    """A bar while one waits at a terminal."""
    return track(rows, "Läser listan", console=err, transient=True, disable=not err.is_terminal)


def _print_findings(findings: Sequence[Finding]) -> None:
    """Faults first, those that are mended alike together."""
    ordered = sorted(
        findings,
        key=lambda one: (
            one.severity is not Severity.ERROR,
            one.code,
            one.hint,
            one.place.line or 0,
        ),
    )
    print_findings(ordered[:MOST_SHOWN])
    if (more := len(ordered) - MOST_SHOWN) > 0:
        out.print(f"  och {counted(more)} till.")


def _print_outcomes(outcomes: Counter[Outcome], file: Path, *, is_dry: bool) -> None:
    if outcomes[Outcome.SUPPRESSED]:
        print_findings([left_out(file.as_posix(), outcomes[Outcome.SUPPRESSED])])
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right")
    table.add_column()
    for outcome in Outcome:
        if outcomes[outcome] or outcome is Outcome.NEW:
            table.add_row(counted(outcomes[outcome]), outcome.value)
    out.print(table)
    if is_dry:
        out.print("Inget är sparat. Kör utan --dry-run för att importera.")


def export(
    file: Annotated[Path, typer.Argument(metavar="FIL.csv", help="Ny fil.", show_default=False)],
) -> None:
    """Run `samverka subscribers export`."""
    root = project()
    if file.resolve().is_relative_to(root.resolve()):
        raise SamverkaError(
            "Listan får inte ligga i projektets mapp: där kan den komma med på webbplatsen.",
            "Spara den någon annanstans, till exempel bland dina dokument.",
        )
    with open_register(root) as register:
        subscribers = register.subscribers()
    _write_private(file, list_bytes(subscribers))
    out.print(f"Sparade {counted(len(subscribers))} prenumeranter i {escape(str(file))}.")
    out.print("Ta bort filen när du är klar med den.")


def _write_private(file: Path, content: bytes) -> None:
    """A new file, on systems that know it for its owner only."""
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(content)
    except FileExistsError:
        raise SamverkaError(f"{file} finns redan.", "Välj ett annat namn.") from None
    except OSError:
        file.unlink(missing_ok=True)
        raise


def list_(
    addresses: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--addresses", help="Visa också adresserna.")
    ] = False,
) -> None:
    """Run `samverka subscribers list`."""
    root = Path.cwd()
    settings = read_settings(root)
    with open_register(root) as register:
        _print_counts(register, settings)
        unknown = tuple(_unknown_audiences(register, settings))
        if addresses:
            signups = sorted((one.signup for one in register.subscribers()), key=_by_address)
            for signup in signups:
                out.print(f"{escape(signup.address)}  {escape(said_choice(signup))}")
    print_findings(unknown)
    raise typer.Exit(LOOK if unknown else FINE)


def _by_address(signup: Signup) -> str:
    return signup.address


def _print_counts(register: Register, settings: Settings) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Brev till", overflow="fold")
    table.add_column("Mottagare", justify="right")
    table.add_row("alla", counted(len(register.recipients())))
    for audience in settings.audiences:
        table.add_row(escape(audience.name), counted(len(register.recipients(audience.name))))
    out.print(table)
    reasons = Counter(one.reason for one in register.suppressed().values())
    for reason, count in sorted(reasons.items()):
        out.print(f"Spärrade, {REASONS[reason]}: {counted(count)}")


def _unknown_audiences(register: Register, settings: Settings) -> Iterable[Finding]:
    known = {audience.name for audience in settings.audiences}
    chosen = Counter(name for one in register.subscribers() for name in one.signup.audiences)
    for name in sorted(chosen.keys() - known):
        said = f"{chosen[name]} prenumeranter har valt målgruppen {name}, som inte finns"
        hint = "Lägg till målgruppen under audiences, eller ge den dess gamla namn."
        yield Finding(Place(FILE), "PRE04", Severity.ERROR, said, hint)
