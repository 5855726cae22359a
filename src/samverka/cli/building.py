"""The commands `samverka build` and `samverka serve`."""

import os
import re
import time
from pathlib import Path
from typing import Annotated

import typer

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import err, out, print_findings
from samverka.errors import SamverkaError
from samverka.findings import Severity
from samverka.website.building import build_site, serve_site

LAST_PORT = 65535

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
