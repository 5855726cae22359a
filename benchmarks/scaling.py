"""Import documents of one shape at two sizes: time that grows faster than the document is a fault.

Shapes are what a person could paste or a program write: one endless paragraph, a hundred thousand
short ones, a table of ten thousand columns.
"""

import argparse
import io
import math
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from archives import Entry, related, zip_up
from one_import import import_one, make_desk, make_order

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWN = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SUPERLINEAR = 1.5
"""An exponent above this is told; noise and caches make 1.2 of what is linear."""

TOO_SHORT = 0.5
"""Seconds under which chance decides."""

Shape = Callable[[int], str]


def _p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _text(piece: str) -> Shape:
    return lambda size: _p(_r(piece * (size // len(piece))))


def _paragraphs(text: str, properties: str = "", run: str = "") -> Shape:
    return lambda size: _p(_r(text, run), properties) * size


def _runs(*kinds: tuple[str, str]) -> Shape:
    return lambda size: _p("".join(_r(text, look) for text, look in kinds) * (size // len(kinds)))


def _table(columns: int, merged: str = "", text: str = "cell") -> Shape:
    cell = f"<w:tc><w:tcPr>{merged}</w:tcPr>{_p(_r(text))}</w:tc>"

    def make(size: int) -> str:
        rows = max(size // columns, 1)
        return f"<w:tbl>{f'<w:tr>{cell * (size // rows)}</w:tr>' * rows}</w:tbl>"

    return make


def _one_row(size: int) -> str:
    return _table(size)(size)


def _merged_column(size: int) -> str:
    first = _table(1, '<w:vMerge w:val="restart"/>')(1).removesuffix("</w:tbl>")
    return first + _table(1, "<w:vMerge/>")(size).removeprefix("<w:tbl>")


def _stars(size: int) -> str:
    return _p(_r("Ett ord* i texten.")) + _p(_r("** en förklaring utan ord")) * size


def _links(size: int) -> str:
    link = '<w:hyperlink w:anchor="m{0}"><w:r><w:t>se {0}</w:t></w:r></w:hyperlink>'
    mark = '<w:bookmarkStart w:id="{0}" w:name="m{0}"/>'
    return "".join(_p(mark.format(n) + link.format(n)) for n in range(size))


def _links_to_nowhere(size: int) -> str:
    link = '<w:hyperlink w:anchor="m{0}"><w:r><w:t>se sida {0}</w:t></w:r></w:hyperlink>'
    return "".join(_p(link.format(n)) for n in range(size))


def _fields(size: int) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return _p((begin + "<w:r><w:instrText> REF a </w:instrText></w:r>") * size + end * size)


def _notes(size: int) -> str:
    return "".join(
        _p(_r("text") + f'<w:r><w:footnoteReference w:id="{n}"/></w:r>') for n in range(size)
    )


def _pictures(size: int) -> str:
    drawn = '<w:r><w:drawing><a:blip r:embed="rIdP{}"/></w:drawing></w:r>'
    return "".join(_p(drawn.format(n)) for n in range(size))


HEADING = '<w:outlineLvl w:val="0"/>'
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
DEEPER = '<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>'
SHAPES: Mapping[str, tuple[Shape, int]] = {
    "one paragraph of a's": (_text("a"), 500_000),
    "one paragraph of words": (_text("ord "), 500_000),
    "one paragraph of sentences": (_text("Styrgruppen beslutar att anta planen. "), 500_000),
    "one paragraph of asterisks": (_text("*"), 500_000),
    "one paragraph of blanks": (_text(" x" + " " * 1000), 500_000),
    "one paragraph of numbers": (_text("1.1 "), 500_000),
    "one paragraph of brackets": (_text("[("), 500_000),
    "one paragraph of commas": (_text("Anna Berg, "), 200_000),
    "one paragraph of dashes": (_text("- "), 500_000),
    "one paragraph of at signs": (_text("a@b."), 500_000),
    "one paragraph of dates": (_text("den 4 juni 2021 "), 200_000),
    "one paragraph of quotation marks": (_text('"a '), 500_000),
    "one paragraph of angle brackets": (_text("&lt;a "), 500_000),
    "one paragraph of underscores": (_text("_"), 500_000),
    "many short paragraphs": (_paragraphs("Kort text."), 50_000),
    "many bold lines": (_paragraphs("Fet rad", run="<w:b/>"), 20_000),
    "many empty paragraphs": (_paragraphs(""), 50_000),
    "many headings": (_paragraphs("Rubrik", '<w:outlineLvl w:val="1"/>'), 20_000),
    "many numbered paragraphs": (_paragraphs("1. Punkt"), 20_000),
    "many quotations": (_paragraphs("– Det var bra, säger Anna."), 20_000),
    "many list items": (_paragraphs("punkt", ITEM), 20_000),
    "many deep list items": (_paragraphs("punkt", DEEPER), 20_000),
    "many labels": (_paragraphs("Datum: 4 juni 2021"), 20_000),
    "many tabs": (_paragraphs("a\tb\tc"), 20_000),
    "many unexplained stars": (_stars, 5_000),
    "runs alike": (_runs(("a ", "")), 25_000),
    "runs alternately bold": (_runs(("a", "<w:b/>"), ("b", "")), 25_000),
    "runs bold with blanks between": (_runs(("a", "<w:b/>"), (" ", "")), 25_000),
    "runs of blanks": (_runs((" ", "<w:b/>"), (" ", "<w:i/>")), 25_000),
    "runs bold and italic": (_runs(("a", "<w:b/>"), ("b", "<w:b/><w:i/>")), 25_000),
    "breaks": (lambda size: _p("<w:r><w:br/></w:r>" * size + _r("sist")), 25_000),
    "breaks after": (lambda size: _p(_r("först") + "<w:r><w:br/></w:r>" * size), 25_000),
    "a table of one row": (_one_row, 5_000),
    "a table of many rows": (_table(4), 20_000),
    "a square table": (_table(100), 20_000),
    "a merged column": (_merged_column, 5_000),
    "links to bookmarks": (_links, 5_000),
    "links to nowhere": (_links_to_nowhere, 5_000),
    "fields in fields": (_fields, 5_000),
    "footnotes": (_notes, 5_000),
    "pictures": (_pictures, 500),
}


def _picture(number: int) -> bytes:
    """A picture like no other."""
    target = io.BytesIO()
    Image.new("RGB", (1, 1), (number % 256, number // 256, 0)).save(target, "PNG")
    return target.getvalue()


def _package(shape: Shape, size: int) -> bytes:
    """A Word file whose body is the shape, with what it refers to."""
    body = shape(size)
    text = (
        f"<w:document {WORD} {DRAWN}><w:body>{_p(_r('Om samverkan'), HEADING)}"
        f"{_p(_r('Vi möts.'))}{body}</w:body></w:document>"
    )
    entries = [Entry("word/document.xml", text.encode())]
    if shape is _notes:
        notes = "".join(
            f'<w:footnote w:id="{n}">{_p(_r(f"not {n}"))}</w:footnote>' for n in range(size)
        )
        part = f"<w:footnotes {WORD}>{notes}</w:footnotes>".encode()
        entries = related(entries, {"footnotes": ("footnotes.xml", part)})
    if shape is _pictures:
        images = {f"image#rIdP{n}": (f"media/{n}.png", _picture(n)) for n in range(size)}
        entries = related(entries, images)
    listed = (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return zip_up(related(entries, {"numbering": ("numbering.xml", listed.encode())}))


def _seconds(shape: Shape, size: int) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        desk = make_desk(Path(scratch) / "projekt", make_order())
        file = desk.root / "inbox" / "fil.docx"
        file.write_bytes(_package(shape, size))
        began = time.process_time()
        import_one(file, desk)
        return time.process_time() - began


def main() -> int:
    """Measure every shape whose name holds the words asked for; 1 where one is superlinear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only shapes whose names hold all of these")
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual sizes")
    told = parser.parse_args()
    faults = 0
    print(f"{'shape':<36}{'size':>9}{'seconds':>9}{'twice':>9}{'grows as':>10}")
    for name, (shape, usual) in SHAPES.items():
        if not all(word in name for word in told.words):
            continue
        size = int(usual * told.scale)
        once, twice = _seconds(shape, size), _seconds(shape, 2 * size)
        power = math.log2(twice / once)
        is_fault = power > SUPERLINEAR and twice > TOO_SHORT
        faults += is_fault
        mark = "  !" if is_fault else ""
        print(
            f"{name:<36}{size:>9}{once:>9.2f}{twice:>9.2f}{f'n^{power:.1f}':>10}{mark}", flush=True
        )
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
