"""The command `samverka export`: modules become files for learning platforms and meetings."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from samverka.catalogue.entry import Entry
from samverka.cli.bar import bar
from samverka.cli.exits import FINE, LOOK
from samverka.cli.export_forms import FORMS, Form, Made, Order
from samverka.cli.printing import err, escape, out, print_findings
from samverka.errors import SamverkaError
from samverka.files import write_bytes
from samverka.findings import Finding, Noted, Severity
from samverka.learning.faults import entry_findings
from samverka.learning.packages.launch import courseware
from samverka.learning.reading import module_of
from samverka.learning.shelf import Edition, Shelf, read_shelf
from samverka.pages.header import Around
from samverka.swedish.sizes import say_size
from samverka.website.clock import today

FOLDER: Final = Path("dist")
OF_THE_SITE: Final = ("docs", "newsletters", "overrides", "site")
"""What lies here is published."""

EXPORT_HELP = """Gör filer av utbildningar: för lärplattformar, för möten och för att läsa utan nät.

Filerna hamnar i mappen dist. Ange flera moduler och flera former på en gång om du vill. Utan
modul och form visas vilka moduler som finns.
Utkast och moduler för personal följer bara med när du anger --edition staff.

\b
Exempel:
  samverka export
  samverka export barnets-plan-i-praktiken --scorm12
  samverka export introduktion-till-kronobarnsmodellen --scorm2004 --cmi5 --offline
  samverka export "Barnets plan i praktiken" --docx --pptx --into D:\\Utskick
