"""Small real Word files, each showing one thing."""

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from PIL import Image

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def word_bytes(*builders: Callable[[WordDocument], object]) -> bytes:
    word = docx.Document()
    for build in builders:
        build(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in source.namelist():
            if entry != name:
                archive.writestr(entry, source.read(entry))
        archive.writestr(name, part)
    return target.getvalue()


def title(text: str) -> Callable[[WordDocument], object]:
    return lambda word: word.add_heading(text, 1)


def text(words: str, style: str | None = None) -> Callable[[WordDocument], object]:
    return lambda word: word.add_paragraph(words, style=style)


def runs(*parts: tuple[str, str]) -> Callable[[WordDocument], object]:
    """Each part is text and any of b, i in its format."""

    def build(word: WordDocument) -> None:
        paragraph = word.add_paragraph()
        for words, marks in parts:
            run = paragraph.add_run(words)
            run.bold, run.italic = "b" in marks or None, "i" in marks or None

    return build


def link(words: str, url: str, *, before: str = "") -> Callable[[WordDocument], object]:
    def build(word: WordDocument) -> None:
        paragraph = word.add_paragraph(before)
        reference = word.part.relate_to(url, HYPERLINK, is_external=True)
        paragraph._p.append(
            parse_xml(
                f'<w:hyperlink {nsdecls("w", "r")} r:id="{reference}">'
                f"<w:r><w:t>{words}</w:t></w:r></w:hyperlink>"
            )
        )

    return build


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def picture(colour: str, alt: str = "") -> Callable[[WordDocument], object]:
    def build(word: WordDocument) -> None:
        target = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(target, "PNG")
        target.seek(0)
        shape = word.add_picture(target)
        shape._inline.docPr.set("descr", alt)

    return build


def table(*rows: tuple[str, ...]) -> Callable[[WordDocument], object]:
    def build(word: WordDocument) -> None:
        made = word.add_table(len(rows), len(rows[0]))
        for line, row in zip(made.rows, rows, strict=True):
            for cell, words in zip(line.cells, row, strict=True):
                cell.text = words

    return build


def text_box(words: str) -> Callable[[WordDocument], object]:
    def build(word: WordDocument) -> None:
        paragraph = word.add_paragraph("Bredvid rutan.")
        inner = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
        paragraph._p.append(
            parse_xml(
                f"<w:r {NAMESPACES}><mc:AlternateContent>"
                f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx>'
                "</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
                f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    return build


def numbered(paragraph: Paragraph, level: int = 0, list_id: int = 5) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{list_id}"/></w:numPr>'
        )
    )


def outline_level(word: WordDocument, words: str, level: int) -> None:
    paragraph = word.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>')
    )


def deleted_and_inserted(word: WordDocument) -> None:
    paragraph = word.add_paragraph("Vi ses ")
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="A">'
            "<w:r><w:delText>måndag</w:delText></w:r></w:del>"
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="2" w:author="A"><w:r><w:t>tisdag</w:t></w:r></w:ins>'
        )
    )
