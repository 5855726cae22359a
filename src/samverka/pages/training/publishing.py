"""The guides as pages of the site."""

from samverka.catalogue.withheld import read_sources
from samverka.findings import Noted
from samverka.learning.reading import modules_of
from samverka.pages.generated import GeneratedPage, RenderedPage
from samverka.pages.header import Around
from samverka.pages.training.guide import LABEL, Guide, guide_of
from samverka.pages.training.guide_text import LEAD, as_html, as_page, guide_parts


def guide_pages(around: Around) -> Noted[tuple[GeneratedPage, ...]]:
    """A page for each module that has something to talk about."""
    hidden = read_sources(around.root, around.catalogue.paths)
    guides = (guide_of(module, hidden) for module in modules_of(around.catalogue))
    return Noted(tuple(_page(guide, around) for guide in guides if guide))


def guide_text(guide: Guide) -> RenderedPage:
    """The guide as its readers get it, without a site around it."""
    html = as_html(guide_parts(guide, with_slides=False))
    return RenderedPage(guide.page, guide.address, guide.title, html, None)


def _page(guide: Guide, around: Around) -> GeneratedPage:
    with_slides = around.settings.copies.slides
    return GeneratedPage(
        guide.page,
        guide.title,
        as_page(guide_parts(guide, with_slides=with_slides)),
        description=LEAD,
        label=LABEL,
    )
