"""The command `samverka`: arguments, printing and exit codes; the only room that prints.

Exit codes: 0 fine, 1 something an editor must look at, 2 wrong use, refused or failed.
"""

import gettext
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated, cast

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from samverka.cli.printing import err, out, print_findings, print_outcomes, print_problem
from samverka.cli.report import outcome_as_json
from samverka.errors import SamverkaError
from samverka.files import write_bytes
from samverka.findings import Severity
from samverka.office import find_office
from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.source.kinds import FOLDERS, Kind
from samverka.source.store import Status
from samverka.website.building import build_site, serve_site
from samverka.word.batch import Outcome, Run, find_files, import_files
from samverka.word.importing import Order

WrongUse = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What the library raises for any command line it cannot read."""

FINE, LOOK, FAILED, INTERRUPTED = 0, 1, 2, 130
LAST_PORT = 65535
REPORT = Path(".samverka/import.json")

TRANSLATIONS = Path(__file__).parent.parent / "translations"
IMPORT_HELP = """Gör sidor av Word-filer (.docx .docm .dotx .odt), text och html.

Äldre filer (.doc) går också, om LibreOffice finns på datorn.

En sida som du har ändrat skrivs aldrig över. En fil som inte har ändrats hoppas över.

\b
Exempel:
  samverka import inbox
  samverka import "inbox/Nyhetsbrev oktober.docx" --dry-run
  samverka import protokoll.docx --kind meeting
"""
BUILD_HELP = """Bygg webbplatsen i mappen site.

\b
Exempel:
  samverka build
  samverka build --strict --clean
"""
SERVE_HELP = """Visa webbplatsen medan du skriver; sidan laddas om när du sparar.

\b
Exempel:
  samverka serve
  samverka serve --address 127.0.0.1:8080
"""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    help="Samverka: Word-filer blir sidor, sidor blir en webbplats.",
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to, for the exit code."""

    outcomes: tuple[Outcome, ...]

    @property
    def exit_code(self) -> int:
        """The worst that happened."""
        if any(one.status is Status.REFUSED for one in self.outcomes):
            return FAILED
        findings = [finding for one in self.outcomes for finding in one.findings]
        edited = any(one.status is Status.EDITED for one in self.outcomes)
        return LOOK if edited or any(f.severity is Severity.ERROR for f in findings) else FINE


@app.command("import", help=IMPORT_HELP, options_metavar="[FLAGGOR]")
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
) -> None:
    """Run `samverka import`."""
    root = Path.cwd()
    settings = read_settings(root)
    _check_report(report)
    files = find_files(paths)
    seconds = settings.limits.seconds
    with TemporaryDirectory(prefix="samverka-", ignore_cleanup_errors=True) as profiles:
        office = find_office(seconds, Path(profiles))
        order = Order(settings, find_pandoc(seconds), kind, _folder(into, root), office)
        summary = Summary(tuple(_with_progress(files, Run(root, order, dry_run))))
    print_outcomes(summary.outcomes)
    if not dry_run or report != REPORT:
        REPORT.parent.mkdir(mode=0o700, exist_ok=True)
        text = json.dumps(
            [outcome_as_json(one) for one in summary.outcomes], ensure_ascii=False, indent=2
        )
        write_bytes(report, f"{text}\n".encode())
        out.print(f"Rapporten finns i {report}.")
    raise typer.Exit(summary.exit_code)


@app.command(help=BUILD_HELP, options_metavar="[FLAGGOR]")
def build(
    strict: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--strict", help="Räkna varningar som fel.")
    ] = False,
    clean: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--clean", help="Ta bort den gamla webbplatsen först.")
    ] = False,
) -> None:
    """Run `samverka build`."""
    started = time.monotonic()
    with err.status("Bygger webbplatsen"):
        result = build_site(Path.cwd(), strict=strict, clean=clean)
    if result.findings:
        out.print("Att se över på sidorna:")
        print_findings(result.findings)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    folder = os.path.relpath(result.folder)
    out.print(f"Webbplatsen har {result.pages} sidor och ligger i {folder} ({seconds} s).")
    errors = any(finding.severity is Severity.ERROR for finding in result.findings)
    raise typer.Exit(LOOK if errors else FINE)


