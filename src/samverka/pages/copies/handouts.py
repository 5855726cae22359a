"""What a module becomes for a meeting, without a site built around it."""

import datetime as dt
from typing import Final

from samverka.catalogue.catalogue import Catalogue
from samverka.findings import Finding, Noted, Severity
from samverka.learning.hidden import Hidden
from samverka.learning.module import Module
from samverka.learning.packages.package import Project
from samverka.pages.copies.slides import guide_slides
from samverka.pages.copies.word_copy import word_file
from samverka.pages.copies.word_pictures import Pictures
from samverka.pages.header import Around
from samverka.pages.kept import Kept
from samverka.pages.training.guide import Guide, guide_of
from samverka.pages.training.publishing import guide_text
from samverka.source.kinds import DOCS

SORT: Final = "handouts"
_HINT: Final = "Skriv ett block /// apt i modulen. Handboken visar hur."


def guide_docx(module: Module, project: Project) -> Noted[bytes | None]:
    """The leader's guide as a Word file; None, and why, where it cannot be made."""
    guide = guide_of(module, project.sources)
    if guide is None:
        return _nothing(module)
    return word_file(_around(module, project), guide_text(guide), _pictures(guide, project))


def guide_pptx(module: Module, project: Project) -> Noted[bytes | None]:
    """The questions as slides; None, and why, where they cannot be made."""
    guide = guide_of(module, project.sources)
    if guide is None:
        return _nothing(module)
    return guide_slides(guide, _around(module, project), _pictures(guide, project))


def _nothing(module: Module) -> Noted[None]:
    said = f"{module.title} har inga frågor att prata om på en arbetsplatsträff"
    return Noted(None, (Finding(module.entry.place_of(), "APT01", Severity.ERROR, said, _HINT),))


def _around(module: Module, project: Project) -> Around:
    """A module that is not public has no address that anybody could go to."""
    return Around(
        catalogue=Catalogue((module.entry,)),
        settings=project.settings,
        root=project.root,
        today=dt.date.min,
        site_url=project.site_url if module.entry.is_public else "",
    )


def _pictures(guide: Guide, project: Project) -> Pictures:
    """Of the project's own files only those the module shows, and that may be seen."""
    hidden = Hidden(project.sources)
    shown = frozenset(
        file for file in guide.module.loads if not hidden.is_way(f"/{file}", guide.address)
    )
    return Pictures(project.root / DOCS, guide.address, Kept(project.root, SORT), shown)
