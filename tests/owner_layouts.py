"""The owner's two documents laid out in other ways, made from the owner's files as tests run."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree
from PIL import Image

TITLE_END = "Kronoberg."
MEETING_FILE = "word/Mötesanteckningar styrgrupp 210604 (table).docx"


@dataclass(frozen=True)
class Meeting:
    title: str
    vision: str
    when: str
    place: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...]


def read_meeting(shared: Path) -> Meeting:
    word = docx.Document(str(shared / MEETING_FILE))
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    values = dict(cells)
    title, _, vision = word.paragraphs[0].text.partition(TITLE_END)
    items: list[tuple[str, tuple[str, ...]]] = []
    for paragraph in word.paragraphs[1:]:
        text = "".join(run.text for run in paragraph._p.iter(qn("w:t")) if run.text)
        if re.match(r"\d\. ", text):
            items.append((re.sub(r"^\d\. ", "", text), ()))
        elif items:
            items[-1] = (items[-1][0], (*items[-1][1], text))
    return Meeting(
        title + TITLE_END[:-1],
        vision.strip(),
        values["Tid"],
        values["Plats"],
        tuple(values["Närvarande"].split("\n")),
        tuple(values["Frånvarande"].split("\n")),
        tuple(items),
    )


def picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(target, "PNG")
    target.seek(0)
    return target


def bold(word: WordDocument, text: str) -> None:
    word.add_paragraph().add_run(text).bold = True


def as_saved(word: WordDocument) -> bytes:
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def people_one_per_row_beside_a_merged_label(meeting: Meeting) -> bytes:
    word = docx.Document()
    bold(word, f"{meeting.title}. {meeting.vision}")
    rows = [("Tid", meeting.when), ("Plats", meeting.place)]
    rows += [("Närvarande", name) for name in meeting.present]
    rows += [("Frånvarande", name) for name in meeting.absent]
    table = word.add_table(len(rows), 2)
    for place, (label, value) in enumerate(rows):
        table.cell(place, 1).text = value
        if place == 0 or rows[place - 1][0] != label:
            last = max(i for i, row in enumerate(rows) if row[0] == label)
            table.cell(place, 0).merge(table.cell(last, 0)).text = label
    for number, (heading, texts) in enumerate(meeting.items, 1):
        word.add_heading(f"{number}. {heading}", 2)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def people_as_bullet_lists(meeting: Meeting) -> bytes:
    word = docx.Document()
    word.add_heading(f"{meeting.title}. {meeting.vision}", 1)
    word.add_paragraph(f"Tid: {meeting.when}")
    word.add_paragraph(f"Plats: {meeting.place}")
    for label, people in (("Närvarande:", meeting.present), ("Frånvarande:", meeting.absent)):
        bold(word, label)
        for person in people:
            word.add_paragraph(person, style="List Bullet")
    for number, (heading, texts) in enumerate(meeting.items, 1):
        bold(word, f"{number}. {heading}")
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def paragraph_signs_and_title_styles(meeting: Meeting) -> bytes:
    word = docx.Document()
    word.add_paragraph(meeting.title, style="Title")
    word.add_paragraph(meeting.vision, style="Subtitle")
    for label, value in (("Tid", meeting.when), ("Plats", meeting.place)):
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{label}\t").bold = True
        paragraph.add_run(value)
    for label, people in (("Närvarande", meeting.present), ("Frånvarande", meeting.absent)):
        word.add_heading(label, 2)
        for person in people:
            word.add_paragraph(person)
    for number, (heading, texts) in enumerate(meeting.items, 1):
        word.add_heading(f"§ {number} {heading}", 2)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def numbers_by_word_and_a_picture_beside_the_title(meeting: Meeting) -> bytes:
    word = docx.Document()
    table = word.add_table(1, 2)
    table.cell(0, 0).paragraphs[0].add_run().add_picture(picture())
    run = table.cell(0, 1).paragraphs[0].add_run(meeting.title)
    run.bold, run.font.size = True, Pt(16)
    table.cell(0, 1).add_paragraph(meeting.vision)
    word.add_paragraph(f"Tid {meeting.when}")
    word.add_paragraph(f"Plats {meeting.place}")
    word.add_paragraph("Närvarande " + ", ".join(meeting.present[:1]))
    for person in meeting.present[1:]:
        word.add_paragraph(person)
    paragraph = word.add_paragraph("Frånvarande: ")
    for place, person in enumerate(meeting.absent):
        if place:
            paragraph.add_run().add_break()
        paragraph.add_run(person)
    for heading, texts in meeting.items:
        word.add_paragraph(style="List Number").add_run(heading).bold = True
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def everything_in_one_layout_table(meeting: Meeting) -> bytes:
    word = docx.Document()
    outer = word.add_table(1, 2)
    outer.cell(0, 0).paragraphs[0].add_run().add_picture(picture())
    cell = outer.cell(0, 1)
    cell.paragraphs[0].add_run(f"{meeting.title}. {meeting.vision}").bold = True
    cell.add_paragraph(f"Tid: {meeting.when}")
    cell.add_paragraph(f"Plats: {meeting.place}")
    cell.add_paragraph("Närvarande: " + "; ".join(meeting.present))
    cell.add_paragraph("Frånvarande: " + "; ".join(meeting.absent))
    for number, (heading, texts) in enumerate(meeting.items, 1):
        paragraph = cell.add_paragraph(f"{number}. {heading}")
        paragraph.style = word.styles["Heading 3"]
        for text in texts:
            cell.add_paragraph(text)
    return as_saved(word)


def columns_for_name_organisation_and_role(meeting: Meeting) -> bytes:
    word = docx.Document()
    word.add_heading(meeting.title, 0)
    word.add_paragraph(meeting.vision)
    table = word.add_table(0, 2)
    for label, value in (("Datum och tid:", meeting.when), ("Plats:", meeting.place)):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = label, value
    for label, people in (("Närvarande", meeting.present), ("Frånvarande", meeting.absent)):
        row = table.add_row()
        row.cells[0].text = label
        for place, person in enumerate(people):
            target = row.cells[1].paragraphs[0] if not place else row.cells[1].add_paragraph()
            target.add_run(person)
    for heading, texts in meeting.items:
        paragraph = word.add_heading(heading, 1)
        _number(paragraph)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def _number(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", "5")):
        part = OxmlElement(name)
        part.set(qn("w:val"), value)
        numbering.append(part)
    properties.append(numbering)


def agenda_in_a_table_of_two_columns(meeting: Meeting) -> bytes:
    word = docx.Document()
    bold(word, f"{meeting.title}. {meeting.vision}")
    head = word.add_table(0, 2)
    for label, value in (
        ("Tid", meeting.when),
        ("Plats", meeting.place),
        ("Närvarande", "\n".join(meeting.present)),
        ("Frånvarande", "\n".join(meeting.absent)),
    ):
        row = head.add_row()
        row.cells[0].text, row.cells[1].text = label, value
    word.add_paragraph()
    agenda = word.add_table(0, 2)
    for number, (heading, texts) in enumerate(meeting.items, 1):
        row = agenda.add_row()
        row.cells[0].text = str(number)
        row.cells[1].paragraphs[0].add_run(heading).bold = True
        for text in texts:
            row.cells[1].add_paragraph(text)
    return as_saved(word)


def names_with_parentheses_and_headings_in_larger_type(meeting: Meeting) -> bytes:
    word = docx.Document()
    line(word, f"{meeting.title}. {meeting.vision}", 18)
    word.add_paragraph(f"Datum: {meeting.when}")
    word.add_paragraph(f"Plats: {meeting.place}")
    present = [f"{p.split(', ')[0]} ({p.split(', ', 1)[1]})" for p in meeting.present[1:10]]
    rest = [meeting.present[0], *present, *meeting.present[10:]]
    word.add_paragraph("Närvarande:")
    for person in rest:
        word.add_paragraph(f"– {person}")
    word.add_paragraph("Ej närvarande:")
    for person in meeting.absent:
        word.add_paragraph(f"– {person}")
    for number, (heading, texts) in enumerate(meeting.items, 1):
        line(word, f"Punkt {number}. {heading}", 15)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def line(word: WordDocument, text: str, size: float) -> None:
    word.add_paragraph().add_run(text).font.size = Pt(size)


def columns_with_a_header_row(meeting: Meeting) -> bytes:
    word = docx.Document()
    word.add_heading(f"{meeting.title}. {meeting.vision}", 1)
    word.add_paragraph(f"Tid: {meeting.when}\nPlats: {meeting.place}")
    for label, people in (("Närvarande", meeting.present), ("Frånvarande", meeting.absent)):
        bold(word, label)
        table = word.add_table(1, 2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Namn", "Organisation"
        for person in people:
            row = table.add_row()
            name, _, rest = person.partition(", ")
            row.cells[0].text, row.cells[1].text = name, rest
    for number, (heading, texts) in enumerate(meeting.items, 1):
        word.add_heading(f"§{number}. {heading}", 2)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def headings_and_text_in_the_same_paragraph(meeting: Meeting) -> bytes:
    word = docx.Document()
    bold(word, meeting.title)
    word.add_paragraph(meeting.vision)
    for label, value in (("Tid: ", meeting.when), ("Plats: ", meeting.place)):
        word.add_paragraph().add_run(label).bold = True
        word.paragraphs[-1].add_run(value)
    for label, people in (("Närvarande: ", meeting.present), ("Frånvarande: ", meeting.absent)):
        word.add_paragraph().add_run(label).bold = True
        word.paragraphs[-1].add_run("\n" + "\n".join(people))
    for number, (heading, texts) in enumerate(meeting.items, 1):
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{number}. {heading}\n").bold = True
        paragraph.add_run(texts[0])
        for text in texts[1:]:
            word.add_paragraph(text)
    return as_saved(word)


def present_and_absent_side_by_side(meeting: Meeting) -> bytes:
    word = docx.Document()
    bold(word, f"{meeting.title}. {meeting.vision}")
    word.add_paragraph(f"Tid: {meeting.when}")
    word.add_paragraph(f"Plats: {meeting.place}")
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Närvarande", "Frånvarande"
    table.cell(1, 0).text, table.cell(1, 1).text = (
        "\n".join(meeting.present),
        "\n".join(meeting.absent),
    )
    for number, (heading, texts) in enumerate(meeting.items, 1):
        word.add_heading(f"{number} {heading}", 3)
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def underlined_headings_and_content_controls(meeting: Meeting) -> bytes:
    word = docx.Document()
    bold(word, f"{meeting.title}. {meeting.vision}")
    for label, value in (
        ("Tid", meeting.when),
        ("Plats", meeting.place),
        ("Närvarande", ", ".join(meeting.present)),
        ("Frånvarande", ", ".join(meeting.absent)),
    ):
        paragraph = word.add_paragraph(f"{label}: {value}")
        _into_control(paragraph)
    for number, (heading, texts) in enumerate(meeting.items, 1):
        word.add_paragraph().add_run(f"{number}) {heading}").underline = True
        for text in texts:
            word.add_paragraph(text)
    return as_saved(word)


def _into_control(paragraph: Paragraph) -> None:
    element = paragraph._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    element.addprevious(control)
    control.append(content)
    content.append(element)


MEETING_LAYOUTS: tuple[Callable[[Meeting], bytes], ...] = (
    people_one_per_row_beside_a_merged_label,
    people_as_bullet_lists,
    paragraph_signs_and_title_styles,
    numbers_by_word_and_a_picture_beside_the_title,
    everything_in_one_layout_table,
    columns_for_name_organisation_and_role,
    agenda_in_a_table_of_two_columns,
    names_with_parentheses_and_headings_in_larger_type,
    columns_with_a_header_row,
    headings_and_text_in_the_same_paragraph,
    present_and_absent_side_by_side,
    underlined_headings_and_content_controls,
)


def newsletter_layouts(shared: Path) -> Iterator[tuple[str, bytes]]:
    """The newsletter with other headings, made from the owner's own file with its styles."""
    source = shared / "word/Nyhetsbrev september 2020 (styles).docx"
    for name, change in (
        ("title and subtitle", _title_styles),
        ("one level for all", _one_level),
        ("articles in tables beside a picture", _in_tables),
        ("bullets for quotations", _bullets),
        ("first article higher than the others", _first_higher),
        ("kickers on the heading's own line", _kickers_in_headings),
        ("logos in a table", _logos_in_a_table),
        ("articles in text boxes", _in_text_boxes),
        ("headings only in larger type", _larger),
        ("en dashes", _en_dashes),
    ):
        word = docx.Document(str(source))
        change(word)
        yield name, as_saved(word)


