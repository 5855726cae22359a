"""The command `samverka newsletter`: a newsletter becomes a letter in the outbox."""

import os
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from typing import Annotated

import typer
from rich.table import Table

from samverka.cli.exits import FINE, LOOK
from samverka.cli.printing import err, escape, out, print_findings
from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted, Severity
from samverka.mail.choosing.newsletter import choose_newsletter
from samverka.mail.choosing.project import Project, read_project
from samverka.mail.issue import Issue
from samverka.mail.letter.rendering import render_letter
from samverka.mail.outbox.background import Background
from samverka.mail.outbox.folder import DRAFT, PREVIEW, write_letter
from samverka.mail.outbox.manifest import HTML, TEXT
from samverka.source.kinds import NEWSLETTERS
from samverka.swedish.sizes import say_size
from samverka.website.clock import today

NEWSLETTER_HELP = """Gör ett nyhetsbrev till ett mejl i mappen outbox.

Inget skickas. Du får brevet som HTML och text, ett utkast att öppna i Outlook (draft.eml) och
en förhandsvisning (preview.html). Ändra i nyhetsbrevets text och kör igen tills du är nöjd.

\b
Exempel:
  samverka newsletter 2020-09
  samverka newsletter newsletters/2020-09.md
"""
WHAT = {
    PREVIEW: "Titta på den först",
    DRAFT: "Utkast att öppna i Outlook",
    HTML: "Brevet",
    TEXT: "Brevet som bara text",
}


def newsletter(
    issue: Annotated[
        str, typer.Argument(metavar="NYHETSBREV", help="Namnet, som 2020-09, eller filen.")
    ],
) -> None:
    """Run `samverka newsletter`."""
    root = Path.cwd()
    with err.status("Gör brevet"):
        project = read_project(root, today(), os.environ)
        chosen = _chosen(project, _name_in(root, issue))
        letter = render_letter(chosen.value, project.value.mail, root)
        background = Background(
            project.value.mail.sender,
            (*chosen.findings, *letter.findings),
            {address: root / file for address, file in chosen.value.pictures.items()},
        )
        written = write_letter(root, letter.value, background)
    print_letter(written.value.relative_to(root), written.findings)
    raise typer.Exit(exit_code(written.findings))


def print_letter(folder: Path, findings: Sequence[Finding]) -> None:
    """The files, what to look over, and the next command; `folder` seen from the project's."""
    out.print(f"Brevet ligger i {escape(str(folder))}\n")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Fil", no_wrap=True)
    table.add_column("Storlek", justify="right", no_wrap=True)
    table.add_column("Vad")
    for name, what in WHAT.items():
        table.add_row(name, say_size((folder / name).stat().st_size), what)
    out.print(table)
    if findings:
        out.print("\nAtt se över:")
        print_findings(findings)
    out.print(f"\nTitta på brevet i webbläsaren: {escape(str(folder / PREVIEW))}")
    shown = escape(folder.as_posix())
    out.print(f"Skicka ett prov till dig själv: samverka send {shown} --test din@adress")


def exit_code(findings: Sequence[Finding]) -> int:
    """1 where something is wrong with the letter."""
    return LOOK if any(one.severity is Severity.ERROR for one in findings) else FINE


def _chosen(project: Noted[Project], name: str) -> Noted[Issue]:
    """The issue, with what is wrong with its source also where it cannot be chosen."""
    own = tuple(one for one in project.findings if one.place.path == f"{NEWSLETTERS}/{name}.md")
    try:
        issue = choose_newsletter(project.value, name)
    except SamverkaError:
        print_findings(own)
        raise
    return Noted(issue.value, (*own, *issue.findings))


def _name_in(root: Path, said: str) -> str:
    """The newsletter's name, however its file was pointed out."""
    path = Path(said)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    plain = PureWindowsPath(path).as_posix()
    return plain.removeprefix("./").removeprefix(f"{NEWSLETTERS}/").removesuffix(".md")
