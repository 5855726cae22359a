"""The slides of a guide: a presentation that anybody can show, change and have read aloud."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from samverka.catalogue.withheld import read_sources
from samverka.findings import Finding, Noted, Place, Severity
from samverka.learning.reading import modules_of
from samverka.pages.copies.copying import Copier
from samverka.pages.copies.slides_boxes import Boxes
from samverka.pages.copies.slides_content import deck_of
from samverka.pages.copies.slides_fitting import Box
from samverka.pages.copies.slides_mending import mended_slides
from samverka.pages.copies.slides_reference import PRESENTATION, named_for_pandoc, restyled_slides
from samverka.pages.copies.word_files import office_file, read_parts
from samverka.pages.copies.word_mending import Properties
from samverka.pages.copies.word_pictures import Pictures
from samverka.pages.copies.word_reference import LANGUAGE
from samverka.pages.generated import RenderedPage, StaticFile
from samverka.pages.header import Around
from samverka.pages.kept import Kept, name_of
from samverka.pages.training.guide import Guide, guide_of
from samverka.pandoc import Conversion, PandocError, find_pandoc, pandoc_release

OWN_LOOK: Final = PurePosixPath("overrides", "referens.pptx")
"""A site's own presentation, whose look the slides get."""

ORIGIN: Final = "html"
_ROOM: Final = Box(600.0, 250.0)
"""What holds the words of a slide where a site's own look does not say."""
_CODE: Final = tuple(
    path.read_bytes()
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem.startswith(("slides", "word"))
)


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes slides of guides in one look; `box` is what holds the words of a slide in it."""

    around: Around
    reference: bytes
    box: Box
    kept: Kept

    def make(self, guide: Guide, pictures: Pictures) -> bytes | Finding:
        """A presentation, made anew only where it has changed since last time."""
        copier = Copier(self.around.whole(guide.address), pictures.draw, is_beside=False)
        title = self.around.settings.title
        html = deck_of(guide, title, self.box, copier.text).html(LANGUAGE)
        entry = guide.module.entry
        properties = Properties(
            title=guide.title,
            author=title,
            description=entry.description,
            date=entry.matter.updated or entry.date,
        )
        name = name_of(html, repr(properties), self.reference, pandoc_release(), *_CODE)
        if found := self.kept.get(name):
            return found
        try:
            made = mended_slides(_converted(html, self.reference), properties)
        except (PandocError, BadZipFile, ParseError) as fault:
            return _not_made(guide, str(fault))
        return self.kept.put(name, made)


def slide_copies(
    around: Around, rendered: tuple[RenderedPage, ...]
) -> Noted[tuple[StaticFile, ...]]:
    """A presentation beside each guide."""
    published = {page.page for page in rendered}
    hidden = read_sources(around.root, around.catalogue.paths)
    guides = (guide_of(module, hidden) for module in modules_of(around.catalogue))
    shown = tuple(guide for guide in guides if guide and guide.page in published)
    if not around.settings.copies.slides or not shown:
        return Noted(())
    press, drawings = _press(around, "slides"), Kept(around.root, "drawings")
    made = {
        guide.slides: press.value.make(guide, Pictures(around.site, guide.address, drawings))
        for guide in shown
    }
    press.value.kept.forget_others()
    files = (StaticFile(path, one) for path, one in made.items() if isinstance(one, bytes))
    told = (one for one in made.values() if isinstance(one, Finding))
    return Noted(tuple(files), (*press.findings, *told))


def guide_slides(guide: Guide, around: Around, pictures: Pictures) -> Noted[bytes | None]:
    """The slides of one guide, without a site built around it; None where they cannot be made."""
    press = _press(around, "handouts")
    made = press.value.make(guide, pictures)
    if isinstance(made, Finding):
        return Noted(None, (*press.findings, made))
    return Noted(made, press.findings)


def _converted(html: bytes, reference: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "referens.pptx")
        path.write_bytes(reference)
        options = ("--reference-doc", str(path), "--slide-level", "2")
        return find_pandoc().convert(html, Conversion(ORIGIN, "pptx", options))


def _press(around: Around, sort: str) -> Noted[_Press]:
    own = _own_look(around.root)
    reference = own.value or restyled_slides(find_pandoc().file_of_its_own("reference.pptx"))
    box = Boxes(read_parts(reference)).body() or _ROOM
    return Noted(_Press(around, reference, box, Kept(around.root, sort)), own.findings)


def _own_look(root: Path) -> Noted[bytes | None]:
    path = root / OWN_LOOK
    if not path.is_file():
        return Noted(None)
    content = office_file(path, PRESENTATION)
    if content is not None:
        return Noted(named_for_pandoc(content))
    said = "mallen för bildspelen är ingen PowerPoint-fil; den vanliga används i stället"
    hint = "Spara den som PowerPoint-presentation (.pptx), eller ta bort den."
    return Noted(None, (Finding(Place(str(OWN_LOOK)), "COPY03", Severity.WARNING, said, hint),))


def _not_made(guide: Guide, why: str) -> Finding:
    said = f"bildspelet till samtalsguiden gick inte att göra: {why}"
    hint = "Titta efter något ovanligt i blocken apt, till exempel en skadad bild."
    return Finding(Place(str(guide.module.entry.path)), "COPY04", Severity.WARNING, said, hint)
