"""How a sending is shown: while it goes on, and what came of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.table import Table

from samverka.cli.bar import bar
from samverka.cli.exits import FAILED, FINE, INTERRUPTED, LOOK
from samverka.cli.printing import err, escape, out, print_problem
from samverka.errors import SamverkaError
from samverka.mail.sending.journal import IN_DOUBT, Journal, State
from samverka.mail.sending.sender import End, Ending
from samverka.mail.sending.standing import Standing, why
from samverka.mail.sending.summary import parts_of, say_moment

LISTED = 20
"""Addresses that are shown unasked."""


def _say_rate(letters: float) -> str:
    """As 600 brev/min."""
    return f"{60 * letters:.0f} brev/min"


@contextmanager
def sending_bar(total: int) -> Iterator[Callable[[State], None]]:
    """A bar while one waits at a terminal; told of each letter as it is done with."""
    with bar(_say_rate, hidden=not err.is_terminal) as progress:
        task = progress.add_task("Skickar", total=total)

        def seen(state: State) -> None:
            if state is not State.WAITING:
                progress.advance(task)

        yield seen


def print_standing(standing: Standing) -> None:
    """How many in each state, and why some were refused."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Resultat", no_wrap=True)
    table.add_column("Antal", justify="right", no_wrap=True)
    for part in parts_of(standing):
        if part.count:
            table.add_row(part.label, str(part.count))
    table.add_row("[bold]Alla[/]", f"[bold]{standing.total}[/]")
    out.print(table)
    if standing.failures:
        out.print("\nGick inte fram:")
    for one in standing.failures:
        out.print(f"  {one.count} st: {one.why} (mejlserverns kod {one.code})")


def print_doubtful(
    journal: Journal, standing: Standing, command: str, *, every: bool = False
) -> None:
    """Those who may have got the letter, and how to say whether they did."""
    doubtful = tuple(journal.deliveries(standing.issue.name, *IN_DOUBT))
    if not doubtful:
        return
    out.print(
        "\n[yellow]Osäkra:[/] förbindelsen bröts innan mejlservern hade svarat. "
        "De här kan ha fått brevet:"
    )
    shown = doubtful if every else doubtful[:LISTED]
    for one in shown:
        out.print(f"  {escape(one.address)}  {escape(one.message_id)}")
    if len(shown) < len(doubtful):
        out.print(f"  och {len(doubtful) - len(shown)} till, som visas med:")
        out.print(f"  {command} --status --addresses")
    out.print("Fråga den som sköter mejlservern om breven kom fram. Skriv sedan:")
    out.print(f"  {command} --resume --in-doubt sent    om de kom fram")
    out.print(f"  {command} --resume --in-doubt again   om de inte kom fram: de skickas igen")


def print_addresses(journal: Journal, standing: Standing) -> None:
    """Everyone who was refused, with the server's own words."""
    failed = tuple(journal.deliveries(standing.issue.name, State.FAILED))
    if failed:
        out.print("\nAdresser som inte gick:")
        for one in failed:
            out.print(f"  {escape(one.address)}  {why(one)} ({one.code} {escape(one.words)})")


def print_ending(ending: Ending, standing: Standing, command: str) -> None:
    """Why it stopped, and how to go on."""
    match ending.end:
        case End.STOPPED:
            err.print(f"Avbrutet. {standing.remaining} brev återstår.")
        case End.EXPIRED:
            when = standing.issue.expires
            said = f" {say_moment(when)}" if when else ""
            err.print(
                f"[red]Tiden för utskicket har gått ut{said}.[/] "
                f"{standing.counts[State.WAITING]} har inte fått brevet."
            )
            err.print("Ska de få det ändå? Ange en ny tid:")
            err.print(f'  {command} --resume --expires "ÅÅÅÅ-MM-DD TT:MM"')
        case End.TROUBLE:
            err.print("[red]Utskicket stannade:[/]")
            print_problem(SamverkaError(ending.what, ending.do), err)
        case End.DONE:
            pass
    if standing.counts[State.WAITING] and ending.end is not End.EXPIRED:
        err.print(f"Fortsätt där det slutade: {command} --resume")


def exit_code(ending: Ending, standing: Standing, *, sent_now: int) -> int:
    """0 all done, 1 some are to be looked at, 2 none could be sent, 130 interrupted."""
    if ending.end is End.STOPPED:
        return INTERRUPTED
    if ending.end is not End.DONE and not sent_now:
        return FAILED
    return LOOK if standing.remaining or standing.counts[State.FAILED] else FINE
