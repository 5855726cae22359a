"""Each page as Markdown beside it, and the list of them that programs reading text look for."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from samverka.findings import Finding, Noted
from samverka.markdown.html_tree import Node, html_of, make
from samverka.pages.copies.copying import Copier
from samverka.pages.copies.framed import Framed, not_made
from samverka.pages.copies.links import markdown_path
from samverka.pages.copies.llms import list_of_pages
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.kept import Kept, name_of
from samverka.pandoc import Conversion, Pandoc, PandocError, find_pandoc, pandoc_release

TO_MARKDOWN: Final = Conversion(
    "html+epub_html_exts-native_divs-native_spans-line_blocks", "gfm", ("--wrap=none",)
)
FORM: Final = "1"
"""Changes with what this file makes of the same page."""


@dataclass(frozen=True, slots=True)
class _Page:
    rendered: RenderedPage
    matter: str
    html: bytes


def markdown_copies(
    around: Around, rendered: tuple[RenderedPage, ...]
) -> Noted[tuple[StaticFile, ...]]:
    """A text per page, made of the page as it came out, and `llms.txt`."""
    if not around.settings.copies.markdown:
        return Noted(())
    kept = Kept(around.root, "markdown")
    pages = tuple(_page(one, around) for one in rendered)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = tuple(pool.map(partial(_text, kept, find_pandoc()), pages))
    kept.forget_others()
    files = tuple(
        StaticFile(markdown_path(page.rendered.address), f"{page.matter}\n{text}".encode())
        for page, text in zip(pages, texts, strict=True)
        if isinstance(text, str)
    )
    told = tuple(text for text in texts if isinstance(text, Finding))
    listed = tuple(
        page for page, text in zip(rendered, texts, strict=True) if not isinstance(text, Finding)
    )
    return Noted((*files, *list_of_pages(around, listed)), told)


def _text(kept: Kept, pandoc: Pandoc, page: _Page) -> str | Finding:
    name = name_of(page.html, pandoc_release(), repr(TO_MARKDOWN), FORM)
    made = kept.get(name)
    if made is None:
        try:
            made = kept.put(name, pandoc.convert(page.html, TO_MARKDOWN))
        except PandocError as fault:
            return not_made(page.rendered, "Markdown", fault.what)
    return made.decode("utf-8")


def _page(rendered: RenderedPage, around: Around) -> _Page:
    framed = Framed(rendered, around)
    body = html_of(
        framed.body(Copier(framed.address, partial(_draw, framed.address), is_beside=True))
    )
    fields = "".join(f"{key}: {value}\n" for key, value in _matter(framed))
    return _Page(rendered, f"---\n{fields}---\n", f"<html>{body}</html>".encode())


def _matter(framed: Framed) -> Iterator[tuple[str, str]]:
    """Strings as JSON writes them, which YAML reads."""
    entry = framed.rendered.entry
    yield "title", _quoted(framed.rendered.title)
    if entry and entry.date:
        yield "date", entry.date.isoformat()
    if entry and entry.matter.updated:
        yield "updated", entry.matter.updated.isoformat()
    if entry and entry.description:
        yield "description", _quoted(entry.description)
    if entry and entry.invented:
        yield "invented", "true"
    yield "address", _quoted(framed.address or framed.rendered.address)
    yield "language", "sv"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _draw(base: str, element: Element) -> Node | None:
    """The picture as the page has it; a drawing in the page itself by its description."""
    source = urljoin(base, element.get("src", ""))
    if element.tag == "img" and element.get("src"):
        return make("img", src=source, alt=element.get("alt", ""))
    said = element.get("aria-label", "")
    return f"[Bild: {said}]" if said else None
