"""Each page as a Word file that those who hear it or change its look can use as well."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from samverka.findings import Finding, Noted, Place, Severity
from samverka.markdown.html_tree import html_of
from samverka.pages.copies.copying import Copier
from samverka.pages.copies.framed import Framed, not_made
from samverka.pages.copies.links import word_path
from samverka.pages.copies.word_files import office_file
from samverka.pages.copies.word_mending import Properties, mended
from samverka.pages.copies.word_pictures import Pictures
from samverka.pages.copies.word_reference import LANGUAGE, STYLES, restyled
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.kept import Kept, name_of
from samverka.pandoc import Conversion, Pandoc, PandocError, find_pandoc, pandoc_release
from samverka.source.frontmatter import ReviewMatter

OWN_LOOK: Final = PurePosixPath("overrides", "referens.docx")
"""A site's own reference document: a Word file whose styles the copies get."""

ORIGIN: Final = "html+epub_html_exts"
_CODE: Final = tuple(path.read_bytes() for path in sorted(Path(__file__).parent.glob("word_*.py")))


@dataclass(frozen=True, slots=True)
class _Order:
    """One page to be converted."""

    rendered: RenderedPage
    html: bytes
    properties: Properties

    @property
    def path(self) -> PurePosixPath:
        """Where its file goes."""
        return word_path(self.rendered.address, self.rendered.title)

    def ingredients(self) -> tuple[bytes | str, ...]:
        """Its file is the same as long as these are, and the look."""
        return str(self.path), self.html, repr(self.properties), pandoc_release()


def word_copies(
    around: Around, rendered: tuple[RenderedPage, ...]
) -> Noted[tuple[StaticFile, ...]]:
    """A Word file per page; one that has not changed since last time is not made anew."""
    if not around.settings.copies.word:
        return Noted(())
    look = _own_look(around.root)
    kept, drawings = Kept(around.root, "word"), Kept(around.root, "drawings")
    pages = (page for page in rendered if page.address)
    orders = tuple(
        _order(page, around, Pictures(around.site, page.address, drawings)) for page in pages
    )
    named = {name_of(*order.ingredients(), look.value or b"", *_CODE): order for order in orders}
    made = {name: content for name in named if (content := kept.get(name)) is not None}
    new = _converted({name: order for name, order in named.items() if name not in made}, look.value)
    made |= {name: kept.put(name, content) for name, content in new.value.items()}
    for each in (kept, drawings):
        each.forget_others()
    files = tuple(StaticFile(named[name].path, made[name]) for name in named if name in made)
    return Noted(files, (*look.findings, *new.findings))


def word_file(around: Around, page: RenderedPage, pictures: Pictures) -> Noted[bytes | None]:
    """The Word file of one page, without a site built around it; None where it cannot be made."""
    look = _own_look(around.root)
    made = _converted({"": _order(page, around, pictures)}, look.value)
    return Noted(made.value.get(""), (*look.findings, *made.findings))


def _own_look(root: Path) -> Noted[bytes | None]:
    path = root / OWN_LOOK
    if not path.is_file():
        return Noted(None)
    content = office_file(path, STYLES)
    if content is not None:
        return Noted(content)
    said = "mallen för Word-kopiorna är ingen Word-fil; den vanliga används i stället"
    hint = "Spara den som Word-dokument (.docx), eller ta bort den."
    return Noted(None, (Finding(Place(str(OWN_LOOK)), "COPY02", Severity.WARNING, said, hint),))


def _order(page: RenderedPage, around: Around, pictures: Pictures) -> _Order:
    framed = Framed(page, around)
    copier = Copier(framed.address, pictures.draw, is_beside=False)
    body = html_of(framed.body(copier))
    entry = page.entry
    names = entry.matter.authors if entry and isinstance(entry.matter, ReviewMatter) else ()
    properties = Properties(
        title=page.title,
        author="; ".join(names) or around.settings.title,
        description=entry.description if entry else "",
        date=(entry.matter.updated or entry.date) if entry else None,
    )
    return _Order(page, f'<html lang="{LANGUAGE}">{body}</html>'.encode(), properties)


def _converted(orders: dict[str, _Order], look: bytes | None) -> Noted[dict[str, bytes]]:
    if not orders:
        return Noted({})
    pandoc = find_pandoc()
    with TemporaryDirectory() as folder:
        reference = Path(folder, "referens.docx")
        reference.write_bytes(look or restyled(pandoc.file_of_its_own("reference.docx")))
        options = ("--reference-doc", str(reference), "--metadata", f"lang={LANGUAGE}")
        convert = partial(_convert, pandoc, Conversion(ORIGIN, "docx", options))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = tuple(pool.map(convert, orders.values()))
    files = {name: one for name, one in zip(orders, made, strict=True) if isinstance(one, bytes)}
    return Noted(files, tuple(one for one in made if isinstance(one, Finding)))


def _convert(pandoc: Pandoc, conversion: Conversion, order: _Order) -> bytes | Finding:
    try:
        return mended(pandoc.convert(order.html, conversion), order.properties)
    except (PandocError, BadZipFile, ParseError) as fault:
        return not_made(order.rendered, "Word", str(fault))
