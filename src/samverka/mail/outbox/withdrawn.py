"""What a letter tells of and the site no longer does: asked again right before it is sent."""

from pathlib import PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import printable
from samverka.mail.choosing.leading import Leader
from samverka.mail.choosing.project import Project
from samverka.mail.letter.letter import Letter
from samverka.mail.outbox.digests import refuse_outdated
from samverka.mail.outbox.folder import command_of
from samverka.markdown.html_tree import parse_html


def refuse_withdrawn(project: Project, letter: Letter) -> None:
    """Raise `SamverkaError` naming every page that has been hidden since the letter was made.

    It may be the letter's own page, or one that it leads to.
    """
    refuse_outdated(project, letter.name)
    faults = [
        f"{printable(page)} är inte publicerad längre, men är med i brevet."
        for page in (*_own(project, letter.source.path), *_linked(project, letter))
    ]
    if faults:
        do = f"Gör brevet på nytt, så försvinner det: {command_of(letter)}"
        raise SamverkaError("\n".join(faults), do)


def _own(project: Project, path: PurePosixPath) -> list[str]:
    return [str(path)] if any(one.path == path for one in project.sources.hidden) else []


def _linked(project: Project, letter: Letter) -> list[str]:
    leader = Leader(project, letter.source.path)
    elements = parse_html(letter.html).iter()
    targets = {one.get("href") or one.get("src") or "" for one in elements}
    return sorted(filter(leader.hides, targets))
