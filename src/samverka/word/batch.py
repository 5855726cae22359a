"""Many files, one after the other: one bad file never takes the others down."""

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import write_bytes
from samverka.findings import Finding
from samverka.source.kinds import kind_of
from samverka.source.store import Status, Store, open_store, save_import
from samverka.word.importing import Imported, Order, import_package
from samverka.word.opening.package import SUFFIXES, open_package
from samverka.word.receipt.accounts import Receipt
from samverka.word.receipt.page import receipt_page

OUR_FAULTS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What a file nobody thought of may raise in our own code: it never takes the others down."""

PRIVATE = ".samverka"
RECEIPTS = PurePosixPath(PRIVATE, "kvitton")

NOT_DOCUMENTS = ("~$", ".", "thumbs.db", "desktop.ini")
"""What Word, LibreOffice and Windows themselves put into a folder."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `problem` says why a refused one was refused."""

    file: Path
    status: Status
    path: PurePosixPath | None = None
    findings: tuple[Finding, ...] = ()
    receipt: Receipt | None = None
    problem: SamverkaError | None = None
    receipt_page: PurePosixPath | None = None
    """Where the receipt can be read, below the project."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run writes, and whether it only tries."""

    root: Path
    order: Order
    dry_run: bool = False


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named and those in the folders named; raise `SamverkaError` without any."""
    found: list[Path] = []
    faults: list[str] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if _is_candidate(file))
            if not inside:
                faults.append(f"{path}: mappen har inga Word-filer")
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            faults.append(f"{path}: finns inte")
    if faults:
        hint = f"Lägg filer i mappen; de som kan importeras är {', '.join(SUFFIXES)}."
        raise SamverkaError("\n".join(faults), hint)
    return tuple(dict.fromkeys(found))


def _is_candidate(file: Path) -> bool:
    return (
        file.is_file() and not file.is_symlink() and not file.name.lower().startswith(NOT_DOCUMENTS)
    )


def import_files(files: Iterable[Path], run: Run) -> Iterator[Outcome]:
    """An outcome per file, as soon as it is known."""
    files = tuple(files)
    with open_store(run.root, files, dry_run=run.dry_run) as store:
        for file in files:
            yield _import_one(file, run, store)


def _import_one(file: Path, run: Run, store: Store) -> Outcome:
    try:
        package = open_package(file, run.order.settings.limits)
        same = store.known.by_sha256.get(package.checksum)
        if same is not None and run.order.kind in (None, kind_of(same)) and not run.order.folder:
            return Outcome(file, Status.UNCHANGED, same)
        imported = import_package(package, run.order)
        media = {one.path: one.content for one in imported.media}
        saved = save_import(store, imported.document, media)
        path = saved.value.path
        page = None if run.dry_run else _save_receipt(run.root, imported, path)
    except SamverkaError as problem:
        return Outcome(file, Status.REFUSED, problem=problem)
    except OUR_FAULTS as fault:
        said = SamverkaError(
            f"filen är byggd på ett sätt som Samverka inte klarar ({_where(fault)})",
            "Öppna filen i Word, spara en ny kopia och försök igen. Hjälper det inte, "
            "skicka filen till den som sköter webbplatsen.",
        )
        return Outcome(file, Status.REFUSED, problem=said)
    except OSError as fault:
        said = SamverkaError(f"filen går inte att läsa eller skriva ({fault.strerror})")
        return Outcome(file, Status.REFUSED, problem=said)
    findings = (*imported.findings, *saved.findings)
    status = saved.value.status
    return Outcome(file, status, path, findings, imported.receipt, receipt_page=page)


def _save_receipt(root: Path, imported: Imported, page: PurePosixPath) -> PurePosixPath:
    """It shows what the page does not, as comments and deletions: only its owner may read it."""
    path = RECEIPTS / page.with_suffix(".html")
    (root / PRIVATE).mkdir(mode=0o700, exist_ok=True)
    text = receipt_page(imported.document, imported.account)
    write_bytes(root / path, text.encode(errors="replace"))
    return path


def _where(fault: BaseException) -> str:
    """The kind of fault and its place in our code, for the one who mends it."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}, {Path(last.filename).name}:{last.lineno}"