def _headings(word: WordDocument) -> list[Paragraph]:
    return [
        p for p in word.paragraphs if (getattr(p.style, "name", None) or "").startswith("Heading")
    ]


def _title_styles(word: WordDocument) -> None:
    for place, paragraph in enumerate(_headings(word)):
        name = ("Title", "Subtitle")[place] if place < 2 else "Heading 1"
        paragraph.style = word.styles[name]


def _one_level(word: WordDocument) -> None:
    for paragraph in _headings(word):
        paragraph.style = word.styles["Heading 2"]


def _first_higher(word: WordDocument) -> None:
    for place, paragraph in enumerate(_headings(word)[2:]):
        paragraph.style = word.styles["Heading 3" if place else "Heading 2"]


def _bullets(word: WordDocument) -> None:
    for paragraph in word.paragraphs:
        if paragraph.text.startswith("- "):
            paragraph.runs[0].text = paragraph.runs[0].text.removeprefix("- ")
            paragraph.style = word.styles["List Bullet"]


def _in_tables(word: WordDocument) -> None:
    headings = _headings(word)[2:]
    for paragraph in headings[:4]:
        element = paragraph._p
        table = word.add_table(1, 2)
        element.addprevious(table._tbl)
        table.cell(0, 0).paragraphs[0].add_run().add_picture(picture())
        target = table.cell(0, 1)._tc
        following = element.getnext()
        target.append(element)
        while following is not None and not _is_heading(following):
            upcoming = following.getnext()
            target.append(following)
            following = upcoming


