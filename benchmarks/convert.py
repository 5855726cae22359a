"""One Word file as Markdown with its pictures beside it, for programs that measure converters."""

import argparse
from pathlib import Path

from samverka.office import find_office
from samverka.pandoc import find_pandoc
from samverka.settings import read_settings
from samverka.source.document import render_document
from samverka.source.kinds import Kind
from samverka.word.importing import Order, import_package
from samverka.word.opening.package import open_package

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write the page and its pictures; a refused file ends with its reason and exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PAGE.md")
    parser.add_argument("--media", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--kind", type=Kind, help="instead of the kind that is recognised")
    given = parser.parse_args()
    settings = read_settings(ROOT)
    order = Order(settings, find_pandoc(), given.kind, office=find_office())
    imported = import_package(open_package(given.source, settings.limits), order)
    given.media.mkdir(parents=True, exist_ok=True)
    for picture in imported.media:
        (given.media / picture.path.name).write_bytes(picture.content)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(render_document(imported.document), encoding="utf-8")


if __name__ == "__main__":
    main()
