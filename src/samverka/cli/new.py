"""The command `samverka new`: a page, a letter or a training begun from its pattern."""

from pathlib import Path
from typing import Annotated, Final

import typer

from samverka.cli.folders import folder_below
from samverka.cli.printing import escape, out
from samverka.settings import read_settings
from samverka.source.beginning import Wish, begin_document, write_beginning
from samverka.source.kinds import Kind
from samverka.website.clock import today

NEW_HELP = """Börja på en ny sida, med ett exempel att skriva över.

Slagen är page (sida), newsletter (nyhetsbrev), meeting (mötesanteckningar), review
(kunskapsöversikt), training (utbildning) och indicator (indikator). Filen får namn av titeln.
Den är ett utkast tills du tar bort raden draft: true. Inget som finns skrivs över.

\b
Exempel:
  samverka new training "Trygg i simhallen"
  samverka new page "Öppna förskolan" --into docs/om
  samverka new newsletter "Nyhetsbrev november 2026"
  samverka new meeting "Styrgruppen 4 december 2026" --into docs/moten/styrgrupp
"""
HANDBOOK: Final = {
    Kind.INDICATOR: "docs/handbok/indikatorer.md",
    Kind.NEWSLETTER: "docs/handbok/brev.md",
    Kind.TRAINING: "docs/handbok/utbildning.md",
}
WRITING: Final = "docs/handbok/skriva.md"


def new(
    kind: Annotated[Kind, typer.Argument(metavar="SLAG", help="Vad det är.")],
    title: Annotated[str, typer.Argument(metavar="TITEL", help="Titeln, inom citattecken.")],
    into: Annotated[
        str | None, typer.Option(metavar="MAPP", help="En annan mapp än slagets egen.")
    ] = None,
) -> None:
    """Run `samverka new`."""
    root = Path.cwd()
    wish = Wish(kind, title, folder_below(into, root), today())
    files = write_beginning(root, begin_document(wish, read_settings(root)))
    out.print(f"Klart att skriva i: {escape(' och '.join(map(str, files)))}")
    out.print("Det är ett utkast. Ta bort raden draft: true överst när det får synas.")
    handbook = HANDBOOK.get(kind, WRITING)
    if (root / handbook).is_file():
        out.print(f"Så skriver du: {handbook}")
    out.print("\nTitta medan du skriver: samverka serve")
