"""`Shelf`: the modules of a project, as one who takes some of them along asks for them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from samverka.catalogue.building import build_catalogue
from samverka.catalogue.catalogue import Catalogue, in_order
from samverka.catalogue.entry import Entry
from samverka.catalogue.excluded import excluded_by
from samverka.catalogue.prerequisites import folded, with_prerequisites
from samverka.catalogue.withheld import read_sources
from samverka.errors import SamverkaError
from samverka.findings import Finding, Noted
from samverka.learning.faults import unread_findings
from samverka.learning.packages.package import Project
from samverka.settings import read_settings, read_site_url
from samverka.source.addresses import page_path
from samverka.source.document import Document
from samverka.source.kinds import FOLDERS, Kind, kind_of
from samverka.source.reading import read_all

_NEAR: Final = 3
_LIST: Final = "Skriv samverka export för att se vilka moduler som finns."


class Edition(StrEnum):
    """Who the packages are for: everybody, or those who may see drafts and what is for staff."""

    PUBLIC = "public"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Shelf:
    """`catalogue` has what this edition may take; `held` may be taken in no public one.

    `unread` are the files whose front matter cannot be used.
    """

    project: Project
    catalogue: Catalogue
    held: tuple[Entry, ...]
    unread: tuple[PurePosixPath, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The modules, in the order of the catalogue."""
        return self.catalogue.of_kind(Kind.TRAINING)

    def find(self, said: str) -> Entry:
        """The module meant by the name or path of its file, or by its title.

        Raise `SamverkaError` where there is none, more than one, or where it is held back. Of what
        is held back nothing is told but what was asked.
        """
        found = _meant(self.entries, said, self.project.root)
        if len(found) == 1:
            return found[0]
        if found:
            paths = "\n".join(str(one.path) for one in found)
            raise SamverkaError(f"{said} kan vara flera moduler:\n{paths}", "Ange filen i stället.")
        if _meant(self.held, said, self.project.root):
            raise SamverkaError(
                f"{said} är ett utkast eller bara för personal och följer inte med ut.",
                "Lägg till --edition staff om den ska lämnas till dem som får se den.",
            )
        if _path_of(said, self.project.root).stem in {one.stem for one in self.unread}:
            raise SamverkaError(
                f"{said} går inte att läsa.", "Rätta det som står överst i filen och kör igen."
            )
        near = _near(said, self.entries)
        hint = f"Menade du {' eller '.join(near)}? " if near else ""
        raise SamverkaError(f"Det finns ingen modul som heter {said}.", f"{hint}{_LIST}")

    def find_all(self, said: Sequence[str]) -> tuple[Entry, ...]:
        """Each once; raise `SamverkaError` with every fault at once."""
        found: dict[Entry, None] = {}
        faults: list[SamverkaError] = []
        for one in said:
            try:
                found[self.find(one)] = None
            except SamverkaError as fault:
                faults.append(fault)
        if faults:
            hints = dict.fromkeys(fault.do for fault in faults)
            raise SamverkaError("\n".join(fault.what for fault in faults), "\n".join(hints))
        return tuple(found)


def read_shelf(root: Path, edition: Edition) -> Noted[Shelf]:
    """The training of the project at `root`; findings are those of its own files.

    Raise `SamverkaError` where mkdocs.yml cannot be used.
    """
    settings = read_settings(root)
    read = read_all(root)
    is_excluded = excluded_by(root)
    wanted = [one for one in read.value if not is_excluded(page_path(one.path))]
    built = build_catalogue(wanted, settings)
    others = _training(one for one in read.value if one.path not in built.value.paths)
    seen = built.value.paths
    if edition is Edition.STAFF:
        built, others = _of_everybody(read.value, built.value), ()
        seen = frozenset(one.path for one in read.value)
    project = Project(root, settings, read_site_url(root), read_sources(root, seen))
    told = (*read.findings, *unread_findings(root, read), *built.findings)
    findings = tuple(_of_training(told))
    paths = dict.fromkeys(PurePosixPath(one.place.path) for one in findings)
    unread = tuple(path for path in paths if path not in {one.path for one in read.value})
    return Noted(Shelf(project, built.value, others, unread), findings)


def _of_everybody(documents: Iterable[Document], public: Catalogue) -> Noted[Catalogue]:
    """What is public, and all training."""
    wanted = (one for one in documents if one.path in public.paths or one.kind is Kind.TRAINING)
    entries = with_prerequisites(Entry.of(one) for one in wanted)
    return Noted(Catalogue(in_order(entries.value)), entries.findings)


def _training(documents: Iterable[Document]) -> tuple[Entry, ...]:
    return in_order(Entry.of(one) for one in documents if one.kind is Kind.TRAINING)


def _of_training(findings: Iterable[Finding]) -> Iterator[Finding]:
    for one in findings:
        path = PurePosixPath(one.place.path)
        if path.is_relative_to(FOLDERS[Kind.TRAINING]) and kind_of(path) is Kind.TRAINING:
            yield one


def _meant(entries: Iterable[Entry], said: str, root: Path) -> tuple[Entry, ...]:
    """By its file, else by the file's name, else by its title: the first of these that tells."""
    everything = tuple(entries)
    path, words = _path_of(said, root), folded(said)
    return (
        tuple(one for one in everything if path in (one.path, one.page))
        or tuple(one for one in everything if str(path) in (one.path.stem, one.path.name))
        or tuple(one for one in everything if folded(one.title) == words)
    )


def _path_of(said: str, root: Path) -> PurePosixPath:
    path: PurePath = Path(said)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return PurePosixPath(PureWindowsPath(path).as_posix())


def _near(said: str, entries: Iterable[Entry]) -> Sequence[str]:
    """Names and titles that hold what was said, else look like it; one for each module."""
    names = {name: one for one in entries for name in (one.path.stem, one.title)}
    holding = [name for name in names if folded(said) in folded(name)]
    found = holding or get_close_matches(said, names, n=2 * _NEAR)
    return tuple({names[name]: name for name in reversed(found)}.values())[::-1][:_NEAR]
