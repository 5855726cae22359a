"""A newsletter of the catalogue becomes an `Issue`."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

from samverka.catalogue.entry import Entry
from samverka.catalogue.events import first_told, occasions_of
from samverka.errors import SamverkaError
from samverka.findings import Noted
from samverka.mail.choosing.from_markdown import Written, headline, issue_from_markdown
from samverka.mail.choosing.keys import page_keys
from samverka.mail.choosing.project import Project
from samverka.mail.issue import Issue, Occurrence
from samverka.pages.meetings.ics import occasion_file
from samverka.pages.wording import say_when
from samverka.source.addresses import file_name
from samverka.source.document import Document
from samverka.source.frontmatter import NewsletterMatter
from samverka.source.kinds import NEWSLETTERS, Kind, kind_of
from samverka.source.reading import source_paths

FEW: Final = 5


def choose_newsletter(project: Project, name: str) -> Noted[Issue]:
    """`name` is the newsletter's file below newsletters/, without .md: 2020-09.

    Raise `SamverkaError` where there is none of that name, and where it may not be sent.
    """
    wanted = name.strip().removeprefix(f"{NEWSLETTERS}/").removesuffix(".md")
    found = [one for one in newsletters(project) if wanted in (issue_name(one.path), _inside(one))]
    if not found:
        raise _missing(project, wanted)
    if len(found) > 1:
        both = " och ".join(str(one.path) for one in found[:2])
        raise SamverkaError(f"{both} skulle bli samma brev.", "Byt namn på en av filerna.")
    (entry,) = found
    written = Written(
        name=issue_name(entry.path),
        path=entry.path,
        title=entry.title,
        text=entry.text,
        preheader=_preheader(entry),
        masthead=entry.matter.masthead if isinstance(entry.matter, NewsletterMatter) else "",
        address=entry.address,
    )
    made = issue_from_markdown(project, written, tuple(_occurrences(project, entry)))
    return Noted(replace(made.value, is_invented=entry.invented), made.findings)


def newsletters(project: Project) -> tuple[Entry, ...]:
    """The published ones, the newest first."""
    return project.around.catalogue.of_kind(Kind.NEWSLETTER)


def issue_name(path: PurePosixPath) -> str:
    """What an issue made of a newsletter is called: newsletters/2021/05.md -> 2021-05."""
    inside = path.relative_to(NEWSLETTERS).with_suffix("")
    return file_name(" ".join(inside.parts)) or "nyhetsbrev"


def mailed_keys(project: Project, path: PurePosixPath) -> tuple[str, ...]:
    """What a digest knows the newsletter again by; none where it has no day, or is none."""
    catalogue = project.around.catalogue
    keys = page_keys(catalogue)
    letters = catalogue.of_kind(Kind.NEWSLETTER)
    return next((keys.get(one.address, ()) for one in letters if one.path == path), ())


def _inside(entry: Entry) -> str:
    return str(entry.path.relative_to(NEWSLETTERS).with_suffix(""))


def _preheader(entry: Entry) -> str:
    said = entry.matter.preheader if isinstance(entry.matter, NewsletterMatter) else ""
    return said or entry.description


def _occurrences(project: Project, entry: Entry) -> Iterator[Occurrence]:
    for one in occasions_of(entry):
        file = occasion_file(first_told(one, project.around.catalogue))
        address = project.around.whole(str(file))
        title, place = headline(one.title), headline(one.place)
        yield Occurrence(title, say_when(one), place, address)


def _missing(project: Project, name: str) -> SamverkaError:
    """Why there is no letter of that name: it is hidden, or at fault, or not there."""
    for document in project.documents:
        if document.kind is Kind.NEWSLETTER and name in _names(document.path):
            return _hidden(document)
    for path in source_paths(project.root):
        if kind_of(path) is Kind.NEWSLETTER and name in _names(path):
            return SamverkaError(
                f"{path} har fel i uppgifterna överst, så den går inte att skicka.",
                "Rätta felen och kör igen.",
            )
    known = [issue_name(one.path) for one in newsletters(project)]
    if not known:
        return SamverkaError(
            f"Det finns inget nyhetsbrev {name}.", f"Lägg nyhetsbrevet i mappen {NEWSLETTERS}."
        )
    near = get_close_matches(name, known, n=1)
    listed = f"{', '.join(known[:FEW])}{' …' if len(known) > FEW else ''}"
    do = f"Menade du {near[0]}?" if near else f"Välj ett av dem som finns: {listed}."
    return SamverkaError(f"Det finns inget nyhetsbrev {name}.", do)


def _names(path: PurePosixPath) -> tuple[str, str]:
    return issue_name(path), str(path.relative_to(NEWSLETTERS).with_suffix(""))


def _hidden(document: Document) -> SamverkaError:
    path = document.path
    if document.matter.draft:
        return SamverkaError(
            f"{path} är ett utkast, så den skickas inte.",
            "Ta bort raden draft: true överst i filen när brevet är klart.",
        )
    if document.matter.visibility == "staff":
        return SamverkaError(
            f"{path} är bara för medarbetare, så den skickas inte.",
            "Ta bort raden visibility: staff om alla får läsa brevet.",
        )
    return SamverkaError(
        f"{path} är inte med på webbplatsen, så den skickas inte.",
        "Se exclude_docs och draft_docs i mkdocs.yml, och om en annan fil har samma adress.",
    )