def _kickers_in_headings(word: WordDocument) -> None:
    paragraphs = word.paragraphs
    place = next(n for n, p in enumerate(paragraphs) if p.text.startswith("Ny kunskaps"))
    heading = paragraphs[place + 1]
    heading.runs[0].text = f"{paragraphs[place].text}\n{heading.runs[0].text}"
    for run in paragraphs[place].runs:
        run.text = ""


def _logos_in_a_table(word: WordDocument) -> None:
    paragraphs = [p for p in word.paragraphs if p._p.xpath(".//pic:pic")][2:]
    table = word.add_table(2, 4)
    paragraphs[0]._p.addprevious(table._tbl)
    for place, paragraph in enumerate(paragraphs):
        table.cell(place // 4, place % 4)._tc.append(paragraph._p)


def _in_text_boxes(word: WordDocument) -> None:
    for paragraph in _headings(word)[2:5]:
        run = paragraph.insert_paragraph_before().add_run()._r
        shape, content = OxmlElement("w:pict"), OxmlElement("w:txbxContent")
        run.append(shape)
        shape.append(content)
        content.append(paragraph._p)


def _larger(word: WordDocument) -> None:
    for place, paragraph in enumerate(_headings(word)):
        paragraph.style = word.styles["Normal"]
        for run in paragraph.runs:
            run.font.size = Pt((22, 18)[place] if place < 2 else 15)


def _en_dashes(word: WordDocument) -> None:
    for paragraph in word.paragraphs:
        if paragraph.text.startswith("- "):
            paragraph.runs[0].text = "– " + paragraph.runs[0].text.removeprefix("- ")


def _is_heading(element: etree._Element) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val"), "").startswith("Heading")
