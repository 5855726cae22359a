"""What a feed tells of a page: the facts of its header, then its whole text."""

from collections.abc import Iterator
from html import escape

from samverka.markdown.outward import Viewpoint, outward_html
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around, Header
from samverka.pages.headers import header_of
from samverka.pages.wording import INVENTED, Link, joined, leads_out


def text_of(page: RenderedPage, seen_from: Viewpoint, around: Around) -> str:
    """HTML whose links lead right from where `seen_from` stands.

    Who was at a meeting is told on its page only: what a feed has said can never be taken back.
    """
    header = header_of(page.entry, around) if page.entry else None
    above = _header_html(header, seen_from) if header else ()
    return "\n".join((*above, outward_html(page.html, page.address, seen_from).rstrip()))


def _header_html(header: Header, seen_from: Viewpoint) -> Iterator[str]:
    if header.notice:
        yield f"<p><strong>{INVENTED}.</strong> {escape(header.notice)}</p>"
    if header.lead:
        yield f"<p><em>{escape(header.lead)}</em></p>"
    if header.points:
        yield _list(header.points.label, map(escape, header.points.items))
    for fact in header.facts:
        values = joined(_link(value, seen_from) for value in fact.values)
        yield f"<p>{escape(fact.label)}: {values}</p>"
    if header.happenings:
        said = (joined((one.title, one.when, one.place), " · ") for one in header.happenings)
        yield _list("Det här händer", map(escape, said))


def _list(label: str, items: Iterator[str]) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<p><strong>{escape(label)}</strong></p><ul>{rows}</ul>"


def _link(link: Link, seen_from: Viewpoint) -> str:
    if not link.address:
        return escape(link.text)
    way = link.address if leads_out(link.address) else seen_from.lead_to(link.address)
    return f'<a href="{escape(way)}">{escape(link.text)}</a>'