@app.command(help=SERVE_HELP, options_metavar="[FLAGGOR]")
def serve(
    address: Annotated[
        str, typer.Option(metavar="VÄRD:PORT", help="Var förhandsvisningen visas.")
    ] = "127.0.0.1:8000",
) -> None:
    """Run `samverka serve`."""
    if not re.fullmatch(r"[\w.-]+:[1-9]\d{0,4}", address) or int(address.split(":")[1]) > LAST_PORT:
        said = f"Adressen {address!r} går inte att använda."
        raise SamverkaError(said, "Skriv värd och port, till exempel 127.0.0.1:8080.")
    out.print(f"Förhandsvisning på http://{address}/. Avsluta med Ctrl+C.")
    serve_site(Path.cwd(), address, tell=lambda finding: print_findings([finding]))


def _check_report(report: Path) -> None:
    if report.suffix != ".json" or report.is_dir():
        raise SamverkaError(f"Rapporten {report} ska vara en fil som slutar på .json.")


def _folder(into: str | None, root: Path) -> PurePosixPath | None:
    if into is None:
        return None
    folder = PurePosixPath(into.replace("\\", "/"))
    tops = (FOLDERS[Kind.PAGE], FOLDERS[Kind.NEWSLETTER])
    is_plain = all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", part) for part in folder.parts)
    is_inside = (root / folder).resolve() == root.resolve() / folder
    if not is_plain or not is_inside or not any(folder.is_relative_to(top) for top in tops):
        said = f"Mappen {into!r} ligger inte under docs/ eller newsletters/."
        hint = "Ange till exempel --into docs/om. Namn har bara a-z, siffror och bindestreck."
        raise SamverkaError(said, hint)
    return folder


def _with_progress(files: Sequence[Path], run: Run) -> list[Outcome]:
    columns = (
        TextColumn("Läser {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    outcomes = []
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("filer", total=len(files))
        for outcome in import_files(files, run):
            outcomes.append(outcome)
            progress.update(task, advance=1, description=escape(outcome.file.name))
    return outcomes


def _speak_swedish() -> None:
    """Also what the libraries say, through their gettext, in UTF-8 on every console."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("messages", TRANSLATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _in_swedish(fault: typer.BadParameter) -> str:
    """The library's own words are English, and not to be translated by gettext."""
    param = getattr(fault, "param", None)
    hint = param.get_error_hint() if param is not None else ""
    match type(fault).__name__:
        case "MissingParameter":
            return f"det saknas {hint}"
        case "NoSuchOption":
            return f"flaggan {getattr(fault, 'option_name', '')} finns inte"
        case "BadParameter":
            return f"värdet för {hint} duger inte"
        case _:
            return fault.format_message().split(" Did you mean")[0]


def main() -> None:
    """Run the command line; every error the user can mend is told here, without a traceback."""
    _speak_swedish()
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False) or FINE)
    except WrongUse as fault:
        err.print(f"[red]Kommandot gick inte att förstå:[/] {escape(_in_swedish(fault))}")
        name = fault.ctx.command_path if fault.ctx else "samverka"
        err.print(f"Skriv {name} --help för hjälp.")
        sys.exit(FAILED)
    except SamverkaError as problem:
        err.print("[red]Det gick inte:[/]")
        print_problem(problem, err)
        sys.exit(FAILED)
    except OSError as fault:
        said = f"Det gick inte att läsa eller skriva {fault.filename}: {fault.strerror}"
        err.print(escape(said))
        sys.exit(FAILED)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(INTERRUPTED)
