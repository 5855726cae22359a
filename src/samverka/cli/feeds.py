"""The command `samverka feeds`: other sites' news fetched, for the next build."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typer
from rich.markup import escape as without_markup
from rich.progress import track
from rich.table import Table

from samverka.cli.exits import FAILED, FINE, LOOK
from samverka.cli.printing import err, escape, out, print_findings
from samverka.feeds.fetching import open_client
from samverka.feeds.gathering import Errand, FeedStatus, Gathered, gather
from samverka.settings import Feed, read_settings

FEEDS_HELP = """Hämta nyheter från parternas webbplatser (RSS, Atom och JSON Feed).

Källorna står under feeds i mkdocs.yml. Det som hämtas visas på sidan Från våra parter
nästa gång webbplatsen byggs. Går en källa inte att nå visas det som hämtades sist.

\b
Exempel:
  samverka feeds
  samverka feeds && samverka build
"""
NO_FEEDS = """Inga källor står i mkdocs.yml. Så här lägger du till en, under samverka:
      feeds:
        - name: Exempelkommunen
          url: https://www.example.org/nyheter/rss"""
STYLES = {FeedStatus.NEW: "green", FeedStatus.FAILED: "red"}


def feeds() -> None:
    """Run `samverka feeds`."""
    root = Path.cwd()
    wanted = read_settings(root).feeds
    if not wanted:
        out.print(without_markup(NO_FEEDS))
        raise typer.Exit(FINE)
    raise typer.Exit(fetch_all(root, wanted))


def fetch_all(root: Path, wanted: Sequence[Feed]) -> int:
    """Fetch them, say what came of each, and give the exit code."""
    gathered: list[Gathered] = []
    try:
        with open_client() as client:
            errand = Errand(root, client, dt.datetime.now(dt.UTC))
            gathered.extend(_shown(gather(wanted, errand), len(wanted)))
    finally:
        if gathered:
            _print(gathered)
    return _exit_code(gathered)


def _shown(gathered: Iterable[Gathered], total: int) -> Iterator[Gathered]:
    """A bar while one waits at a terminal."""
    return iter(
        track(
            gathered,
            "Hämtar nyheter",
            total=total,
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
    )


def _print(gathered: Sequence[Gathered]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Källa", overflow="fold", max_width=44)
    table.add_column("Resultat", no_wrap=True)
    for heading in ("Nya", "I flödet"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in gathered:
        status = f"[{STYLES.get(one.status, 'default')}]{one.status}[/]"
        table.add_row(escape(one.feed.name), status, str(one.new), str(one.current))
    out.print(table)
    findings = [finding for one in gathered for finding in one.findings]
    if findings:
        out.print("\nAtt se över:")
        print_findings(findings)
    if any(one.new for one in gathered):
        out.print("\nVisa nyheterna på webbplatsen: samverka build")


def _exit_code(gathered: Sequence[Gathered]) -> int:
    failed = sum(one.status is FeedStatus.FAILED for one in gathered)
    if failed == len(gathered):
        return FAILED
    return LOOK if failed else FINE
