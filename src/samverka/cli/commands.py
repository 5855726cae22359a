"""The command `samverka`: arguments, printing and exit codes; the only room that prints.

Exit codes: 0 fine, 1 something an editor must look at, 2 wrong use, refused or failed.
"""

import gettext
import os
import re
import sys
import time
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.markup import escape

from samverka.cli.exits import FAILED, FINE, INTERRUPTED, LOOK
from samverka.cli.feeds import FEEDS_HELP, feeds
from samverka.cli.importing import IMPORT_HELP, import_
from samverka.cli.printing import err, out, print_findings, print_problem
from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.website.building import build_site, serve_site

WrongUse = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What the library raises for any command line it cannot read."""

LAST_PORT = 65535

TRANSLATIONS = Path(__file__).parent.parent / "translations"
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


app.command("import", help=IMPORT_HELP, options_metavar="[FLAGGOR]")(import_)


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


app.command(help=FEEDS_HELP, options_metavar="[FLAGGOR]")(feeds)


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
