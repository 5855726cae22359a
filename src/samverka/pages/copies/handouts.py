"""What a module becomes on paper and on a screen in the room, without a site built around it."""

from dataclasses import replace
from typing import Final

from samverka.findings import Noted
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
    entry = module.entry
    page = RenderedPage(entry.page, entry.address, module.title, module.html, entry)
    return word_file(_apart(module, around), page, _pictures(module, around, entry.address))


def guide_docx(module: Module, around: Around) -> Noted[bytes | None]:
    """The leader's guide as a Word file; None also where the module has nothing to talk about."""
    guide = guide_of(module)
    if guide is None:
        return Noted(None)
    page = guide_text(guide)
    return word_file(_apart(module, around), page, _pictures(module, around, guide.address))


def guide_pptx(module: Module, around: Around) -> Noted[bytes | None]:
    """The questions as slides; None also where the module has nothing to talk about."""
    guide = guide_of(module)
    if guide is None:
        return Noted(None)
    return guide_slides(module, _apart(module, around), _pictures(module, around, guide.address))


def _apart(module: Module, around: Around) -> Around:
    """A module that is not public has no address that anybody could go to."""
    return around if module.entry.is_public else replace(around, site_url="")


def _pictures(module: Module, around: Around, address: str) -> Pictures:
    """Of the project's own files only those the module shows."""
    return Pictures(around.root / DOCS, address, Kept(around.root, SORT), frozenset(module.loads))
