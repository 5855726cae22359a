"""The command `samverka`: arguments, printing and exit codes; the only room that prints.

Exit codes: 0 fine, 1 something an editor must look at, 2 wrong use, refused or failed.
"""

import gettext
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import cast

import typer
from rich.markup import escape

from samverka.cli.exits import FAILED, FINE, INTERRUPTED
from samverka.cli.on_demand import OnDemand
from samverka.cli.printing import err, print_problem
from samverka.errors import SamverkaError

WrongUse = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What the library raises for any command line it cannot read."""

TRANSLATIONS = Path(__file__).parent.parent / "translations"

app = typer.Typer(
    cls=OnDemand,
    add_completion=False,
    rich_markup_mode=None,
    options_metavar="[FLAGGOR]",
    subcommand_metavar="KOMMANDO ...",
    help="Samverka: Word-filer blir sidor, sidor blir en webbplats.",
)


@app.callback()
def _everything() -> None:
    """The commands themselves are found by `OnDemand`."""


def _speak_swedish() -> None:
    """Also what the libraries say, through their gettext, in UTF-8 on every console."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain("messages", TRANSLATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
        err.print("Avbrutet.")
        sys.exit(INTERRUPTED)
