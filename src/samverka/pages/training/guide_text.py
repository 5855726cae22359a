"""A guide as text: the same parts become a page of the site, and the page of its Word file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from samverka.markdown.html_tree import Node, fill, html_of, make, parse_html, words_of
from samverka.pages.training.guide import Asked, Guide, Talk, joined_minutes, pace
from samverka.pages.wording import INVENTED, NOTICE, as_markdown, say_minutes

LEAD: Final = (
    "För dig som leder samtalet på en arbetsplatsträff eller ett annat möte. "
    "Tio minuter räcker för att förbereda dig."
)
SUPPORT: Final = "Stöd till dig som leder"
READ: Final = "frågorna och stödet under dem. Stryk det ni inte hinner."
SHOWN: Final = (
    ", en fråga på varje bild. Stödet står i anteckningarna. I presentationsvyn ser bara du dem."
)
BEFORE: Final = " gärna före mötet."
SECRECY: Final = (
    "att ingen ska berätta så att andra kan känna igen en person. Sekretess och tystnadsplikt "
    "gäller också på mötet."
)
INTRODUCTION, NOTICE_CLASS = "page__lead", "notice"
QUESTION, LABEL = "talk__question", "talk__label"


@dataclass(frozen=True, slots=True)
class Heading:
    """Plain words; `level` as in HTML."""

    level: int
    text: str


Part = Heading | str
"""A heading, or HTML."""


def as_page(parts: Iterator[Part]) -> str:
    """The parts as Markdown: its headings are the page's own, the HTML between stands as it is."""
    return "\n\n".join(
        f"{'#' * part.level} {as_markdown(part.text)}" if isinstance(part, Heading) else part
        for part in parts
    )


def as_html(parts: Iterator[Part]) -> str:
    """The parts as HTML, in one row."""
    return "".join(
        html_of(make(f"h{part.level}", part.text)) if isinstance(part, Heading) else part
        for part in parts
    )


def guide_parts(guide: Guide, *, with_slides: bool) -> Iterator[Part]:
    """Everything below the title; `with_slides` leads to them."""
    yield html_of(_classed("p", INTRODUCTION, LEAD))
    if guide.module.entry.invented:
        yield html_of(_classed("p", NOTICE_CLASS, make("strong", f"{INVENTED}."), f" {NOTICE}"))
    yield Heading(2, "Innan ni börjar")
    yield html_of(_list(_before(guide, with_slides=with_slides)))
    for talk in guide.talks:
        yield from _talk(talk)


def _before(guide: Guide, *, with_slides: bool) -> Iterator[Node]:
    if guide.minutes:
        yield make("li", make("strong", "Tid:"), f" {_time(guide)}")
    yield make("li", make("strong", "Läs"), f" {READ}")
    if with_slides:
        file = guide.viewpoint.lead_to(str(guide.slides))
        link = make("a", "bildspelet för mötet (PowerPoint)", href=file)
        yield make("li", make("strong", "Visa"), " ", link, SHOWN)
    module = guide.module
    link = make("a", module.title, href=guide.viewpoint.lead_to(module.entry.address))
    length = f" ({say_minutes(module.minutes)})" if module.minutes else ""
    yield make("li", make("strong", "Gå"), " utbildningen ", link, f"{length},{BEFORE}")
    yield make("li", make("strong", "Säg"), f" {SECRECY}")


def _time(guide: Guide) -> str:
    total = f"{say_minutes(guide.minutes or 0)}."
    paces = {pace(talk) for talk in guide.talks}
    each = paces.pop() if len(paces) == 1 else None
    return f"{total} Räkna med ungefär {say_minutes(each)} per fråga." if each else total


def _talk(talk: Talk) -> Iterator[Part]:
    yield Heading(2, joined_minutes(talk.title, talk.minutes))
    yield from _part("Syfte", talk.purpose)
    yield from _part("Material", talk.material)
    for asked in talk.questions:
        yield Heading(3, asked.name)
        yield html_of(_question(asked))
    yield from _part("Avslut", talk.closing)


def _part(name: str, html: str) -> Iterator[Part]:
    if html:
        yield Heading(3, name)
        yield html_of(make("div", *_nodes(html)))


def _question(asked: Asked) -> Element:
    inside: list[Node] = [_classed("p", QUESTION, asked.question)]
    if asked.support:
        label = _classed("p", LABEL, SUPPORT)
        inside.append(_classed("div", "talk__support", label, *_nodes(asked.support)))
    return _classed("div", "talk", *inside)


def _nodes(html: str) -> Iterator[Node]:
    """What HTML has made of a text: its paragraphs, or its words as one."""
    body = parse_html(html)
    if len(body):
        yield from ([body.text] if body.text else [])
        yield from body
    elif words_of(body):
        yield make("p", words_of(body))


def _classed(tag: str, name: str, *nodes: Node) -> Element:
    return make(tag, *nodes, **{"class": name})


def _list(items: Iterator[Node]) -> Element:
    return fill(make("ul"), items)
