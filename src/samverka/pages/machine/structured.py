"""A page as linked data (JSON-LD 1.1 in the words of schema.org), for search engines.

An invented example is told as a plain page only: nobody should find a study, a meeting or a
course that does not exist.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from samverka.markdown.outward import Viewpoint
from samverka.pages.generated import RenderedPage
from samverka.pages.header import Around
from samverka.pages.machine.structured_kinds import Telling, nodes_of
from samverka.pages.wording import Link

Node: TypeAlias = dict[str, Any]

_SCRIPT_SAFE: Final = str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")}
)
"""Of these no `script` element can be ended or commented out, and JSON reads them back."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`said` is the page's own description; `trail` what `trail_of` gives."""

    page: RenderedPage
    said: str
    trail: tuple[Link, ...]


def structured_data(subject: Subject, description: str, around: Around) -> str:
    """JSON that may stand in a `script` element as it is."""
    seen_from = Viewpoint(around.site_url, subject.page.address)
    graph = list(_graph(subject, description, seen_from, around))
    said = json.dumps(
        {"@context": "https://schema.org", "@graph": [_said(node) for node in graph]},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return said.translate(_SCRIPT_SAFE)


def _graph(
    subject: Subject, description: str, seen_from: Viewpoint, around: Around
) -> Iterator[Node]:
    page, entry = subject.page, subject.page.entry
    publisher = {
        "@type": "Organization",
        "@id": f"{seen_from.lead_to('')}#samverkan",
        "name": around.settings.title,
    }
    yield {
        "@type": "WebPage" if entry else "CollectionPage",
        "@id": seen_from.lead_to(page.address),
        "url": seen_from.lead_to(page.address),
        "name": page.title,
        "description": description,
        "inLanguage": "sv",
        "publisher": publisher,
    }
    if not page.address:
        yield from _site(seen_from, publisher, around)
    else:
        yield _breadcrumbs(subject, seen_from, around)
    if entry is not None and not entry.invented:
        yield from nodes_of(entry, Telling(description, publisher, seen_from, around))


def _site(seen_from: Viewpoint, publisher: Node, around: Around) -> Iterator[Node]:
    settings, home = around.settings, seen_from.lead_to("")
    yield {
        **publisher,
        "url": home,
        "slogan": settings.vision,
        "email": settings.contact,
        "member": [{"@type": "Organization", "name": one.name} for one in settings.organisations],
    }
    yield {
        "@type": "WebSite",
        "@id": f"{home}#webbplats",
        "url": home,
        "name": settings.title,
        "inLanguage": "sv",
        "publisher": publisher,
    }


def _breadcrumbs(subject: Subject, seen_from: Viewpoint, around: Around) -> Node:
    home = Link(around.settings.title)
    here = Link(subject.page.title, subject.page.address)
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": step.text,
            "item": seen_from.lead_to(step.address),
        }
        for number, step in enumerate((home, *subject.trail, here), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Without what says nothing."""
    if isinstance(value, dict):
        kept = ((key, _said(item)) for key, item in value.items())
        return {key: item for key, item in kept if item not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_said(item) for item in value]
    return value
