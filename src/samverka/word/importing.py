"""`Imported`: one file from outside, as a document with its pictures, findings and receipt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from samverka.errors import SamverkaError
from samverka.findings import Finding, Place, Severity
from samverka.office import Office
from samverka.pandoc import Pandoc
from samverka.schema import Fault, check_model, plain
from samverka.settings import Settings
from samverka.source.document import Document, render_document
from samverka.source.frontmatter import MODELS
from samverka.source.kinds import FOLDERS, Kind, kind_of
from samverka.swedish.names import Organisation, Organisations
from samverka.word.markdown import markdown_of
from samverka.word.opening.older import renew
from samverka.word.opening.package import Package
from samverka.word.pictures.placing import Media, place_pictures
from samverka.word.pictures.taking import Means
from samverka.word.reading import Reading, read_package
from samverka.word.receipt import Receipt, write_receipt
from samverka.word.shaped import Brief, Remark, Shaped, says_invented
from samverka.word.shaping.labelled_texts import PAGE, REVIEW, TRAINING, shape_labelled
from samverka.word.shaping.meeting import shape_meeting
from samverka.word.shaping.newsletter import shape_newsletter
from samverka.word.shaping.recognised import recognise_kind
from samverka.word.tree.nodes import Blocks, Heading, Text
from samverka.word.tree.walking import block_text, pictures_in
from samverka.word.words import count_words

NEAR_TOP = 8


@dataclass(frozen=True, slots=True)
class Order:
    """What every file of a run is imported with; `kind` and `folder` where the user chose them."""

    settings: Settings
    pandoc: Pandoc
    kind: Kind | None = None
    folder: PurePosixPath | None = None
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """Nothing of it is written yet."""

    document: Document
    media: tuple[Media, ...]
    findings: tuple[Finding, ...]
    receipt: Receipt


def import_package(package: Package, order: Order) -> Imported:
    """Raise `SamverkaError` where the file cannot become a page."""
    renewed = renew(package, order.office, order.settings.limits)
    reading = read_package(renewed, order.pandoc)
    has_text = any(block_text(block).strip() for block in reading.blocks)
    if not has_text and not any(pictures_in(reading.blocks)):
        raise SamverkaError(
            "dokumentet har ingen text", "Kontrollera att rätt fil ligger i mappen."
        )
    shaped = _shape(reading, package, order)
    path = _path(shaped, order)
    means = Means(order.settings.limits, order.office)
    placed = place_pictures(shaped.blocks, renewed, path, means)
    fields = _fields(shaped, reading, package)
    body = markdown_of(placed.blocks)
    document = _document(path, fields, body, package)
    receipt = write_receipt(count_words(renewed), fields, body, shaped.moved)
    remarks = (*shaped.remarks, *reading.remarks, *placed.remarks, *_missing(receipt))
    return Imported(document, placed.media, tuple(_findings(remarks, document)), receipt)


def _shape(reading: Reading, package: Package, order: Order) -> Shaped:
    brief = Brief(package.stem, package.checksum, order.settings, _known(order.settings))
    blocks = _titled_by_editor(reading)
    match order.kind or recognise_kind(blocks, package.stem):
        case Kind.MEETING:
            return shape_meeting(blocks, brief)
        case Kind.NEWSLETTER:
            return shape_newsletter(blocks, brief)
        case Kind.REVIEW:
            return shape_labelled(blocks, brief, REVIEW)
        case Kind.TRAINING:
            return shape_labelled(blocks, brief, TRAINING)
        case Kind.PAGE:
            return shape_labelled(blocks, brief, PAGE)


def _known(settings: Settings) -> Organisations:
    return Organisations([Organisation(one.name, one.also) for one in settings.organisations])


def _titled_by_editor(reading: Reading) -> Blocks:
    """A Markdown file's own title comes first where its text begins with no heading."""
    data = reading.front_matter.data if reading.front_matter else None
    title = data.get("title") if isinstance(data, Mapping) else None
    begins = reading.blocks and isinstance(reading.blocks[0], Heading)
    if begins or not isinstance(title, str) or not title.strip():
        return reading.blocks
    return (Heading(0, (Text(title),)), *reading.blocks)


def _path(shaped: Shaped, order: Order) -> PurePosixPath:
    name = PurePosixPath(f"{shaped.stem}.md")
    if order.folder is None:
        return FOLDERS[shaped.kind] / name
    path = order.folder / name.name
    wanted = kind_of(path)
    if wanted is not shaped.kind:
        raise SamverkaError(
            f"dokumentet är av sorten {shaped.kind}, men mappen {order.folder} är för {wanted}",
            f"Lägg till --kind {wanted}, eller välj en annan mapp.",
        )
    return path


def _fields(shaped: Shaped, reading: Reading, package: Package) -> dict[str, Any]:
    fields = {key: value for key, value in shaped.fields.items() if value not in (None, "", [], ())}
    if _is_invented(reading.blocks):
        fields["invented"] = True
    fields.update(_own_front_matter(reading, package, shaped.kind))
    return fields


def _own_front_matter(reading: Reading, package: Package, kind: Kind) -> Mapping[str, Any]:
    """What a Markdown file says of itself wins over what its text says; it need not say all."""
    loaded = reading.front_matter
    if loaded is None:
        return {}
    faults = loaded.faults
    if not faults:
        checked = check_model(MODELS[kind], loaded.data or {})
        faults = tuple(fault for fault in checked.faults if fault.line is not None)
    if faults:
        raise _front_matter_error(faults, package.name)
    return plain(loaded.data) or {}


def _is_invented(blocks: Blocks) -> bool:
    return any(says_invented(block_text(block)) for block in blocks[:NEAR_TOP])


def _document(
    path: PurePosixPath, fields: Mapping[str, Any], body: str, package: Package
) -> Document:
    origin = {"file": package.name, "sha256": package.checksum}
    checked = check_model(MODELS[kind_of(path)], {**fields, "source": origin})
    if checked.value is None:
        raise _front_matter_error(checked.faults, package.name)
    return Document(path, checked.value, body)


def _front_matter_error(faults: Iterable[Fault], name: str) -> SamverkaError:
    said = [
        f"rad {fault.line + 1}: {fault.message}" if fault.line else fault.message
        for fault in faults
    ]
    return SamverkaError("\n".join(said), f"Rätta uppgifterna överst i {name} och importera igen.")


def _missing(receipt: Receipt) -> Iterable[Remark]:
    if receipt.missing:
        words = ", ".join(receipt.missing[:12])
        said = f"{len(receipt.missing)} ord ur Word-filen finns inte på sidan: {words}"
        hint = "Jämför med Word-filen och skriv in det som saknas."
        yield Remark("WORD01", said, hint, severity=Severity.ERROR)


def _findings(remarks: Iterable[Remark], document: Document) -> Iterable[Finding]:
    lines = render_document(document).splitlines()
    for remark in remarks:
        line = next((n for n, t in enumerate(lines, 1) if remark.quote and remark.quote in t), None)
        place = Place(str(document.path), line)
        yield Finding(place, remark.code, remark.severity, remark.message, remark.hint)
