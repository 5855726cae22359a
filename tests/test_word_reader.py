"""Word's own XML, read as Word shows it."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from samverka.word.docx.document import read_docx
from samverka.word.tree.inlines import plain_text
from samverka.word.tree.nodes import Formula, Heading, Listing, Paragraph, Table
from samverka.word.tree.walking import block_text, cell_text, inlines_in, pictures_in, walk
from tests.test_word_features import Desk
from tests.word_files import (
    field,
    item,
    lists,
    one_pixel,
    paragraph,
    picture,
    related_part,
    run,
    text,
    title,
    word_bytes,
    xml,
)

CONTENT_CONTROL = (
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
    f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(run('Syfte 3'))}</w:sdtContent></w:sdt>"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def texts(content: bytes) -> list[str]:
    return [block_text(block).strip() for block in read_docx(content).blocks]


def depths(listing: Listing, depth: int = 1) -> list[tuple[int, str]]:
    found = []
    for blocks in listing.items:
        for block in blocks:
            if isinstance(block, Listing):
                found += depths(block, depth + 1)
            else:
                found.append((depth, block_text(block)))
    return found


def test_items_stand_as_deep_as_in_word_also_where_a_level_was_skipped() -> None:
    content = word_bytes(
        lists(("bullet", "•"), ("bullet", "o"), ("bullet", "-")),
        xml(item("Ett", 0, 50), item("Två", 2, 50), item("Tre", 1, 50), item("Fyra", 0, 50)),
    )
    (listing,) = read_docx(content).blocks
    assert isinstance(listing, Listing)
    assert depths(listing) == [(1, "Ett"), (3, "Två"), (2, "Tre"), (1, "Fyra")]


def test_a_list_that_begins_deep_is_as_deep_on_the_page(desk: Desk) -> None:
    html = desk.html(
        word_bytes(title("Lista"), lists(("bullet", "•"), ("bullet", "o")), xml(item("In", 1, 50)))
    )
    tags = re.sub(r"<!--.*?-->|\s", "", html)
    assert tags == "<ul><li><ul><li>In</li></ul></li></ul>"


def test_numbers_go_on_after_a_paragraph_and_restart_where_word_restarts() -> None:
    content = word_bytes(
        lists(("decimal", "%1.")),
        xml(item("A", 0, 50), item("B", 0, 50), paragraph(run("Mellan.")), item("C", 0, 50)),
        xml(paragraph(run("Ny.")), item("D", 0, 51)),
    )
    starts = [b.start for b in read_docx(content).blocks if isinstance(b, Listing)]
    assert starts == [1, 3, 7]


def test_a_paragraph_set_in_as_far_as_its_item_belongs_to_it() -> None:
    inside = paragraph(run("Mer om A."), properties='<w:ind w:left="720"/>')
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="50"/></w:numPr><w:ind w:left="720"/>'
    items = [paragraph(run(words), properties=place) for words in "AB"]
    content = word_bytes(lists(("decimal", "%1.")), xml(items[0], inside, items[1]))
    (listing,) = read_docx(content).blocks
    assert isinstance(listing, Listing)
    assert [[block_text(b) for b in blocks] for blocks in listing.items] == [
        ["A", "Mer om A."],
        ["B"],
    ]


def test_letters_and_roman_numbers_keep_their_form() -> None:
    content = word_bytes(
        lists(("lowerLetter", "%1)"), ("upperRoman", "%2.")),
        xml(item("A", 0, 50), item("B", 1, 50)),
    )
    forms = [one.form for one in walk(read_docx(content).blocks) if isinstance(one, Listing)]
    assert forms == ["a", "I"]


def test_a_heading_numbered_by_its_style_shows_the_whole_number(desk: Desk) -> None:
    def build(word: WordDocument) -> None:
        lists(("decimal", "%1"), ("decimal", "%1.%2"))(word)
        for words, level in (("Bakgrund", 1), ("Syfte", 2), ("Frågor", 2)):
            heading = word.add_heading(words, level)
            heading._p.get_or_add_pPr().append(
                docx.oxml.parse_xml(
                    f'<w:numPr {docx.oxml.ns.nsdecls("w")}><w:ilvl w:val="{level - 1}"/>'
                    '<w:numId w:val="50"/></w:numPr>'
                )
            )

    body = desk.body(word_bytes(text("Rapport", "Title"), build))
    assert body == "## 1 Bakgrund\n\n### 1.1 Syfte\n\n### 1.2 Frågor"


def test_a_table_of_contents_and_hidden_text_are_left_out(desk: Desk) -> None:
    content = word_bytes(
        title("Rapport"),
        xml(CONTENT_CONTROL, paragraph(run("Syns"), run(" inte", "<w:vanish/>"), run("."))),
    )
    assert desk.body(content) == "Syns."


def test_a_row_deleted_with_changes_tracked_is_gone_and_moved_text_stands_once() -> None:
    kept, gone = (f"<w:tc>{paragraph(run(words))}</w:tc>" for words in ("Kvar", "Borta"))
    deleted = '<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>'
    rows = [f"<w:tr>{kept}</w:tr>", f"<w:tr>{deleted}{gone}</w:tr>"]
    moved = paragraph(
        f'<w:moveFrom w:id="2" w:author="A">{run("Flyttad")}</w:moveFrom>',
        f'<w:moveTo w:id="3" w:author="A">{run("Flyttad")}</w:moveTo>',
    )
    content = word_bytes(xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>", moved))
    assert texts(content) == ["Kvar", "Flyttad"]


def test_cells_merged_both_ways_and_rows_that_begin_later_keep_their_places() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"

    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        f"<w:tr>{cell('Bred', wide)}{cell('Hög', down)}</w:tr>"
        f"<w:tr>{cell('A')}{cell('B')}{cell('', on)}</w:tr>"
        f"<w:tr>{late}{cell('C')}{cell('D')}</w:tr></w:tbl>"
    )
    (made,) = read_docx(word_bytes(xml(table))).blocks
    assert isinstance(made, Table)
    rows = [[(cell_text(c), c.rows, c.columns) for c in row] for row in made.rows]
    assert rows == [
        [("Bred", 1, 2), ("Hög", 2, 1)],
        [("A", 1, 1), ("B", 1, 1)],
        [("", 1, 1), ("C", 1, 1), ("D", 1, 1)],
    ]


def test_rows_marked_as_headers_are_the_head_with_scope(desk: Desk) -> None:
    def row(*words: str, head: bool = False) -> str:
        marked = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
        cells = "".join(f"<w:tc><w:tcPr/>{paragraph(run(w))}</w:tc>" for w in words)
        return f"<w:tr>{marked}{cells}</w:tr>"

    rows = [row("Kommun", "År", head=True), row("", "2021", head=True), row("Sjövik", "3")]
    html = desk.html(
        word_bytes(title("Tal"), xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"))
    )
    assert html.count('scope="col"') == 4
    assert "<td>Sjövik</td>" in re.sub(r"\s+<", "<", html)


def test_a_table_in_a_cell_is_a_table_in_a_cell(desk: Desk) -> None:
    inner = (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph(run('Inne'))}</w:tc></w:tr></w:tbl>"
    )
    outer = (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph(run('Ute'))}</w:tc>"
        f"<w:tc>{inner}{paragraph()}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph(run('1'))}</w:tc><w:tc>{paragraph(run('2'))}</w:tc></w:tr></w:tbl>"
    )
    html = desk.html(word_bytes(title("Tal"), xml(outer)))
    assert html.count("<table") == 2
    assert html.count("<td") == 5


def test_links_by_field_and_cross_references_lead_somewhere(desk: Desk) -> None:
    target = paragraph('<w:bookmarkStart w:id="9" w:name="_Ref1"/>', run("Syfte"), style="Heading2")
    place = paragraph('<w:bookmarkStart w:id="8" w:name="Fakta"/>', run("Fakta om barn."))
    refers = paragraph(
        run("Se "), field(" REF _Ref1 \\h ", "Syfte"), run(", "),
        field(' HYPERLINK \\l "Fakta" ', "fakta"), run(" och "),
        field(' HYPERLINK "https://example.org/a" \\o "Tips" ', "sidan"), run("."),
    )  # fmt: skip
    again = paragraph(run("Syfte"), style="Heading2")
    html = desk.html(word_bytes(title("Rapport"), xml(again, target, place, refers)))
    leads = re.findall(r'href="([^"]*)"', html)
    assert leads[0] == "#syfte_1"
    assert leads[2] == "https://example.org/a"
    assert all(f'id="{name[1:]}"' in html for name in leads[:2])
    assert desk.findings == []


def test_ticked_boxes_and_chosen_entries_are_read_from_the_form() -> None:
    def form(data: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    box = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    choice = '<w:result w:val="1"/><w:listEntry w:val="Nej"/><w:listEntry w:val="Ja"/>'
    content = word_bytes(
        xml(paragraph(box, run(" Klar: "), form(f"<w:ddList>{choice}</w:ddList>")))
    )
    assert texts(content) == ["☒ Klar: Ja"]


def test_comments_are_told_with_author_and_place_and_are_not_on_the_page(desk: Desk) -> None:
    def build(word: WordDocument) -> None:
        words = word.add_paragraph("Vi börjar i maj.")
        word.add_comment(words.runs, text="Är det säkert?", author="Eva Ek", initials="EE")

    content = word_bytes(title("Plan"), build)
    assert desk.body(content) == "Vi börjar i maj."
    (remark,) = read_docx(content).remarks
    assert remark.message == "kommentar av Eva Ek vid ”Vi börjar i maj.”: Är det säkert?"
    assert desk.findings == ["KOMM01"]


def test_an_equation_becomes_tex() -> None:
    fraction = (
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        "<m:den><m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e><m:r><m:t>b</m:t></m:r></m:e>"
        "</m:rad></m:den></m:f></m:oMath>"
    )
    (block,) = read_docx(word_bytes(xml(paragraph(fraction)))).blocks
    assert isinstance(block, Paragraph)
    assert block.content == (Formula(r"x=\frac{a}{\sqrt{b}}"),)


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx>'
    "<c:rich><a:p><a:r><a:t>Barn i kö</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>"
    "<c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Antal</c:v></c:pt>"
    "</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>"
    "<c:pt idx='0'><c:v>2020</c:v></c:pt>"
    "<c:pt idx='1'><c:v>2021</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef>"
    "<c:numCache><c:pt idx='0'><c:v>12.5</c:v></c:pt><c:pt idx='1'><c:v>3</c:v></c:pt></c:numCache>"
    "</c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def drawing(inner: str, described: str = "") -> str:
    return paragraph(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{described}"/><a:graphic>'
        f'<a:graphicData uri="x">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def test_a_chart_becomes_the_table_of_its_numbers(desk: Desk) -> None:
    body = desk.body(
        word_bytes(
            title("Läget"),
            related_part("chart", "charts/chart1.xml", CHART, drawing('<c:chart r:id="{id}"/>')),
        )
    )
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in body.split("\n") if "|" in line
    ]
    assert rows == [["", "Antal"], ["---", "---"], ["2020", "12,5"], ["2021", "3"]]
    assert "Barn i kö" in body


SMARTART = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
    '<dgm:pt modelId="0" type="doc"/>{}</dgm:ptLst><dgm:cxnLst>'
    '<dgm:cxn srcId="0" destId="2" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>'
    '<dgm:cxn srcId="1" destId="3" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>'
)


def test_smartart_becomes_a_list_in_its_own_order(desk: Desk) -> None:
    points = "".join(
        f'<dgm:pt modelId="{key}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for key, words in ((2, "Sedan"), (1, "Först"), (3, "Under"))
    )
    graphic = drawing('<dgm:relIds r:dm="{id}"/>')
    body = desk.body(
        word_bytes(
            title("Steg"),
            related_part("diagramData", "diagrams/data1.xml", SMARTART.format(points), graphic),
        )
    )
    assert body == "-   Först\n    -   Under\n-   Sedan"


def test_a_drop_cap_is_the_first_letter_of_its_word() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    content = word_bytes(
        xml(paragraph(run("D"), properties=frame), paragraph(run("et var en gång.")))
    )
    assert texts(content) == ["Det var en gång."]


def test_signs_of_symbol_fonts_and_hyphens_that_do_not_break_are_kept() -> None:
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    alpha = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    hyphen = "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t><w:softHyphen/></w:r>"
    content = word_bytes(xml(paragraph(arrow, run(" "), alpha, run(" "), hyphen)))
    assert texts(content) == ["→ \u03b1 e\u2011post"]


def test_lines_with_columns_set_by_tabs_become_a_table(desk: Desk) -> None:
    rows = ("Sjövik\tNorra\t3", "Granby\tSödra\t4", "Björkdala\tVästra\t5")
    html = desk.html(word_bytes(title("Lag"), *map(text, rows)))
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", html)
    assert cells == [word for row in rows for word in row.split("\t")]


def test_a_label_with_a_tab_behind_it_is_no_column(desk: Desk) -> None:
    rows = ("Start:\tmåndagar", "Ledare:\tIda", "För:\talla")
    body = desk.body(word_bytes(title("Kör"), *map(text, rows)))
    assert body == "Start: måndagar\n\nLedare: Ida\n\nFör: alla"


def test_a_text_in_several_parts_keeps_them_all_as_parts(desk: Desk) -> None:
    body = desk.body(word_bytes(title("Om lek"), text("A."), title("Om mat"), text("B.")))
    assert body.endswith("## Om mat\n\nB.")
    whole = desk.project.read("docs/om-lek.md")
    assert "title: Om lek\n" in whole
    assert "\n## Om lek\n" in whole
    assert "\n# " not in whole


def test_a_numbered_bold_line_is_a_heading_in_its_list_and_in_notes_a_heading_alone(
    tmp_path: Path,
) -> None:
    line = item("Läget i kommunerna", 0, 50, "<w:b/>")
    levels = lists(("decimal", "%1."))
    told = xml(line, paragraph(run("Alla berättar.")))
    (tmp_path / "a").mkdir()
    assert "<li>\n<h2" in Desk(tmp_path / "a").html(word_bytes(title("Plan"), levels, told))
    (tmp_path / "b").mkdir()
    notes = ("Tid: 4 maj 2022 kl. 9-10", "Närvarande: Eva Ek, Växjö")
    desk = Desk(tmp_path / "b")
    head = (title("Mötesanteckningar styrgrupp"), *map(text, notes))
    outcome = desk.project.import_one("möte.docx", word_bytes(*head, levels, told))
    assert outcome.path is not None
    assert "\n## 1. Läget i kommunerna\n" in desk.project.read(str(outcome.path))


def test_a_note_called_inside_a_word_stands_apart_from_it(desk: Desk) -> None:
    body = desk.body(
        word_bytes(title("Not"), text("Vi har en värd* i skolan."), text("* värd = vuxen"))
    )
    assert "värd\u202f[^1] i" in body


def test_a_logo_on_page_after_page_stands_once() -> None:
    floating = (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="{}"><wp:posOffset>{}</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>9</wp:posOffset>'
        '</wp:positionV><wp:docPr id="1" name="x" descr="Vapen"/><a:graphic><a:graphicData uri="x">'
        '<pic:pic><pic:blipFill><a:blip r:embed="{}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )

    def pages(measured_from: str, *offsets: int) -> Callable[[WordDocument], object]:
        def build(word: WordDocument) -> None:
            picture("red", "Hus")(word)
            reference, _ = word.part.get_or_add_image(one_pixel())
            for offset in offsets:
                shape = floating.format(measured_from, offset, reference)
                xml(paragraph(run(f"Sida {offset}"), shape))(word)

        return build

    def count(content: bytes) -> int:
        return sum(one.alt == "Vapen" for one in pictures_in(read_docx(content).blocks))

    assert count(word_bytes(pages("page", 7, 7, 7, 7))) == 1
    assert count(word_bytes(pages("page", 7, 7))) == 2
    assert count(word_bytes(pages("page", 7, 8, 9))) == 3
    assert count(word_bytes(pages("column", 7, 7, 7))) == 3


def test_headings_of_a_plain_page_keep_their_levels_among_each_other() -> None:
    blocks = read_docx(word_bytes(title("A"), lambda word: word.add_heading("B", 3))).blocks
    assert [(plain_text(b.content), b.level) for b in blocks if isinstance(b, Heading)] == [
        ("A", 1),
        ("B", 3),
    ]


def test_an_embedded_file_is_told(desk: Desk) -> None:
    desk.body(word_bytes(title("Hej"), text("A."), xml('<w:altChunk r:id="rId99"/>')))
    assert desk.findings == ["WORD03"]


def test_a_note_that_calls_itself_ends() -> None:
    def build(word: WordDocument) -> None:
        loop = paragraph(run("Not"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
        content = (
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f'<w:footnote w:id="2">{loop}</w:footnote></w:footnotes>'
        )
        call = paragraph(run("Text"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
        related_part("footnotes", "footnotes.xml", content, call)(word)

    blocks = read_docx(word_bytes(build)).blocks
    assert len(list(inlines_in(blocks))) < 10


def test_letters_that_word_sets_before_a_heading_are_shown_and_are_none_of_its_words(
    desk: Desk,
) -> None:
    def build(word: WordDocument) -> None:
        lists(("upperLetter", "Bilaga %1"))(word)
        place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="50"/></w:numPr>'
        xml(paragraph(run("Tider"), style="Heading1", properties=place))(word)

    body = desk.body(word_bytes(text("Rapport", "Title"), build))
    assert body == '## Tider {: data-number="Bilaga A" }'