"""


@dataclass(frozen=True, slots=True)
class _File:
    form: Form
    made: Made


def export(
    modules: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MODUL...]", help="Filens namn utan .md, sökväg eller titel."),
    ] = None,
    scorm12: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--scorm12", help="SCORM 1.2, som nästan alla lärplattformar tar.")
    ] = False,
    scorm2004: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--scorm2004", help="SCORM 2004, fjärde utgåvan.")
    ] = False,
    cmi5: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--cmi5", help="cmi5, för plattformar med xAPI.")
    ] = False,
    qti: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--qti", help="Bara frågorna, för plattformens egna prov (QTI).")
    ] = False,
    docx: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--docx", help="Modulen, och guiden till arbetsplatsträffen, som Word.")
    ] = False,
    pptx: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--pptx", help="Bildspelet till arbetsplatsträffen (PowerPoint).")
    ] = False,
    offline: Annotated[  # noqa: FBT002  a flag on the command line
        bool, typer.Option("--offline", help="En zip-fil att läsa utan nät.")
    ] = False,
    edition: Annotated[
        Edition, typer.Option(help="Med staff följer utkast och det som är för personal med.")
    ] = Edition.PUBLIC,
    into: Annotated[
        Path, typer.Option(metavar="MAPP", help="Mappen som filerna skrivs i.")
    ] = FOLDER,
) -> None:
    """Run `samverka export`."""
    asked = {
        "scorm12": scorm12,
        "scorm2004": scorm2004,
        "cmi5": cmi5,
        "qti": qti,
        "docx": docx,
        "pptx": pptx,
        "offline": offline,
    }
    forms = tuple(form for form in FORMS if asked[form.option])
    root = Path.cwd()
    shelf = read_shelf(root, edition)
    if not modules and not forms:
        print_shelf(shelf.value)
        print_findings(shelf.findings)
        raise typer.Exit(FINE)
    _check_asked(modules or (), forms)
    _check_folder(root, into)
    entries = _found(shelf, modules or ())
    made = _made(entries, forms, shelf.value)
    meant = {str(entry.path) for entry in entries}
    _tell((*(one for one in shelf.findings if one.place.path in meant), *made.findings))
    _check_free(root, into, [into / file.made.name for file in made.value])
    _write(root, into, made.value)
    print_files(into, made.value)
    raise typer.Exit(FINE)


def _check_asked(modules: Sequence[str], forms: Sequence[Form]) -> None:
    if not modules:
        said = "Du har inte sagt vilken modul det gäller."
        raise SamverkaError(said, "Skriv samverka export för att se vilka moduler som finns.")
    if not forms:
        options = ", ".join(f"--{form.option}" for form in FORMS)
        said = "Du har inte sagt vad modulen ska bli."
        raise SamverkaError(said, f"Lägg till en eller flera av {options}.")


def _check_folder(root: Path, into: Path) -> None:
    folder = (root / into).resolve()
    if folder.is_file():
        raise SamverkaError(f"{into} är en fil.", "Ange en mapp efter --into.")
    if any(folder.is_relative_to((root / name).resolve()) for name in OF_THE_SITE):
        said = f"Det som läggs i {into} kommer med på webbplatsen."
        raise SamverkaError(said, "Välj en annan mapp, eller utelämna --into.")


def _found(shelf: Noted[Shelf], said: Sequence[str]) -> tuple[Entry, ...]:
    """With what is wrong with the files of training, where one that is meant cannot be read."""
    try:
        return shelf.value.find_all(said)
    except SamverkaError:
        print_findings(shelf.findings)
        raise


def _made(
    entries: Sequence[Entry], forms: Sequence[Form], shelf: Shelf
) -> Noted[tuple[_File, ...]]:
    count = len(entries) * len(forms)
    made: list[_File] = []
    findings: list[Finding] = []
    with bar(_say_rate, hidden=count == 1 or not err.is_terminal) as progress:
        task = progress.add_task("", total=count)
        for entry in entries:
            order = _order(entry, shelf)
            findings += order.findings
            for form in forms:
                progress.update(task, description=escape(f"{entry.path.stem} {form.name}"))
                files = form.make(order.value)
                made += (_File(form, one) for one in files.value)
                findings += files.findings
                progress.advance(task)
    return Noted(tuple(made), tuple(dict.fromkeys(findings)))


def _order(entry: Entry, shelf: Shelf) -> Noted[Order]:
    project = shelf.project
    module = module_of(entry)
    course = courseware(module, project)
    around = Around(shelf.catalogue, project.settings, project.root, today(), project.site_url)
    findings = (*entry_findings(project.root, entry), *course.findings)
    return Noted(Order(module, course.value, around), findings)


def _say_rate(files: float) -> str:
    """As 12,5 filer/s."""
    return f"{files:.1f} filer/s".replace(".", ",")


def _tell(findings: Sequence[Finding]) -> None:
    """Everything at once; end here where something must be mended first."""
    if findings:
        out.print("Att se över:")
        print_findings(findings)
    if any(one.severity is Severity.ERROR for one in findings):
        out.print("Inga filer är skrivna. Rätta felen och kör igen.")
        raise typer.Exit(LOOK)


def _check_free(root: Path, into: Path, paths: Sequence[Path]) -> None:
    """In its own folder the command replaces what it has made before; elsewhere nothing."""
    if len(set(paths)) < len(paths):
        said = "Två av modulerna har filer med samma namn, så paketen skulle få det också."
        raise SamverkaError(said, "Exportera dem var för sig, med var sin mapp efter --into.")
    if (root / into).resolve() == (root / FOLDER).resolve():
        return
    taken = [str(path) for path in paths if path.exists()]
    if taken:
        said = "\n".join(f"{path} finns redan." for path in taken)
        raise SamverkaError(said, "Flytta eller ta bort det, eller välj en annan mapp.")


def _write(root: Path, into: Path, files: Iterable[_File]) -> None:
    """What may be for staff only is never taken along by git from the command's own folder."""
    if into == FOLDER and not (root / FOLDER / ".gitignore").exists():
        write_bytes(root / FOLDER / ".gitignore", b"*\n")
    for file in files:
        write_bytes(into / file.made.name, file.made.content)


def print_shelf(shelf: Shelf) -> None:
    """What there is to export, and in which forms."""
    if not shelf.entries:
        out.print("Det finns inga moduler ännu. De ligger i docs/utbildning.")
        return
    table = _table("Modul", "Titel", "Minuter", "Frågor")
    table.columns[0].no_wrap = True  # the name is copied from here
    for module in map(module_of, shelf.entries):
        counts = str(module.minutes), str(len(module.scored))
        table.add_row(escape(module.name), escape(module.title), *counts)
    out.print(table)
    options = " ".join(f"--{form.option}" for form in FORMS)
    out.print(f"\nVälj en modul och en eller flera former: {options}")
    out.print(f"Till exempel: samverka export {escape(shelf.entries[0].path.stem)} --offline")


def print_files(folder: Path, files: Sequence[_File]) -> None:
    """The files, and the next thing to do with each form of them."""
    if not files:
        out.print("Inga filer är skrivna.")
        return
    table = _table("Fil", "Storlek", "Form")
    for file in files:
        table.add_row(escape(file.made.name), say_size(len(file.made.content)), file.form.name)
    out.print(f"Filerna ligger i {escape(os.fspath(folder))}:")
    out.print(table)
    out.print("")
    for form in dict.fromkeys(file.form for file in files):
        out.print(f"{form.name}: {form.then}")


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        is_count = heading in {"Minuter", "Frågor", "Storlek"}
        table.add_column(heading, justify="right" if is_count else "left", overflow="fold")
    return table
