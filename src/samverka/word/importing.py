"""`Imported`: one file from outside, as a document with its pictures, findings and receipt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from samverka.errors import SamverkaError
from samverka.findings import Finding, Place
from samverka.office import Office
from samverka.pandoc import Pandoc
from samverka.schema import Fault, check_model, plain
from samverka.settings import Settings
from samverka.source.document import Document, render_document
from samverka.source.frontmatter import MODELS
from samverka.source.kinds import FOLDERS, Kind, kind_of
from samverka.swedish.names import Organisation, Organisations
from samverka.word.anchors import point_links
from samverka.word.counting.docx import count_docx
from samverka.word.counting.odt import count_odt
from samverka.word.counting.page import page_lines
from samverka.word.counting.pieces import Source
from samverka.word.counting.plain import count_html, count_markdown
from samverka.word.forming import shape_reading
from samverka.word.markdown import markdown_of
from samverka.word.opening.older import renew
from samverka.word.opening.package import Format, Package
from samverka.word.pictures.placing import Media, place_pictures
from samverka.word.pictures.taking import Means
from samverka.word.reading import Reading, read_package
from samverka.word.receipt.accounts import Account, Receipt, write_receipt
from samverka.word.receipt.as_written import keep_as_written
from samverka.word.receipt.remarks import remarks_on
from samverka.word.shaped import Brief, Remark, Shaped, says_invented
from samverka.word.tree.nodes import Blocks
from samverka.word.tree.walking import block_text, inlines_in

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
    account: Account

    @property
    def receipt(self) -> Receipt:
        """Where every word went."""
        return self.account.receipt


def import_package(package: Package, order: Order) -> Imported:
    """Raise `SamverkaError` where the file cannot become a page."""
    renewed = renew(package, order.office, order.settings.limits)
    reading = read_package(renewed, order.pandoc)
    _check_text(reading)
    shaped = shape_reading(reading, _brief(package, order.settings), order.kind)
    path = _path(shaped, order)
    means = Means(order.settings.limits, order.office)
    placed = place_pictures(shaped.blocks, renewed, path, means)
    fields = _fields(shaped, reading, package)
    pointed = point_links(placed.blocks)
    body = markdown_of(pointed.blocks)
    lines = page_lines(body)
    written = keep_as_written(fields, shaped.moved, lines)
    origin = {
        "file": package.name,
        "sha256": package.checksum,
        "as_written": written.lines,
    }
    document = _document(path, {**fields, "source": origin}, body)
    account = write_receipt(_count(renewed), lines, written)
    found = (*shaped.remarks, *reading.remarks, *placed.remarks, *pointed.remarks)
    remarks = (*found, *remarks_on(account.receipt))
    return Imported(document, placed.media, tuple(_findings(remarks, document)), account)


def _check_text(reading: Reading) -> None:
    """Raise `SamverkaError` where there is nothing to make a page of."""
    has_text = any(block_text(block).strip() for block in reading.blocks)
    if has_text or any(inlines_in(reading.blocks)):
        return
    told = next((one for one in reading.remarks if one.code == "WORD03"), None)
    hint = "Kontrollera att rätt fil ligger i mappen."
    raise SamverkaError(told.message if told else "dokumentet har ingen text", hint)


def _count(package: Package) -> Source:
    match package.format:
        case Format.DOCX:
            return count_docx(package.content)
        case Format.ODT:
            return count_odt(package.content)
        case Format.HTML:
            return count_html(package.text)
        case Format.MARKDOWN:
            return count_markdown(package.text)


def _brief(package: Package, settings: Settings) -> Brief:
    known = Organisations([Organisation(one.name, one.also) for one in settings.organisations])
    return Brief(package.stem, package.checksum, settings, known)


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


def _document(path: PurePosixPath, fields: Mapping[str, Any], body: str) -> Document:
    checked = check_model(MODELS[kind_of(path)], fields)
    if checked.value is None:
        raise _front_matter_error(checked.faults, fields["source"]["file"])
    return Document(path, checked.value, body)


def _front_matter_error(faults: Iterable[Fault], name: str) -> SamverkaError:
    said = [
        f"rad {fault.line + 1}: {fault.message}" if fault.line else fault.message
        for fault in faults
    ]
    return SamverkaError("\n".join(said), f"Rätta uppgifterna överst i {name} och importera igen.")


def _findings(remarks: Iterable[Remark], document: Document) -> Iterable[Finding]:
    remarks = tuple(remarks)
    text = render_document(document) if any(remark.quote for remark in remarks) else ""
    for remark in remarks:
        at = text.find(remark.quote) if remark.quote else -1
        line = text.count("\n", 0, at) + 1 if at >= 0 else None
        place = Place(str(document.path), line)
        yield Finding(place, remark.code, remark.severity, remark.message, remark.hint)
