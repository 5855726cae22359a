"""What a module becomes on paper and for a meeting, without a site built around it.

`around.catalogue` is the edition: nothing that is not in it is shown or led to.
"""

from dataclasses import replace
from typing import Final

from samverka.catalogue.withheld import Sources, read_sources
from samverka.findings import Noted
from samverka.learning.hidden import Hidden
from samverka.learning.module import Module
from samverka.pages.copies.slides import guide_slides
from samverka.pages.copies.word_copy import word_file
from samverka.pages.copies.word_pictures import Pictures
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around
from samverka.pages.kept import Kept
from samverka.pages.training.guide import guide_of
from samverka.pages.training.publishing import guide_text
from samverka.source.kinds import DOCS

SORT: Final = "handouts"


def module_docx(module: Module, around: Around) -> Noted[bytes | None]:
    """The whole module as a Word file; None, with the reason, where it cannot be made."""
    entry, sources = module.entry, _sources(around)
    html = Hidden(sources).left_out(module.html, entry.address)
    page = RenderedPage(entry.page, entry.address, module.title, html, entry)
    pictures = _pictures(module, around, sources, entry.address)
    return word_file(_apart(module, around), page, pictures)


def guide_docx(module: Module, around: Around) -> Noted[bytes | None]:
    """The leader's guide as a Word file; None also where the module has nothing to talk about."""
    sources = _sources(around)
    guide = guide_of(module, sources)
    if guide is None:
        return Noted(None)
    pictures = _pictures(module, around, sources, guide.address)
    return word_file(_apart(module, around), guide_text(guide), pictures)


def guide_pptx(module: Module, around: Around) -> Noted[bytes | None]:
    """The questions as slides; None also where the module has nothing to talk about."""
    sources = _sources(around)
    guide = guide_of(module, sources)
    if guide is None:
        return Noted(None)
    pictures = _pictures(module, around, sources, guide.address)
    return guide_slides(guide, _apart(module, around), pictures)


def _sources(around: Around) -> Sources:
    return read_sources(around.root, around.catalogue.paths)


def _apart(module: Module, around: Around) -> Around:
    """A module that is not public has no address that anybody could go to."""
    return around if module.entry.is_public else replace(around, site_url="")


def _pictures(module: Module, around: Around, sources: Sources, address: str) -> Pictures:
    """Of the project's own files only those the module shows, and that may be seen."""
    hidden = Hidden(sources)
    shown = frozenset(file for file in module.loads if not hidden.is_way(f"/{file}", address))
    return Pictures(around.root / DOCS, address, Kept(around.root, SORT), shown)
