"""The command `samverka import`: a file, or a folder of thousands."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.markup import escape

from samverka.cli.executors import cores, hire
from samverka.cli.exits import FAILED, FINE, INTERRUPTED, LOOK
from samverka.cli.folders import folder_below
from samverka.cli.outcomes import print_left_over, print_outcomes, print_receipt_pages
from samverka.cli.printing import out
from samverka.cli.progress import with_progress
from samverka.cli.report import open_report
from samverka.cli.stopping import stopped_by_signals
from samverka.errors import SamverkaError
from samverka.files import printable
from samverka.findings import Severity
from samverka.office import Office, find_office
from samverka.pandoc import Pandoc, find_pandoc
from samverka.settings import Limits, read_settings
from samverka.source.kinds import Kind
from samverka.source.store import Status
from samverka.word.batch import Outcome, Run, import_files
from samverka.word.folders import find_files
from samverka.word.importing import Order

REPORT = Path(".samverka/import.json")
MOST_JOBS = 256
SPARE_SECONDS = 5

IMPORT_HELP = """Gör sidor av Word-filer (.docx .docm .dotx .odt), text och html.

Äldre filer (.doc) går också, om LibreOffice finns på datorn.
Det du har ändrat på en sida skrivs aldrig över. En fil som inte har ändrats hoppas över.
Ctrl-C avbryter: det som är klart ligger kvar, och samma kommando fortsätter där det slutade.

\b
Exempel:
  samverka import inbox
  samverka import "inbox/Nyhetsbrev oktober.docx" --dry-run
  samverka import protokoll.docx --kind meeting
  samverka import arkiv/2015 arkiv/2016 --jobs 4
  samverka import arkiv --scheduler tcp://10.0.0.5:8786
"""


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="FIL|MAPP...", help="Filer eller mappar.")],
    kind: Annotated[
        Kind | None, typer.Option(help="Vad dokumentet är, när det inte känns igen.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="MAPP", help="Mapp under docs/ eller newsletters/.")
    ] = None,
    dry_run: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--dry-run", help="Visa vad som skulle hända, skriv ingenting.")
    ] = False,
    report: Annotated[
        Path, typer.Option(metavar="FIL.json", help="Var rapporten skrivs.")
    ] = REPORT,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="ANTAL", help="Så många filer läses samtidigt. Annars: alla kärnor."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADRESS", help="Läs på ett Dask-kluster, som tcp://10.0.0.5:8786."),
    ] = None,
) -> None:
    """Run `samverka import`."""
    root = Path.cwd()
    settings = read_settings(root)
    _check_report(report)
    _check_jobs(jobs, scheduler)
    folder = folder_below(into, root)
    files = find_files(paths)
    kept = None if dry_run and report == REPORT else report
    outcomes: list[Outcome] = []
    try:
        with (
            open_doors(settings.limits) as (pandoc, office),
            hire(len(files), jobs or cores(), scheduler, settings.limits) as crew,
            open_report(kept) as tell,
            stopped_by_signals() as stopped,
        ):
            order = Order(settings, pandoc, kind, folder, office)
            run = Run(root, order, dry_run, crew, stopped)
            for outcome in with_progress(files, import_files(files, run)):
                tell(outcome)
                outcomes.append(outcome)
    finally:
        if outcomes:
            _print_all(outcomes, kept)
    if len(outcomes) < len(files):
        print_left_over(len(outcomes), len(files))
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(_exit_code(outcomes))


@contextmanager
def open_doors(limits: Limits) -> Iterator[tuple[Pandoc, Office | None]]:
    """The programs that help reading; LibreOffice ends by itself before its reader is ended."""
    with TemporaryDirectory(prefix="samverka-", ignore_cleanup_errors=True) as profiles:
        office = find_office(max(1, limits.seconds - SPARE_SECONDS), Path(profiles))
        yield find_pandoc(limits.seconds), office


def _check_report(report: Path) -> None:
    if report.suffix != ".json" or report.is_dir():
        raise SamverkaError(f"Rapporten {report} ska vara en fil som slutar på .json.")


def _check_jobs(jobs: int | None, scheduler: str | None) -> None:
    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        said = f"--jobs {jobs} går inte att använda."
        raise SamverkaError(said, f"Ange ett tal från 1 till {MOST_JOBS}, eller utelämna --jobs.")
    if jobs is not None and scheduler is not None:
        said = "--jobs gäller den här datorn och --scheduler ett kluster."
        raise SamverkaError(said, "Välj ett av dem.")


def _print_all(outcomes: Sequence[Outcome], report: Path | None) -> None:
    print_outcomes(outcomes)
    print_receipt_pages(outcomes)
    if report is not None:
        out.print(f"Rapporten finns i {escape(printable(str(report)))}.")


def _exit_code(outcomes: Iterable[Outcome]) -> int:
    """The worst that happened."""
    return max((_weight(outcome) for outcome in outcomes), default=FINE)


def _weight(outcome: Outcome) -> int:
    if outcome.status is Status.REFUSED:
        return FAILED
    has_error = any(finding.severity is Severity.ERROR for finding in outcome.findings)
    return LOOK if has_error or outcome.status is Status.EDITED else FINE
