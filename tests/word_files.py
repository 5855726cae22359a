"""Small real Word files, each showing one thing."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
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


def one_pixel() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (1, 1), "red").save(target, "PNG")
    target.seek(0)
    return target


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


WORD_NAMESPACES = (
    f"{NAMESPACES} "
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xml(*fragments: str) -> Callable[[WordDocument], object]:
    """Elements of WordprocessingML as they are, at the end of the body."""

    def build(word: WordDocument) -> None:
        for fragment in fragments:
            opened = re.sub(r"^<([\w:]+)", rf"<\1 {WORD_NAMESPACES}", fragment)
            word.element.body.insert_element_before(parse_xml(opened), "w:sectPr")

    return build


def paragraph(*runs_: str, style: str = "", properties: str = "") -> str:
    """A `w:p` around runs and whatever else stands in it."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs_)}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words: str, level: int = 0, list_id: int = 5, properties: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(words, properties), properties=place)


def field(instruction: str, result: str) -> str:
    """A complex field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def related_part(kind: str, name: str, content: str, body: str) -> Callable[[WordDocument], object]:
    """A part related to the document; `{id}` in the body is replaced by the relation's id."""

    def build(word: WordDocument) -> None:
        made = Part(PackURI(f"/word/{name}"), "application/xml", content.encode())
        reference = word.part.relate_to(made, f"{RELATIONS}/{kind}")
        xml(body.replace("{id}", reference))(word)

    return build


def lists(*levels: tuple[str, str]) -> Callable[[WordDocument], object]:
    """List 50 of the document: each level's form (bullet, decimal, lowerLetter) and text."""

    def build(word: WordDocument) -> None:
        made = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{shown}"/></w:lvl>'
            for n, (form, shown) in enumerate(levels)
        )
        numbering = word.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="50">{made}</w:abstractNum>'),
        )
        for list_id, override in ((50, ""), (51, '<w:startOverride w:val="7"/>')):
            own = f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>' if override else ""
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{list_id}">'
                    f'<w:abstractNumId w:val="50"/>{own}</w:num>'
                )
            )

    return build
