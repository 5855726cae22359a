"""The part of an import that only thinks: bytes in, a page out, in any process on any machine.

What goes in and comes out can be pickled, and nothing is read or written on a disk.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from samverka.errors import SamverkaError
from samverka.findings import Finding
from samverka.office import find_office
from samverka.pandoc import find_pandoc
from samverka.source.document import Document
from samverka.word.faults import FAULTS, told, too_big
from samverka.word.importing import Order, import_package
from samverka.word.opening.package import package_of
from samverka.word.pictures.placing import Media
from samverka.word.receipt.accounts import Receipt
from samverka.word.receipt.page import receipt_page


@dataclass(frozen=True, slots=True)
class Delivery:
    """The bytes of a file, under the name that its page will give as its origin."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an import came to, ready to be written; `receipt_page` is HTML."""

    document: Document
    media: tuple[Media, ...]
    findings: tuple[Finding, ...]
    receipt: Receipt
    receipt_page: str


def import_delivery(delivery: Delivery, order: Order) -> Delivered | SamverkaError:
    """The error where the file cannot become a page; a fault of ours never takes others down."""
    limits = order.settings.limits
    try:
        package = package_of(delivery.name, delivery.content, limits)
        imported = import_package(package, _at_home(order))
        page = receipt_page(imported.document, imported.account)
    except MemoryError:
        return too_big(limits)
    except FAULTS as fault:
        return told(fault)
    return Delivered(imported.document, imported.media, imported.findings, imported.receipt, page)


def _at_home(order: Order) -> Order:
    """Another machine keeps its programs elsewhere."""
    if not Path(order.pandoc.path).is_file():
        order = replace(order, pandoc=find_pandoc(order.pandoc.seconds))
    if order.office is not None and not Path(order.office.path).is_file():
        order = replace(order, office=find_office(order.office.seconds))
    return order
