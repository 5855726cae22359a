"""How an import is shown: a short table, then what was found in each file."""

from collections import Counter
from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table

from samverka.cli.printing import err, escape, out, print_findings, print_problem
from samverka.source.kinds import Kind, kind_of
from samverka.source.store import Status
from samverka.word.batch import RECEIPTS, Outcome
from samverka.word.receipt.accounts import Receipt
from samverka.word.receipt.saying import many, say_accounted, say_share

KINDS = {
    Kind.NEWSLETTER: "nyhetsbrev",
    Kind.MEETING: "möte",
    Kind.REVIEW: "kunskapsöversikt",
    Kind.TRAINING: "utbildning",
    Kind.INDICATOR: "indikator",
    Kind.PAGE: "sida",
}
MANY = 20
"""Rows; more are also summed up."""

STYLES = {Status.REFUSED: "red", Status.EDITED: "yellow", Status.MERGED: "yellow"}


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """A row per file, then what was found in each, and the sum where they are many."""
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
    if len(outcomes) > MANY:
        counts = Counter(one.status for one in outcomes)
        said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
        out.print(f"\n{len(outcomes)} filer: {said}.")


def print_left_over(done: int, total: int) -> None:
    """For a run that was interrupted: what remains, and how to go on."""
    err.print(f"Avbrutet. {done} av {total} filer är klara, {total - done} återstår.")
    err.print("Kör samma kommando igen: det fortsätter där det slutade.")


def _row(outcome: Outcome) -> tuple[str, ...]:
    status = f"[{STYLES.get(outcome.status, 'default')}]{outcome.status}[/]"
    words = str(outcome.receipt.words) if outcome.receipt else ""
    findings = str(len(outcome.findings)) if outcome.receipt else ""
    return (escape(outcome.file.name), _kind_word(outcome), status, words, findings)


def _kind_word(outcome: Outcome) -> str:
    if outcome.path is None:
        return ""
    return KINDS[kind_of(outcome.path)]


def _print_details(outcome: Outcome) -> None:
    if outcome.problem is not None:
        out.print(f"\n[red]Stoppad:[/] {escape(str(outcome.file))}")
        print_problem(outcome.problem)
        return
    if outcome.status is Status.EDITED:
        out.print(f"\n[yellow]Lämnad:[/] {outcome.path}")
        out.print("  Sidan är inte rörd. Det nya i Word-filen kommer med när du har rättat")
        out.print("  det som står nedan och importerar igen.")
    if outcome.status is Status.MERGED:
        out.print(f"\n[yellow]Sammanfogad:[/] {outcome.path}")
        out.print("  Både sidan och Word-filen var ändrade. Sidan har nu det nya från båda.")
    if outcome.receipt is not None:
        out.print(f"\n[bold]{outcome.path}[/]")
        _print_receipt(outcome.receipt)
        print_findings(outcome.findings)


def _print_receipt(receipt: Receipt) -> None:
    """One line, and why words were left out; the report in JSON has every one of them."""
    style = "red" if receipt.losses or receipt.additions else "default"
    out.print(f"  [{style}]{say_accounted(receipt)}[/]")
    if not receipt.left_out:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 2), show_header=False)
    table.add_column(no_wrap=True)
    for _ in ("antal", "andel"):
        table.add_column(justify="right", no_wrap=True)
    for left in receipt.left_out:
        table.add_row(left.reason, many(left.count), say_share(left.count, receipt.words))
    out.print(Padding(table, (0, 0, 0, 2), expand=False))


def print_receipt_pages(outcomes: Sequence[Outcome]) -> None:
    """Where the receipts can be read."""
    pages = [one.receipt_page for one in outcomes if one.receipt_page is not None]
    if len(pages) == 1:
        out.print(f"Kvittot finns i {pages[0]}.")
    elif pages:
        out.print(f"Kvittona, ett per sida, finns i {RECEIPTS}.")
