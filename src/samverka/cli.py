"""The command `samverka`: arguments, printing and exit codes; the only room that prints.

Exit codes: 0 fine, 1 something an editor must look at, 2 wrong use, refused or failed.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from samverka.errors import SamverkaError
from samverka.findings import Finding, Severity
from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.source.kinds import FOLDERS, Kind
from samverka.source.store import Status, write_bytes
from samverka.website.building import build_site, serve_site
from samverka.word.batch import Outcome, Run, find_files, import_files
from samverka.word.importing import Order
from samverka.word.receipt import Receipt

FINE, LOOK, FAILED, INTERRUPTED = 0, 1, 2, 130
REPORT = Path(".samverka/import.json")
KINDS = {
    Kind.NEWSLETTER: "nyhetsbrev",
    Kind.MEETING: "möte",
    Kind.REVIEW: "kunskapsöversikt",
    Kind.TRAINING: "utbildning",
    Kind.PAGE: "sida",
}
STYLES = {Status.REFUSED: "red", Status.EDITED: "yellow"}

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Samverka: Word-filer blir sidor, sidor blir en webbplats.",
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


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


@app.command("import")
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
    r"""Gör sidor av Word-filer (.docx .docm .dotx .odt), text och html.

    \b
    Exempel:
      samverka import inbox
      samverka import "inbox/Nyhetsbrev oktober.docx" --dry-run
      samverka import protokoll.docx --kind meeting
    """
    root = Path.cwd()
    settings = read_settings(root)
    order = Order(settings, find_pandoc(settings.limits.seconds), kind, _folder(into))
    files = find_files(paths)
    summary = Summary(tuple(_with_progress(files, Run(root, order, dry_run))))
    _print_outcomes(summary.outcomes)
    if not dry_run or report != REPORT:
        text = json.dumps([_as_json(one) for one in summary.outcomes], ensure_ascii=False, indent=2)
        write_bytes(report, f"{text}\n".encode())
        out.print(f"Rapporten finns i {report}.")
    raise typer.Exit(summary.exit_code)


@app.command()
def build(
    strict: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--strict", help="Räkna varningar som fel.")
    ] = False,
    clean: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--clean", help="Ta bort den gamla webbplatsen först.")
    ] = False,
) -> None:
    r"""Bygg webbplatsen i mappen site.

    \b
    Exempel:
      samverka build
      samverka build --strict --clean
    """
    started = time.monotonic()
    with err.status("Bygger webbplatsen"):
        result = build_site(Path.cwd(), strict=strict, clean=clean)
    if result.findings:
        out.print("Att se över på sidorna:")
        _print_findings(result.findings)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    folder = os.path.relpath(result.folder)
    out.print(f"Webbplatsen har {result.pages} sidor och ligger i {folder} ({seconds} s).")
    errors = any(finding.severity is Severity.ERROR for finding in result.findings)
    raise typer.Exit(LOOK if errors else FINE)


@app.command()
def serve(
    address: Annotated[
        str, typer.Option(metavar="VÄRD:PORT", help="Var förhandsvisningen visas.")
    ] = "127.0.0.1:8000",
) -> None:
    r"""Visa webbplatsen medan du skriver; sidan laddas om när du sparar.

    \b
    Exempel:
      samverka serve
      samverka serve --address 127.0.0.1:8080
    """
    out.print(f"Förhandsvisning på http://{address}/. Avsluta med Ctrl+C.")
    serve_site(Path.cwd(), address, tell=lambda finding: _print_findings([finding]))


def _folder(into: str | None) -> PurePosixPath | None:
    if into is None:
        return None
    folder = PurePosixPath(into.replace("\\", "/"))
    tops = (FOLDERS[Kind.PAGE], FOLDERS[Kind.NEWSLETTER])
    if ".." in folder.parts or not any(folder.is_relative_to(top) for top in tops):
        said = f"Mappen {into} ligger inte under docs/ eller newsletters/."
        raise SamverkaError(said, "Ange till exempel --into docs/om.")
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


def _print_outcomes(outcomes: Sequence[Outcome]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Fil", overflow="fold", max_width=44)
    for heading in ("Blev", "Resultat"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Ord", "Se över"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in outcomes:
        table.add_row(*_row(one))
    out.print(table)
    for one in outcomes:
        _print_details(one)


def _row(outcome: Outcome) -> tuple[str, ...]:
    status = f"[{STYLES.get(outcome.status, 'default')}]{outcome.status}[/]"
    words = str(outcome.receipt.words) if outcome.receipt else ""
    findings = str(len(outcome.findings)) if outcome.receipt else ""
    return (escape(outcome.file.name), _kind_word(outcome), status, words, findings)


def _kind_word(outcome: Outcome) -> str:
    if outcome.path is None:
        return ""
    found = [kind for kind, folder in FOLDERS.items() if outcome.path.is_relative_to(folder)]
    return KINDS[found[0]]


def _print_details(outcome: Outcome) -> None:
    if outcome.problem is not None:
        out.print(f"\n[red]Stoppad:[/] {escape(str(outcome.file))}")
        _print_problem(outcome.problem)
        return
    if outcome.status is Status.EDITED:
        out.print(f"\n[yellow]Lämnad:[/] {outcome.path}")
        out.print("  Både sidan och Word-filen har ändrats sedan sist. Ingen av dem är rörd.")
        out.print("  För in ändringen för hand, eller flytta undan sidan och importera igen.")
    if outcome.receipt is not None:
        out.print(f"\n[bold]{outcome.path}[/]")
        _print_left_out(outcome.receipt)
        _print_findings(outcome.findings)


def _print_left_out(receipt: Receipt) -> None:
    """Which words stand elsewhere than in the text; the report in JSON has every one of them."""
    fields = [left for left in receipt.left_out if left.became]
    if fields:
        keys = dict.fromkeys(left.reason.removeprefix("blev ") for left in fields)
        count = sum(left.count for left in fields)
        out.print(f"  {count} ord ur texten står nu överst på sidan: {', '.join(keys)}")
    for left in receipt.left_out:
        if not left.became:
            said = f"{left.count} ord togs inte med, {left.reason}: {_short(left.words)}"
            out.print(f"  {escape(said)}")


def _short(text: str, most: int = 50) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _print_findings(findings: Sequence[Finding]) -> None:
    """Findings of one sort together, what to do about them said once."""
    for _, same in groupby(findings, key=lambda finding: (finding.code, finding.hint)):
        group = list(same)
        for finding in group:
            style = "red" if finding.severity is Severity.ERROR else "yellow"
            place = escape(str(finding.place))
            out.print(f"  {place} [{style}]{finding.severity}[/] {escape(finding.message)}")
        if group[0].hint:
            out.print(f"    {escape(group[0].hint)} ({group[0].code})")


def _print_problem(problem: SamverkaError) -> None:
    for text in filter(None, (problem.what, problem.do)):
        for line in text.splitlines():
            out.print(f"  {escape(line)}")


def _as_json(outcome: Outcome) -> dict[str, Any]:
    made: dict[str, Any] = {"file": str(outcome.file), "status": outcome.status.value}
    if outcome.path is not None:
        made["path"] = str(outcome.path)
    if outcome.problem is not None:
        made["problem"] = {"what": outcome.problem.what, "do": outcome.problem.do}
    if outcome.receipt is not None:
        made["receipt"] = {
            "words": outcome.receipt.words,
            "kept": outcome.receipt.kept,
            "left_out": [
                {"reason": one.reason, "count": one.count, "words": one.words}
                for one in outcome.receipt.left_out
            ],
            "missing": list(outcome.receipt.missing),
        }
    made["findings"] = [_finding_as_json(finding) for finding in outcome.findings]
    return made


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }


def main() -> None:
    """Run the command line; every error the user can mend is told here, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except SamverkaError as problem:
        err.print("[red]Det gick inte:[/]")
        for text in filter(None, (problem.what, problem.do)):
            err.print(escape(text))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
