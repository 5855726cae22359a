"""A source that begins from its kind's pattern, as a draft."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from samverka.errors import SamverkaError
from samverka.files import on_one_line
from samverka.schema import Data
from samverka.settings import Settings
from samverka.source.addresses import file_name
from samverka.source.document import FIRST_HEADING, Document, parse_document, render_document
from samverka.source.kinds import FOLDERS, INDEX, Kind, kind_of
from samverka.source.patterns import FIGURES, pattern_of
from samverka.swedish.dates import find_dates, find_month

_SPECIAL: Final = re.compile(r"([\\`*_\[\]{}])")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; the kind's own folder where `folder` is None."""

    kind: Kind
    title: str
    folder: PurePosixPath | None
    today: dt.date


def begin_document(wish: Wish, settings: Settings) -> Document:
    """A draft that validates; raise `SamverkaError` where it has no place or no name."""
    title = on_one_line(wish.title)
    own: Mapping[str, Data] = {"title": title, "draft": True, **_own_matter(wish, settings)}
    path = _folder(wish, settings) / f"{_stem(wish.kind, own)}.md"
    pattern = parse_document(path, pattern_of(wish.kind)).value
    if pattern is None or path.name == INDEX:
        raise SamverkaError(f"Sidan kan inte heta {path.name}.", "Välj en annan titel.")
    heading = "# " + _SPECIAL.sub(r"\\\1", title) + "\n"
    body = FIRST_HEADING.sub(lambda _: heading, pattern.body, count=1)
    return Document(path, pattern.matter.model_copy(update=own), body)


def write_beginning(root: Path, document: Document) -> tuple[PurePosixPath, ...]:
    """The files that are there now; raise `SamverkaError` where one of them was there before."""
    files = dict(_files(document))
    taken = next((path for path in files if (root / path).exists()), None)
    if taken is not None:
        raise _taken(taken)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            with (root / path).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise _taken(path) from None
    return tuple(files)


def _files(document: Document) -> Iterator[tuple[PurePosixPath, str]]:
    yield document.path, render_document(document)
    if document.kind is Kind.INDICATOR:
        yield document.path.with_suffix(FIGURES.suffix), FIGURES.read_text(encoding="utf-8")


def _taken(path: PurePosixPath) -> SamverkaError:
    return SamverkaError(
        f"{path} finns redan, och skrivs inte över.", "Välj en annan titel eller en annan mapp."
    )


def _own_matter(wish: Wish, settings: Settings) -> Mapping[str, Data]:
    """What follows from the title and the folder."""
    if wish.kind is Kind.NEWSLETTER:
        year, month = find_month(wish.title) or (wish.today.year, wish.today.month)
        return {"issue": f"{year:04}-{month:02}", "date": wish.today}
    if wish.kind is Kind.MEETING:
        days = [span.first for span in find_dates(wish.title, near=wish.today)]
        return {"forum": _folder(wish, settings).name, "date": days[0] if days else wish.today}
    return {}


def _stem(kind: Kind, matter: Mapping[str, Data]) -> str:
    """As an import would name it."""
    by_kind = {Kind.NEWSLETTER: "issue", Kind.MEETING: "date"}
    stem = str(matter[by_kind[kind]]) if kind in by_kind else file_name(matter["title"])
    if not stem:
        said = f"Titeln {matter['title']!r} har inga bokstäver eller siffror att namnge filen av."
        raise SamverkaError(said, "Skriv en titel med minst ett ord.")
    return stem


def _folder(wish: Wish, settings: Settings) -> PurePosixPath:
    """Raise `SamverkaError` for a folder of another kind, or of no forum."""
    own = FOLDERS[wish.kind]
    if wish.kind is Kind.MEETING:
        return _folder_of_forum(wish.folder, own, tuple(settings.forums))
    folder = wish.folder or own
    if kind_of(folder / "sida.md") is not wish.kind:
        raise SamverkaError(
            f"I mappen {folder} ligger sidor av ett annat slag.", f"Välj {own} eller en mapp i den."
        )
    return folder


def _folder_of_forum(
    wanted: PurePosixPath | None, own: PurePosixPath, forums: tuple[str, ...]
) -> PurePosixPath:
    if not forums:
        raise SamverkaError(
            "Inga grupper står under forums i mkdocs.yml.",
            "Lägg till gruppen som har mötet, och kör igen.",
        )
    folders = [own / forum for forum in forums]
    folder = wanted or folders[0]
    if folder not in folders:
        known = ", ".join(map(str, folders))
        raise SamverkaError(f"Mappen {folder} hör inte till någon grupp.", f"Välj en av {known}.")
    return folder
