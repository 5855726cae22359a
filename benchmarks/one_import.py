"""The real import of one file, with nothing that catches what it was not made for."""

from dataclasses import dataclass
from pathlib import Path

from samverka.pandoc import find_pandoc
from samverka.settings import parse_settings
from samverka.source.store import open_store, save_import
from samverka.word.importing import Imported, Order, import_package
from samverka.word.opening.package import package_of, read_file
from samverka.word.receipt.page import receipt_page

SETTINGS = """\
site_name: Exempel
plugins:
  - samverka:
      title: Trygg uppväxt
      forums:
        styrgrupp: {name: Styrgruppen, also: [Styrgrupp]}
      organisations:
        - {name: Växjö kommun, also: [Växjö]}
        - {name: Region Kronoberg}
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A project in a folder, to import into."""

    root: Path
    order: Order


def make_order(seconds: int = 60) -> Order:
    """What every file is imported with; pandoc is given that many seconds."""
    return Order(parse_settings(SETTINGS), find_pandoc(seconds))


def make_desk(root: Path, order: Order) -> Desk:
    """A new project in `root`, which must not hold one."""
    (root / "inbox").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return Desk(root, order)


def import_one(file: Path, desk: Desk) -> Imported:
    """From the file to the page on disk; raise `SamverkaError` where it is refused."""
    limits = desk.order.settings.limits
    package = package_of(file.name, read_file(file, limits), limits)
    imported = import_package(package, desk.order)
    receipt_page(imported.document, imported.account)
    media = {one.path: one.content for one in imported.media}
    with open_store(desk.root, [file]) as store:
        save_import(store, imported.document, media)
    return imported
